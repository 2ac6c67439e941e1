"""Handing over, whoever starts it: the duties move, the leaver's chats are told and cut, the successor learns what is open."""

from collections.abc import Sequence

from handlers.cards import Card
from handlers.ports import Work
from handlers.talk import door
from handlers.texts import people as t
from handlers.texts import progress
from scoring.entry import Entry, RequestState, Signature
from scoring.handover import succeeding
from scoring.people import Person, in_charge
from scoring.rounds import owed_by


def hand_over(work: Work, leaver: Person, successor: Person, signed: Signature) -> Person:
    """The successor with his new duties; raises ``NotASuccessor``."""
    heir = succeeding(leaver, successor)
    work.staff.assign(heir, signed)
    see_out(work, leaver, heir, signed)
    work.cards.notify(heir.id, _told(work, leaver, heir), key=f"handover:{leaver.id}:{heir.id}")
    return heir


def replace_by(work: Work, leaver: Person, name: str, signed: Signature) -> Person:
    """Hands over to somebody new with the same duties, who is still to be invited."""
    duties, position = leaver.scope, leaver.position
    heir = work.staff.add_person(leaver.unit, leaver.role, signed.at, name=name, scope=duties, position=position)
    return hand_over(work, leaver, heir, signed)


def see_out(work: Work, leaver: Person, successor: Person | None, signed: Signature) -> None:
    """Ends a person's access; without a successor his leaves fall to the coordinator, as whatever is nobody's does."""
    unit = work.people.unit(leaver.unit)
    work.staff.leave(leaver, successor, Card(t.farewell(unit.name if unit else leaver.unit)), signed)


def _told(work: Work, leaver: Person, heir: Person) -> Card:
    """What is open now. Of a sheet only its own commune learns."""
    current = work.rounds.current()
    if not heir.role.of_commune:
        return Card(t.taken_over(leaver, (), ()), (door(progress.QUEUE, "appraise", primary=True),), kind="handover")
    look = door(progress.SEE_PROGRESS, "progress", primary=True)
    if not heir.role.declares or current is None or current.unit(heir.unit) is None:
        return Card(t.taken_over(leaver, (), ()), (look,), kind="handover")
    sheet, people = work.sheets.read(current, heir.unit), work.people.of_unit(heir.unit)
    asked = [entry.leaf.code for entry in sheet if _waits_for(heir, entry, people)]
    answers = (door(t.ANSWER.format(code=code), "asked", code) for code in asked[:3])
    return Card(t.taken_over(leaver, owed_by(heir, sheet, people).codes, asked), (look, *answers), kind="handover")


def _waits_for(heir: Person, entry: Entry, people: Sequence[Person]) -> bool:
    open_ = entry.request is not None and entry.request.state is RequestState.OPEN
    return open_ and heir in in_charge(entry.leaf.code, people)
