"""Reminders of the end of self-scoring: decided once, to those who owe something, and to nobody else."""

import logging
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo

from handlers.asked import rounds_of
from handlers.cards.card import Card
from handlers.notices import reminder
from handlers.ports import Work
from handlers.stamps import together
from handlers.stored import UnreadableRow
from scoring.people import Person, Role
from scoring.rounds.round import Outstanding, Round, everyone_owing, reminder_due
from scoring.sheet.score_sheet import ScoreSheet

log = logging.getLogger(__name__)

JOB = "reminders"
#: A tick that comes late on its day still reminds, but nobody is disturbed in the evening for what was due at eight.
LATEST_HOUR = 20


@dataclass(frozen=True, slots=True)
class Reminder:
    """What one person is reminded of in one round, and why: ``days_left`` to ``deadline``.

    Reminders with the same ``key`` go out as one card, once: nobody is disturbed twice in a morning for two rounds.
    """

    round: Round
    person: Person
    unit: str
    owed: Outstanding
    days_left: int
    deadline: datetime
    card: Card
    key: str


def slot(now: datetime, hour: int, zone: tzinfo) -> datetime:
    """The moment of ``now``'s day at which reminders fall due."""
    return datetime.combine(now.astimezone(zone).date(), time(hour), zone)


def due(work: Work, now: datetime, zone: tzinfo) -> list[Reminder]:
    """Every reminder of every open round that belongs to the day of ``now``, once its hour has come."""
    return [one for round_ in work.rounds.alive() for one in due_in(work, round_, now, zone)]


def due_in(work: Work, round_: Round, now: datetime, zone: tzinfo) -> list[Reminder]:
    """Those of one round."""
    if now < slot(now, round_.settings.reminder_hour, zone):
        return []
    today = now.astimezone(zone).date()
    return [one for member in round_.units for one in _readable(work, round_, member.unit, today, now, zone)]


def _readable(work: Work, current: Round, unit: str, today: date, now: datetime, zone: tzinfo) -> list[Reminder]:
    """Those of one unit: a sheet that cannot be read keeps nobody else from being reminded."""
    try:
        return list(_of_unit(work, current, unit, today, now, zone))
    except UnreadableRow as fault:
        log.error("nobody of %s is reminded: %s", unit, fault)
        return []


def _of_unit(work: Work, current: Round, unit: str, today: date, now: datetime, zone: tzinfo) -> Iterator[Reminder]:
    ends = current.self_scoring_ends(unit)
    left = reminder_due(ends.astimezone(zone), current.settings.reminder_days, today) if ends else None
    if ends is None or left is None or now > ends:
        return
    sheet, people = work.sheets.read(current, unit), work.people.of_unit(unit)
    for owed in _told(sheet, people):
        card = reminder(owed, sheet, people, left, ends, zone)
        key = f"{JOB}:{owed.person.id}:{today.isoformat()}:{current.settings.reminder_hour}"
        yield Reminder(current, owed.person, unit, owed, left, ends, card, key)


def _told(sheet: ScoreSheet, people: Sequence[Person]) -> list[Outstanding]:
    """Who owes something; and the coordinator as soon as anybody of the commune does."""
    owing = everyone_owing(sheet, people)
    known = {owed.person for owed in owing}
    coordinators = [person for person in people if person.role is Role.COORDINATOR and person not in known]
    return owing + [Outstanding(person, (), ()) for person in coordinators if owing]


def queue(work: Work, reminders: Sequence[Reminder]) -> int:
    """Queues the cards, one for all that a person is reminded of; how many were not queued before."""
    alive, bundles = work.rounds.alive(), defaultdict[str, list[Reminder]](list)
    for one in reminders:
        bundles[one.key].append(one)
    return sum(work.cards.notify(bundle[0].person.id, _card(bundle, alive), key=key) for key, bundle in bundles.items())


def _card(bundle: Sequence[Reminder], alive: Sequence[Round]) -> Card:
    return together([(one.round, one.card) for one in bundle], rounds_of(bundle[0].person, alive))
