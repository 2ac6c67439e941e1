"""Points by counting: so much for each item (R7), so much off for each case (R8)."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from scoring.declared import Declared
from scoring.rules.base import Asks, Need, Outcome
from scoring.rules.taking import counted_cases, within
from scoring.rules.working import AtLeast, AtMost, Deducted, Multiplied, Result, WorkingStep
from scoring.written.numbers import show


@dataclass(frozen=True, slots=True)
class PerItem:
    """``per_item`` points for each thing ``counted``, up to ``cap`` (``None``: the maximum)."""

    kind: ClassVar[str] = "R7"

    per_item: Decimal
    cap: Decimal | None = None
    counted: str = "nội dung"

    @property
    def need(self) -> Need:
        return Need(Asks.COUNT, counted=self.counted)

    def score(self, declared: Declared, maximum: Decimal) -> Outcome:
        return multiplied(counted_cases(self.kind, declared), self.per_item, capped(self.cap, maximum))

    def describe(self, maximum: Decimal) -> str:
        return f"mỗi {self.counted} được {show(self.per_item)}; tối đa {show(capped(self.cap, maximum))}"


def capped(cap: Decimal | None, maximum: Decimal) -> Fraction:
    return within(maximum if cap is None else cap, maximum)


def multiplied(count: int, each: Decimal, most: Fraction) -> Outcome:
    """``count`` times ``each``, up to ``most``."""
    total = count * Fraction(each)
    return limited(total, Multiplied(count, each, total), most)


def limited(total: Fraction, step: WorkingStep, most: Fraction) -> Outcome:
    """A sum as worked out in ``step``, cut to ``most``."""
    if total <= most:
        return Outcome(total, (step,))
    return Outcome(most, (AtMost(step, most), Result(most)))


@dataclass(frozen=True, slots=True)
class Deduction:
    """``start`` (``None``: the maximum) less ``per_case`` for each case, never under ``floor``, which may be negative."""

    kind: ClassVar[str] = "R8"

    per_case: Decimal
    start: Decimal | None = None
    floor: Decimal = Decimal(0)
    counted: str = "trường hợp"

    @property
    def need(self) -> Need:
        return Need(Asks.COUNT, counted=self.counted)

    def score(self, declared: Declared, maximum: Decimal) -> Outcome:
        cases, start, least = counted_cases(self.kind, declared), capped(self.start, maximum), Fraction(self.floor)
        rest = start - cases * Fraction(self.per_case)
        step = Deducted(start, cases, self.per_case, rest)
        if rest >= least:
            return Outcome(rest, (step,))
        return Outcome(least, (AtLeast(step, least), Result(least)))

    def describe(self, maximum: Decimal) -> str:
        start = show(capped(self.start, maximum))
        return f"{start} điểm; mỗi {self.counted} trừ {show(self.per_case)}; tối thiểu {show(self.floor)}"
