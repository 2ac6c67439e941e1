"""The tables. SQLite and PostgreSQL share every one of them."""

from bot.db.tables.base import metadata, table
from bot.db.tables.messages import inbox, outbox
from bot.db.tables.papers import documents, evidence, former_evidence, submission_scans
from bot.db.tables.people import chats, invites, people, units
from bot.db.tables.record import facts, holds, log, occurrences, paces, processes
from bot.db.tables.rounds import criteria_sets, round_units, rounds, set_drafts
from bot.db.tables.sheets import entries, reopenings, requests, scores, sheets

__all__ = [
    "chats",
    "criteria_sets",
    "documents",
    "entries",
    "evidence",
    "facts",
    "former_evidence",
    "holds",
    "inbox",
    "invites",
    "log",
    "metadata",
    "occurrences",
    "outbox",
    "paces",
    "people",
    "processes",
    "reopenings",
    "requests",
    "round_units",
    "rounds",
    "scores",
    "set_drafts",
    "sheets",
    "submission_scans",
    "table",
    "units",
]
