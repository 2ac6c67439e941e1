"""The exact percentage behind a declared ratio, and how it is written down."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from scoring.declared import Declared, Percent, Ratio
from scoring.errors import PercentAboveHundred, RatioAboveHundred, ZeroDenominator
from scoring.numbers import DECIMAL_DIGITS, show, show_near
from scoring.rules.taking import not_negative, refused

AboveHundred = Literal["ask", "cap"]
"""More than the whole: ask whether the figures were swapped, or count it as 100% where the set says so."""

WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Achieved:
    """``percent`` is exact and at most 100; ``shown`` is it in print, ``working`` how it came about."""

    percent: Fraction
    shown: str
    working: str


def achieved(kind: str, declared: Declared, thresholds: Iterable[Decimal], above: AboveHundred = "ask") -> Achieved:
    """Reads a ratio or a percentage; ``thresholds`` are the edges that the print must not seem to reach."""
    match declared:
        case Ratio():
            percent, origin = _of_ratio(declared, above), _fraction_line(declared)
        case Percent():
            percent, origin = _of_percent(declared, above), ""
        case _:
            raise refused(kind, declared)
    marks = (WHOLE, *thresholds)
    return _written(percent, origin, marks)


def _of_ratio(ratio: Ratio, above: AboveHundred) -> Fraction:
    part, whole = not_negative(ratio.numerator), not_negative(ratio.denominator)
    if whole == 0:
        raise ZeroDenominator
    if part > whole and above == "ask":
        raise RatioAboveHundred(part, whole)
    return Fraction(part) / Fraction(whole) * 100


def _of_percent(declared: Percent, above: AboveHundred) -> Fraction:
    if declared.percent > WHOLE and above == "ask":
        raise PercentAboveHundred(declared.percent)
    return Fraction(not_negative(declared.percent))


def _fraction_line(ratio: Ratio) -> str:
    return f"{show(ratio.numerator, DECIMAL_DIGITS)}/{show(ratio.denominator, DECIMAL_DIGITS)}"


def _written(percent: Fraction, origin: str, marks: tuple[Decimal, ...]) -> Achieved:
    shown = f"{show_near(percent, marks)}%"
    # A percentage alone is kept as typed, and says that nobody can check it yet.
    line = f"{origin} = {shown}" if origin else f"{shown} (chưa có tử số, mẫu số)"
    if percent <= WHOLE:
        return Achieved(percent, shown, line)
    return Achieved(Fraction(WHOLE), "100%", f"{line}, tính 100%")
