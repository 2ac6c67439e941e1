"""Claims around another rule: "không phát sinh" (R9) and "không áp dụng" (R10)."""

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from scoring.declared import Declared, NotApplicable, NotArisen, Ratio
from scoring.errors import ZeroDenominator
from scoring.rules.base import Need, Outcome, Rule
from scoring.rules.taking import within
from scoring.rules.working import Answered, LeftOut, NothingArose, Result
from scoring.written.numbers import show


@dataclass(frozen=True, slots=True)
class WithNotArisen:
    """The base rule, or ``points`` (``None``: the maximum) where nothing of the kind arose in the assessed year."""

    base: Rule
    points: Decimal | None = None
    label: str = "không phát sinh"
    kind: str = "R9"

    @property
    def need(self) -> Need:
        return replace(self.base.need, not_arisen=self.label)

    def score(self, declared: Declared, maximum: Decimal) -> Outcome:
        match declared:
            case NotArisen():
                return self._nothing_arose(maximum, figures=False)
            case Ratio(numerator, denominator) if numerator == denominator == 0:
                # Nothing out of nothing says the same as the claim; something out of nothing stays an error.
                return self._nothing_arose(maximum, figures=True)
            case _:
                return self.base.score(declared, maximum)

    def _nothing_arose(self, maximum: Decimal, *, figures: bool) -> Outcome:
        points = self._points(maximum)
        return Outcome(points, (NothingArose(self.label, figures), Result(points)))

    def _points(self, maximum: Decimal) -> Fraction:
        return within(maximum if self.points is None else self.points, maximum)

    def describe(self, maximum: Decimal) -> str:
        return f"{self.base.describe(maximum)}; {self.label}: {show(self._points(maximum))}"


@dataclass(frozen=True, slots=True)
class WithNotApplicable:
    """The base rule, or out of numerator and denominator where the leaf cannot apply to the unit."""

    base: Rule
    label: str = "không áp dụng"
    kind: str = "R10"

    @property
    def need(self) -> Need:
        return replace(self.base.need, not_applicable=self.label)

    def score(self, declared: Declared, maximum: Decimal) -> Outcome:
        if isinstance(declared, NotApplicable):
            return Outcome(None, (Answered(self.label), LeftOut()))
        try:
            return self.base.score(declared, maximum)
        except ZeroDenominator as refusal:
            # Leaving a leaf out must be claimed in words: it changes the denominator of the whole index.
            raise ZeroDenominator(not_applicable_allowed=True) from refusal

    def describe(self, maximum: Decimal) -> str:
        return f"{self.base.describe(maximum)}; {self.label}: không đánh giá, quy đổi"
