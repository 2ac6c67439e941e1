"""Points as they stand in the column of points."""

import re
from decimal import Decimal

from knowledge.annex.files import Cell
from knowledge.text import fold

_POINTS = re.compile(r"(?:toi da |tong )?\(?([+-]?[0-9]{1,6}(?:[.,][0-9]{1,6})?)\)? ?(?:d|diem)?\.?")
_AMOUNT = r"(?:tối đa|tổng|thang điểm)?\s*:?\s*([0-9]{1,4}(?:[.,][0-9]{1,4})?)\s*(?:điểm|đ)"
_IN_NAME = re.compile(rf"\s*(?:\(\s*{_AMOUNT}\s*\)|\[\s*{_AMOUNT}\s*\]|[-–:,]\s*{_AMOUNT})\s*[.:]?\s*$", re.IGNORECASE)


def points_of(text: str) -> Decimal | None:
    """ "4,5", "05 điểm", "(4 điểm)": a figure and nothing else."""
    match = _POINTS.fullmatch(fold(text)) if len(text) < 40 else None
    return Decimal(match[1].replace(",", ".")) if match else None


def points_in(cell: Cell) -> Decimal | None:
    """The first line counts: below it may stand the points of the options."""
    if cell.number is not None:
        return cell.number
    return points_of(cell.text.split("\n")[0])


def cut_points(name: str) -> tuple[str, Decimal | None]:
    """A name without "(4 điểm)" at its end, and those points."""
    match = _IN_NAME.search(name)
    if not match:
        return name, None
    amount = next(group for group in match.groups() if group)
    return name[: match.start()].rstrip(" :-\n"), Decimal(amount.replace(",", "."))
