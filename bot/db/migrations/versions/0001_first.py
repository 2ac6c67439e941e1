"""All tables of the first version.

No way back: before them there was nothing.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

Moment = sa.DateTime(timezone=True)
Json = sa.JSON().with_variant(JSONB(), "postgresql")
Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _create_people()
    _create_chats()
    _create_rounds()
    _create_sheets()
    _create_documents()
    _create_shared()


def _create_people() -> None:
    op.create_table(
        "units",
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("level", sa.Text, nullable=False),
        sa.Column("parent", sa.Text, nullable=True),
        sa.PrimaryKeyConstraint("code", name="pk_units"),
    )
    op.create_table(
        "people",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("unit", sa.Text, sa.ForeignKey("units.code", name="fk_people_unit"), nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("scope", Json, nullable=False),
        sa.Column("position", sa.Text, nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("noticed_at", Moment, nullable=True),
        sa.Column("created_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
    )
    op.create_index("ix_people_unit", "people", ["unit"])
    op.create_table(
        "invites",
        sa.Column("code_hash", sa.Text, nullable=False),
        sa.Column("person", sa.Text, sa.ForeignKey("people.id", name="fk_invites_person"), nullable=False),
        sa.Column("expires_at", Moment, nullable=True),
        sa.Column("used_at", Moment, nullable=True),
        sa.Column("reusable", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("code_hash", name="pk_invites"),
    )


def _create_chats() -> None:
    op.create_table(
        "chats",
        sa.Column("id", Id, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("account", sa.Text, nullable=False),
        sa.Column("chat", sa.Text, nullable=False),
        sa.Column("person", sa.Text, sa.ForeignKey("people.id", name="fk_chats_person"), nullable=True),
        sa.Column("session", Json, nullable=True),
        sa.Column("last_in_at", Moment, nullable=True),
        sa.Column("unreachable_at", Moment, nullable=True),
        sa.Column("failed_joins", sa.Integer, nullable=False, server_default="0"),
        sa.Column("barred_until", Moment, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_chats"),
        sa.UniqueConstraint("channel", "account", "chat", name="uq_chats_channel_account_chat"),
    )
    op.create_index("ix_chats_person", "chats", ["person"])
    op.create_table(
        "inbox",
        sa.Column("id", Id, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("account", sa.Text, nullable=False),
        sa.Column("event_key", sa.Text, nullable=False),
        sa.Column("chat", Id, sa.ForeignKey("chats.id", name="fk_inbox_chat"), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("received_at", Moment, nullable=False),
        sa.Column("event", Json, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
        sa.Column("handled_at", Moment, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_inbox"),
        sa.UniqueConstraint("channel", "account", "event_key", name="uq_inbox_channel_account_event_key"),
    )
    op.create_index("ix_inbox_waiting", "inbox", ["state", "chat", "id"])
    op.create_index("ix_inbox_chat", "inbox", ["chat", "received_at"])
    op.create_table(
        "outbox",
        sa.Column("id", Id, nullable=False),
        sa.Column("chat", Id, sa.ForeignKey("chats.id", name="fk_outbox_chat"), nullable=True),
        sa.Column("person", sa.Text, sa.ForeignKey("people.id", name="fk_outbox_person"), nullable=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("slot", sa.Text, nullable=False),
        sa.Column("card", Json, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=True),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("not_before", Moment, nullable=False),
        sa.Column("leased_until", Moment, nullable=True),
        sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
        sa.Column("message_ref", sa.Text, nullable=True),
        sa.Column("sent_at", Moment, nullable=True),
        sa.Column("changed_at", Moment, nullable=False),
        sa.Column("why", sa.Text, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("key", name="uq_outbox_key"),
    )
    op.create_index("ix_outbox_chat", "outbox", ["chat", "id"])
    op.create_index("ix_outbox_chat_state", "outbox", ["chat", "state", "id"])
    op.create_index("ix_outbox_due", "outbox", ["state", "not_before", "id"])


def _create_rounds() -> None:
    op.create_table(
        "criteria_sets",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("data", sa.Text, nullable=False),
        sa.Column("imported_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", "version", name="pk_criteria_sets"),
    )
    op.create_table(
        "rounds",
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("set_id", sa.Text, nullable=False),
        sa.Column("set_version", sa.Text, nullable=False),
        sa.Column("authority", sa.Text, sa.ForeignKey("units.code", name="fk_rounds_authority"), nullable=False),
        sa.Column("ends", Json, nullable=False),
        sa.Column("settings", Json, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_rounds"),
        sa.ForeignKeyConstraint(
            ["set_id", "set_version"], ["criteria_sets.id", "criteria_sets.version"], name="fk_rounds_set_id"
        ),
    )
    op.create_table(
        "round_units",
        sa.Column("round", sa.Text, sa.ForeignKey("rounds.code", name="fk_round_units_round"), nullable=False),
        sa.Column("unit", sa.Text, sa.ForeignKey("units.code", name="fk_round_units_unit"), nullable=False),
        sa.Column("peer_group", sa.Text, nullable=False),
        sa.Column("extended_to", Moment, nullable=True),
        sa.PrimaryKeyConstraint("round", "unit", name="pk_round_units"),
    )


def _create_sheets() -> None:
    op.create_table(
        "sheets",
        sa.Column("id", Id, nullable=False),
        sa.Column("round", sa.Text, sa.ForeignKey("rounds.code", name="fk_sheets_round"), nullable=False),
        sa.Column("unit", sa.Text, sa.ForeignKey("units.code", name="fk_sheets_unit"), nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("locked_at", Moment, nullable=True),
        sa.Column("returned_reason", sa.Text, nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("id", name="pk_sheets"),
        sa.UniqueConstraint("round", "unit", name="uq_sheets_round_unit"),
    )
    op.create_table(
        "entries",
        sa.Column("id", Id, nullable=False),
        sa.Column("sheet", Id, sa.ForeignKey("sheets.id", name="fk_entries_sheet"), nullable=False),
        sa.Column("leaf", sa.Text, nullable=False),
        sa.Column("declared", Json, nullable=True),
        sa.Column("working", sa.Text, nullable=False),
        sa.Column("claim", sa.Text, nullable=True),
        sa.Column("explanation", sa.Text, nullable=False),
        sa.Column("explained", Json, nullable=False),
        sa.Column("reopened", sa.Boolean, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("undo", Json, nullable=True),
        sa.Column("complete", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_entries"),
        sa.UniqueConstraint("sheet", "leaf", name="uq_entries_sheet_leaf"),
    )
    op.create_table(
        "scores",
        sa.Column("entry", Id, sa.ForeignKey("entries.id", name="fk_scores_entry"), nullable=False),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("points", sa.Text, nullable=True),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("entry", "stage", name="pk_scores"),
    )
    op.create_table(
        "requests",
        sa.Column("entry", Id, sa.ForeignKey("entries.id", name="fk_requests_entry"), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("due", Moment, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("answered_by", sa.Text, nullable=True),
        sa.Column("answered_at", Moment, nullable=True),
        sa.Column("answered_channel", sa.Text, nullable=True),
        sa.PrimaryKeyConstraint("entry", name="pk_requests"),
    )
    op.create_table(
        "reopenings",
        sa.Column("id", Id, nullable=False),
        sa.Column("sheet", Id, sa.ForeignKey("sheets.id", name="fk_reopenings_sheet"), nullable=False),
        sa.Column("leaf", sa.Text, nullable=True),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("asked_by", sa.Text, nullable=False),
        sa.Column("asked_at", Moment, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("decided_by", sa.Text, nullable=True),
        sa.Column("decided_at", Moment, nullable=True),
        sa.Column("decision", sa.Text, nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("id", name="pk_reopenings"),
    )


def _create_documents() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("unit", sa.Text, sa.ForeignKey("units.code", name="fk_documents_unit"), nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("mime", sa.Text, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=True),
        sa.Column("sha256", sa.Text, nullable=True),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("chat", Id, sa.ForeignKey("chats.id", name="fk_documents_chat"), nullable=True),
        sa.Column("ref", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=True),
        sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
        sa.Column("not_before", Moment, nullable=False),
        sa.Column("leased_until", Moment, nullable=True),
        sa.Column("received_by", sa.Text, nullable=False),
        sa.Column("received_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_documents"),
        sa.UniqueConstraint("unit", "fingerprint", name="uq_documents_unit_fingerprint"),
    )
    op.create_index("ix_documents_due", "documents", ["status", "not_before"])
    op.create_index("ix_documents_sha256", "documents", ["sha256"])
    op.create_table(
        "evidence",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("entry", Id, sa.ForeignKey("entries.id", name="fk_evidence_entry"), nullable=False),
        sa.Column("document", sa.Text, sa.ForeignKey("documents.id", name="fk_evidence_document"), nullable=False),
        sa.Column("item", sa.Text, nullable=True),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("date", sa.Text, nullable=False),
        sa.Column("issuer", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_evidence"),
        sa.UniqueConstraint("entry", "document", "item", name="uq_evidence_entry_document_item"),
    )
    op.create_index("ix_evidence_document", "evidence", ["document"])
    op.create_index("ix_evidence_entry", "evidence", ["entry"])


def _create_shared() -> None:
    op.create_table(
        "log",
        sa.Column("number", Id, autoincrement=False, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("before", Json, nullable=True),
        sa.Column("after", Json, nullable=True),
        sa.Column("previous", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_log"),
    )
    op.create_table(
        "occurrences",
        sa.Column("job", sa.Text, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("job", "at", name="pk_occurrences"),
    )
    op.create_table(
        "paces",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("free_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_paces"),
    )
    op.create_table(
        "facts",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("value", Json, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_facts"),
    )
