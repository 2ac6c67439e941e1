"""Answers in words that open nothing: what a term means, who is in charge, how to have a sheet reopened or a deadline moved."""

import re

from handlers import doors
from handlers.dialogs import menu
from handlers.talk import Talk, door
from handlers.texts.common import codes
from handlers.texts.looking_up import meaning as t
from knowledge.documents.document_numbers import document_named
from knowledge.search import glossary
from scoring.people import is_in_charge
from scoring.roles import Act, can


def meaning(talk: Talk, slug: str) -> None:
    """One term of the glossary; a term that is gone says so."""
    term = glossary.by_slug(slug)
    talk.say(t.meaning(term) if term else t.NO_SUCH_TERM)
    menu.way_on(talk)


def document(talk: Talk, text: str) -> None:
    """A document asked for by its number: the set's own decision is told, any other is not kept."""
    number = document_named(text)
    decision = talk.work.rounds.criteria(talk.round).decision
    talk.say(t.document(number, decision, own=number in re.findall(r"\d+", decision)))
    menu.way_on(talk)


def reopening(talk: Talk) -> None:
    """How a sheet comes back; nothing is asked for until the button is pressed. Who decides it chooses whose."""
    if can(talk.person, Act.DECIDE_REOPENING):
        talk.through(doors.which_reopening())
        return
    talk.say(t.REOPEN)
    menu.way_on(talk)
    if can(talk.person, Act.ASK_REOPENING):
        talk.offer(door(t.ASK_REOPENING, doors.ask_reopening()))


def assignment(talk: Talk) -> None:
    """Who of the own unit scores what, and which department appraises which field."""
    criteria = talk.work.rounds.criteria(talk.round)
    if talk.person.role.of_commune:
        talk.say("\n".join([t.WHO_SCORES, *_scoring(talk)]))
    departments = {leaf.department: None for leaf in criteria.leaves.values() if leaf.department}
    lines = [
        t.in_charge(name, codes(part.code for part in criteria.fields if any(leaf.department == name for leaf in part.leaves)))
        for name in departments
    ]
    if lines:
        talk.say("\n".join([t.WHO_APPRAISES, *lines]))
    menu.way_on(talk)


def _scoring(talk: Talk) -> list[str]:
    criteria = talk.work.rounds.criteria(talk.round)
    people = talk.colleagues
    fields = {
        person: [part.code for part in criteria.fields if any(is_in_charge(person, leaf.code, people) for leaf in part.leaves)]
        for person in people
    }
    return [t.in_charge(person.position or person.name, codes(mine)) for person, mine in fields.items() if mine]
