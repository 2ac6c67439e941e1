"""Figures as Vietnamese officials type and print them: a comma is decimal, dots group thousands."""

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from scoring.errors import NegativeNumber, NotANumber, NumberTooLong
from scoring.written.letters import clean

Number = Decimal | Fraction | int

WHOLE_DIGITS = 15
DECIMAL_DIGITS = 6

# Past this many decimals a value and a threshold of at most 6 decimals have long parted, thirds included.
_MOST_PLACES = 60

# Phone keyboards turn a hyphen into either of the others.
_MINUS = ("-", "\N{MINUS SIGN}", "\N{EN DASH}")
_GROUPED = r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+"
_WHOLE = re.compile(rf"(?P<whole>{_GROUPED}|[0-9]+)")
_COMMA = re.compile(rf"(?P<whole>{_GROUPED}|[0-9]+),(?P<decimals>[0-9]+)")
_DOT = re.compile(r"(?P<whole>[0-9]+)\.(?P<decimals>[0-9]+)")
_EXPONENT = re.compile(r"[0-9][0-9.,]*[eE][-+]?[0-9]+")


def read_number(text: str) -> Decimal:
    """The exact figure that was typed; raises ``NotANumber``, ``NumberTooLong`` or ``NegativeNumber``."""
    # Phones make a dot of two spaces: one that ends the figure is none of it.
    typed = clean(text).strip().rstrip(". ")
    negative = typed.startswith(_MINUS)
    number = _unsigned(typed[1:].lstrip() if negative else typed, typed)
    if negative:
        raise NegativeNumber(typed)
    return number


def _unsigned(text: str, typed: str) -> Decimal:
    if _EXPONENT.fullmatch(text):
        raise NumberTooLong(typed)
    # The order matters: "1.240" is a thousand before it is a decimal.
    found = _WHOLE.fullmatch(text) or _COMMA.fullmatch(text) or _DOT.fullmatch(text)
    if found is None:
        raise NotANumber(typed)
    parts = found.groupdict()
    whole, decimals = parts["whole"].replace(".", ""), parts.get("decimals", "")
    if len(whole) > WHOLE_DIGITS or len(decimals) > DECIMAL_DIGITS:
        raise NumberTooLong(typed)
    return Decimal(f"{whole}.{decimals}" if decimals else whole)


@lru_cache(maxsize=4096)
def show(number: Number, places: int = 2) -> str:
    """The Vietnamese print, rounded half up: ``show(Decimal("1240.50"))`` is "1.240,5"."""
    sign, whole, decimals = _digits(number, places)
    return f"{sign and _MINUS[1]}{int(whole):,}".replace(",", ".") + (f",{decimals}" if decimals else "")


def show_near(number: Number, thresholds: Iterable[Decimal], places: int = 2) -> str:
    """As ``show``, with as many decimals as it takes not to look as if a threshold were reached or passed."""
    marks = [Fraction(mark) for mark in thresholds]
    while places < _MOST_PLACES and any(_misleads(Fraction(number), mark, places) for mark in marks):
        places += 1
    return show(number, places)


def _misleads(number: Fraction, mark: Fraction, places: int) -> bool:
    shown = _rounded(number, places)
    return ((shown > mark) - (shown < mark)) != ((number > mark) - (number < mark))


def plain(number: Number, places: int) -> str:
    """The decimal string of the JSON faces, rounded half up: "1.5", "5.76", "0"."""
    sign, whole, decimals = _digits(number, places)
    return f"{sign}{whole}" + (f".{decimals}" if decimals else "")


def exact(number: Decimal) -> str:
    """A finite decimal with all its digits, without an exponent and without trailing zeros."""
    return plain(number, max(0, -int(number.as_tuple().exponent)))


def _digits(number: Number, places: int) -> tuple[str, str, str]:
    """Sign, whole digits and decimals without trailing zeros."""
    rounded = _rounded(Fraction(number), places)
    whole, rest = divmod(abs(rounded), 1)
    decimals = str(int(rest * 10**places)).zfill(places).rstrip("0") if rest else ""
    return "-" if rounded < 0 else "", str(whole), decimals


def _rounded(number: Fraction, places: int) -> Fraction:
    """Half up, away from zero on both sides, as the sums of a score sheet are rounded by hand."""
    scale = 10**places
    nearest = (abs(number) * scale + Fraction(1, 2)) // 1
    return Fraction(nearest if number >= 0 else -nearest, scale)
