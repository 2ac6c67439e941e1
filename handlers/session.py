"""The session: only a cursor. Nothing the office cares about lives here; losing every session loses nothing."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

from handlers.stored import read_stored

VERSION = 2


@dataclass(slots=True)
class Session:
    """Where a chat is: the named step with its small data, and what to come back to after a detour.

    ``turn`` counts the questions asked; a button bound to an older turn is stale.
    ``last_leaf`` is the leaf named last, so that a photo without a word finds its place: by the question of a card, or
    by the person, and then ``named_at`` is when. ``album`` is the leaf and item of the file that came last; ``albums``
    are those of late by their names, as any of their files may carry the word for all (``dialogs.albums``).
    ``offered`` are the codes of the answers that the open question offers: no other press is one.
    """

    step: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    turn: int = 0
    last_leaf: str = ""
    back: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    album: dict[str, Any] = field(default_factory=dict)
    offered: list[str] = field(default_factory=list)
    named_at: str = ""
    albums: dict[str, dict[str, Any]] = field(default_factory=dict)

    def asks_about(self, code: str) -> None:
        """A card asks about a leaf; one that the person has named himself stays named."""
        if code != self.last_leaf:
            self.last_leaf, self.named_at = code, ""

    def named(self, code: str, at: datetime) -> None:
        """The person has typed, tapped or read about a leaf."""
        self.last_leaf, self.named_at = code, at.isoformat()

    def to_json(self) -> dict[str, Any]:
        return {
            "v": VERSION,
            "step": self.step,
            "data": self.data,
            "turn": self.turn,
            "last_leaf": self.last_leaf,
            "back": [list(place) for place in self.back],
            "album": self.album,
            "offered": self.offered,
            "named_at": self.named_at,
            "albums": self.albums,
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any] | None) -> Self:
        """The stored cursor; one of another version starts afresh, as nothing is lost by it."""
        if stored is None:
            return cls()
        return read_stored(cls, stored) if stored.get("v") == VERSION else cls.afresh(stored)

    @classmethod
    def afresh(cls, stored: Any) -> Self:
        """A new cursor, whose questions are none of those that were asked before, as far as their number can be read."""
        turn = stored.get("turn") if isinstance(stored, dict) else 0
        return cls(turn=turn if isinstance(turn, int) else 0)
