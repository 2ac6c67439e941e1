"""Assessment rounds and their criteria sets."""

import sqlalchemy as sa

from bot.db.columns import Json, Label, Moment
from bot.db.tables.base import table
from handlers.ports import DraftKind, DraftState
from scoring.rounds.round import RoundState

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
    sa.Column("state", Label(DraftState), nullable=False),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("leased_until", Moment),
    sa.Column("leased_by", sa.Integer),
    sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
    sa.Column("leaves", sa.Integer, nullable=False, server_default="0"),
    sa.Column("total", sa.Text, nullable=False, server_default=""),
    sa.Column("uncertain", Json, nullable=False, server_default="[]"),
    sa.Column("faults", Json, nullable=False, server_default="[]"),
    sa.Column("report", sa.Text, nullable=False, server_default=""),
    sa.Column("data", sa.Text, nullable=False, server_default=""),
    sa.Column("active", sa.Text, nullable=False, server_default=""),
    sa.Column("kind", Label(DraftKind), nullable=False, server_default=DraftKind.SET),
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
    sa.Column("state", Label(RoundState), nullable=False),
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
