"""What a document is said to be, what was read in it, and the evidence that no longer counts.

No way back: evidence that no longer counts is never deleted, and the release before has no place for it.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

Moment = sa.DateTime(timezone=True)
Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Json = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.add_column("documents", sa.Column("read", Json))
    op.add_column("documents", sa.Column("citizens", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("documents", sa.Column("preview", sa.Text, nullable=False, server_default=""))
    op.add_column("evidence", sa.Column("pages", sa.Text, nullable=False, server_default=""))
    op.add_column("evidence", sa.Column("checked", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_table(
        "former_evidence",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("entry", Id, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("item", sa.Text),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("note", "number", "date", "issuer", "pages")),
        sa.Column("checked", sa.Boolean, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("ended_by", sa.Text, nullable=False),
        sa.Column("ended_at", Moment, nullable=False),
        sa.Column("ended_channel", sa.Text, nullable=False),
        sa.Column("replaced_by", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_former_evidence"),
        sa.ForeignKeyConstraint(["entry"], ["entries.id"], name="fk_former_evidence_entry"),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name="fk_former_evidence_document"),
    )
    op.create_index("ix_former_evidence_entry", "former_evidence", ["entry"])
    op.create_index("ix_former_evidence_document", "former_evidence", ["document"])
