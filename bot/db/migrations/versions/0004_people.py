"""Who has taken over from whom, and the peer group that a unit brings into a new round."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("units", sa.Column("peer_group", sa.Text, nullable=False, server_default=""))
    op.add_column("people", sa.Column("successor", sa.Text, nullable=True))


def downgrade() -> None:
    # An older release hands nobody's work over, and asks for the peer group with every new round.
    op.drop_column("people", "successor")
    op.drop_column("units", "peer_group")
