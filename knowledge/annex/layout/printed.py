"""Codes as they are printed: Roman, Arabic, lettered, and what Excel makes of them."""

import re
from dataclasses import dataclass
from enum import IntEnum

from knowledge.annex.files import Cell
from scoring.written.letters import clean

_LEAD = r"(?:(?:lĩnh vực|tiêu chí thành phần|tiêu chí|chỉ tiêu|nội dung|mục|phần|tctp|tc|lv)\s*(?:số\s*)?)?"
_CODE = r"(?P<dotted>[0-9]{1,2}(?:\s?[.,]\s?[0-9]{1,2}){0,4})|(?P<roman>[IVX]{1,6})|(?P<letter>[A-HK])|(?P<small>[a-hk])"
_ALONE = re.compile(rf"{_LEAD}(?:{_CODE})\s*[.):\-–]?", re.IGNORECASE)
_BEFORE = re.compile(rf"(?P<lead>{_LEAD})(?:{_CODE})(?P<mark>\s*[.):\-–]+)?\s+(?=\S)", re.IGNORECASE)
_DATE = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_VALUES = {"I": 1, "V": 5, "X": 10}


class Style(IntEnum):
    """From the outermost to the innermost, as annexes use them; ``DOTTED`` plus its parts for 1, 1.1, 1.1.1."""

    LETTER = 0
    ROMAN = 1
    DOTTED = 1
    SMALL = 9


@dataclass(frozen=True, slots=True)
class Printed:
    """``rank`` orders the styles; ``others`` are what else a code that Excel has changed may have been."""

    text: str
    rank: int
    numbers: tuple[int, ...]
    others: tuple[tuple[int, ...], ...] = ()
    automatic: bool = False


def printed_code(cell: Cell) -> Printed | None:
    """The code of a cell that holds nothing else."""
    text = clean(cell.text).strip()
    if cell.spoilt and (date := _DATE.fullmatch(text)):
        return _of_date(text, *(int(part) for part in date.groups()))
    match = _ALONE.fullmatch(text)
    return _printed(match, text, automatic=cell.automatic) if match else None


def split_code(text: str) -> tuple[Printed | None, str]:
    """The code that a name begins with, and the name: "1.2. Báo cáo". A lone figure needs a point or a word."""
    match = _BEFORE.match(text)
    if not match or not (match["lead"] or match["mark"] or "." in match[0].rstrip(". ")):
        return None, text
    if match["small"] and not match["mark"]:
        return None, text
    code = _printed(match, match[0].strip(" :)-–"), automatic=False)
    return code, text[match.end() :].strip()


def _printed(match: re.Match[str], text: str, *, automatic: bool) -> Printed | None:
    if match["dotted"]:
        numbers = tuple(int(part) for part in re.findall("[0-9]+", match["dotted"]))
        return Printed(text, Style.DOTTED + len(numbers), numbers, automatic=automatic) if all(numbers) else None
    written = match["roman"] or match["letter"] or match["small"] or ""
    if written.islower():
        return Printed(text, Style.SMALL, (ord(written[0]) - ord("a") + 1,), automatic=automatic) if len(written) == 1 else None
    if match["roman"]:
        return Printed(text, Style.ROMAN, (_roman(written),), automatic=automatic)
    return Printed(text, Style.LETTER, (ord(written) - ord("A") + 1,), automatic=automatic)


def _roman(text: str) -> int:
    values = [_VALUES[letter] for letter in text.upper()]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))


def _of_date(text: str, day: int, month: int, year: int) -> Printed:
    """Excel reads 2.1 or 2-1 as a day of this year, and 1.2.3 as a day of 2003."""
    others = ((day, month), (month, day), (day, month, year % 100), (month, day, year % 100))
    rank = Style.DOTTED + (3 if 2001 <= year <= 2012 else 2)
    numbers = others[2] if rank == Style.DOTTED + 3 else others[0]
    return Printed(text, rank, numbers, others)
