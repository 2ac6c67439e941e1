"""Assessment rounds, their timetable, and the criteria sets that they use."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum
from typing import NamedTuple, Protocol

from knowledge.search.index import Index
from scoring.criteria import CriteriaSet
from scoring.people import Person
from scoring.rounds.round import Round
from scoring.sheet.entry import Authorship


class KnownSet(NamedTuple):
    id: str
    version: str
    name: str


class Timetable(Protocol):
    """Rounds made, opened and closed. Each act is refused where the round is not in the state that it begins from."""

    def create(self, round_: Round, by: Authorship) -> None:
        """Stores a prepared round; raises ``RoundTaken`` rather than change one that is under way."""
        ...

    def open(self, code: str, by: Authorship) -> None: ...

    def extend(self, round_: Round, to: datetime, by: Authorship, *, reason: str = "", unit: str | None = None) -> None:
        """Moves the end of self-scoring, of one unit or of all; a unit that has longer already keeps it."""
        ...

    def take_back(self, code: str, by: Authorship) -> None:
        """Makes a round prepared again that was opened by mistake; raises ``RoundUsed`` once anything was entered in it."""
        ...

    def close(self, code: str, reason: str, by: Authorship) -> None: ...

    def reopen(self, code: str, reason: str, by: Authorship) -> None: ...


class Rounds(Protocol):
    def alive(self) -> Sequence[Round]:
        """Every round in which work goes on, the oldest first."""
        ...

    def used(self, code: str) -> bool:
        """Whether anybody has entered anything in a round."""
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


class DraftState(StrEnum):
    """How far the reading of a file that was sent by chat has come."""

    #: The file is still to be had, or to be read.
    WAITING = "waiting"
    #: What was read stands in the draft, or why nothing could be.
    READ = "read"


class DraftKind(StrEnum):
    """What was read out of a file that was sent by chat."""

    #: A criteria set.
    SET = "set"
    #: A list of units.
    UNITS = "units"
    #: A list of people.
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class SetDraft:
    """What was read out of a file.

    ``active`` says what became of it: "id@version" of a set, "written" or "dropped" of a list. Of a list ``uncertain`` are
    the changes that it would make, ``leaves`` their number, and ``total`` counts them in words.

    ``faults`` and ``uncertain`` are lines for a person.
    """

    id: str
    file: str
    state: DraftState
    leaves: int = 0
    total: str = ""
    uncertain: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    active: str = ""
    kind: DraftKind = DraftKind.SET


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

    def activate(self, draft: SetDraft, by: Authorship) -> tuple[str, str]:
        """The id and version under which rounds find the set: a set in use is never changed, a corrected one is a new
        version."""
        ...

    def known(self) -> Sequence[ListedSet]: ...


class Lists(Protocol):
    """Lists of units and people on their way from a file into use."""

    def write(self, draft: SetDraft, by: Authorship, zone: tzinfo) -> SetDraft:
        """Takes a list over, all of it or nothing: where it would do something else by now than was shown, it is only read
        anew, and stays unwritten."""
        ...

    def drop(self, draft: SetDraft) -> None: ...
