"""What every part of a score sheet stands on: its entries, its state, and the changes for the log."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from scoring.criteria import CriteriaSet
from scoring.entry import Entry, Signature
from scoring.errors import ReasonNeeded
from scoring.sheet_errors import UnknownLeaf
from scoring.states import Move, State, after


@dataclass(frozen=True, slots=True)
class Change:
    """One line for the log: what happened to which leaf (or to the sheet), from what, to what."""

    what: str
    leaf: str | None
    before: Any
    after: Any
    signed: Signature


@dataclass
class SheetRecord:
    """Entries by leaf code, the state, and the changes not yet written down."""

    unit: str
    round: str
    criteria: CriteriaSet
    state: State = State.DRAFT
    entries: dict[str, Entry] = field(default_factory=dict)
    locked_at: datetime | None = None
    returned_reason: str = ""
    self_scoring_ends: datetime | None = None
    changes: list[Change] = field(default_factory=list)

    def entry(self, code: str) -> Entry:
        """The entry of a leaf, empty where nobody has touched it; raises ``UnknownLeaf``."""
        if code not in self.criteria.leaves:
            raise UnknownLeaf(code)
        return self.entries.get(code) or Entry(self.criteria.leaf(code))

    def __iter__(self) -> Iterator[Entry]:
        """Every leaf's entry in the set's order."""
        return (self.entry(code) for code in self.criteria.leaves)

    def declared_entries(self) -> Iterator[Entry]:
        return (self.entry(leaf.code) for leaf in self.criteria.declared_leaves() if leaf.code not in self.criteria.extra_codes)

    def incomplete(self) -> list[Entry]:
        return [entry for entry in self.declared_entries() if not entry.complete]

    def put(self, what: str, entry: Entry, signed: Signature, shown: Callable[[Entry], Any]) -> Entry:
        before, after_ = self.entry(entry.leaf.code), replace(entry, version=entry.version + 1)
        self.entries[entry.leaf.code] = after_
        self.changes.append(Change(what, entry.leaf.code, shown(before), shown(after_), signed))
        return after_

    def move(self, move: Move, signed: Signature, why: str = "") -> None:
        before, self.state = self.state, after(self.state, move)
        self.changes.append(Change(move, None, before.value, {"state": self.state.value, "why": why}, signed))


def needed(reason: str) -> str:
    if not reason.strip():
        raise ReasonNeeded
    return reason.strip()
