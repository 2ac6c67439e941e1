"""Assessment rounds, read."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from bot.db.columns import as_stored, of_text
from bot.db.rounds.sets import Sets
from bot.db.tables import entries, round_units, rounds, sheets
from bot.db.transaction import Transaction
from bot.db.unreadable import decoded, tell
from handlers.ports import KnownSet
from handlers.stored import UnreadableRow, read_stored
from knowledge.search.index import Index
from scoring.criteria import CriteriaSet
from scoring.rounds.round import Milestone, Round, RoundSettings, RoundState, RoundUnit
from scoring.states import State

ROUND = sa.select(*map(as_stored, rounds.c))
#: So many rounds are kept as they were read.
KEPT = 64
YOUNGEST_FIRST = ROUND.order_by(rounds.c.created_at.desc(), rounds.c.year.desc(), rounds.c.code.desc())
ONE = ROUND.where(rounds.c.code == sa.bindparam("code"))
ALIVE = ROUND.where(rounds.c.state == RoundState.OPEN.value).order_by(rounds.c.created_at, rounds.c.year, rounds.c.code)
_in_round = sheets.c.round == sa.bindparam("code")
#: An entry is written by the first thing done on a leaf, and stays when that is taken back.
USED = sa.select(
    sa.or_(
        sa.select(entries.c.id).join(sheets, sheets.c.id == entries.c.sheet).where(_in_round).exists(),
        sa.select(sheets.c.id)
        .where(_in_round, sa.or_(sheets.c.state != State.DRAFT.value, sheets.c.difficulties != ""))
        .exists(),
    )
)
BEFORE = (
    ROUND.where(rounds.c.state == RoundState.PUBLISHED.value, rounds.c.year < sa.bindparam("assessed"))
    .order_by(rounds.c.year.desc(), rounds.c.created_at.desc())
    .limit(1)
)
UNITS = (
    sa.select(round_units.c.unit, round_units.c.peer_group, round_units.c.extended_to)
    .where(round_units.c.round == sa.bindparam("code"))
    .order_by(round_units.c.unit)
)


class Rounds:
    def __init__(self, transaction: Transaction, sets: Sets) -> None:
        self._transaction = transaction
        self._sets = sets

    def alive(self) -> Sequence[Round]:
        """A round that cannot be read keeps nobody from working in another; alone it is everybody's fault."""
        rows = self._transaction.rows(ALIVE)
        return [found for row in rows if (found := self._readable(row))] or [self._round(row) for row in rows]

    def used(self, code: str) -> bool:
        return bool(self._transaction.scalar(USED, code=code))

    def get(self, code: str) -> Round | None:
        return self._read(self._transaction.first(ONE, code=code))

    def if_readable(self, code: str) -> Round | None:
        """A round that is only looked at beside something else, which goes on without it."""
        row = self._transaction.first(ONE, code=code)
        return None if row is None else self._readable(row)

    def before(self, year: int) -> Round | None:
        row = self._transaction.first(BEFORE, assessed=year)
        return None if row is None else self._readable(row)

    def list(self) -> Sequence[Round]:
        """Every round, the youngest first."""
        return [found for row in self._transaction.rows(YOUNGEST_FIRST) if (found := self._readable(row))]

    def sets(self) -> Sequence[KnownSet]:
        return [KnownSet(set_.id, set_.version, set_.name) for set_ in self._sets.list()]

    def criteria(self, round_: Round) -> CriteriaSet:
        return self._sets.get(round_.set_id, round_.set_version)

    def index(self, round_: Round) -> Index:
        return self._sets.index(round_.set_id, round_.set_version)

    def _read(self, row: sa.Row[Any] | None) -> Round | None:
        return None if row is None else self._round(row)

    def _readable(self, row: sa.Row[Any]) -> Round | None:
        try:
            return self._round(row)
        except UnreadableRow as fault:
            tell(str(fault))
            return None

    def _round(self, row: sa.Row[Any]) -> Round:
        return _read(row, tuple(map(tuple, self._transaction.rows(UNITS, code=row.code))))


@lru_cache(maxsize=KEPT)
def _read(row: sa.Row[Any], units: tuple[tuple[Any, ...], ...]) -> Round:
    ends = decoded(rounds.c.ends, row.code, of_text(row.ends), read_ends)
    return Round(
        code=row.code,
        name=row.name,
        year=row.year,
        set_id=row.set_id,
        set_version=row.set_version,
        authority=row.authority,
        ends=ends,
        units=tuple(_unit(unit, group, extended, ends) for unit, group, extended in units),
        settings=decoded(rounds.c.settings, row.code, of_text(row.settings), read_settings),
        state=RoundState(row.state),
    )


def _unit(unit: str, peer_group: str, extended_to: datetime | None, ends: Mapping[Milestone, datetime]) -> RoundUnit:
    """With its own end in the zone of the round's timetable, on which the day of a deadline depends."""
    zone = next((end.tzinfo for end in ends.values()), None)
    return RoundUnit(unit, peer_group, extended_to.astimezone(zone) if extended_to and zone else extended_to)


def read_ends(stored: Any) -> dict[Milestone, datetime]:
    """The milestones that are known here; a newer release may know more of them."""
    ends = {Milestone(name): datetime.fromisoformat(end) for name, end in stored.items() if name in set(Milestone)}
    if any(end.tzinfo is None for end in ends.values()):
        raise ValueError("an end without its zone")
    return ends


def read_settings(stored: Any) -> RoundSettings:
    return read_stored(RoundSettings, stored)
