"""One answer out of several printed ones: met or not (R1), ordered options (R2, R6), shares of the maximum (R11)."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, TypeVar

from scoring.declared import Declared, Met, Option, Percent, Ratio
from scoring.errors import UnknownOption
from scoring.rules.achieved import achieved
from scoring.rules.base import Asks, Labelled, Need, Outcome
from scoring.rules.taking import refused, within
from scoring.rules.working import WHOLE, Answered, RateBelow, Result, ShareOfOption, WorkingStep
from scoring.written.numbers import show


@dataclass(frozen=True, slots=True)
class YesNo:
    """Met or not met; ``points`` of ``None`` stands for "Điểm tối đa".

    ``whole``: met means all of them, so that a typed ratio answers too: met exactly when both figures are equal.
    """

    kind: ClassVar[str] = "R1"

    yes_label: str = "Có"
    no_label: str = "Không"
    points: Decimal | None = None
    no_points: Decimal = Decimal(0)
    whole: bool = False

    @property
    def need(self) -> Need:
        options = (Labelled("a", self.yes_label, self.points), Labelled("b", self.no_label, self.no_points))
        if self.whole:
            return Need(Asks.YES_NO, options, numerator="số đạt yêu cầu", denominator="tổng số")
        return Need(Asks.YES_NO, options)

    def score(self, declared: Declared, maximum: Decimal) -> Outcome:
        match declared:
            case Met(met):
                return self._answered(met, maximum, Answered(self.yes_label if met else self.no_label))
            case Ratio() | Percent() if self.whole:
                rate = achieved(self.kind, declared, ())
                met = rate.counted == WHOLE
                return self._answered(met, maximum, rate if met else RateBelow(rate, WHOLE))
            case _:
                raise refused(self.kind, declared)

    def _answered(self, met: bool, maximum: Decimal, why: WorkingStep) -> Outcome:
        points = self._points(met, maximum)
        return Outcome(points, (why, Result(points)))

    def _points(self, met: bool, maximum: Decimal) -> Fraction:
        if not met:
            return within(self.no_points, maximum)
        return within(maximum if self.points is None else self.points, maximum)

    def describe(self, maximum: Decimal) -> str:
        yes, no = self._points(True, maximum), self._points(False, maximum)
        return f"{self.yes_label}: {show(yes)}; {self.no_label}: {show(no)}"


@dataclass(frozen=True, slots=True)
class SingleChoice:
    """One of several options, each with its own points as printed."""

    options: tuple[Labelled, ...]
    kind: str = "R2"

    @property
    def need(self) -> Need:
        return Need(Asks.CHOICE, self.options)

    def score(self, declared: Declared, maximum: Decimal) -> Outcome:
        if not isinstance(declared, Option):
            raise refused(self.kind, declared)
        chosen = _by_letter(self.options, declared.letter)
        points = within(chosen.points or Decimal(0), maximum)
        return Outcome(points, (Answered(chosen.label, chosen.letter), Result(points)))

    def describe(self, maximum: Decimal) -> str:
        return "; ".join(f"{option.label}: {show(within(option.points or Decimal(0), maximum))}" for option in self.options)


@dataclass(frozen=True, slots=True)
class Portion:
    """An option worth a share of the maximum: ``percent`` of 75 is "75% điểm"."""

    letter: str
    label: str
    percent: Decimal

    def points(self, maximum: Decimal) -> Fraction:
        return within(Fraction(self.percent) * Fraction(maximum) / 100, maximum)


@dataclass(frozen=True, slots=True)
class Share:
    """One of several options, each worth a share of the maximum."""

    kind: ClassVar[str] = "R11"

    options: tuple[Portion, ...]

    @property
    def need(self) -> Need:
        return Need(Asks.CHOICE, tuple(Labelled(option.letter, option.label) for option in self.options))

    def score(self, declared: Declared, maximum: Decimal) -> Outcome:
        if not isinstance(declared, Option):
            raise refused(self.kind, declared)
        chosen = _by_letter(self.options, declared.letter)
        points = chosen.points(maximum)
        return Outcome(points, (Answered(chosen.label, chosen.letter), ShareOfOption(chosen.percent, maximum, points)))

    def describe(self, maximum: Decimal) -> str:
        return "; ".join(
            f"{option.label}: {show(option.percent)}% điểm tối đa, là {show(option.points(maximum))}" for option in self.options
        )


Printed = TypeVar("Printed", Labelled, Portion)


def _by_letter(options: tuple[Printed, ...], letter: str) -> Printed:
    for option in options:
        if option.letter == letter:
            return option
    raise UnknownOption(letter, tuple(option.letter for option in options))
