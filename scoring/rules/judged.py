"""Points set by judgement (R18)."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from scoring.declared import Declared, Judged
from scoring.errors import AboveMaximum, BelowMinimum, ReasonNeeded
from scoring.rules import working
from scoring.rules.base import Asks, Need, Outcome
from scoring.rules.counts import capped
from scoring.rules.taking import refused
from scoring.written.numbers import show


@dataclass(frozen=True, slots=True)
class JudgedRule:
    """A free number from ``low`` to ``high`` (``None``: the maximum), always with a reason."""

    kind: ClassVar[str] = "R18"

    low: Decimal = Decimal(0)
    high: Decimal | None = None

    @property
    def need(self) -> Need:
        return Need(Asks.POINTS)

    def score(self, declared: Declared, maximum: Decimal) -> Outcome:
        if not isinstance(declared, Judged):
            raise refused(self.kind, declared)
        points = Fraction(declared.points)
        self.check(points, maximum)
        reason = declared.reason.strip()
        if not reason:
            raise ReasonNeeded
        return Outcome(points, (working.ByJudgement(points, reason),))

    def check(self, points: Fraction, maximum: Decimal) -> None:
        """Unlike a worked-out amount, points that a person names are refused rather than cut to fit."""
        most = capped(self.high, maximum)
        if points > most:
            raise AboveMaximum(points, most)
        if points < self.low:
            raise BelowMinimum(points, Fraction(self.low))

    def describe(self, maximum: Decimal) -> str:
        return f"từ {show(self.low)} đến {show(capped(self.high, maximum))} điểm, phải nêu lý do"
