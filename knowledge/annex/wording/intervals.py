"""Ranges of percentages in every wording that decisions use."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from knowledge.annex.wording.worth import NUMBER, number

_ABOVE = {"trên": False, "hơn": False, "lớn hơn": False, "cao hơn": False, "vượt": False, ">": False}
_FROM = {"từ": True, "≥": True, ">=": True, "tối thiểu": True, "ít nhất": True, "không dưới": True, "đạt từ": True}
_BELOW = {
    "dưới": False,
    "nhỏ hơn": False,
    "thấp hơn": False,
    "ít hơn": False,
    "chưa đạt": False,
    "không đạt": False,
    "<": False,
}
_UP_TO = {"không quá": True, "≤": True, "<=": True, "tối đa": True, "không vượt quá": True, "đến": True, "bằng hoặc dưới": True}
_LOWER = {**_ABOVE, **_FROM, "": True}
_UPPER = {**_BELOW, **_UP_TO, "": True, "bằng": True, "hết": True}


def _one_of(*tables: dict[str, bool]) -> str:
    words = sorted((word for table in tables for word in table if word), key=len, reverse=True)
    return "|".join(rf"\b{word}\b" if word[0].isalpha() else re.escape(word) for word in words)


_P = r"\s*(?:%|phần trăm)"
_LO = rf"(?<![0-9.,/])(?P<lo>{NUMBER})"
_HI = rf"(?<![0-9.,/])(?P<hi>{NUMBER})"
_TO = r"\s*(?:trở lên)?\s*,?\s*(?:\b(?:đến|tới|và)\b|[-–—])\s*"
_BETWEEN = re.compile(
    rf"(?P<low>{_one_of(_ABOVE, _FROM)})?\s*{_LO}(?:{_P})?{_TO}"
    rf"(?P<high>{_one_of(_BELOW, _UP_TO)}|\bbằng\b|\bhết\b)?\s*{_HI}{_P}"
)
_SIGNS = re.compile(rf"{_LO}(?:{_P})?\s*(?P<low>≤|<=|<)\s*[^0-9<>≤≥]{{0,60}}?\s*(?P<high>≤|<=|<)\s*{_HI}{_P}")
_AND_MORE = re.compile(
    rf"(?P<low>{_one_of(_FROM)})?\s*{_LO}{_P}(?:\s+[^0-9,.;:<>≤≥]{{1,40}}?)?\s*(?:trở lên|và cao hơn|hoặc cao hơn|hoặc hơn)"
)
_AND_LESS = re.compile(rf"(?:\btừ\b)?\s*{_HI}{_P}\s*(?:trở xuống|hoặc thấp hơn)")
_ONE_END = re.compile(rf"(?P<word>{_one_of(_ABOVE, _FROM, _BELOW, _UP_TO)})\s*{_LO}{_P}")
_EXACT = re.compile(rf"{_LO}{_P}")
_PERCENT = re.compile(rf"{NUMBER}{_P}")


@dataclass(frozen=True, slots=True)
class Interval:
    """``rest`` are the words around it; ``exact`` where one percentage stands alone ("đạt 80%")."""

    lo: Decimal | None
    lo_incl: bool
    hi: Decimal | None
    hi_incl: bool
    rest: str
    exact: bool = False

    @property
    def is_whole(self) -> bool:
        """All of them, and nothing less."""
        return self.lo == 100 and self.lo_incl

    @property
    def below(self) -> Decimal | None:
        """The figure of "dưới 80%", and of nothing else."""
        return self.hi if self.lo is None and not self.hi_incl else None


def interval_of(label: str) -> Interval | None:
    """The only range in these words; ``None`` where there is none, or a further percentage beside it."""
    low = label.lower()
    found = next(_found(low), None)
    if found is None:
        return None
    match, ends, exact = found
    rest = " ".join(f"{low[: match.start()]} {low[match.end() :]}".split())
    if _PERCENT.search(rest) or re.search(r"[<>≤≥]", rest):
        return None
    return Interval(*ends, rest, exact)


Ends = tuple[Decimal | None, bool, Decimal | None, bool]


def _found(low: str) -> Iterator[tuple[re.Match[str], Ends, bool]]:
    if match := _SIGNS.search(low):
        yield match, (number(match["lo"]), match["low"] != "<", number(match["hi"]), match["high"] != "<"), False
    if match := _BETWEEN.search(low):
        above, below = _LOWER[match["low"] or ""], _UPPER[match["high"] or ""]
        yield match, (number(match["lo"]), above, number(match["hi"]), below), False
    if match := _AND_MORE.search(low):
        yield match, (number(match["lo"]), True, None, False), False
    if match := _AND_LESS.search(low):
        yield match, (None, False, number(match["hi"]), True), False
    if match := _ONE_END.search(low):
        yield match, _one_end(match["word"], number(match["lo"])), False
    if match := _EXACT.search(low):
        figure = number(match["lo"])
        yield match, (figure, True, figure, True), True


def _one_end(word: str, figure: Decimal) -> Ends:
    if word in _LOWER:
        return figure, _LOWER[word], None, False
    return None, False, figure, _UPPER[word]
