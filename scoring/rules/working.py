"""How points came about, step by step, in parts that are exact: the words for them stand with the words (``knowledge``)."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class WorkingStep:
    """One thing that follows from the one before."""


Working = tuple[WorkingStep, ...]


@dataclass(frozen=True, slots=True)
class AsWritten(WorkingStep):
    """What a working said when it was written down."""

    text: str


@dataclass(frozen=True, slots=True)
class Result(WorkingStep):
    """The points that are given."""

    points: Fraction


@dataclass(frozen=True, slots=True)
class Answered(WorkingStep):
    """A printed answer; ``letter`` where answers are told apart by letters."""

    label: str
    letter: str = ""


@dataclass(frozen=True, slots=True)
class ConditionsMet(WorkingStep):
    """Which of ``number`` conditions are met."""

    letters: tuple[str, ...]
    number: int


@dataclass(frozen=True, slots=True)
class Rate(WorkingStep):
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
class RateBelow(WorkingStep):
    """A percentage that does not reach what counts."""

    rate: Rate
    floor: Decimal


@dataclass(frozen=True, slots=True)
class InRange(WorkingStep):
    """The range in which a percentage lies, as a decision writes it."""

    printed: str


@dataclass(frozen=True, slots=True)
class ShareOfRate(WorkingStep):
    """That percentage of the maximum."""

    rate: Rate
    maximum: Decimal
    points: Fraction


@dataclass(frozen=True, slots=True)
class ShareOfOption(WorkingStep):
    """The share of the maximum that an option is worth, in percent."""

    percent: Decimal
    maximum: Decimal
    points: Fraction


@dataclass(frozen=True, slots=True)
class NothingArose(WorkingStep):
    """Nothing of the kind arose; ``figures``: it was said as nothing out of nothing."""

    label: str
    figures: bool


@dataclass(frozen=True, slots=True)
class LeftOut(WorkingStep):
    """The leaf is not assessed, and the rest is rescaled."""


@dataclass(frozen=True, slots=True)
class Multiplied(WorkingStep):
    count: int
    each: Decimal
    total: Fraction


@dataclass(frozen=True, slots=True)
class Deducted(WorkingStep):
    start: Fraction
    cases: int
    per_case: Decimal
    rest: Fraction


@dataclass(frozen=True, slots=True)
class Climbed(WorkingStep):
    """``steps`` whole steps above the value ``base_at``, from which on ``base_points`` are given."""

    value: Decimal
    base_at: Decimal
    base_points: Decimal
    steps: int
    per_step: Decimal
    total: Fraction


@dataclass(frozen=True, slots=True)
class BelowBase(WorkingStep):
    """A value that does not reach the first step."""

    value: Decimal
    base_at: Decimal


@dataclass(frozen=True, slots=True)
class AtMost(WorkingStep):
    """A sum that is cut."""

    of: WorkingStep
    most: Fraction


@dataclass(frozen=True, slots=True)
class AtLeast(WorkingStep):
    """A rest that does not fall any further."""

    of: WorkingStep
    least: Fraction


@dataclass(frozen=True, slots=True)
class Given(WorkingStep):
    """The figures that a formula is worked out with."""

    values: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class Evaluated(WorkingStep):
    """A formula as printed, and what comes of it."""

    printed: str
    result: Fraction


@dataclass(frozen=True, slots=True)
class ByJudgement(WorkingStep):
    points: Fraction
    reason: str


@dataclass(frozen=True, slots=True)
class BonusOrPenalty(WorkingStep):
    """Points outside the tree: a bonus, or a penalty."""

    of: WorkingStep
    penalty: bool
