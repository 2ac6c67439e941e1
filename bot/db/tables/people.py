"""Who is who, and which chats are whose."""

import sqlalchemy as sa

from bot.db.columns import Id, Json, Label, Moment
from bot.db.tables.base import table
from scoring.people import Role

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
    sa.Column("role", Label(Role), nullable=False),
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
