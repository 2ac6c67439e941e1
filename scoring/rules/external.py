"""Points measured by others: the mean of a survey (R12), an index such as SIPAS (R13)."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from scoring.declared import Declared, MeanPercent, Value
from scoring.rules.base import Asks, Need, Outcome
from scoring.rules.ratio import floor_words, proportion
from scoring.rules.taking import at_most_hundred, refused
from scoring.rules.working import WHOLE, RateMeasured
from scoring.written.numbers import show


@dataclass(frozen=True, slots=True)
class SurveyMean:
    """The mean of the valid ballots, in percent, times the maximum. Imported, never asked of a commune."""

    kind: ClassVar[str] = "R12"

    respondents: str = ""

    @property
    def need(self) -> Need:
        return Need(Asks.NOTHING)

    def score(self, declared: Declared, maximum: Decimal) -> Outcome:
        if not isinstance(declared, MeanPercent):
            raise refused(self.kind, declared)
        return proportion(_measured(declared.mean_percent, None), None, maximum)

    def describe(self, maximum: Decimal) -> str:
        whose = f" {self.respondents}" if self.respondents else ""
        return f"bình quân phiếu{whose} (%) × {show(maximum)}"


@dataclass(frozen=True, slots=True)
class ExternalIndex:
    """An index in percent times the maximum, and 0 below ``floor``."""

    kind: ClassVar[str] = "R13"

    floor: Decimal | None = None
    index: str = "chỉ số"

    @property
    def need(self) -> Need:
        return Need(Asks.NUMBER, counted=self.index)

    def score(self, declared: Declared, maximum: Decimal) -> Outcome:
        if not isinstance(declared, Value):
            raise refused(self.kind, declared)
        return proportion(_measured(declared.value, self.floor), self.floor, maximum)

    def describe(self, maximum: Decimal) -> str:
        return f"{self.index} (%) × {show(maximum)}{floor_words(self.floor)}"


def _measured(percent: Decimal, floor: Decimal | None) -> RateMeasured:
    return RateMeasured(Fraction(at_most_hundred(percent)), (WHOLE,) if floor is None else (WHOLE, floor))
