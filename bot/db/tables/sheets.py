"""Score sheets."""

import sqlalchemy as sa

from bot.db.columns import Id, Json, Label, Moment
from bot.db.tables.base import table
from handlers.ports import ReopeningState
from scoring.sheet.entry import Claim, RequestState, Stage
from scoring.states import State

sheets = table(
    "sheets",
    sa.Column("id", Id, primary_key=True, autoincrement=True),
    sa.Column("round", sa.ForeignKey("rounds.code"), nullable=False),
    sa.Column("unit", sa.ForeignKey("units.code"), nullable=False),
    sa.Column("state", Label(State), nullable=False),
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
    sa.Column("claim", Label(Claim)),
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
    sa.Column("stage", Label(Stage), primary_key=True),
    sa.Column("points", sa.Text),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("channel", sa.Text, nullable=False),
)


requests = table(
    "requests",
    sa.Column("entry", sa.ForeignKey("entries.id"), primary_key=True),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("due", Moment, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("state", Label(RequestState), nullable=False),
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
    sa.Column("state", Label(ReopeningState), nullable=False),
    sa.Column("decided_by", sa.Text),
    sa.Column("decided_at", Moment),
    sa.Column("decision", sa.Text, nullable=False, server_default=""),
)
