"""Points from a ratio: bands (R3), proportional (R4), proportional with a floor (R5)."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from scoring.declared import Declared
from scoring.errors import OutsideBands
from scoring.rules.achieved import AboveHundred, achieved
from scoring.rules.base import Asks, Need, Outcome
from scoring.rules.taking import within
from scoring.rules.working import WHOLE, InRange, Rate, RateBelow, RateMeasured, Result, ShareOfRate
from scoring.written.numbers import show


@dataclass(frozen=True, slots=True)
class Band:
    """A range of percentages with open or closed ends; ``None`` is an end without limit."""

    lo: Decimal | None
    lo_incl: bool
    hi: Decimal | None
    hi_incl: bool
    points: Decimal

    def __contains__(self, percent: Fraction) -> bool:
        above = self.lo is None or percent > self.lo or (self.lo_incl and percent == self.lo)
        below = self.hi is None or percent < self.hi or (self.hi_incl and percent == self.hi)
        return above and below

    @property
    def edges(self) -> tuple[Decimal, ...]:
        return tuple(edge for edge in (self.lo, self.hi) if edge is not None)

    @property
    def words(self) -> str:
        """The range as a decision writes it: "từ 80% đến dưới 100%"."""
        if self.lo is None or self.hi is None:
            return self._open_words()
        if self.lo == self.hi:
            return f"{show(self.lo, 6)}%"
        start, end = "từ" if self.lo_incl else "trên", "đến" if self.hi_incl else "đến dưới"
        return f"{start} {show(self.lo, 6)}% {end} {show(self.hi, 6)}%"

    def _open_words(self) -> str:
        if self.lo is not None:
            mark = f"{show(self.lo, 6)}%"
            if self.lo == WHOLE and self.lo_incl:
                return f"đạt {mark}"
            return f"từ {mark} trở lên" if self.lo_incl else f"trên {mark}"
        if self.hi is not None:
            mark = f"{show(self.hi, 6)}%"
            return f"từ {mark} trở xuống" if self.hi_incl else f"dưới {mark}"
        return "mọi tỷ lệ"


@dataclass(frozen=True, slots=True)
class Banded:
    """Points by the band in which the exact percentage lies."""

    kind: ClassVar[str] = "R3"

    bands: tuple[Band, ...]
    numerator: str = "số đạt"
    denominator: str = "tổng số"
    above_hundred: AboveHundred = "ask"

    @property
    def need(self) -> Need:
        return Need(Asks.RATIO, numerator=self.numerator, denominator=self.denominator)

    def score(self, declared: Declared, maximum: Decimal) -> Outcome:
        edges = (edge for band in self.bands for edge in band.edges)
        rate = achieved(self.kind, declared, edges, self.above_hundred)
        band = self._band_of(rate.counted)
        points = within(band.points, maximum)
        return Outcome(points, (rate, InRange(band.words), Result(points)))

    def _band_of(self, percent: Fraction) -> Band:
        for band in self.bands:
            if percent in band:
                return band
        raise OutsideBands(percent)

    def describe(self, maximum: Decimal) -> str:
        lines = [f"{band.words}: {show(within(band.points, maximum))}" for band in self.bands]
        return "tỷ lệ " + "; ".join(lines)


@dataclass(frozen=True, slots=True)
class Proportional:
    """(percentage × maximum)/100, and 0 below ``floor``: R4 without a floor, R5 with one.

    Exactly at the floor the ratio counts ("dưới 80% được 0"), by the exact fraction and never by its print.
    """

    floor: Decimal | None = None
    numerator: str = "số đạt"
    denominator: str = "tổng số"
    above_hundred: AboveHundred = "ask"

    @property
    def kind(self) -> str:
        return "R4" if self.floor is None else "R5"

    @property
    def need(self) -> Need:
        return Need(Asks.RATIO, numerator=self.numerator, denominator=self.denominator)

    def score(self, declared: Declared, maximum: Decimal) -> Outcome:
        floors = () if self.floor is None else (self.floor,)
        return proportion(achieved(self.kind, declared, floors, self.above_hundred), self.floor, maximum)

    def describe(self, maximum: Decimal) -> str:
        return f"(tỷ lệ % × {show(maximum)})/100" + floor_words(self.floor)


def proportion(rate: Rate, floor: Decimal | None, maximum: Decimal) -> Outcome:
    """The share of the maximum, or 0 below the floor."""
    if floor is not None and rate.counted < floor:
        return Outcome(Fraction(0), (RateBelow(rate, floor), Result(Fraction(0))))
    share = ShareOfRate(rate, maximum, rate.counted * Fraction(maximum) / 100)
    # "82,5% → 82,5% × 10" would say the same figure twice.
    return Outcome(share.points, (share,) if isinstance(rate, RateMeasured) else (rate, share))


def floor_words(floor: Decimal | None) -> str:
    return "" if floor is None else f"; dưới {show(floor, 6)}% được 0"
