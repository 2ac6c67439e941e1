"""Channels that stumble, processes that hold leases, and what a card has been through on its way."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

Moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "holds",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("since", Moment, nullable=False),
        sa.Column("until", Moment, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("probe", sa.Text, nullable=True),
        sa.Column("probe_by", sa.Integer, nullable=True),
    )
    op.create_table(
        "processes",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("started_at", Moment, nullable=False),
        sa.Column("seen_at", Moment, nullable=False),
    )
    for table in ("outbox", "documents", "set_drafts"):
        op.add_column(table, sa.Column("leased_by", sa.Integer, nullable=True))
    for table in ("outbox", "documents"):
        op.add_column(table, sa.Column("stumbles", sa.Integer, nullable=False, server_default="0"))
    op.add_column("outbox", sa.Column("unsure", sa.Boolean, nullable=False, server_default=sa.false()))


def downgrade() -> None:
    # An older release takes leases by their time alone, and knows no answer that a newer one has taken the place of.
    op.execute("UPDATE outbox SET state = 'failed' WHERE state = 'superseded'")
    op.drop_column("outbox", "unsure")
    for table in ("documents", "outbox"):
        op.drop_column(table, "stumbles")
    for table in ("set_drafts", "documents", "outbox"):
        op.drop_column(table, "leased_by")
    op.drop_table("processes")
    op.drop_table("holds")
