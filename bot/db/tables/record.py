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


# A channel that stumbles is left alone ``until``, since it began to; ``probe`` is what tries then whether it goes again.
holds = table(
    "holds",
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("since", Moment, nullable=False),
    sa.Column("until", Moment, nullable=False),
    sa.Column("why", sa.Text, nullable=False),
    sa.Column("probe", sa.Text),
    sa.Column("probe_by", sa.Integer),
)


# Who works on this database now. ``seen_at`` is the database's own time, so that clocks of machines need not agree.
processes = table(
    "processes",
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("started_at", Moment, nullable=False),
    sa.Column("seen_at", Moment, nullable=False),
)


facts = table(
    "facts",
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", Json, nullable=False),
)
