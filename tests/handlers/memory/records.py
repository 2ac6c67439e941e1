"""Everything that is kept. No record is ever changed in its place, so that a copy of the shelves is a copy of it all."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from handlers.cards.card import Card
from handlers.incoming.events import ChatKey
from handlers.ports import Reopening, SetDraft
from scoring.criteria import CriteriaSet
from scoring.people import Person, Unit
from scoring.rounds.round import Round
from scoring.sheet.entry import Authorship, Entry, FileStatus, Paper
from scoring.sheet.papers import Scan
from scoring.states import State


@dataclass(frozen=True, slots=True)
class Known:
    """A person, in the order of ``number`` among those invited ``since`` the same moment."""

    person: Person
    since: datetime
    number: int
    active: bool = True
    successor: str | None = None
    noticed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Chat:
    """One chat; its ``session`` is kept as it is stored."""

    id: int
    key: ChatKey
    person: str | None = None
    session: Mapping[str, Any] | None = None
    last_in_at: datetime | None = None
    reachable: bool = True
    failed_joins: int = 0
    barred_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Invite:
    person: str
    until: datetime
    used: bool = False


class Fate(StrEnum):
    """What has become of a card."""

    WAITING = "waiting"
    SENT = "sent"
    #: There is no chat in which its person could be reached.
    UNREACHED = "unreached"
    #: A newer one says what it said.
    OVERTAKEN = "overtaken"


@dataclass(frozen=True, slots=True)
class Queued:
    """A card on its way. ``key`` is "" of a reply."""

    number: int
    card: Card
    person: str | None
    chat: ChatKey | None
    key: str
    at: datetime
    not_before: datetime
    fate: Fate = Fate.WAITING


@dataclass(frozen=True, slots=True)
class Document:
    """A file of a unit, as it was announced or fetched."""

    id: str
    unit: str
    fingerprint: str
    name: str
    mime: str
    size: int | None
    sha256: str | None
    status: FileStatus
    ref: str
    read: Paper
    citizens: bool
    preview: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A score sheet as it was saved last."""

    state: State = State.DRAFT
    locked_at: datetime | None = None
    returned_reason: str = ""
    difficulties: str = ""
    scans: tuple[Scan, ...] = ()
    entries: Mapping[str, Entry] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """What was read out of a file, with its ``report`` and what it holds as text (``data``)."""

    draft: SetDraft
    report: str = ""
    data: str = ""


class Dated(NamedTuple):
    """A round, with when it was made."""

    at: datetime
    round: Round


class Imported(NamedTuple):
    """A criteria set, with when it came."""

    at: datetime
    criteria: CriteriaSet


class Line(NamedTuple):
    """One line of the log."""

    what: str
    place: str
    before: Any
    after: Any
    by: Authorship


@dataclass
class Shelves:
    """All records by what they are found by. ``numbers`` counts whatever needs a number of its own."""

    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, Known] = field(default_factory=dict)
    chats: dict[ChatKey, Chat] = field(default_factory=dict)
    invites: dict[str, Invite] = field(default_factory=dict)
    queued: dict[int, Queued] = field(default_factory=dict)
    sets: dict[tuple[str, str], Imported] = field(default_factory=dict)
    rounds: dict[str, Dated] = field(default_factory=dict)
    sheets: dict[tuple[str, str], Sheet] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    drafts: dict[str, Draft] = field(default_factory=dict)
    reopenings: dict[int, Reopening] = field(default_factory=dict)
    log: list[Line] = field(default_factory=list)
    numbers: int = 0

    def copy(self) -> "Shelves":
        shelves = {one.name: getattr(self, one.name).copy() for one in fields(self) if one.name != "numbers"}
        return Shelves(**shelves, numbers=self.numbers)

    def number(self) -> int:
        self.numbers += 1
        return self.numbers

    def name(self, what: str) -> str:
        """A new id; a later one sorts behind an earlier one."""
        return f"{what}{self.number():06}"

    def note(self, what: str, place: str, before: Any, after: Any, by: Authorship) -> None:
        self.log.append(Line(what, place, before, after, by))

    def change_person(self, person_id: str, **values: Any) -> None:
        if person_id in self.people:
            self.people[person_id] = replace(self.people[person_id], **values)

    def change_chat(self, key: ChatKey, **values: Any) -> None:
        self.chats[key] = replace(self.chats[key], **values)

    def change_queued(self, number: int, **values: Any) -> None:
        self.queued[number] = replace(self.queued[number], **values)
