"""Lists of units and people are sent by chat like criteria sets."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("set_drafts", sa.Column("kind", sa.Text, nullable=False, server_default="set"))


def downgrade() -> None:
    op.execute("DELETE FROM set_drafts WHERE kind <> 'set'")
    with op.batch_alter_table("set_drafts") as table:
        table.drop_column("kind")
