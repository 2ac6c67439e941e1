"""Sums that a file asks for and does not hold: programs other than Excel write formulas without their results."""

import re
from decimal import Decimal

from knowledge.annex.files.excel.cells import Raw, figure_of
from knowledge.annex.files.excel.places import Place, place_of

_REFERENCE = r"\$?[A-Z]{1,3}\$?[0-9]{1,7}"
_TERM = re.compile(rf"(SUM)\(([^()]*)\)|({_REFERENCE})|([0-9]+(?:\.[0-9]+)?)", re.IGNORECASE)
_WHOLE = re.compile(rf"(?:{_TERM.pattern})(?:[+](?:{_TERM.pattern}))*", re.IGNORECASE)
_MOST_DEPTH, _MOST_SUMMED, _MOST_FORMULAS, _MOST_LETTERS = 20, 5_000, 500, 1_000


def worked_out(raws: dict[Place, Raw]) -> dict[Place, Raw]:
    """The same cells, with the results of sums where they are missing; other formulas stay without."""
    missing = {place for place, raw in raws.items() if raw.formula and not raw.value}
    if not 0 < len(missing) <= _MOST_FORMULAS:
        return raws
    sums = _Sums(raws)
    return {place: _filled(raw, sums.of(place)) if place in missing else raw for place, raw in raws.items()}


def _filled(raw: Raw, result: Decimal | None) -> Raw:
    return raw if result is None else Raw("n", f"{result:f}", style=raw.style)


class _Sums:
    def __init__(self, raws: dict[Place, Raw]) -> None:
        self._raws = raws
        self._known: dict[Place, Decimal | None] = {}

    def of(self, place: Place, depth: int = 0) -> Decimal | None:
        if place not in self._known:
            self._known[place] = None  # a circle counts as unknown
            self._known[place] = self._fresh(place, depth)
        return self._known[place]

    def _fresh(self, place: Place, depth: int) -> Decimal | None:
        raw = self._raws.get(place)
        if raw is None or raw.kind not in {"n", "str"} or depth > _MOST_DEPTH:
            return Decimal(0) if raw is None or not raw.formula else None
        if raw.value or not raw.formula:
            return figure_of(raw.value) if raw.value and raw.kind == "n" else Decimal(0)
        return self._formula(raw.formula.replace(" ", ""), depth)

    def _formula(self, text: str, depth: int) -> Decimal | None:
        if len(text) > _MOST_LETTERS or not _WHOLE.fullmatch(text):
            return None
        total = Decimal(0)
        for match in _TERM.finditer(text):
            value = self._term(match, depth)
            if value is None:
                return None
            total += value
        return total

    def _term(self, match: re.Match[str], depth: int) -> Decimal | None:
        if match[4]:
            return Decimal(match[4])
        ranges = re.split("[,;]", match[2]) if match[1] else [match[3]]
        values = [self._range(range_, depth) for range_ in ranges]
        return None if None in values else sum((value for value in values if value is not None), Decimal(0))

    def _range(self, text: str, depth: int) -> Decimal | None:
        first, _, last = text.upper().partition(":")
        start, end = place_of(first), place_of(last or first)
        if start is None or end is None:
            return figure_of(first) if not last else None
        rows, columns = range(start[0], end[0] + 1), range(start[1], end[1] + 1)
        if len(rows) * len(columns) > _MOST_SUMMED:
            return None
        values = [self.of((row, column), depth + 1) for row in rows for column in columns]
        return None if None in values else sum((value for value in values if value is not None), Decimal(0))
