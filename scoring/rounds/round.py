"""An assessment round: the assessed year, its set, units, timetable and settings; and who owes what at a given time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from scoring.errors import Refusal
from scoring.people import Person, is_in_charge
from scoring.results.ranking import Ties
from scoring.sheet.entry import Entry
from scoring.sheet.score_sheet import ScoreSheet
from scoring.states import State


class Milestone(StrEnum):
    SELF_SCORING = "self_scoring"
    FIRST_APPRAISAL = "first_appraisal"
    EXPLANATION = "explanation"
    SECOND_APPRAISAL = "second_appraisal"
    COUNCIL = "council"
    PUBLICATION = "publication"


@dataclass(frozen=True, slots=True)
class RoundUnit:
    """A participating unit with its peer group; ``extended_to`` moves its own end of self-scoring."""

    unit: str
    group: str
    extended_to: datetime | None = None


@dataclass(frozen=True, slots=True)
class RoundSettings:
    survey_held: bool = True
    ties: Ties = Ties.COMPETITION
    rank_decimals: int | None = 2
    explanation_days: int = 5
    reminder_days: tuple[int, ...] = (7, 3, 1, 0)
    reminder_hour: int = 8
    lock_at_deadline: bool = True
    signed_scan_required: bool = False


class RoundState(StrEnum):
    """Where a round is. Any number of rounds may be open side by side; each is closed by an act of its own."""

    #: Made, and seen by nobody but those who run rounds.
    PREPARED = "prepared"
    #: Alive: its communes score, its reviewers appraise, its deadlines remind.
    OPEN = "open"
    #: Over by an act of the standing body: everything stays to be read, nothing moves; the same act takes it back.
    CLOSED = "closed"
    #: Its results are known to everybody; the years after are compared with it.
    PUBLISHED = "published"


@dataclass
class RoundOver(Refusal):
    """What was asked for belongs to a round in which nobody works now."""

    code: str
    name: str
    state: RoundState


@dataclass
class RoundNotIn(Refusal):
    """A round that is not where an act on it begins: one that is open already cannot be opened."""

    code: str
    state: RoundState


@dataclass
class RoundUsed(Refusal):
    """Its opening is not taken back any more: somebody has entered something in it."""

    code: str


@dataclass(frozen=True, slots=True)
class Round:
    """``ends`` gives the end of each milestone, aware; ``year`` is the assessed year, not the year of the deadlines."""

    code: str
    name: str
    year: int
    set_id: str
    set_version: str
    authority: str
    ends: Mapping[Milestone, datetime]
    units: tuple[RoundUnit, ...]
    settings: RoundSettings = field(default_factory=RoundSettings)
    state: RoundState = RoundState.PREPARED

    @property
    def alive(self) -> bool:
        return self.state is RoundState.OPEN

    def unit(self, code: str) -> RoundUnit | None:
        return next((member for member in self.units if member.unit == code), None)

    def self_scoring_ends(self, unit: str) -> datetime | None:
        """The commune's own deadline: the round's, or the one it was extended to."""
        member = self.unit(unit)
        return (member.extended_to if member else None) or self.ends.get(Milestone.SELF_SCORING)

    def explanation_due(self, now: datetime) -> datetime:
        """An answer is due after the round's window, at the hour at which its deadlines fall, never past the window's end."""
        end = self.ends.get(Milestone.EXPLANATION)
        due = now + timedelta(days=self.settings.explanation_days)
        if end is None:
            return due
        return min(due.astimezone(end.tzinfo).replace(hour=end.hour, minute=end.minute, second=0, microsecond=0), end)


@dataclass(frozen=True, slots=True)
class Outstanding:
    """What one person still owes: leaves not scored, and leaves scored without every document."""

    person: Person
    unscored: tuple[str, ...]
    lacking: tuple[str, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        return self.lacking + self.unscored

    @property
    def first(self) -> str:
        return self.codes[0]


def owed_by(person: Person, sheet: ScoreSheet, people: Iterable[Person]) -> Outstanding:
    """The unfinished leaves a person is in charge of, in the set's order."""
    known = tuple(people)
    open_entries = [entry for entry in sheet.incomplete() if is_in_charge(person, entry.leaf.code, known)]
    return Outstanding(person, _codes(open_entries, answered=False), _codes(open_entries, answered=True))


def _codes(entries: Iterable[Entry], *, answered: bool) -> tuple[str, ...]:
    return tuple(entry.leaf.code for entry in entries if entry.unanswered is not answered)


def everyone_owing(sheet: ScoreSheet, people: Iterable[Person]) -> list[Outstanding]:
    """Who of a unit owes something now; empty once the sheet has left the commune's hands."""
    if sheet.state is not State.DRAFT:
        return []
    known = tuple(person for person in people if person.role.declares)
    return [owed for person in known if (owed := owed_by(person, sheet, known)).codes]


def reminder_due(ends: datetime, days: Iterable[int], today: date) -> int | None:
    """How many days are left if a reminder belongs to ``today`` (in the zone of ``ends``), else ``None``."""
    left = (ends.date() - today).days
    return left if left in set(days) else None
