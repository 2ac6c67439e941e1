"""Steps with a cap (R15)."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from scoring.declared import Declared, Value
from scoring.rules.base import Asks, Need, Outcome
from scoring.rules.counts import capped, limited
from scoring.rules.taking import not_negative, refused, within
from scoring.rules.working import BelowBase, Climbed, Result
from scoring.written.numbers import show


@dataclass(frozen=True, slots=True)
class Steps:
    """``base_points`` from ``base_at`` on, and ``per_step`` more for each whole ``step`` above it, up to ``cap``."""

    kind: ClassVar[str] = "R15"

    base_at: Decimal
    base_points: Decimal
    step: Decimal
    per_step: Decimal
    cap: Decimal | None = None
    below_base_points: Decimal = Decimal(0)
    counted: str = "giá trị"

    @property
    def need(self) -> Need:
        return Need(Asks.NUMBER, counted=self.counted)

    def score(self, declared: Declared, maximum: Decimal) -> Outcome:
        if not isinstance(declared, Value):
            raise refused(self.kind, declared)
        value = not_negative(declared.value)
        return self._below(value, maximum) if value < self.base_at else self._climbed(value, maximum)

    def _below(self, value: Decimal, maximum: Decimal) -> Outcome:
        points = within(self.below_base_points, maximum)
        return Outcome(points, (BelowBase(value, self.base_at), Result(points)))

    def _climbed(self, value: Decimal, maximum: Decimal) -> Outcome:
        # Only whole steps count: "cứ thêm 5% được tính thêm 0,25 điểm".
        steps = int((Fraction(value) - Fraction(self.base_at)) // Fraction(self.step))
        total = Fraction(self.base_points) + steps * Fraction(self.per_step)
        climbed = Climbed(value, self.base_at, self.base_points, steps, self.per_step, total)
        return limited(total, climbed, capped(self.cap, maximum))

    def describe(self, maximum: Decimal) -> str:
        base, most = f"từ {show(self.base_at)} được {show(self.base_points)}", show(capped(self.cap, maximum))
        climb = f"cứ thêm {show(self.step)} được thêm {show(self.per_step)}, tối đa {most}"
        below = f"dưới {show(self.base_at)} được {show(within(self.below_base_points, maximum))}"
        return f"{self.counted} {base}; {climb}; {below}"
