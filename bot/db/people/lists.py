"""Lists of units and people that were sent by chat: what they would change, and the change itself."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import tzinfo
from typing import Protocol

from bot.db.rounds.set_drafts import DraftOutcome
from bot.rosters.grid import ListCell, ListRow
from bot.rosters.people import PeopleRoster, World
from bot.rosters.report import last_seen, people_counted, people_lines, units_counted, units_lines
from bot.rosters.taking import take_people, take_units
from bot.rosters.units import UnitsRoster
from handlers.ports import DraftKind, SetDraft, Work
from handlers.texts.rounds import lists as t
from scoring.criteria import CriteriaSet
from scoring.people import Person, Role
from scoring.sheet.entry import Authorship

Pages = Sequence[Sequence[ListRow]]


class Drafts(Protocol):
    """Where what was read out of a list stands until it is taken over or dropped."""

    def read(self, draft_id: str, outcome: DraftOutcome) -> SetDraft: ...

    def texts(self, draft_id: str) -> tuple[str, str] | None: ...

    def settle(self, draft_id: str, active: str) -> None: ...


class Lists:
    def __init__(self, drafts: Drafts, work: Work) -> None:
        self._drafts = drafts
        self._work = work

    def read(self, draft_id: str, kind: DraftKind, pages: Pages, sender: Person, zone: tzinfo) -> SetDraft:
        """Writes down what a list would change now."""
        return self._drafts.read(draft_id, self._outcome(kind, pages, sender, zone))

    def write(self, draft: SetDraft, by: Authorship, zone: tzinfo) -> SetDraft:
        texts, sender = self._drafts.texts(draft.id), self._work.people.get(by.person)
        if texts is None or sender is None or draft.active:
            return draft
        shown, data = texts
        pages = _pages(data)
        outcome = self._outcome(draft.kind, pages, sender, zone)
        fresh = self._drafts.read(draft.id, outcome)
        if outcome.report != shown or outcome.faults:
            return fresh
        if draft.kind is DraftKind.UNITS:
            take_units(self._work, UnitsRoster.of(pages, self._work.people.units()), by)
        else:
            take_people(self._work, PeopleRoster.of(pages, self._world(zone)), by, zone)
        self._drafts.settle(draft.id, t.WRITTEN)
        return replace(fresh, active=t.WRITTEN)

    def drop(self, draft: SetDraft) -> None:
        self._drafts.settle(draft.id, t.DROPPED)

    def _world(self, zone: tzinfo) -> World:
        people = self._work.people
        everybody = [person for unit in people.units() for person in people.of_unit(unit.code)]
        return World(people.units(), everybody, self._criteria(), lambda person: last_seen(self._work, person, zone))

    def _criteria(self) -> CriteriaSet | None:
        """The set whose codes are meant: that of the round opened last."""
        alive = self._work.rounds.alive()
        return self._work.rounds.criteria(alive[-1]) if alive else None

    def _outcome(self, kind: DraftKind, pages: Pages, sender: Person, zone: tzinfo) -> DraftOutcome:
        return self._of_units(pages) if kind is DraftKind.UNITS else self._of_people(pages, sender, zone)

    def _of_units(self, pages: Pages) -> DraftOutcome:
        roster = UnitsRoster.of(pages, self._work.people.units())
        faults, lines, counted = tuple(map(str, roster.faults)), tuple(units_lines(roster)), units_counted(roster)
        report = t.report(faults, lines, counted, (), roster.ignored, roster.private)
        return DraftOutcome(report, _data(pages), len(lines), counted, lines, faults, DraftKind.UNITS)

    def _of_people(self, pages: Pages, sender: Person, zone: tzinfo) -> DraftOutcome:
        world = self._world(zone)
        roster = PeopleRoster.of(pages, world)
        faults = (*map(str, roster.faults), *_not_by_chat(roster, sender))
        changes, counted = tuple(people_lines(roster)), people_counted(roster)
        lines = (*changes, *(t.kept(person.unit, person.name) for person in roster.absent(world.people)))
        report = t.report(faults, lines, counted, tuple(map(str, roster.notes)), roster.ignored, roster.private)
        return DraftOutcome(report, _data(pages), len(changes), counted, lines, faults, DraftKind.PEOPLE)


def _not_by_chat(roster: PeopleRoster, sender: Person) -> list[str]:
    """Who sends a list by chat makes nobody an operator of the machine, and does not change what he may do himself."""
    faults = []
    for line in roster.lines:
        if line.person.role is Role.OPERATOR and (line.before is None or line.changed) and sender.role is not Role.OPERATOR:
            faults.append(t.no_operator(line.row, line.person.name))
        if line.before is not None and line.before.id == sender.id and line.before.role is not line.person.role:
            faults.append(t.not_yourself(line.row))
    return faults


def _data(pages: Pages) -> str:
    return json.dumps(
        [[[row.sheet, row.number, [[cell.text, cell.odd] for cell in row.cells]] for row in page] for page in pages],
        ensure_ascii=False,
    )


def _pages(data: str) -> Pages:
    return [
        [ListRow(sheet, number, tuple(ListCell(*cell) for cell in cells)) for sheet, number, cells in page]
        for page in json.loads(data)
    ]
