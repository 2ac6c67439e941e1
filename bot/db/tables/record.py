"""The chained log, and what the machines agree on."""

import sqlalchemy as sa

from bot.db.columns import Id, Json, Moment
from bot.db.tables.base import table

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
