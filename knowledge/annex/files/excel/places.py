"""Cells as Excel names them."""

import re

#: Row and column, from 1.
Place = tuple[int, int]
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


def place_of(reference: str) -> Place | None:
    """Row and column of "B12"."""
    match = _PLACE.fullmatch(reference)
    if not match:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column
