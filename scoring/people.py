"""Units, people and what each is in charge of."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Role(StrEnum):
    """What somebody is there for."""

    #: Scores the fields given to him in one commune.
    OFFICIAL = "official"
    #: Answers for the whole sheet of one commune.
    COORDINATOR = "coordinator"
    #: Signs the sheet of one commune.
    LEADER = "leader"
    #: Appraises the fields given to him in all communes.
    APPRAISER = "appraiser"
    #: Keeps the papers of the reviewing authority.
    SECRETARIAT = "secretariat"
    #: Runs the round.
    STANDING_BODY = "standing_body"
    #: Settles what is disputed.
    COUNCIL = "council"
    #: Decides the result.
    APPROVER = "approver"
    #: Keeps the program running.
    OPERATOR = "operator"

    @property
    def of_commune(self) -> bool:
        return self in (Role.OFFICIAL, Role.COORDINATOR, Role.LEADER)

    @property
    def declares(self) -> bool:
        """The leader signs what these have scored."""
        return self in (Role.OFFICIAL, Role.COORDINATOR)


@dataclass(frozen=True, slots=True)
class Unit:
    """A commune that is assessed, or a body of the reviewing authority. ``kind`` is the printed word ("xã").

    ``group`` is the peer group in which a new round ranks it.
    """

    code: str
    name: str
    kind: str = "xã"
    level: str = "commune"
    parent: str | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a role in one unit. ``scope`` holds field codes and single leaf codes; empty is everything."""

    id: str
    name: str
    unit: str
    role: Role
    scope: frozenset[str] = frozenset()
    position: str = ""

    def closeness(self, leaf_code: str) -> int:
        """How narrowly this person is in charge of a leaf: 0 not at all, 1 through everything, more the narrower."""
        return _closeness(self.scope, leaf_code)

    def covers(self, leaf_code: str) -> bool:
        return self.closeness(leaf_code) > 0


@lru_cache(maxsize=8192)
def _closeness(scope: frozenset[str], leaf_code: str) -> int:
    if not scope:
        return 1
    parts = leaf_code.split(".")
    named = [depth for depth in range(1, len(parts) + 1) if ".".join(parts[:depth]) in scope]
    return 1 + max(named) if named else 0


def in_charge(leaf_code: str, people: Iterable[Person]) -> tuple[Person, ...]:
    """Who of one unit declares a leaf: the narrowest assignment wins; what is nobody's is the coordinator's."""
    closest = [(person, person.closeness(leaf_code)) for person in people if person.role.declares]
    best = max((closeness for _, closeness in closest), default=0)
    if best:
        return tuple(person for person, closeness in closest if closeness == best)
    return tuple(person for person, _ in closest if person.role is Role.COORDINATOR)


def is_in_charge(person: Person, leaf_code: str, people: Iterable[Person]) -> bool:
    """The same of one person: whoever covers a leaf not at all needs no look at the others."""
    possible = person.role is Role.COORDINATOR or person.covers(leaf_code)
    return possible and person in in_charge(leaf_code, people)
