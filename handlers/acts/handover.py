"""Handing over, whoever starts it: the duties move, the leaver's chats are told and cut, the successor learns what is open."""

from collections.abc import Sequence
from dataclasses import replace

from handlers import doors
from handlers.asked import rounds_of
from handlers.cards.card import Card
from handlers.ports import Work
from handlers.stamps import together
from handlers.talk import door
from handlers.texts import progress
from handlers.texts.people import inviting as t
from scoring.handover import succeeding
from scoring.people import Person, is_in_charge
from scoring.rounds.round import Round, owed_by
from scoring.sheet.entry import Authorship, Entry, RequestState


def hand_over(work: Work, leaver: Person, successor: Person, by: Authorship) -> Person:
    """The successor with his new duties; raises ``NotASuccessor``."""
    heir = succeeding(leaver, successor)
    work.staff.assign(heir, by)
    see_out(work, leaver, heir, by)
    work.cards.notify(heir.id, _told(work, leaver, heir), key=f"handover:{leaver.id}:{heir.id}")
    return heir


def replace_by(work: Work, leaver: Person, name: str, by: Authorship) -> Person:
    """Hands over to somebody new with the same duties, who is still to be invited."""
    duties, position = leaver.scope, leaver.position
    heir = work.staff.add_person(leaver.unit, leaver.role, by.at, name=name, scope=duties, position=position)
    return hand_over(work, leaver, heir, by)


def see_out(work: Work, leaver: Person, successor: Person | None, by: Authorship) -> None:
    """Ends a person's access; without a successor his leaves fall to the coordinator, as whatever is nobody's does."""
    unit = work.people.unit(leaver.unit)
    work.staff.leave(leaver, successor, Card(t.farewell(unit.name if unit else leaver.unit)), by)


def _told(work: Work, leaver: Person, heir: Person) -> Card:
    """What is open now. Of a sheet only its own commune learns."""
    if not heir.role.of_commune:
        return Card(t.taken_over(leaver), (door(progress.QUEUE, doors.appraise(), primary=True),), kind="handover")
    look = door(progress.SEE_PROGRESS, doors.progress(), primary=True)
    alive = [round_ for round_ in rounds_of(heir, work.rounds.alive()) if round_.unit(heir.unit)] if heir.role.declares else []
    open_ = [(round_, card) for round_ in alive if (card := _open(work, round_, heir)).text]
    if not open_:
        return Card(t.taken_over(leaver), (look,), kind="handover")
    told = together(open_, alive)
    return replace(told, text=f"{t.taken_over(leaver)}\n{told.text}", choices=(look, *told.choices))


def _open(work: Work, round_: Round, heir: Person) -> Card:
    """What is open for him in one round, with the ways to answer what was asked."""
    sheet, people = work.sheets.read(round_, heir.unit), work.people.of_unit(heir.unit)
    asked = [entry.leaf.code for entry in sheet if _waits_for(heir, entry, people)]
    answers = tuple(door(t.ANSWER.format(code=code), doors.asked(code)) for code in asked[:3])
    return Card(t.left_open(owed_by(heir, sheet, people).codes, asked), answers, kind="handover")


def _waits_for(heir: Person, entry: Entry, people: Sequence[Person]) -> bool:
    open_ = entry.request is not None and entry.request.state is RequestState.OPEN
    return open_ and is_in_charge(heir, entry.leaf.code, people)
