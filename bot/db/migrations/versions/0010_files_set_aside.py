"""A file that something speaks against is set aside until somebody says that it is meant."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TABLES = ("evidence", "former_evidence")


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("held", sa.Boolean, nullable=False, server_default=sa.false()))


def downgrade() -> None:
    # The release before counts every file that is said to be a document: what was set aside is then one of no known kind.
    op.execute("UPDATE evidence SET item = NULL WHERE held")
    for table in reversed(TABLES):
        op.drop_column(table, "held")
