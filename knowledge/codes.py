"""Reading a criterion's code in every spelling: "3.2", "3,2", "3-2", "tc 3.2", "mục 321"."""

import re
from collections.abc import Collection
from dataclasses import dataclass

LEAD = r"(?:(?:tc|tieu\s*chi|tiêu\s*chí|muc|mục|ma|mã)\s*)?"
PRINTED = re.compile(rf"{LEAD}(?P<code>\d{{1,2}}(?:\s?[.,-]\s?\d{{1,2}}){{1,2}})(?![\d%/])[.:)]?(?=\s|$)(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
BARE = re.compile(rf"{LEAD}(?P<code>\d{{2,4}})(?=\s|$)(?P<rest>.*)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class CodeFound:
    """A code of the set at the beginning of a text, and what stood behind it.

    ``guessed``: the text named it without its dots, so that it has to be asked back before anything is saved.
    """

    code: str
    rest: str
    guessed: bool = False


def find_code(text: str, codes: Collection[str]) -> CodeFound | None:
    """The code that a text begins with; one that looks like a code but is not of the set is returned as typed."""
    match = PRINTED.fullmatch(text.strip())
    if match:
        return CodeFound(".".join(re.findall(r"\d+", match["code"])), match["rest"])
    match = BARE.fullmatch(text.strip())
    if match is None:
        return None
    meant = [code for code in codes if code.replace(".", "") == match["code"]]
    return CodeFound(meant[0], match["rest"], guessed=True) if len(meant) == 1 else None
