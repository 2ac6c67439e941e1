"""What a commune declares for one leaf, before any points: the input of every rule.

Each class is one shape of the ``declared`` object of the sheet's JSON; figures are exact decimals as typed.
"""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Met:
    met: bool


@dataclass(frozen=True, slots=True)
class Option:
    """The letter of an option, in the order in which the set prints them: "a" is the first."""

    letter: str


@dataclass(frozen=True, slots=True)
class Conditions:
    """The letters of the conditions that are met, sorted; empty when none is."""

    letters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ratio:
    numerator: Decimal
    denominator: Decimal


@dataclass(frozen=True, slots=True)
class Percent:
    """A percentage typed without its numerator and denominator (85.3 means 85.3%)."""

    percent: Decimal


@dataclass(frozen=True, slots=True)
class NotArisen:
    """ "Không phát sinh": nothing of the kind came up in the assessed year (R9)."""


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """ "Không áp dụng": the leaf leaves numerator and denominator (R10)."""


@dataclass(frozen=True, slots=True)
class Count:
    count: int


@dataclass(frozen=True, slots=True)
class MeanPercent:
    """The weighted mean of valid survey ballots, in percent of the best answer (R12)."""

    mean_percent: Decimal


@dataclass(frozen=True, slots=True)
class Value:
    value: Decimal


@dataclass(frozen=True, slots=True)
class Variables:
    """Values by symbol, and the name of the formula chosen where the set gives several (R17)."""

    variables: tuple[tuple[str, Decimal], ...]
    branch: str | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    points: Decimal
    reason: str = ""


Declared = (
    Met | Option | Conditions | Ratio | Percent | NotArisen | NotApplicable | Count | MeanPercent | Value | Variables | Judged
)
