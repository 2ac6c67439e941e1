"""What would lift a sheet most: the points that each leaf still has to give."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from scoring.sheet.entry import Entry, Stage


@dataclass(frozen=True, slots=True)
class Lift:
    """The points that a leaf can still gain: its maximum while it is unanswered, else what is missing to it."""

    leaf: str
    points: Fraction


def lifts(entries: Iterable[Entry]) -> list[Lift]:
    """The leaves with something to gain, the most first, equals in the given order; what does not apply gains nothing."""
    found = [Lift(entry.leaf.code, _missing(entry)) for entry in entries]
    return sorted((lift for lift in found if lift.points > 0), key=lambda lift: -lift.points)


def _missing(entry: Entry) -> Fraction:
    own = entry.score(Stage.SELF)
    if own is None:
        return Fraction(entry.leaf.max)
    return Fraction(entry.leaf.max) - own.points if own.points is not None else Fraction(0)
