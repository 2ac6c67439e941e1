"""Leaving office: who may take over, and what the successor is in charge of then."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from scoring.errors import Refusal
from scoring.people import Person, Role


@dataclass
class NotASuccessor(Refusal):
    """Somebody of another unit or another task cannot go on with this work."""

    name: str


def candidates(leaver: Person, people: Iterable[Person]) -> list[Person]:
    """Who of these may take over: a colleague of the same unit with the same task."""
    return [person for person in people if person.id != leaver.id and person.unit == leaver.unit and _same_task(person, leaver)]


def _same_task(person: Person, other: Person) -> bool:
    return person.role is other.role or (person.role.declares and other.role.declares)


def succeeding(leaver: Person, successor: Person) -> Person:
    """The successor with both people's duties; raises ``NotASuccessor``."""
    if not candidates(leaver, [successor]):
        raise NotASuccessor(successor.name)
    everything = not leaver.scope or not successor.scope
    role = Role.COORDINATOR if Role.COORDINATOR in (leaver.role, successor.role) else successor.role
    return replace(successor, role=role, scope=frozenset() if everything else leaver.scope | successor.scope)
