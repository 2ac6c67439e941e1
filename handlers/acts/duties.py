"""Somebody's duties change: written down, and told to whom they concern."""

from datetime import tzinfo

from handlers import doors
from handlers.cards.card import Card
from handlers.ports import Work
from handlers.talk import door
from handlers.texts import progress
from handlers.texts.people import inviting as t
from scoring.people import Person
from scoring.sheet.entry import Authorship


def change_duties(work: Work, before: Person, after: Person, by: Authorship, zone: tzinfo) -> None:
    """Gives somebody the duties, name and position that ``after`` has; a change of duties is told to him."""
    work.staff.assign(after, by)
    if (before.role, before.scope) == (after.role, after.scope):
        return
    what_next = (
        door(progress.SEE_PROGRESS, doors.progress(), primary=True)
        if after.role.of_commune
        else door(progress.QUEUE, doors.appraise(), primary=True)
    )
    card = Card(t.duties_changed(before, after, by.at, zone), (what_next, door(t.MY_DUTIES, doors.me())), kind="duties")
    work.cards.notify(after.id, card, key=f"duties:{after.id}:{by.at.isoformat()}")
