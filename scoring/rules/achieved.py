"""The exact percentage behind a declared ratio."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from scoring.declared import Declared, Percent, Ratio
from scoring.errors import PercentAboveHundred, RatioAboveHundred, ZeroDenominator
from scoring.rules.taking import not_negative, refused
from scoring.rules.working import WHOLE, Rate, RateAlone, RateOfFigures

AboveHundred = Literal["ask", "cap"]
"""More than the whole: ask whether the figures were swapped, or count it as 100% where the set says so."""


def achieved(kind: str, declared: Declared, thresholds: Iterable[Decimal], above: AboveHundred = "ask") -> Rate:
    """Reads a ratio or a percentage; ``thresholds`` are the edges that the print must not seem to reach."""
    marks = (WHOLE, *thresholds)
    match declared:
        case Ratio(numerator, denominator):
            return RateOfFigures(_of_ratio(declared, above), marks, numerator, denominator)
        case Percent():
            return RateAlone(_of_percent(declared, above), marks)
        case _:
            raise refused(kind, declared)


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
