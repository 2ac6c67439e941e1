"""What the core refuses. Small named classes that carry data; the words shown to a person live in the catalogue."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scoring.declared import Declared


class Refusal(Exception):
    """Something a person asked for that must not happen; nothing has changed."""


@dataclass
class NotANumber(Refusal):
    typed: str


@dataclass
class NumberTooLong(Refusal):
    """A figure with an exponent or with more digits than any register of a commune holds."""

    typed: str


@dataclass
class NegativeNumber(Refusal):
    typed: str


@dataclass
class NotAWholeNumber(Refusal):
    typed: str


@dataclass
class UnknownOption(Refusal):
    typed: str
    letters: tuple[str, ...]


@dataclass
class NotAnAnswer(Refusal):
    """The text is no answer that this rule takes; ``kind`` is what the rule asks for (see ``rules.Need``)."""

    typed: str
    kind: str


@dataclass
class WhichMeant(Refusal):
    """The text may be one of several answers of this rule, or the rule's own words speak against it: asked back."""

    typed: str
    possible: tuple[Declared, ...]


@dataclass
class ZeroDenominator(Refusal):
    """A ratio over nothing, where the rule says neither "không phát sinh" nor "không áp dụng"."""

    not_applicable_allowed: bool = False


@dataclass
class RatioAboveHundred(Refusal):
    """More than the whole: most often numerator and denominator are the wrong way round."""

    numerator: Decimal
    denominator: Decimal


@dataclass
class PercentAboveHundred(Refusal):
    percent: Decimal


@dataclass
class AboveMaximum(Refusal):
    points: Fraction
    maximum: Fraction


@dataclass
class NotArisenNotAllowed(Refusal):
    pass


@dataclass
class NotApplicableNotAllowed(Refusal):
    pass


@dataclass
class MissingVariable(Refusal):
    symbol: str


@dataclass
class FormulaFault(Refusal):
    """A formula that cannot be read or worked out; ``why`` is for the operator who wrote the set."""

    text: str
    why: str


@dataclass
class ReasonNeeded(Refusal):
    pass


@dataclass
class WrongDeclaration(Refusal):
    """A declaration of a shape that the rule does not take (a programming or import fault, not a person's)."""

    rule: str
    declared: str


@dataclass
class BelowMinimum(Refusal):
    points: Fraction
    minimum: Fraction


@dataclass
class NotAttainable(Refusal):
    """Points that the rule of a leaf never gives; ``possible`` are those that it can."""

    code: str
    points: Fraction
    possible: tuple[Fraction, ...]


@dataclass
class OutsideBands(Refusal):
    """A percentage that no band of the set holds: the set was taken into use with a gap."""

    percent: Fraction


@dataclass
class UnknownBranch(Refusal):
    """Several formulas and none of them chosen (``typed`` is empty), or one that the set does not have."""

    typed: str
    names: tuple[str, ...]


@dataclass
class NotADate(Refusal):
    """A day that the calendar does not have."""

    typed: str


@dataclass
class NotAPaper(Refusal):
    """Nothing in the text says which document it is: no number, day, issuer or page."""

    typed: str
