"""A list taken over: everything of it, in the transaction of whoever asked for it, and one line in the log."""

from datetime import tzinfo

from bot.rosters.people import PeopleRoster
from bot.rosters.report import people_counted, units_counted
from bot.rosters.units import UnitsRoster
from handlers.acts.duties import change_duties
from handlers.ports import Work
from scoring.sheet.entry import Authorship


def take_units(work: Work, roster: UnitsRoster, by: Authorship) -> None:
    for unit in roster.units:
        work.staff.add_unit(unit)
    work.staff.note_import("units", units_counted(roster), by)


def take_people(work: Work, roster: PeopleRoster, by: Authorship, zone: tzinfo) -> None:
    """Whose duties change is told so."""
    for line in roster.lines:
        one = line.person
        if line.before is None:
            work.staff.add_person(one.unit, one.role, by.at, name=one.name, scope=one.scope, position=one.position)
        elif line.changed:
            change_duties(work, line.before, one, by, zone)
    work.staff.note_import("people", people_counted(roster), by)
