"""What came in and what goes out: the only queues there are."""

import sqlalchemy as sa

from bot.db.columns import Id, Json, Label, Moment
from bot.db.states import InboxState, OutboxState
from bot.db.tables.base import table

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
    sa.Column("state", Label(InboxState), nullable=False),
    sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
    sa.Column("handled_at", Moment),
    sa.Column("why", sa.Text),
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
    sa.Column("state", Label(OutboxState), nullable=False),
    sa.Column("key", sa.Text, unique=True),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("not_before", Moment, nullable=False),
    sa.Column("leased_until", Moment),
    sa.Column("leased_by", sa.Integer),
    sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
    # How often its channel began to stumble over it, and whether it may have arrived although nobody was told so.
    sa.Column("stumbles", sa.Integer, nullable=False, server_default="0"),
    sa.Column("unsure", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("message_ref", sa.Text),
    sa.Column("sent_at", Moment),
    sa.Column("changed_at", Moment, nullable=False),
    sa.Column("why", sa.Text),
    sa.Index("ix_outbox_due", "state", "not_before", "id"),
    sa.Index("ix_outbox_chat", "chat", "id"),
    sa.Index("ix_outbox_chat_state", "chat", "state", "id"),
)
