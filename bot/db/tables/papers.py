"""Documents and where they are filed."""

import sqlalchemy as sa

from bot.db.columns import Json, Label, Moment
from bot.db.tables.base import table
from scoring.sheet.entry import FileStatus

documents = table(
    "documents",
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("unit", sa.ForeignKey("units.code"), nullable=False),
    sa.Column("fingerprint", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("mime", sa.Text, nullable=False),
    sa.Column("size", sa.BigInteger),
    sa.Column("sha256", sa.Text, index=True),
    sa.Column("status", Label(FileStatus), nullable=False),
    sa.Column("chat", sa.ForeignKey("chats.id")),
    sa.Column("ref", sa.Text, nullable=False),
    sa.Column("why", sa.Text),
    sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
    sa.Column("not_before", Moment, nullable=False),
    sa.Column("leased_until", Moment),
    sa.Column("leased_by", sa.Integer),
    sa.Column("stumbles", sa.Integer, nullable=False, server_default="0"),
    sa.Column("received_by", sa.Text, nullable=False),
    sa.Column("received_at", Moment, nullable=False),
    sa.Column("read", Json),
    sa.Column("citizens", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("preview", sa.Text, nullable=False, server_default=""),
    sa.UniqueConstraint("unit", "fingerprint"),
    sa.Index("ix_documents_due", "status", "not_before"),
)


evidence = table(
    "evidence",
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("entry", sa.ForeignKey("entries.id"), nullable=False, index=True),
    sa.Column("document", sa.ForeignKey("documents.id"), nullable=False, index=True),
    sa.Column("item", sa.Text),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("number", sa.Text, nullable=False),
    sa.Column("date", sa.Text, nullable=False),
    sa.Column("issuer", sa.Text, nullable=False),
    sa.Column("pages", sa.Text, nullable=False, server_default=""),
    sa.Column("checked", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("held", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("channel", sa.Text, nullable=False),
    sa.UniqueConstraint("entry", "document", "item"),
)


# The scan of the signed paper, page by page; what was replaced stays as it was filed.
submission_scans = table(
    "submission_scans",
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("sheet", sa.ForeignKey("sheets.id"), nullable=False, index=True),
    sa.Column("document", sa.ForeignKey("documents.id"), nullable=False, index=True),
    sa.Column("current", sa.Boolean, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("channel", sa.Text, nullable=False),
)


# What was taken off a leaf or replaced there: it counts no more, and is never deleted.
former_evidence = table(
    "former_evidence",
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("entry", sa.ForeignKey("entries.id"), nullable=False, index=True),
    sa.Column("document", sa.ForeignKey("documents.id"), nullable=False, index=True),
    sa.Column("item", sa.Text),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("number", sa.Text, nullable=False),
    sa.Column("date", sa.Text, nullable=False),
    sa.Column("issuer", sa.Text, nullable=False),
    sa.Column("pages", sa.Text, nullable=False),
    sa.Column("checked", sa.Boolean, nullable=False),
    sa.Column("held", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("ended_by", sa.Text, nullable=False),
    sa.Column("ended_at", Moment, nullable=False),
    sa.Column("ended_channel", sa.Text, nullable=False),
    sa.Column("replaced_by", sa.Text),
)
