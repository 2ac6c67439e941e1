"""What is noticed about a part, before it is known where in a set the part stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from knowledge.checking import fault_texts as t
from knowledge.checking.faults import Steps, Wrong
from scoring.written.numbers import show


@dataclass(frozen=True, slots=True)
class Remark:
    """``at`` leads from the part itself to the value."""

    error: Wrong
    at: Steps
    message: str


def under(step: str | int, remarks: Iterator[Remark]) -> Iterator[Remark]:
    """The same remarks about something that lies one step further in."""
    return (Remark(remark.error, (step, *remark.at), remark.message) for remark in remarks)


def above(points: Decimal | None, maximum: Decimal, *at: str | int) -> Iterator[Remark]:
    """Points that are more than the leaf's maximum; figures that could not be read are left alone."""
    if points is None or points.is_nan() or maximum.is_nan() or points <= maximum:
        return
    words = t.POINTS_ABOVE_MAX.format(points=show(points, 6), maximum=show(maximum, 6))
    yield Remark(Wrong.POINTS_ABOVE_MAX, at, words)


def above_hundred(percent: Decimal | None, *at: str | int) -> Iterator[Remark]:
    if percent is not None and not percent.is_nan() and percent > 100:
        yield Remark(Wrong.BAD_VALUE, at, t.ABOVE_HUNDRED.format(percent=show(percent, 6)))


def low_above_high(low: Decimal, high: Decimal, *at: str | int) -> Iterator[Remark]:
    if not (low.is_nan() or high.is_nan()) and low > high:
        yield Remark(Wrong.BAD_VALUE, at, t.LOW_ABOVE_HIGH.format(low=show(low, 6), high=show(high, 6)))
