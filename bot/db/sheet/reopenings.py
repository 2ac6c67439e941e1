"""Requests of communes to have a leaf or their sheet reopened."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.db.messages.chats import Chats
from bot.db.record.log import Log
from bot.db.tables import reopenings, sheets
from bot.db.transaction import Transaction
from handlers.ports import Reopening, ReopeningState
from scoring.people import Person
from scoring.rounds.round import Round
from scoring.sheet.entry import Authorship
from scoring.sheet.score_sheet import ScoreSheet

ALL = sa.select(reopenings, sheets.c.unit, sheets.c.round).join(sheets, sheets.c.id == reopenings.c.sheet)
ONE = ALL.where(reopenings.c.id == sa.bindparam("reopening_id"))
WAITING = ALL.where(reopenings.c.state == ReopeningState.WAITING, sheets.c.round == sa.bindparam("round_code")).order_by(
    reopenings.c.id
)


class Reopenings:
    def __init__(self, transaction: Transaction, chats_: Chats, log: Log) -> None:
        self._transaction = transaction
        self._chats = chats_
        self._log = log

    def ask(self, sheet: ScoreSheet, leaf: str | None, reason: str, person: Person, now: datetime) -> Reopening:
        this = sa.select(sheets.c.id).where(sheets.c.round == sheet.round, sheets.c.unit == sheet.unit)
        row = {"leaf": leaf, "reason": reason, "asked_by": person.id, "asked_at": now}
        insert = sa.insert(reopenings).values(sheet=this.scalar_subquery(), state=ReopeningState.WAITING, **row)
        asked: int = self._transaction.scalar(insert.returning(reopenings.c.id))
        self._log.note("ask_reopening", _place(sheet.round, sheet.unit, leaf), None, reason, self._by(person, now))
        return Reopening(asked, sheet.round, sheet.unit, leaf, reason, person.id, now, ReopeningState.WAITING)

    def get(self, reopening_id: int) -> Reopening | None:
        """In a writing work nobody else decides on it until the end."""
        row = self._transaction.first(self._transaction.locked(ONE), reopening_id=reopening_id)
        return None if row is None else _reopening(row)

    def waiting(self, round_: Round) -> Sequence[Reopening]:
        return [_reopening(row) for row in self._transaction.rows(WAITING, round_code=round_.code)]

    def decide(self, reopening: Reopening, *, granted: bool, reason: str, person: Person, now: datetime) -> None:
        state = ReopeningState.GRANTED if granted else ReopeningState.REFUSED
        row = self._transaction.rows(ONE, reopening_id=reopening.id)[0]
        decided = {"state": state, "decided_by": person.id, "decided_at": now, "decision": reason}
        self._transaction.run(sa.update(reopenings).where(reopenings.c.id == reopening.id).values(decided))
        decision, place = {"state": state, "why": reason}, _place(row.round, row.unit, row.leaf)
        self._log.note("decide_reopening", place, row.state, decision, self._by(person, now))

    def _by(self, person: Person, now: datetime) -> Authorship:
        """The act reaches us without its channel; a person acts in the chat used last."""
        used = self._chats.of_person(person.id)
        return Authorship.of(person, now, used[0].channel if used else "")


def _place(round_: str, unit: str, leaf: str | None) -> str:
    return "/".join(part for part in (round_, unit, leaf) if part)


def _reopening(row: sa.Row[Any]) -> Reopening:
    return Reopening(row.id, row.round, row.unit, row.leaf, row.reason, row.asked_by, row.asked_at, ReopeningState(row.state))
