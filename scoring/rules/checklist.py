"""Several conditions at once (R6)."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from scoring.declared import Conditions, Declared
from scoring.errors import UnknownOption
from scoring.rules.base import Asks, Labelled, Need, Outcome
from scoring.rules.taking import refused, within
from scoring.rules.working import ConditionsMet, Result
from scoring.written.numbers import show


@dataclass(frozen=True, slots=True)
class Checklist:
    """``by_count`` pairs a number of conditions with its points; the greatest number reached counts, none earns 0."""

    kind: ClassVar[str] = "R6"

    conditions: tuple[Labelled, ...]
    by_count: tuple[tuple[int, Decimal], ...]

    @property
    def need(self) -> Need:
        return Need(Asks.CHECKLIST, self.conditions)

    def score(self, declared: Declared, maximum: Decimal) -> Outcome:
        if not isinstance(declared, Conditions):
            raise refused(self.kind, declared)
        met = self._met(declared)
        points = self._points(len(met), maximum)
        return Outcome(points, (ConditionsMet(tuple(met), len(self.conditions)), Result(points)))

    def _met(self, declared: Conditions) -> list[str]:
        """The letters met, in the set's order; a letter given twice is one condition."""
        letters = tuple(condition.letter for condition in self.conditions)
        for letter in declared.letters:
            if letter not in letters:
                raise UnknownOption(letter, letters)
        return [letter for letter in letters if letter in declared.letters]

    def _points(self, met: int, maximum: Decimal) -> Fraction:
        reached = [pair for pair in self.by_count if pair[0] <= met]
        return within(max(reached)[1], maximum) if reached else Fraction(0)

    def describe(self, maximum: Decimal) -> str:
        steps = sorted(self.by_count, reverse=True)
        lines = [f"{self._words(count)}: {show(within(points, maximum))}" for count, points in steps]
        return "; ".join([*lines, "còn lại: 0"] if steps[-1][0] > 0 else lines)

    def _words(self, count: int) -> str:
        if count == 0:
            return "không đạt điều kiện nào"
        return f"đủ {count} điều kiện" if count == len(self.conditions) else f"đạt {count} điều kiện"
