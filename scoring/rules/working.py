"""How points came about, step by step, in parts that are exact: the words for them stand with the words (``knowledge``)."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that follows from the one before."""


Working = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Said(Step):
    """What a working said when it was written down."""

    text: str


@dataclass(frozen=True, slots=True)
class Result(Step):
    """The points that are given."""

    points: Fraction


@dataclass(frozen=True, slots=True)
class Answered(Step):
    """A printed answer; ``letter`` where answers are told apart by letters."""

    label: str
    letter: str = ""


@dataclass(frozen=True, slots=True)
class ConditionsMet(Step):
    """Which of ``number`` conditions are met."""

    letters: tuple[str, ...]
    number: int


@dataclass(frozen=True, slots=True)
class Rate(Step):
    """A percentage, exact; ``marks`` are the edges that its print must not seem to reach."""

    percent: Fraction
    marks: tuple[Decimal, ...]

    @property
    def counted(self) -> Fraction:
        """More than the whole counts as the whole."""
        return min(self.percent, Fraction(WHOLE))


@dataclass(frozen=True, slots=True)
class RateOfFigures(Rate):
    numerator: Decimal
    denominator: Decimal


@dataclass(frozen=True, slots=True)
class RateAlone(Rate):
    """Nobody has said of how many, so nobody can check it yet."""


@dataclass(frozen=True, slots=True)
class RateMeasured(Rate):
    """Measured by others: a survey, an index."""


@dataclass(frozen=True, slots=True)
class RateBelow(Step):
    """A percentage that does not reach what counts."""

    rate: Rate
    floor: Decimal


@dataclass(frozen=True, slots=True)
class InRange(Step):
    """The range in which a percentage lies, as a decision writes it."""

    printed: str


@dataclass(frozen=True, slots=True)
class ShareOfRate(Step):
    """That percentage of the maximum."""

    rate: Rate
    maximum: Decimal
    points: Fraction


@dataclass(frozen=True, slots=True)
class ShareOfOption(Step):
    """The share of the maximum that an option is worth, in percent."""

    percent: Decimal
    maximum: Decimal
    points: Fraction


@dataclass(frozen=True, slots=True)
class NothingArose(Step):
    """Nothing of the kind arose; ``figures``: it was said as nothing out of nothing."""

    label: str
    figures: bool


@dataclass(frozen=True, slots=True)
class LeftOut(Step):
    """The leaf is not assessed, and the rest is rescaled."""


@dataclass(frozen=True, slots=True)
class Multiplied(Step):
    count: int
    each: Decimal
    total: Fraction


@dataclass(frozen=True, slots=True)
class Deducted(Step):
    start: Fraction
    cases: int
    per_case: Decimal
    rest: Fraction


@dataclass(frozen=True, slots=True)
class Climbed(Step):
    """``steps`` whole steps above the value ``base_at``, from which on ``base_points`` are given."""

    value: Decimal
    base_at: Decimal
    base_points: Decimal
    steps: int
    per_step: Decimal
    total: Fraction


@dataclass(frozen=True, slots=True)
class BelowBase(Step):
    """A value that does not reach the first step."""

    value: Decimal
    base_at: Decimal


@dataclass(frozen=True, slots=True)
class AtMost(Step):
    """A sum that is cut."""

    of: Step
    most: Fraction


@dataclass(frozen=True, slots=True)
class AtLeast(Step):
    """A rest that does not fall any further."""

    of: Step
    least: Fraction


@dataclass(frozen=True, slots=True)
class Given(Step):
    """The figures that a formula is worked out with."""

    values: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class Evaluated(Step):
    """A formula as printed, and what comes of it."""

    printed: str
    result: Fraction


@dataclass(frozen=True, slots=True)
class Judged(Step):
    points: Fraction
    reason: str


@dataclass(frozen=True, slots=True)
class Extra(Step):
    """Points outside the tree: a bonus, or a penalty."""

    of: Step
    penalty: bool
