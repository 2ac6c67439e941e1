"""Bonus and penalty items outside the tree (R14)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from scoring.declared import Declared
from scoring.rules.base import Asks, Need, Outcome
from scoring.rules.counts import capped, multiplied
from scoring.rules.taking import counted_cases
from scoring.rules.working import BonusOrPenalty
from scoring.written.numbers import show


@dataclass(frozen=True, slots=True)
class BonusPenalty:
    """``per_item`` points for each thing ``counted``, up to ``cap`` (``None``: the maximum).

    Points are a positive amount for both signs; the total adds a bonus and takes a penalty off.
    """

    kind: ClassVar[str] = "R14"

    per_item: Decimal
    cap: Decimal | None = None
    counted: str = "trường hợp"
    penalty: bool = False

    @property
    def need(self) -> Need:
        return Need(Asks.COUNT, counted=self.counted)

    @property
    def _sign(self) -> str:
        return "trừ" if self.penalty else "cộng"

    def score(self, declared: Declared, maximum: Decimal) -> Outcome:
        amount = multiplied(counted_cases(self.kind, declared), self.per_item, capped(self.cap, maximum))
        first, *rest = amount.working
        return Outcome(amount.points, (BonusOrPenalty(first, self.penalty), *rest))

    def describe(self, maximum: Decimal) -> str:
        return f"mỗi {self.counted} {self._sign} {show(self.per_item)}; tối đa {show(capped(self.cap, maximum))}"
