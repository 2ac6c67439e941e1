"""The session: only a cursor. Nothing the office cares about lives here; losing every session loses nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any, NamedTuple, Self

from handlers import questions
from handlers.questions import Question
from handlers.stored import read_stored

VERSION = 2


class Case(NamedTuple):
    """The leaf that stands before an appraiser, in the version that he has seen."""

    unit: str
    leaf: str
    version: str


@dataclass(slots=True)
class Cursor:
    """Where a chat is in one round: the open question, if any, and what to come back to after a detour.

    ``last_leaf`` is the leaf named last, so that a photo without a word finds its place: by the question of a card, or
    by the person, and then ``named_at`` is when. ``album`` is the leaf and item of the file that came last; ``albums``
    are those of late by their names, as any of their files may carry the word for all (``dialogs.albums``).
    ``case``: what is decided in words while no question is open is decided about this.
    """

    question: Question | None = None
    last_leaf: str = ""
    back: list[Question] = field(default_factory=list)
    album: dict[str, Any] = field(default_factory=dict)
    named_at: str = ""
    albums: dict[str, dict[str, Any]] = field(default_factory=dict)
    case: Case | None = None

    @property
    def leaf(self) -> str:
        """The leaf that the open question is about, or ""."""
        return getattr(self.question, "leaf", "") or ""

    def written(self) -> dict[str, Any]:
        """What is stored. The question stands under two names, as it always has."""
        stored = {part.name: getattr(self, part.name) for part in fields(self) if part.name not in NESTED}
        stored["step"], stored["data"] = questions.stored(self.question)
        stored["back"] = [questions.stored(question) for question in self.back]
        return stored


@dataclass(slots=True)
class Session(Cursor):
    """A chat's cursor in the round in which it is, and those that wait in other rounds (``parked``, by their codes).

    ``turn`` counts the questions asked; a button bound to an older turn is stale. ``offered`` are the codes of the
    answers that the open question offers: no other press is one.
    ``chosen``: the person has said that he works in this ``round``; ``asked``: it has asked something of him since.
    """

    turn: int = 0
    offered: list[str] = field(default_factory=list)
    round: str = ""
    chosen: bool = False
    asked: bool = False
    parked: dict[str, Cursor] = field(default_factory=dict)

    def asks_about(self, code: str) -> None:
        """A card asks about a leaf; one that the person has named himself stays named."""
        if code != self.last_leaf:
            self.last_leaf, self.named_at = code, ""

    def named(self, code: str, at: datetime) -> None:
        """The person has typed, tapped or read about a leaf."""
        self.last_leaf, self.named_at = code, at.isoformat()

    def goes_on_with(self, question: Question | None) -> None:
        """Another question is open from now on, without having been shown; the answers offered before are none of its."""
        self.question, self.case, self.offered = question, None, []

    def enter(self, round_: str) -> None:
        """Goes to another round: the question that is open in this one waits there until its person comes back."""
        if round_ == self.round:
            return
        if self.round:
            self.parked[self.round] = Cursor(**{part.name: getattr(self, part.name) for part in fields(Cursor)})
        if self.round or round_ in self.parked:
            self._take_up(self.parked.pop(round_, Cursor()))
        self.round, self.chosen, self.asked = round_, False, False

    def leave(self) -> None:
        """Whatever was open in a round that is over goes with it."""
        self._take_up(Cursor())
        self.round, self.chosen, self.asked = "", False, False

    def _take_up(self, cursor: Cursor) -> None:
        for part in fields(Cursor):
            setattr(self, part.name, getattr(cursor, part.name))
        self.offered = []
        self.turn += 1

    def to_json(self) -> dict[str, Any]:
        return {"v": VERSION, **self.written(), "parked": {code: cursor.written() for code, cursor in self.parked.items()}}

    @classmethod
    def from_json(cls, stored: dict[str, Any] | None) -> Self:
        """The stored cursor; one of another version starts afresh, as nothing is lost by it."""
        if stored is None:
            return cls()
        if stored.get("v") != VERSION:
            return cls.afresh(stored)
        parked = read_stored(dict[str, dict[str, Any]], stored.get("parked", {}))
        waiting = {code: read_stored(Cursor, _with_questions(cursor)) for code, cursor in parked.items()}
        return read_stored(cls, {**_with_questions(stored), "parked": waiting})

    @classmethod
    def afresh(cls, stored: Any) -> Self:
        """A new cursor, whose questions are none of those that were asked before, as far as their number can be read."""
        turn = stored.get("turn") if isinstance(stored, dict) else 0
        return cls(turn=turn if isinstance(turn, int) else 0)


#: What is not stored as it stands.
NESTED = frozenset({"question", "back", "parked"})


def _with_questions(stored: Mapping[str, Any]) -> dict[str, Any]:
    """A stored cursor with its questions read; those that only another release knows are not open here."""
    step, data = read_stored(tuple[str, dict[str, Any]], (stored.get("step", ""), stored.get("data", {})))
    back = read_stored(list[tuple[str, dict[str, Any]]], stored.get("back", []))
    kept = {name: value for name, value in stored.items() if name not in ("step", "data")}
    known = [question for question in (questions.read(*one) for one in back) if question is not None]
    return {**kept, "question": questions.read(step, data), "back": known}
