"""The signed scan of a submission, and its difficulties and proposals."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("sheets", sa.Column("difficulties", sa.Text, nullable=False, server_default=""))
    op.create_table(
        "submission_scans",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("sheet", Id, sa.ForeignKey("sheets.id", name="fk_submission_scans_sheet"), nullable=False, index=True),
        sa.Column(
            "document", sa.Text, sa.ForeignKey("documents.id", name="fk_submission_scans_document"), nullable=False, index=True
        ),
        sa.Column("current", sa.Boolean, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("submission_scans")
    op.drop_column("sheets", "difficulties")
