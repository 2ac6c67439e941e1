"""Telling others: a card to each of them, and a plain word on whom no chat reaches."""

from collections.abc import Iterable
from dataclasses import dataclass

from handlers import doors
from handlers.cards.card import Card
from handlers.talk import Talk, door
from handlers.texts import common, progress
from scoring.people import Person
from scoring.roles import may_manage


@dataclass(frozen=True, slots=True)
class Told:
    """Whom a card reaches, and for whom it waits until he opens a chat."""

    reached: tuple[Person, ...]
    unreached: tuple[Person, ...]


def tell(talk: Talk, people: Iterable[Person], card: Card, key: str) -> Told:
    """Queues a card about this round to each person once, under a key of his own."""
    reached: list[Person] = []
    unreached: list[Person] = []
    for person in dict.fromkeys(people):
        talk.tell(person.id, card, key=f"{key}:{talk.round.code}:{person.id}:{talk.now.isoformat()}")
        (reached if talk.work.people.reachable(person.id) else unreached).append(person)
    return Told(tuple(reached), tuple(unreached))


def say_unreached(talk: Talk, told: Told) -> None:
    """Who was not reached and what to do; whoever may give out codes gets the button."""
    if not told.unreached:
        return
    talk.say(common.unreached([person.name for person in told.unreached]))
    for person in told.unreached:
        if may_manage(talk.person, person):
            talk.offer(door(common.shortened(progress.INVITE.format(name=person.name), 40), doors.new_code(person.id)))
