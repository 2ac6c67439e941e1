"""Whether a row is a field, a criterion, a leaf or only a line: from its code, and from the codes around it."""

from collections.abc import Sequence

from knowledge.annex.layout.header import Role
from knowledge.annex.layout.printed import Printed, Style
from knowledge.annex.layout.rows import Entry

DEEPEST = 3


class Levels:
    """The styles of codes that a table uses, outermost first: I, 1, 1.1 or 1, 1.1, 1.1.1."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        ranks = sorted({entry.code.rank for entry in entries if entry.code and entry.code.rank != Style.SMALL})
        self._ranks = ranks[1:] if len(ranks) > DEEPEST and ranks[0] == Style.LETTER else ranks
        self._by_column = any(entry.spot.columns.of(Role.FIELD, Role.CRITERION) for entry in entries)
        self._rows_are_lines = not any(entry.lines for entry in entries)

    def of(self, entry: Entry, following: Printed | None, above: Entry | None) -> int | None:
        """0 for a field, 1 for a criterion, 2 for a leaf; ``None`` for a line of the row before it."""
        if entry.level is not None:
            return entry.level
        if self._by_column:
            return 2 if entry.name and (entry.code or entry.maximum is not None) and not entry.bullet else None
        if entry.code:
            return self._of_code(entry.code)
        return self._missing(entry, following, above)

    def _of_code(self, code: Printed) -> int | None:
        if code.rank == Style.SMALL or code.rank not in self._ranks:
            return None
        return self._ranks.index(code.rank)

    def _missing(self, entry: Entry, following: Printed | None, above: Entry | None) -> int | None:
        """A row without a code that is no option: the codes below it tell where it stands."""
        if not self._is_part(entry, above):
            return None
        if following and len(following.numbers) > 1 and following.numbers[-1] == 1 and self._opens(following, above):
            return max(0, (self._of_code(following) or 1) - 1)
        if following and following.rank == self._ranks[min(1, len(self._ranks) - 1)] and following.numbers[-1] == 1:
            return 0
        level = self._of_code(above.code) if above and above.code else None
        return level if level is not None else len(self._ranks) - 1

    def _opens(self, following: Printed, above: Entry | None) -> bool:
        """The row below begins something new, and nobody has said what."""
        return above is None or above.code is None or above.code.numbers != following.numbers[:-1]

    def _is_part(self, entry: Entry, above: Entry | None) -> bool:
        if not entry.name or entry.maximum is None or entry.bullet:
            return False
        return not self._rows_are_lines or not entry.is_bare or (above is None and entry.maximum > 1)
