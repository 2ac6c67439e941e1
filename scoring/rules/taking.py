"""What every rule does with a declaration: refuse a shape that it does not take, stay within the maximum."""

from decimal import Decimal
from fractions import Fraction

from scoring.declared import Count, Declared, NotApplicable, NotArisen
from scoring.errors import (
    NegativeNumber,
    NotApplicableNotAllowed,
    NotArisenNotAllowed,
    PercentAboveHundred,
    Refusal,
    WrongDeclaration,
)
from scoring.written.numbers import exact


def refused(kind: str, declared: Declared) -> Refusal:
    """Why a rule of this kind does not take this declaration."""
    match declared:
        case NotArisen():
            return NotArisenNotAllowed()
        case NotApplicable():
            return NotApplicableNotAllowed()
        case _:
            return WrongDeclaration(kind, type(declared).__name__)


def within(points: Decimal | Fraction, maximum: Decimal) -> Fraction:
    return min(Fraction(points), Fraction(maximum))


def counted_cases(kind: str, declared: Declared) -> int:
    if not isinstance(declared, Count):
        raise refused(kind, declared)
    if declared.count < 0:
        raise NegativeNumber(str(declared.count))
    return declared.count


def not_negative(number: Decimal) -> Decimal:
    if number < 0:
        raise NegativeNumber(exact(number))
    return number


def at_most_hundred(percent: Decimal) -> Decimal:
    if percent > 100:
        raise PercentAboveHundred(percent)
    return not_negative(percent)
