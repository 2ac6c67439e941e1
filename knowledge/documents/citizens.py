"""Whether numbers of citizens seem to stand in a text. Only that is told: no number ever leaves this module."""

import re

from knowledge.text import fold
from scoring.written.letters import clean

#: A citizen's number: province (001 to 096), sex and century, year of birth, six digits more.
CITIZEN = re.compile(r"(?<![\d./-])0(?:0[1-9]|[1-8]\d|9[0-6])[ .]?[0-9]\d{2}[ .]?\d{3}[ .]?\d{3}(?![\d/-]|\.\d)")
#: Mobile numbers; offices have lines that begin with 02.
MOBILE = re.compile(r"(?<![\d./-])(?:\+?84|0)[ .]?[35789](?:[ .-]?\d){8}(?![\d/-]|\.\d)")
#: Words before a number by which it is no number of a person, and by which a phone is an office's.
OTHER = ("tai khoan", "stk", "ma ho so", "ma so thue", "mst", "ma bien nhan")
OFFICE = ("co quan", "duong day nong", "hotline", "fax", "tong dai", "truc ban", "tiep nhan", "email", "mot cua", "can bo")
#: How much of the line before a number tells whose it is.
BEFORE = 60
#: The letterhead, where an office gives its own numbers.
HEAD_LINES = 8


def shows_citizens_numbers(text: str) -> bool:
    """Whether a citizen's identity number or mobile phone seems to stand in a document's text."""
    lines = clean(text).splitlines()
    return any(_citizen(line, letterhead=place < HEAD_LINES) for place, line in enumerate(lines))


def _citizen(line: str, *, letterhead: bool) -> bool:
    if any(not _said_before(found, OTHER) for found in CITIZEN.finditer(line)):
        return True
    return not letterhead and any(not _said_before(found, OTHER + OFFICE) for found in MOBILE.finditer(line))


def _said_before(number: re.Match[str], words: tuple[str, ...]) -> bool:
    said = fold(number.string[: number.start()][-BEFORE:])
    return any(word in said for word in words)
