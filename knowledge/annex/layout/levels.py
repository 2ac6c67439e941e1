"""Whether a row is a field, a criterion, a leaf or only a line: from its code, and from the codes around it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from knowledge.annex.layout.header import Column
from knowledge.annex.layout.printed import Printed, Style
from knowledge.annex.layout.rows import PrintedEntry

DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Ahead:
    """The first code below a row, and whether it stands on the very next one."""

    code: Printed | None
    directly: bool


def ahead(entries: Sequence[PrintedEntry]) -> list[Ahead]:
    found: list[Ahead] = []
    last: Printed | None = None
    directly = False
    for entry in reversed(entries):
        found.append(Ahead(last, directly))
        last, directly = entry.code or last, entry.code is not None
    return found[::-1]


class Levels:
    """The styles of codes that a table uses, outermost first: I, 1, 1.1 or 1, 1.1, 1.1.1."""

    def __init__(self, entries: Sequence[PrintedEntry]) -> None:
        self._ranks = _ranks(entries)
        self._by_column = any(entry.spot.columns.of(Column.FIELD, Column.CRITERION) for entry in entries)
        self._rows_are_lines = not any(entry.lines for entry in entries)
        self._small = {id(entry) for group in _lettered(entries) if _are_parts(*group) for entry in group[1]}

    def of(self, entry: PrintedEntry, below: Ahead, above: PrintedEntry | None) -> int | None:
        """0 for a field, 1 for a criterion, 2 for a leaf; ``None`` for a line of the row before it."""
        if entry.level is not None:
            return entry.level
        if self._by_column:
            return 2 if entry.name and (entry.code or entry.maximum is not None) and not entry.bullet else None
        if entry.code:
            return len(self._ranks) if id(entry) in self._small else self._of_code(entry.code)
        return self._missing(entry, below, above)

    def _of_code(self, code: Printed) -> int | None:
        return self._ranks.index(code.rank) if code.rank in self._ranks else None

    def _missing(self, entry: PrintedEntry, below: Ahead, above: PrintedEntry | None) -> int | None:
        """A row without a code that is no option: the codes below it tell where it stands."""
        opens = below.code is not None and self._opens(below.code, above)
        if not self._is_part(entry, above, opens=opens and below.directly):
            return None
        if opens and below.code:
            return max(0, (self._of_code(below.code) or 1) - 1)
        level = self._of_code(above.code) if above and above.code else None
        return level if level is not None else len(self._ranks) - 1

    def _opens(self, code: Printed, above: PrintedEntry | None) -> bool:
        """The code begins the inside of a part whose own row has not been seen."""
        level = self._of_code(code)
        if not level or code.numbers[-1] != 1:
            return False
        known, outer = above.code.numbers if above and above.code else (), code.numbers[:-1]
        return not outer or known[: len(outer)] != outer

    def _is_part(self, entry: PrintedEntry, above: PrintedEntry | None, *, opens: bool) -> bool:
        """An option is never worth more than its leaf."""
        if not entry.name or entry.maximum is None or entry.bullet:
            return False
        more = above is None or above.maximum is None or entry.maximum > above.maximum
        return not self._rows_are_lines or not entry.is_bare or opens or more


def _ranks(entries: Sequence[PrintedEntry]) -> list[int]:
    """Lettered parts over everything else only group the fields; a field whose number is lost still has a level."""
    ranks = sorted({entry.code.rank for entry in entries if entry.code and entry.code.rank != Style.SMALL})
    if len(ranks) > DEEPEST and ranks[0] == Style.LETTER:
        return ranks[1:]
    if ranks and ranks[0] == Style.DOTTED + 2:
        return [Style.DOTTED + 1, *ranks]
    return ranks


def _lettered(entries: Sequence[PrintedEntry]) -> Iterator[tuple[PrintedEntry, list[PrintedEntry]]]:
    """Each coded row with the rows a), b), c) below it."""
    above: PrintedEntry | None = None
    group: list[PrintedEntry] = []
    for entry in entries:
        if entry.code and entry.code.rank == Style.SMALL:
            group.append(entry)
        elif entry.code:
            if above and group:
                yield above, group
            above, group = entry, []
    if above and group:
        yield above, group


def _are_parts(above: PrintedEntry, group: Sequence[PrintedEntry]) -> bool:
    """Options share one maximum among them; parts have methods of their own, or add up to it."""
    if all(entry.lines for entry in group):
        return True
    points = [entry.maximum for entry in group if entry.maximum]
    return len(points) == len(group) > 1 and sum(points, Decimal(0)) == above.maximum
