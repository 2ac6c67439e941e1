"""From what an Excel cell holds to what its reader sees."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element

from knowledge.annex.files.grid import Cell
from knowledge.annex.files.package import local
from scoring.written.letters import clean

_MOST_DIGITS = 20
_FIRST_DAY = date(1899, 12, 30)
_LAST_DAY = 73050  # the end of 2099; what lies beyond is no date of an office
_DATES = frozenset(range(14, 23)) | frozenset(range(27, 37)) | frozenset(range(45, 48)) | frozenset(range(50, 59))
#: Of a format: colours and conditions, room for a sign, a sign that is repeated.
_ASIDE = re.compile(r"\[[^\]]*\]|_.|\*.")
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|([ -])')
_SHAPE = re.compile(r'((?:"[^"]*"|\\.|[ -])*)([#0?,]+)')
_CODE_START = re.compile(r"[^\W_][\w .-]*")
_DECIMALS = re.compile(r"[0#]\.(0+)")


@dataclass(frozen=True, slots=True)
class Raw:
    """``kind`` is Excel's: s shared text, n figure, str, inlineStr, b, e, d."""

    kind: str
    value: str
    formula: str = ""
    style: int = 0


@dataclass(frozen=True, slots=True)
class Shape:
    """How a whole number is shown: behind what letters ("XA"), with at least how many digits."""

    before: str = ""
    digits: int = 1


class Formats:
    """How figures of each style are shown: as dates, with how many decimals, as codes ("XA07", "00123")."""

    def __init__(self, styles: Element | None) -> None:
        self._codes: dict[int, str] = {}
        self._ids: list[int] = []
        for part in styles if styles is not None else ():
            match local(part):
                case "numFmts":
                    self._codes = {_int(element.get("numFmtId")): element.get("formatCode", "") for element in part}
                case "cellXfs":
                    self._ids = [_int(element.get("numFmtId")) for element in part]

    def _id(self, style: int) -> int:
        return self._ids[style] if style < len(self._ids) else 0

    def is_date(self, style: int) -> bool:
        number = self._id(style)
        code = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", self._codes.get(number, "")).lower()
        return bool(re.search("[dmyhs]", code)) if code else number in _DATES

    def is_percent(self, style: int) -> bool:
        number = self._id(style)
        return number in {9, 10} or "%" in self._codes.get(number, "")

    def decimals(self, style: int) -> int:
        """How many decimals are always shown; 0 where the format leaves it open."""
        number = self._id(style)
        if number in {2, 4}:
            return 2
        match = _DECIMALS.search(self._codes.get(number, ""))
        return len(match[1]) if match else 0

    def shape(self, style: int) -> Shape:
        found = _SHAPE.match(_ASIDE.sub("", self._codes.get(self._id(style), "").partition(";")[0]))
        if found is None:
            return Shape()
        before = "".join(part for parts in _LITERAL.findall(found[1]) for part in parts)
        # Brackets and signs of money around a figure are no part of a code.
        return Shape(before if _CODE_START.fullmatch(before) else "", max(found[2].count("0"), 1))


def _int(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 8 else 0


def shown(raws: dict[tuple[int, int], Raw], texts: list[str], formats: Formats) -> dict[tuple[int, int], Cell]:
    cells = ((place, _cell(raw, texts, formats)) for place, raw in raws.items())
    return {place: cell for place, cell in cells if cell.text or cell.error}


def _cell(raw: Raw, texts: list[str], formats: Formats) -> Cell:
    match raw.kind:
        case "s":
            number = _int(raw.value)
            return Cell(_clean(texts[number])) if raw.value and number < len(texts) else Cell("")
        case "n":
            return _figure(raw, formats)
        case "e":
            return Cell("", error=_clean(raw.value))
        case "b":
            return Cell("")
        case "d":
            return Cell(_clean(raw.value), spoilt=True)
        case _:
            return Cell(_clean(raw.value))


def _clean(text: str) -> str:
    return clean(text.replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "")).strip()


def figure_of(text: str) -> Decimal | None:
    """A figure as Excel keeps it: 0.1 + 0.2 is kept with sixteen digits, of which nobody sees the last."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number) >= 10**9:
        return None
    return round(number, 9).normalize()


def _figure(raw: Raw, formats: Formats) -> Cell:
    number = figure_of(raw.value) if raw.value else None
    if number is None:
        return Cell(_long(raw.value))
    if formats.is_date(raw.style) and 1 <= number < _LAST_DAY:
        day = _FIRST_DAY + timedelta(days=int(number))
        return Cell(f"{day.day}/{day.month}/{day.year}", spoilt=True)
    if formats.is_percent(raw.style):
        return Cell(f"{number * 100:f}%")
    return Cell(_shaped(_digits(number, formats.decimals(raw.style)), formats.shape(raw.style)), number, spoilt=True)


def _shaped(digits: str, shape: Shape) -> str:
    if digits.startswith("-"):
        return digits
    whole, dot, decimals = digits.partition(".")
    return shape.before + whole.zfill(shape.digits) + dot + decimals


def _long(text: str) -> str:
    """Digits without end are no figure to reckon with: a phone number, the number of a paper."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return ""
    return f"{number:f}" if number.is_finite() and number.adjusted() < _MOST_DIGITS and number == int(number) else ""


def _digits(number: Decimal, decimals: int) -> str:
    least = max(decimals, -int(number.as_tuple().exponent))
    return f"{number:.{least}f}"
