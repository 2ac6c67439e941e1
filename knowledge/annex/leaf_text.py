"""What an annex says of one leaf, in its own words: made from the layout, read by the wording."""

from dataclasses import dataclass
from decimal import Decimal

from scoring.criteria import Sign, Source


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line of the scoring method as printed; ``points`` is what stands beside it, if anything does."""

    text: str
    points: str = ""


@dataclass(frozen=True, slots=True)
class LeafText:
    """``maximum`` is NaN where none is printed.

    ``lines`` come from the name's cell below the name, from a column for the method, or from rows of their own;
    ``notes`` are the remaining columns. ``source`` is what the columns say of it, ``None`` where they are silent.
    ``sign`` is set for an item of the bonus or the penalty part.
    """

    name: str
    maximum: Decimal
    lines: tuple[PrintedLine, ...]
    notes: tuple[str, ...] = ()
    source: Source | None = None
    sign: Sign | None = None
