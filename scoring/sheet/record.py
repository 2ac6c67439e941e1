"""What every part of a score sheet stands on: its entries, its state, and the changes for the log."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from scoring.criteria import CriteriaSet
from scoring.errors import ReasonNeeded
from scoring.sheet.entry import Entry, Evidence, Signature
from scoring.sheet.refusals import UnknownLeaf
from scoring.states import Move, State, after


@dataclass(frozen=True, slots=True)
class Change:
    """One line for the log: what happened to which leaf (or to the sheet), from what, to what."""

    what: str
    leaf: str | None
    before: Any
    after: Any
    signed: Signature


@dataclass(frozen=True, slots=True)
class Scan:
    """A scan of the signed paper; only the ``current`` one counts, the others are what it replaced."""

    file: Evidence
    current: bool = True


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
    difficulties: str = ""
    scans: tuple[Scan, ...] = ()
    scan_required: bool = False
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
        entries = (self.entry(leaf.code) for leaf in self.criteria.declared_leaves())
        return (entry for entry in entries if not self._extra(entry))

    def incomplete(self) -> list[Entry]:
        """What keeps the sheet from being sent. A bonus need not be claimed, but a claimed one has to be shown."""
        return [entry for entry in self if not entry.complete and (entry.scored or not self._extra(entry))]

    def _extra(self, entry: Entry) -> bool:
        return entry.leaf.code in self.criteria.extra_codes

    def put(self, what: str, entry: Entry, signed: Signature, shown: Callable[[Entry], Any]) -> Entry:
        code, after_ = entry.leaf.code, replace(entry, version=entry.version + 1)
        self.changes.append(Change(what, code, shown(self.entry(code)), shown(after_), signed))
        self.entries[code] = after_
        return after_

    def move(self, move: Move, signed: Signature, why: str = "") -> None:
        before, self.state = self.state, after(self.state, move)
        self.changes.append(Change(move, None, before.value, {"state": self.state.value, "why": why}, signed))


def needed(reason: str) -> str:
    if not reason.strip():
        raise ReasonNeeded
    return reason.strip()
