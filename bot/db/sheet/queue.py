"""The appraisers' queue: what is submitted and waits for a first appraisal."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from bot.db.rounds.rounds import Rounds
from bot.db.sheet.rows import read_declared, read_explained
from bot.db.tables import entries, reopenings, requests, round_units, scores, sheets
from bot.db.transaction import Transaction
from bot.db.unreadable import decoded_or
from handlers.ports import Decision, ReopeningState, Task, Unfinished
from scoring.declared import NotApplicable, NotArisen
from scoring.people import Person
from scoring.rounds.round import Round
from scoring.sheet.entry import RequestState, Stage
from scoring.states import EXPLANATIONS_OVER, UNDER_FIRST_APPRAISAL, State

_own, _appraised = scores.alias("own"), scores.alias("appraised")
WAITING = (
    sa.select(
        entries.c.id,
        sheets.c.unit,
        entries.c.leaf,
        entries.c.declared,
        entries.c.complete,
        entries.c.explained,
        requests.c.state,
    )
    .join(entries, entries.c.sheet == sheets.c.id)
    .join(_own, sa.and_(_own.c.entry == entries.c.id, _own.c.stage == Stage.SELF.value))
    .outerjoin(_appraised, sa.and_(_appraised.c.entry == entries.c.id, _appraised.c.stage == Stage.FIRST_APPRAISAL.value))
    .outerjoin(requests, requests.c.entry == entries.c.id)
    .where(
        sheets.c.round == sa.bindparam("round_code"),
        sheets.c.state.in_(sorted(UNDER_FIRST_APPRAISAL)),
        _appraised.c.entry.is_(None),
        sa.or_(requests.c.state.is_(None), requests.c.state != RequestState.OPEN.value),
    )
)
UNITS = (
    sa.select(round_units.c.unit, sheets.c.state)
    .outerjoin(sheets, sa.and_(sheets.c.round == round_units.c.round, sheets.c.unit == round_units.c.unit))
    .where(round_units.c.round == sa.bindparam("round_code"))
    .order_by(round_units.c.unit)
)


CASES = sa.select(sa.func.count()).select_from(WAITING.subquery())
REQUESTS = (
    sa.select(sa.func.count())
    .select_from(requests)
    .join(entries, entries.c.id == requests.c.entry)
    .join(sheets, sheets.c.id == entries.c.sheet)
    .where(
        sheets.c.round == sa.bindparam("round_code"),
        requests.c.state == RequestState.OPEN.value,
        sheets.c.state.not_in(sorted(EXPLANATIONS_OVER)),
    )
)
REOPENINGS = (
    sa.select(sa.func.count())
    .select_from(reopenings)
    .join(sheets, sheets.c.id == reopenings.c.sheet)
    .where(sheets.c.round == sa.bindparam("round_code"), reopenings.c.state == ReopeningState.WAITING)
)
FINISHED = frozenset({State.APPROVED, State.PUBLISHED})
_under_way = sa.and_(sheets.c.round == sa.bindparam("round_code"), sheets.c.state.in_(sorted(UNDER_FIRST_APPRAISAL)))
_given = (
    sa.select(sheets.c.unit, entries.c.leaf, scores.c.at)
    .join(entries, entries.c.sheet == sheets.c.id)
    .join(scores, scores.c.entry == entries.c.id)
    .where(_under_way, scores.c.stage == Stage.FIRST_APPRAISAL.value, scores.c.by == sa.bindparam("person_id"))
)
_asked = (
    sa.select(sheets.c.unit, entries.c.leaf, requests.c.at)
    .join(entries, entries.c.sheet == sheets.c.id)
    .join(requests, requests.c.entry == entries.c.id)
    .where(_under_way, requests.c.state == RequestState.OPEN.value, requests.c.by == sa.bindparam("person_id"))
)
_decisions = _given.union_all(_asked).subquery()
LATEST_DECISION = sa.select(_decisions).order_by(_decisions.c.at.desc()).limit(1)


class Queue:
    def __init__(self, transaction: Transaction, rounds_: Rounds) -> None:
        self._transaction = transaction
        self._rounds = rounds_

    def tasks(self, round_: Round, person: Person) -> Sequence[Task]:
        declared = [leaf.code for leaf in self._rounds.criteria(round_).declared_leaves() if person.covers(leaf.code)]
        order = {code: place for place, code in enumerate(declared)}
        rows = self._transaction.rows(WAITING, round_code=round_.code)
        tasks = [_task(row) for row in rows if row.leaf in order]
        return sorted(
            tasks, key=lambda task: (not task.answered, not task.claims, not task.lacking, order[task.leaf], task.unit)
        )

    def latest_decision(self, round_: Round, person_id: str) -> Decision | None:
        row = self._transaction.first(LATEST_DECISION, round_code=round_.code, person_id=person_id)
        return None if row is None else Decision(row.unit, row.leaf, row.at)

    def units(self, round_: Round) -> Sequence[tuple[str, str]]:
        rows = self._transaction.rows(UNITS, round_code=round_.code)
        return [(row.unit, row.state or State.DRAFT.value) for row in rows]

    def unfinished(self, round_: Round) -> Unfinished:
        states = [State(state) for _, state in self.units(round_)]
        waiting = {state: states.count(state) for state in State if state in states and state not in FINISHED}
        counts = (self._transaction.scalar(query, round_code=round_.code) for query in (CASES, REQUESTS, REOPENINGS))
        return Unfinished(waiting, *counts)


def _task(row: sa.Row[Any]) -> Task:
    declared = decoded_or(None, entries.c.declared, row.id, row.declared, read_declared)
    nothing: frozenset[str] = frozenset()
    explained = decoded_or(nothing, entries.c.explained, row.id, row.explained, read_explained)
    return Task(
        unit=row.unit,
        leaf=row.leaf,
        answered=row.state == RequestState.ANSWERED,
        claims=isinstance(declared, NotArisen | NotApplicable),
        lacking=not row.complete or bool(explained),
    )
