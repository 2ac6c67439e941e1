"""Score sheets, their documents, the queue of the appraisers, and requests to reopen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from handlers.incoming.events import ChatKey, File
from scoring.declared import Declared
from scoring.errors import Refusal
from scoring.people import Person
from scoring.rounds.round import Round
from scoring.sheet.entry import Evidence, Score, Stage
from scoring.sheet.score_sheet import ScoreSheet
from scoring.states import State


@dataclass
class DocumentUnknown(Refusal):
    """No such document of this person's unit."""

    document: str


@dataclass
class UnknownUnit(Refusal):
    code: str


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

    def also_used(self, sha256: str, sheet: ScoreSheet, leaf: str) -> Sequence[tuple[str, str]]:
        """Other (unit, leaf) pairs of the sheet's round whose evidence is the same content."""
        ...

    def upload_link(self, person: Person, leaf: str, chat: ChatKey, round_: str) -> str:
        """A link, 24 hours valid, for files of this round ("": of none) that the channel cannot carry; the chat hears of
        them."""
        ...


@dataclass(frozen=True, slots=True)
class Task:
    """One leaf that waits for a reviewer. ``answered``: the commune has answered a request; it comes first."""

    unit: str
    leaf: str
    answered: bool
    claims: bool
    lacking: bool


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What is still open in a round: how many sheets are in which state short of approval, leaves that wait for a first
    appraisal, requests and reopenings that wait for an answer."""

    sheets: Mapping[State, int]
    cases: int
    requests: int
    reopenings: int

    def __bool__(self) -> bool:
        return bool(self.sheets or self.cases or self.requests or self.reopenings)


@dataclass(frozen=True, slots=True)
class Decision:
    unit: str
    leaf: str
    at: datetime


class Queue(Protocol):
    def tasks(self, round_: Round, person: Person) -> Sequence[Task]:
        """Leaves in this reviewer's fields that are submitted, not appraised and without an open request.

        In the order in which they deserve attention: answered, claims, lacking documents, then leaf and unit.
        """
        ...

    def latest_decision(self, round_: Round, person_id: str) -> Decision | None:
        """What this reviewer decided last and may still take back: points of a first appraisal, or an open request."""
        ...

    def units(self, round_: Round) -> Sequence[tuple[str, str]]:
        """Every unit of the round with the state of its sheet, in order of code."""
        ...

    def unfinished(self, round_: Round) -> Unfinished: ...


class ReopeningState(StrEnum):
    """What became of a commune's request to have something reopened."""

    #: Nobody has decided yet.
    WAITING = "waiting"
    #: The leaf or the sheet was handed back to the commune.
    GRANTED = "granted"
    #: It was refused with a reason, and nothing changed.
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Reopening:
    """A commune's request to have a leaf (or with ``leaf`` ``None`` the sheet) reopened."""

    id: int
    round: str
    unit: str
    leaf: str | None
    reason: str
    asked_by: str
    asked_at: datetime
    state: ReopeningState

    @property
    def waiting(self) -> bool:
        return self.state is ReopeningState.WAITING


class Reopenings(Protocol):
    def ask(self, sheet: ScoreSheet, leaf: str | None, reason: str, person: Person, now: datetime) -> Reopening: ...

    def get(self, reopening_id: int) -> Reopening | None: ...

    def waiting(self, round_: Round) -> Sequence[Reopening]: ...

    def decide(self, reopening: Reopening, *, granted: bool, reason: str, person: Person, now: datetime) -> None: ...
