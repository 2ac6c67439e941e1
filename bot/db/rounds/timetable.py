"""Assessment rounds, changed: prepared, opened, extended, closed, published."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.db.record.log import Log
from bot.db.rounds.rounds import Rounds
from bot.db.tables import round_units, rounds
from bot.db.transaction import Transaction
from scoring.rounds.planning import RoundTaken
from scoring.rounds.round import Milestone, Round, RoundNotIn, RoundState, RoundUsed
from scoring.sheet.entry import Authorship

#: Of the settings as stored.
VERSION = 1
KEPT = sa.select(rounds.c.ends, rounds.c.settings).where(rounds.c.code == sa.bindparam("code"))


class Timetable:
    def __init__(self, transaction: Transaction, rounds_: Rounds, log: Log) -> None:
        self._transaction = transaction
        self._rounds = rounds_
        self._log = log

    def create(self, round_: Round, by: Authorship) -> None:
        before = self._rounds.get(round_.code)
        if before is not None and before.state is not RoundState.PREPARED:
            raise RoundTaken(round_.code)
        self.save(round_, by.at)
        units = [member.unit for member in round_.units]
        self._log.note("create_round", round_.code, None, _stored(round_) | {"units": units}, by)

    def save(self, round_: Round, now: datetime) -> None:
        """Stores a round with its units as given; the set has to be there."""
        row = self._row(round_)
        insert = self._transaction.insert(rounds).values(code=round_.code, created_at=now, **row)
        self._transaction.run(insert.on_conflict_do_update(index_elements=["code"], set_=row))
        self._transaction.run(sa.delete(round_units).where(round_units.c.round == round_.code))
        members = [
            {"round": round_.code, "unit": member.unit, "peer_group": member.group, "extended_to": member.extended_to}
            for member in round_.units
        ]
        self._transaction.run_many(sa.insert(round_units), members)

    def _row(self, round_: Round) -> dict[str, Any]:
        """What is stored of a round; what a newer release has added to it stays."""
        row, present = _stored(round_), self._transaction.first(KEPT, code=round_.code)
        if present is None:
            return row
        ours = {"ends": set(Milestone), "settings": row["settings"].keys() - {"v"}}
        for name, known in ours.items():
            there = getattr(present, name)
            newer = {key: there[key] for key in there if key not in known} if isinstance(there, dict) else {}
            row[name] |= newer
        return row

    def open(self, code: str, by: Authorship) -> None:
        self._move(code, RoundState.PREPARED, RoundState.OPEN, "open_round", by)

    def take_back(self, code: str, by: Authorship) -> None:
        if self._rounds.used(code):
            raise RoundUsed(code)
        self._move(code, RoundState.OPEN, RoundState.PREPARED, "take_back_round", by)

    def close(self, code: str, reason: str, by: Authorship) -> None:
        self._move(code, RoundState.OPEN, RoundState.CLOSED, "close_round", by, reason)

    def reopen(self, code: str, reason: str, by: Authorship) -> None:
        self._move(code, RoundState.CLOSED, RoundState.OPEN, "reopen_round", by, reason)

    def publish(self, code: str, by: Authorship) -> None:
        self._move(code, RoundState.OPEN, RoundState.PUBLISHED, "published_round", by)

    def _move(
        self, code: str, before: RoundState, state: RoundState, what: str, by: Authorship, reason: str | None = None
    ) -> None:
        """Two who press at once: the second finds the round moved already, and is refused as anybody who comes late."""
        this = sa.update(rounds).where(rounds.c.code == code, rounds.c.state == before.value)
        if not self._transaction.run(this.values(state=state.value)):
            now = self._transaction.scalar(sa.select(rounds.c.state).where(rounds.c.code == code))
            raise RoundNotIn(code, RoundState(now))
        after = {"state": state.value, "reason": reason} if reason is not None else state.value
        self._log.note(what, code, before.value, after, by)

    def extend(self, round_: Round, to: datetime, by: Authorship, *, reason: str = "", unit: str | None = None) -> None:
        """Moves the end of self-scoring, of one unit or of all; a unit that has longer already keeps it."""
        before = round_.self_scoring_ends(unit) if unit else round_.ends.get(Milestone.SELF_SCORING)
        if unit:
            self._extend_unit(round_.code, to, unit)
        else:
            self._extend_all(round_, to)
        place = f"{round_.code}/{unit}" if unit else round_.code
        after = {"until": to.isoformat(), "reason": reason}
        self._log.note("extend", place, before.isoformat() if before else None, after, by)

    def _extend_unit(self, code: str, to: datetime, unit: str) -> None:
        this = sa.and_(round_units.c.round == code, round_units.c.unit == unit)
        self._transaction.run(sa.update(round_units).where(this).values(extended_to=to))

    def _extend_all(self, round_: Round, to: datetime) -> None:
        ends = self._row(round_)["ends"] | {Milestone.SELF_SCORING.value: to.isoformat()}
        self._transaction.run(sa.update(rounds).where(rounds.c.code == round_.code).values(ends=ends))
        shorter = sa.and_(round_units.c.round == round_.code, round_units.c.extended_to <= to)
        self._transaction.run(sa.update(round_units).where(shorter).values(extended_to=None))


def _stored(round_: Round) -> dict[str, Any]:
    return {
        "name": round_.name,
        "year": round_.year,
        "set_id": round_.set_id,
        "set_version": round_.set_version,
        "authority": round_.authority,
        "ends": {milestone.value: end.isoformat() for milestone, end in round_.ends.items()},
        "settings": {"v": VERSION, **asdict(round_.settings), "ties": round_.settings.ties.value},
        "state": round_.state.value,
    }
