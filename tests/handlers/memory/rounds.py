"""Assessment rounds, their timetable, and the criteria sets that they use."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from bot.db.rounds.set_drafts import DraftOutcome
from bot.db.rounds.sets import SetMissing
from handlers.ports import DraftState, KnownSet, ListedSet, SetDraft
from knowledge.reading import read_set
from knowledge.search.index import Index
from scoring.criteria import CriteriaSet
from scoring.people import Person
from scoring.rounds.planning import RoundTaken
from scoring.rounds.round import Milestone, Round, RoundNotIn, RoundState, RoundUnit, RoundUsed
from scoring.sheet.entry import Authorship
from scoring.states import State
from tests.handlers.memory.records import Dated, Draft, Imported, Shelves

#: The search over a set takes far longer to make than a turn: by what it is made of, for all memories.
INDEXES: list[tuple[CriteriaSet, Index]] = []


class Rounds:
    """Fulfils ``handlers.ports.Rounds``."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    def alive(self) -> Sequence[Round]:
        known = sorted(self._shelves.rounds.values(), key=_age)
        return [one.round for one in known if one.round.alive]

    def used(self, code: str) -> bool:
        sheets = [sheet for (round_, _), sheet in self._shelves.sheets.items() if round_ == code]
        return any(one.entries or one.state is not State.DRAFT or one.difficulties for one in sheets)

    def get(self, code: str) -> Round | None:
        known = self._shelves.rounds.get(code)
        return known.round if known else None

    def before(self, year: int) -> Round | None:
        published = [one for one in self._shelves.rounds.values() if one.round.state is RoundState.PUBLISHED]
        older = [one for one in published if one.round.year < year]
        latest = max(older, key=lambda one: (one.round.year, one.at), default=None)
        return latest.round if latest else None

    def list(self) -> Sequence[Round]:
        return [one.round for one in sorted(self._shelves.rounds.values(), key=_age, reverse=True)]

    def sets(self) -> Sequence[KnownSet]:
        return [KnownSet(one.id, one.version, one.name) for one in sets_of(self._shelves)]

    def criteria(self, round_: Round) -> CriteriaSet:
        known = self._shelves.sets.get((round_.set_id, round_.set_version))
        if known is None:
            raise SetMissing(round_.set_id, round_.set_version)
        return known.criteria

    def index(self, round_: Round) -> Index:
        criteria = self.criteria(round_)
        found = next((index for made_of, index in INDEXES if made_of is criteria), None)
        if found is None:
            found = Index(criteria)
            INDEXES.append((criteria, found))
        return found


def _age(one: Dated) -> tuple[datetime, int, str]:
    return one.at, one.round.year, one.round.code


def sets_of(shelves: Shelves) -> list[CriteriaSet]:
    """Every set in the order of import."""
    known = sorted(shelves.sets.values(), key=lambda one: (one.at, one.criteria.id, one.criteria.version))
    return [one.criteria for one in known]


class Timetable:
    """Fulfils ``handlers.ports.Timetable``."""

    def __init__(self, shelves: Shelves, rounds: Rounds) -> None:
        self._shelves = shelves
        self._rounds = rounds

    def create(self, round_: Round, by: Authorship) -> None:
        before = self._shelves.rounds.get(round_.code)
        if before is not None and before.round.state is not RoundState.PREPARED:
            raise RoundTaken(round_.code)
        self._shelves.rounds[round_.code] = Dated(before.at if before else by.at, _in_its_zone(round_))
        self._shelves.note("create_round", round_.code, None, _written(round_), by)

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

    def _move(
        self, code: str, before: RoundState, state: RoundState, what: str, by: Authorship, reason: str | None = None
    ) -> None:
        known = self._shelves.rounds[code]
        if known.round.state is not before:
            raise RoundNotIn(code, known.round.state)
        self._shelves.rounds[code] = Dated(known.at, replace(known.round, state=state))
        after = {"state": state.value, "reason": reason} if reason is not None else state.value
        self._shelves.note(what, code, before.value, after, by)

    def extend(self, round_: Round, to: datetime, by: Authorship, *, reason: str = "", unit: str | None = None) -> None:
        before = round_.self_scoring_ends(unit) if unit else round_.ends.get(Milestone.SELF_SCORING)
        known = self._shelves.rounds[round_.code]
        extended = _unit_extended(known.round, to, unit) if unit else _all_extended(known.round, to)
        self._shelves.rounds[round_.code] = Dated(known.at, _in_its_zone(extended))
        place = f"{round_.code}/{unit}" if unit else round_.code
        after = {"until": to.isoformat(), "reason": reason}
        self._shelves.note("extend", place, before.isoformat() if before else None, after, by)


def _unit_extended(round_: Round, to: datetime, unit: str) -> Round:
    return replace(round_, units=tuple(replace(one, extended_to=to) if one.unit == unit else one for one in round_.units))


def _all_extended(round_: Round, to: datetime) -> Round:
    """A unit that has longer already keeps it."""
    units = tuple(
        one if one.extended_to is None or one.extended_to > to else replace(one, extended_to=None) for one in round_.units
    )
    return replace(round_, ends={**round_.ends, Milestone.SELF_SCORING: to}, units=units)


def _in_its_zone(round_: Round) -> Round:
    """The units in order of code, their own ends in the zone of the timetable."""
    zone = next((end.tzinfo for end in round_.ends.values()), None)
    units = sorted((_in_zone(one, zone) for one in round_.units), key=lambda one: one.unit)
    return replace(round_, units=tuple(units))


def _in_zone(unit: RoundUnit, zone: Any) -> RoundUnit:
    if unit.extended_to is None or zone is None:
        return unit
    return replace(unit, extended_to=unit.extended_to.astimezone(zone))


def _written(round_: Round) -> dict[str, Any]:
    return {
        "name": round_.name,
        "year": round_.year,
        "set_id": round_.set_id,
        "set_version": round_.set_version,
        "authority": round_.authority,
        "ends": {milestone.value: end.isoformat() for milestone, end in round_.ends.items()},
        "settings": {"v": 1, **asdict(round_.settings), "reminder_days": list(round_.settings.reminder_days)},
        "state": round_.state.value,
        "units": [one.unit for one in round_.units],
    }


class SetDrafts:
    """Fulfils ``handlers.ports.SetDrafts``; besides, it takes what was read outside of the turn."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    def receive(self, document: str, file: str, person: Person, now: datetime) -> None:
        draft = SetDraft(self._shelves.name("d"), file, DraftState.WAITING)
        self._shelves.drafts[draft.id] = Draft(draft)

    def get(self, draft_id: str) -> SetDraft | None:
        known = self._shelves.drafts.get(draft_id)
        return known.draft if known else None

    def known(self) -> Sequence[ListedSet]:
        return [ListedSet(one.id, one.version, one.name, self._used_by(one)) for one in sets_of(self._shelves)]

    def _used_by(self, criteria: CriteriaSet) -> tuple[str, ...]:
        used = {code: one.round for code, one in self._shelves.rounds.items()}
        key = (criteria.id, criteria.version)
        return tuple(code for code in sorted(used) if (used[code].set_id, used[code].set_version) == key)

    def activate(self, draft: SetDraft, by: Authorship) -> tuple[str, str]:
        known = self._shelves.drafts[draft.id]
        if known.draft.active:
            set_id, _, version = known.draft.active.rpartition("@")
            return set_id, version
        criteria = read_set(known.data).set
        if criteria is None:
            raise ValueError(known.data)
        version = self._version(criteria, by.at)
        name = f"{criteria.id}@{version}"
        self._shelves.drafts[draft.id] = replace(known, draft=replace(known.draft, active=name))
        self._shelves.note("activate_set", name, None, draft.file, by)
        return criteria.id, version

    def _version(self, criteria: CriteriaSet, now: datetime) -> str:
        """That under which the set stands already, or one of its own."""
        there = [one for one in sets_of(self._shelves) if one.id == criteria.id]
        for one in there:
            if one == replace(criteria, version=one.version):
                return one.version
        taken = [one.version for one in there]
        version = criteria.version
        if version in taken:
            version = str(1 + max((int(one) for one in taken if one.isdigit()), default=len(taken)))
        self._shelves.sets[criteria.id, version] = Imported(now, replace(criteria, version=version))
        return version

    # -- the reading side ------------------------------------------------------------------------------------------------

    def waiting(self) -> str | None:
        """The oldest file that is still to be read."""
        return next((id_ for id_, one in self._shelves.drafts.items() if one.draft.state is DraftState.WAITING), None)

    def read(self, draft_id: str, outcome: DraftOutcome) -> SetDraft:
        known = self._shelves.drafts[draft_id]
        draft = replace(
            known.draft,
            state=DraftState.READ,
            leaves=outcome.leaves,
            total=outcome.total,
            uncertain=outcome.uncertain,
            faults=outcome.faults,
            kind=outcome.kind,
        )
        self._shelves.drafts[draft_id] = replace(known, draft=draft, report=outcome.report, data=outcome.data)
        return draft

    def texts(self, draft_id: str) -> tuple[str, str] | None:
        known = self._shelves.drafts.get(draft_id)
        return (known.report, known.data) if known else None

    def settle(self, draft_id: str, active: str) -> None:
        known = self._shelves.drafts[draft_id]
        settled = replace(known.draft, active=active, uncertain=())
        self._shelves.drafts[draft_id] = replace(known, draft=settled, report="", data="")
