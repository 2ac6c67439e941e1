"""Loading the demo world: its people, last year's published round, and this year's with a sheet in every state."""

from datetime import datetime, time, timedelta, tzinfo
from importlib import resources

from bot.db.work import SqlWork, Store
from bot.demo.cast import AUTHORITY, CAST, COMMUNES, DEPARTMENTS, GROUPS
from bot.demo.sheets import Filler
from bot.files.storage import EvidenceStore
from knowledge.reading import read_set
from scoring.criteria import CriteriaSet
from scoring.people import Person
from scoring.rounds.round import Milestone, Round, RoundState, RoundUnit
from scoring.sheet.entry import Authorship

FACT = "demo"
#: How many days from today each milestone of the open round ends.
DAYS = {
    Milestone.SELF_SCORING: 10,
    Milestone.FIRST_APPRAISAL: 30,
    Milestone.EXPLANATION: 40,
    Milestone.SECOND_APPRAISAL: 50,
    Milestone.COUNCIL: 60,
    Milestone.PUBLICATION: 75,
}
END_OF_DAY = time(17)


def is_demo(work: SqlWork) -> bool:
    return bool(work.facts.get(FACT))


def load(store: Store, evidence: EvidenceStore, now: datetime, zone: tzinfo) -> bool:
    """Loads the demo world into an empty database; does nothing, and says so, to one that holds anything."""
    with store.write() as work:
        if not work.readings.empty():
            return False
        _fill(work, evidence, now, zone)
    return True


def sample_set() -> CriteriaSet:
    """The bundled sample; it is checked by the same reader as any office's own set."""
    text = resources.files("knowledge").joinpath("sets/mau-minh-hoa.yaml").read_text(encoding="utf-8")
    reading = read_set(text)
    if reading.set is None:
        raise ValueError(reading.faults)
    return reading.set


def _fill(work: SqlWork, evidence: EvidenceStore, now: datetime, zone: tzinfo) -> None:
    work.facts.set(FACT, True)
    for unit in (AUTHORITY, *DEPARTMENTS, *COMMUNES):
        work.staff.add_unit(unit)
    people = _people(work, now)
    criteria = sample_set()
    work.sets.add(criteria, now)
    before, current = _rounds(criteria, now, zone)
    operator = Authorship(people[-1].id, now, "cli")
    for round_ in (before, current):
        work.timetable.save(round_, now)
        work.timetable.open(round_.code, operator)
    filler = Filler(work, evidence, people, now)
    filler.last_year(before)
    work.timetable.publish(before.code, operator)
    filler.this_year(current)


def _people(work: SqlWork, now: datetime) -> list[Person]:
    people = []
    for member in CAST:
        person = work.staff.add_person(
            member.unit, member.role, now, name=member.name, scope=member.scope, position=member.position
        )
        if member.code:
            work.staff.invite(person.id, None, reusable=True, code=member.code)
        people.append(person)
    return people


def _rounds(criteria: CriteriaSet, now: datetime, zone: tzinfo) -> tuple[Round, Round]:
    today = now.astimezone(zone).date()
    year = today.year if today.month > 6 else today.year - 1
    units = tuple(RoundUnit(unit.code, GROUPS[unit.kind]) for unit in COMMUNES)

    def made(assessed: int, shift: int) -> Round:
        ends = {step: datetime.combine(today + timedelta(days=days - shift), END_OF_DAY, zone) for step, days in DAYS.items()}
        return Round(
            code=f"CCHC{assessed}",
            name=f"Đợt CCHC {assessed} (minh hoạ)",
            year=assessed,
            set_id=criteria.id,
            set_version=criteria.version,
            authority=AUTHORITY.code,
            ends=ends,
            units=units,
            state=RoundState.PREPARED,
        )

    return made(year - 1, 365), made(year, 0)
