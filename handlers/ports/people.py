"""Who is who, how people join, and how one hands over to another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from handlers.cards.card import Card
from handlers.incoming.events import ChatKey
from scoring.errors import Refusal
from scoring.people import Person, Role, Unit
from scoring.sheet.entry import Authorship


@dataclass
class InviteUnknown(Refusal):
    pass


@dataclass
class InviteUsed(Refusal):
    pass


@dataclass
class InviteExpired(Refusal):
    at: datetime


@dataclass
class TooManyAttempts(Refusal):
    """Too many wrong codes from one chat; ``until`` says when it may try again."""

    until: datetime


@dataclass
class PersonUnknown(Refusal):
    """Nobody active has this id."""


@dataclass
class NotAName(Refusal):
    typed: str


@dataclass(frozen=True, slots=True)
class LinkedChat:
    """One of a person's chats; ``last_in_at`` is the last sign of life from it."""

    id: int
    chat: ChatKey
    last_in_at: datetime | None


class People(Protocol):
    """Who is who, and which chats are theirs."""

    def get(self, person_id: str) -> Person | None: ...

    def active(self, person_id: str) -> Person | None:
        """Somebody who is in office now."""
        ...

    def of_unit(self, unit: str) -> Sequence[Person]:
        """The active people of a unit, in the order in which they were invited."""
        ...

    def being_asked(self, unit: str, leaf: str, round_: str) -> Sequence[str]:
        """The ids of the people of a unit in whose chats a question about this leaf of the round is open."""
        ...

    def reachable(self, person_id: str) -> bool:
        """Whether the person, or whoever has taken over from him, has a chat that cards reach."""
        ...

    def unreached(self) -> Sequence[Person]:
        """Who is in office and has joined, but is reached in no chat, or has notices that no channel could carry."""
        ...

    def with_role(self, role: Role) -> Sequence[Person]: ...

    def unit(self, code: str) -> Unit | None: ...

    def redeem(self, code: str, chat: ChatKey, now: datetime) -> Person:
        """Links a chat to the invited person; raises the ``Invite…`` refusals, which count as attempts."""
        ...

    def units(self) -> Sequence[Unit]: ...

    def unlink(self, chat: ChatKey) -> None: ...

    def chats(self, person_id: str) -> Sequence[LinkedChat]:
        """The chats that are a person's now, the one used last first."""
        ...

    def cut(self, chat: LinkedChat, farewell: Card) -> None:
        """Unlinks a chat and tells it so; what waits there for its person goes to another of his chats."""
        ...

    def forget(self, person_id: str, chat: ChatKey) -> None:
        """Erases a person's name and chats; ``chat``, where it was asked for, stays, nobody's any more.

        Scores, evidence and log are the authority's record and keep the opaque id.
        """
        ...

    def noticed(self, person_id: str) -> bool:
        """Whether the person has confirmed the first card (what not to send, whose data this is)."""
        ...

    def confirm_notice(self, person_id: str, now: datetime) -> None: ...


class Staff(Protocol):
    """Who comes, who changes duties, who leaves."""

    def add_unit(self, unit: Unit) -> None:
        """Adds a unit, or gives it its present name."""
        ...

    def add_person(self, unit: str, role: Role, now: datetime, *, name: str, scope: Iterable[str], position: str) -> Person: ...

    def assign(self, person: Person, by: Authorship) -> None:
        """Gives an active person these duties."""
        ...

    def note_import(self, what: str, counted: str, by: Authorship) -> None:
        """Writes into the log that a list was taken over; names stand in no log."""
        ...

    def leave(self, leaver: Person, successor: Person | None, farewell: Card, by: Authorship) -> None:
        """Ends a person's access: his chats are told and cut, what is sent to him reaches the successor from now on.

        His name, scores and log lines stay his.
        """
        ...


@dataclass(frozen=True, slots=True)
class Entrance:
    """A way to a chat of ours on one channel, which is called by its ``title``.

    Without ``typed`` the address itself carries the code; a bot without an address is found by its ``name`` ``inside`` an
    application.
    """

    channel: str
    title: str
    url: str = ""
    name: str = ""
    inside: str = ""
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Invitation:
    code: str
    until: datetime
    entrances: tuple[Entrance, ...]


class Invitations(Protocol):
    def issue(self, person: Person, until: datetime) -> Invitation:
        """A new one-time code by which a chat becomes this person's."""
        ...

    def batch(self, people: Sequence[Person], until: datetime) -> str:
        """A new code for each of them; the name of the batch, by which their sheet is made when it is sent."""
        ...
