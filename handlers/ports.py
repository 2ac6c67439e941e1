"""What the conversations need from the world: Protocols that the application fulfils, and doubles fulfil in tests.

Everything here happens inside one transaction, the turn's; nothing is visible to others before it ends well.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol

from handlers.cards import Card
from handlers.events import ChatKey, File
from knowledge.search import Index
from scoring.criteria import CriteriaSet
from scoring.declared import Declared
from scoring.entry import Evidence, Score, Signature, Stage
from scoring.errors import Refusal
from scoring.people import Person, Role, Unit
from scoring.rounds import Round
from scoring.sheet import ScoreSheet


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
class DocumentUnknown(Refusal):
    """No such document of this person's unit."""

    document: str


@dataclass
class PersonUnknown(Refusal):
    """Nobody active has this id."""


@dataclass
class NotAName(Refusal):
    typed: str


@dataclass
class UnknownUnit(Refusal):
    code: str


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

    def being_asked(self, unit: str, leaf: str) -> Sequence[str]:
        """The ids of the people of a unit in whose chats a question about this leaf is open."""
        ...

    def reachable(self, person_id: str) -> bool:
        """Whether the person has a chat that cards reach."""
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

    def add_person(self, unit: str, role: Role, now: datetime, *, name: str, scope: Iterable[str], position: str) -> Person: ...

    def assign(self, person: Person, signed: Signature) -> None:
        """Gives an active person these duties."""
        ...

    def leave(self, leaver: Person, successor: Person | None, farewell: Card, signed: Signature) -> None:
        """Ends a person's access: his chats are told and cut, what is sent to him reaches the successor from now on.

        His name, scores and log lines stay his.
        """
        ...


@dataclass(frozen=True, slots=True)
class Entrance:
    """A way to a chat of ours on one channel. Without ``typed`` the address itself carries the code; a bot without an
    address is found by its ``name``."""

    channel: str
    url: str
    name: str = ""
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


class KnownSet(NamedTuple):
    id: str
    version: str


class Timetable(Protocol):
    """Rounds made and opened."""

    def create(self, round_: Round, signed: Signature) -> None:
        """Stores a prepared round; raises ``RoundTaken`` rather than change one that is under way."""
        ...

    def open(self, code: str, signed: Signature) -> None: ...


class Rounds(Protocol):
    def current(self) -> Round | None:
        """The round that is open now (the youngest, if there are several)."""
        ...

    def get(self, code: str) -> Round | None: ...

    def before(self, year: int) -> Round | None:
        """The published round of the latest assessed year before ``year``."""
        ...

    def list(self) -> Sequence[Round]:
        """Every round, the youngest first."""
        ...

    def sets(self) -> Sequence[KnownSet]:
        """The criteria sets that a round can use, in the order of import."""
        ...

    def criteria(self, round_: Round) -> CriteriaSet: ...

    def index(self, round_: Round) -> Index: ...


class Sheets(Protocol):
    def open(self, round_: Round, unit: str) -> ScoreSheet:
        """A unit's sheet to be changed: nobody else changes it until the turn ends. One object in one turn."""
        ...

    def read(self, round_: Round, unit: str) -> ScoreSheet:
        """A unit's sheet to be looked at."""
        ...

    def furthest(self, round_: Round, unit: str, leaf: str) -> tuple[Stage, Score] | None:
        """The score of the furthest stage that one leaf has reached, without the sheet around it."""
        ...

    def declared(self, round_: Round, unit: str, leaf: str) -> Declared | None:
        """What was declared for one leaf, without the sheet around it."""
        ...

    def save(self, sheet: ScoreSheet) -> None:
        """Writes the sheet's changes and their lines in the log."""
        ...


class Documents(Protocol):
    def receive(self, file: File, person: Person, chat: ChatKey, now: datetime) -> Evidence:
        """The document behind a file, fetched later unless stored; the same file of a unit is the same document.

        The result is evidence not filed anywhere yet: a new id, no item.
        """
        ...

    def again(self, document: str, item: str | None, person: Person, chat: ChatKey, now: datetime) -> Evidence:
        """The same document once more, for another item: nothing is sent or stored anew."""
        ...

    def also_used(self, sha256: str, unit: str, leaf: str) -> Sequence[tuple[str, str]]:
        """Other (unit, leaf) pairs whose evidence is the same content, in the open round."""
        ...

    def upload_link(self, person: Person, leaf: str, chat: ChatKey) -> str:
        """A link, 24 hours valid, for files that the channel cannot carry; the chat hears of them."""
        ...


@dataclass(frozen=True, slots=True)
class Task:
    """One leaf that waits for a reviewer. ``answered``: the commune has answered a request; it comes first."""

    unit: str
    leaf: str
    answered: bool
    claims: bool
    lacking: bool


class Queue(Protocol):
    def tasks(self, round_: Round, person: Person) -> Sequence[Task]:
        """Leaves in this reviewer's fields that are submitted, not appraised and without an open request.

        In the order in which they deserve attention: answered, claims, lacking documents, then leaf and unit.
        """
        ...

    def units(self, round_: Round) -> Sequence[tuple[str, str]]:
        """Every unit of the round with the state of its sheet, in order of code."""
        ...


@dataclass(frozen=True, slots=True)
class Reopening:
    """A commune's request to have a leaf (or with ``leaf`` ``None`` the sheet) reopened."""

    id: int
    unit: str
    leaf: str | None
    reason: str
    asked_by: str
    asked_at: datetime
    state: str

    @property
    def waiting(self) -> bool:
        return self.state == "waiting"


class Reopenings(Protocol):
    def ask(self, sheet: ScoreSheet, leaf: str | None, reason: str, person: Person, now: datetime) -> Reopening: ...

    def get(self, reopening_id: int) -> Reopening | None: ...

    def waiting(self) -> Sequence[Reopening]: ...

    def decide(self, reopening: Reopening, *, granted: bool, reason: str, person: Person, now: datetime) -> None: ...


@dataclass(frozen=True, slots=True)
class SetDraft:
    """A criteria set as it was read out of a file; ``active`` is "id@version" once it was put to use.

    ``state`` is "waiting" until the file has been read; ``faults`` and ``uncertain`` are lines for a person.
    """

    id: str
    file: str
    state: str
    leaves: int = 0
    total: str = ""
    uncertain: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    active: str = ""


@dataclass(frozen=True, slots=True)
class ListedSet:
    """A criteria set that rounds may use, and those that do."""

    id: str
    version: str
    name: str
    rounds: tuple[str, ...]


class SetDrafts(Protocol):
    """Criteria sets on their way from a file into use. Reading takes seconds and happens outside the turn."""

    def receive(self, document: str, file: str, person: Person, now: datetime) -> None: ...

    def get(self, draft_id: str) -> SetDraft | None: ...

    def activate(self, draft: SetDraft, signed: Signature) -> tuple[str, str]:
        """The id and version under which rounds find the set: a set in use is never changed, a corrected one is a new
        version."""
        ...

    def known(self) -> Sequence[ListedSet]: ...


class Cards(Protocol):
    def notify(self, person_id: str, card: Card, *, key: str, not_before: datetime | None = None) -> bool:
        """Queues a card to a person on the channel he used last; ``False`` if ``key`` was queued before."""
        ...

    def queued_since(self, person_id: str, kind: str, since: datetime) -> bool:
        """Whether a card of this kind was queued to a person after ``since``."""
        ...


class Work(Protocol):
    """One unit of work: everything a turn reads and writes."""

    @property
    def people(self) -> People: ...
    @property
    def staff(self) -> Staff: ...
    @property
    def invitations(self) -> Invitations: ...
    @property
    def rounds(self) -> Rounds: ...
    @property
    def timetable(self) -> Timetable: ...
    @property
    def sheets(self) -> Sheets: ...
    @property
    def documents(self) -> Documents: ...
    @property
    def queue(self) -> Queue: ...
    @property
    def reopenings(self) -> Reopenings: ...
    @property
    def set_drafts(self) -> SetDrafts: ...
    @property
    def cards(self) -> Cards: ...
