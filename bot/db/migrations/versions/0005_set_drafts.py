"""Criteria sets read out of files that were sent by chat."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

Moment = sa.DateTime(timezone=True)
Json = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "set_drafts",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("document", sa.Text, sa.ForeignKey("documents.id", name="fk_set_drafts_document"), nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("leased_until", Moment, nullable=True),
        sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
        sa.Column("leaves", sa.Integer, nullable=False, server_default="0"),
        sa.Column("total", sa.Text, nullable=False, server_default=""),
        sa.Column("uncertain", Json, nullable=False, server_default="[]"),
        sa.Column("faults", Json, nullable=False, server_default="[]"),
        sa.Column("report", sa.Text, nullable=False, server_default=""),
        sa.Column("data", sa.Text, nullable=False, server_default=""),
        sa.Column("active", sa.Text, nullable=False, server_default=""),
    )
    op.create_index("ix_set_drafts_due", "set_drafts", ["state", "created_at"])


def downgrade() -> None:
    op.drop_table("set_drafts")
