"""Reading a criterion's code in every spelling: "3.2", "3,2", "3-2", "tc 3.2", "mục 321"."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from scoring.written.letters import clean

LEAD = r"(?:tc|tctp|tieu\s*chi|tiêu\s*chí|muc|mục|ma|mã)(?:\s*(?:so|số))?\s*:?\s*"
# No code begins with a nought, and what stands before "%" or "/", or before "điểm" at the very end, is a figure.
FIGURE = r"(?!\s*(?:[%/]|(?:diem|điểm|phan tram|phần trăm)[\s.]*$))"
DOTTED = r"(?P<code>[1-9]\d?(?:\s?[.,-]\s?\d{1,2}){1,2})(?!\d)"
PRINTED = re.compile(rf"(?:{LEAD})?{DOTTED}{FIGURE}[.:)]?(?=\s|$)(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
BARE = re.compile(rf"(?:{LEAD})?(?P<code>[1-9]\d{{1,3}}){FIGURE}[.:)]?(?=\s|$)(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
INSIDE = re.compile(rf"(?<![\w.,/])(?P<lead>{LEAD})?{DOTTED}{FIGURE}(?=[\s.,:;?)]|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CodeFound:
    """A code at the beginning of a text, and what stood behind it.

    ``guessed``: the text named it without its dots, so that it has to be asked back before anything is saved.
    """

    code: str
    rest: str
    guessed: bool = False


def find_code(text: str, codes: Collection[str]) -> CodeFound | None:
    """The code that a text begins with; one that looks like a code but is not of the set is returned as typed."""
    typed = clean(text).strip()
    match = PRINTED.fullmatch(typed)
    if match:
        return CodeFound(_dotted(match["code"]), match["rest"])
    match = BARE.fullmatch(typed)
    meant = [code for code in codes if code.replace(".", "") == match["code"]] if match else []
    return CodeFound(meant[0], match["rest"], guessed=True) if match and len(meant) == 1 else None


def mentioned_codes(text: str, codes: Collection[str]) -> tuple[str, ...]:
    """The codes of the set that stand anywhere in a text; with a comma ("3,2") only behind "mục" or the like."""
    found = (_dotted(match["code"]) for match in INSIDE.finditer(clean(text)) if match["lead"] or "." in match["code"])
    return tuple(dict.fromkeys(code for code in found if code in codes))


def _dotted(typed: str) -> str:
    return ".".join(re.findall(r"\d+", typed))
