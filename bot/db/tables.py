"""The tables. SQLite and PostgreSQL share every one of them."""

import sqlalchemy as sa

from bot.db.columns import Id, Json, Moment

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def table(name: str, *parts: sa.schema.SchemaItem) -> sa.Table:
    return sa.Table(name, metadata, *parts)


units = table(
    "units",
    sa.Column("code", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("level", sa.Text, nullable=False),
    sa.Column("parent", sa.Text),
    sa.Column("peer_group", sa.Text, nullable=False, server_default=""),
)

# Names, chats and whatever else points at a human being stand in people, invites and chats alone: erasing these rows
# cuts the link, while scores, evidence and log keep the opaque id as the authority's record.
people = table(
    "people",
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("unit", sa.ForeignKey("units.code"), nullable=False, index=True),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("scope", Json, nullable=False),
    sa.Column("position", sa.Text, nullable=False),
    sa.Column("active", sa.Boolean, nullable=False),
    sa.Column("noticed_at", Moment),
    sa.Column("created_at", Moment, nullable=False),
    # Who has taken over somebody's work: an opaque id that may outlive the person it names.
    sa.Column("successor", sa.Text),
)

invites = table(
    "invites",
    sa.Column("code_hash", sa.Text, primary_key=True),
    sa.Column("person", sa.ForeignKey("people.id"), nullable=False),
    sa.Column("expires_at", Moment),
    sa.Column("used_at", Moment),
    sa.Column("reusable", sa.Boolean, nullable=False),
)

chats = table(
    "chats",
    sa.Column("id", Id, primary_key=True, autoincrement=True),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("account", sa.Text, nullable=False),
    sa.Column("chat", sa.Text, nullable=False),
    sa.Column("person", sa.ForeignKey("people.id"), index=True),
    sa.Column("session", Json),
    sa.Column("last_in_at", Moment),
    sa.Column("unreachable_at", Moment),
    sa.Column("failed_joins", sa.Integer, nullable=False, server_default="0"),
    sa.Column("barred_until", Moment),
    sa.UniqueConstraint("channel", "account", "chat"),
)

inbox = table(
    "inbox",
    sa.Column("id", Id, primary_key=True, autoincrement=True),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("account", sa.Text, nullable=False),
    sa.Column("event_key", sa.Text, nullable=False),
    sa.Column("chat", sa.ForeignKey("chats.id"), nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("received_at", Moment, nullable=False),
    sa.Column("event", Json, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
    sa.Column("handled_at", Moment),
    sa.UniqueConstraint("channel", "account", "event_key"),
    sa.Index("ix_inbox_waiting", "state", "chat", "id"),
    sa.Index("ix_inbox_chat", "chat", "received_at"),
)

outbox = table(
    "outbox",
    sa.Column("id", Id, primary_key=True, autoincrement=True),
    sa.Column("chat", sa.ForeignKey("chats.id")),
    sa.Column("person", sa.ForeignKey("people.id")),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("slot", sa.Text, nullable=False),
    sa.Column("card", Json, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("key", sa.Text, unique=True),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("not_before", Moment, nullable=False),
    sa.Column("leased_until", Moment),
    sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
    sa.Column("message_ref", sa.Text),
    sa.Column("sent_at", Moment),
    sa.Column("changed_at", Moment, nullable=False),
    sa.Column("why", sa.Text),
    sa.Index("ix_outbox_due", "state", "not_before", "id"),
    sa.Index("ix_outbox_chat", "chat", "id"),
    sa.Index("ix_outbox_chat_state", "chat", "state", "id"),
)

criteria_sets = table(
    "criteria_sets",
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("version", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("data", sa.Text, nullable=False),
    sa.Column("imported_at", Moment, nullable=False),
)

set_drafts = table(
    "set_drafts",
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("document", sa.ForeignKey("documents.id"), nullable=False),
    sa.Column("file", sa.Text, nullable=False),
    sa.Column("person", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("leased_until", Moment),
    sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
    sa.Column("leaves", sa.Integer, nullable=False, server_default="0"),
    sa.Column("total", sa.Text, nullable=False, server_default=""),
    sa.Column("uncertain", Json, nullable=False, server_default="[]"),
    sa.Column("faults", Json, nullable=False, server_default="[]"),
    sa.Column("report", sa.Text, nullable=False, server_default=""),
    sa.Column("data", sa.Text, nullable=False, server_default=""),
    sa.Column("active", sa.Text, nullable=False, server_default=""),
    sa.Index("ix_set_drafts_due", "state", "created_at"),
)

rounds = table(
    "rounds",
    sa.Column("code", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("year", sa.Integer, nullable=False),
    sa.Column("set_id", sa.Text, nullable=False),
    sa.Column("set_version", sa.Text, nullable=False),
    sa.Column("authority", sa.ForeignKey("units.code"), nullable=False),
    sa.Column("ends", Json, nullable=False),
    sa.Column("settings", Json, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("created_at", Moment, nullable=False),
    sa.ForeignKeyConstraint(["set_id", "set_version"], ["criteria_sets.id", "criteria_sets.version"]),
)

round_units = table(
    "round_units",
    sa.Column("round", sa.ForeignKey("rounds.code"), primary_key=True),
    sa.Column("unit", sa.ForeignKey("units.code"), primary_key=True),
    sa.Column("peer_group", sa.Text, nullable=False),
    sa.Column("extended_to", Moment),
)

sheets = table(
    "sheets",
    sa.Column("id", Id, primary_key=True, autoincrement=True),
    sa.Column("round", sa.ForeignKey("rounds.code"), nullable=False),
    sa.Column("unit", sa.ForeignKey("units.code"), nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("locked_at", Moment),
    sa.Column("returned_reason", sa.Text, nullable=False, server_default=""),
    sa.Column("difficulties", sa.Text, nullable=False, server_default=""),
    sa.UniqueConstraint("round", "unit"),
)

entries = table(
    "entries",
    sa.Column("id", Id, primary_key=True, autoincrement=True),
    sa.Column("sheet", sa.ForeignKey("sheets.id"), nullable=False),
    sa.Column("leaf", sa.Text, nullable=False),
    sa.Column("declared", Json),
    sa.Column("working", sa.Text, nullable=False),
    sa.Column("claim", sa.Text),
    sa.Column("explanation", sa.Text, nullable=False),
    sa.Column("explained", Json, nullable=False),
    sa.Column("reopened", sa.Boolean, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("undo", Json),
    sa.Column("complete", sa.Boolean, nullable=False),
    sa.UniqueConstraint("sheet", "leaf"),
)

scores = table(
    "scores",
    sa.Column("entry", sa.ForeignKey("entries.id"), primary_key=True),
    sa.Column("stage", sa.Text, primary_key=True),
    sa.Column("points", sa.Text),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("channel", sa.Text, nullable=False),
)

documents = table(
    "documents",
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("unit", sa.ForeignKey("units.code"), nullable=False),
    sa.Column("fingerprint", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("mime", sa.Text, nullable=False),
    sa.Column("size", sa.BigInteger),
    sa.Column("sha256", sa.Text, index=True),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("chat", sa.ForeignKey("chats.id")),
    sa.Column("ref", sa.Text, nullable=False),
    sa.Column("why", sa.Text),
    sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
    sa.Column("not_before", Moment, nullable=False),
    sa.Column("leased_until", Moment),
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
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("ended_by", sa.Text, nullable=False),
    sa.Column("ended_at", Moment, nullable=False),
    sa.Column("ended_channel", sa.Text, nullable=False),
    sa.Column("replaced_by", sa.Text),
)

requests = table(
    "requests",
    sa.Column("entry", sa.ForeignKey("entries.id"), primary_key=True),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("due", Moment, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("answer", sa.Text, nullable=False),
    sa.Column("answered_by", sa.Text),
    sa.Column("answered_at", Moment),
    sa.Column("answered_channel", sa.Text),
)

reopenings = table(
    "reopenings",
    sa.Column("id", Id, primary_key=True, autoincrement=True),
    sa.Column("sheet", sa.ForeignKey("sheets.id"), nullable=False),
    sa.Column("leaf", sa.Text),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("asked_by", sa.Text, nullable=False),
    sa.Column("asked_at", Moment, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("decided_by", sa.Text),
    sa.Column("decided_at", Moment),
    sa.Column("decision", sa.Text, nullable=False, server_default=""),
)

log = table(
    "log",
    sa.Column("number", Id, primary_key=True, autoincrement=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("place", sa.Text, nullable=False),
    sa.Column("before", Json),
    sa.Column("after", Json),
    sa.Column("previous", sa.Text, nullable=False),
    sa.Column("hash", sa.Text, nullable=False),
)

# One row a firing: whoever inserts it first does the work, on however many machines the timetable runs.
occurrences = table(
    "occurrences",
    sa.Column("job", sa.Text, primary_key=True),
    sa.Column("at", Moment, primary_key=True),
)

# The pace of a channel (generic cell rate): ``free_at`` is when the next message may leave, shared by all machines.
paces = table(
    "paces",
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("free_at", Moment, nullable=False),
)

facts = table(
    "facts",
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", Json, nullable=False),
)
