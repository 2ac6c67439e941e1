"""What somebody is in charge of, as offices write it: "1,3,7.5", "Lĩnh vực II và IV", "1 - 3", "tất cả"."""

import re

from bot.rosters.words import EVERYTHING
from knowledge.text import fold
from scoring.criteria import CriteriaSet

_NUMERALS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
ROMAN = {numeral: str(number) for number, numeral in enumerate(_NUMERALS, start=1)}
_LABELS = re.compile(r"\b(cac|linh vuc|lv|tieu chi|tc|so|nhom)\b\.?")
_SEPARATORS = re.compile(r"[,;/&+]|\bva\b|\s")
_RANGE = re.compile(r"(\d{1,2})\s*(?:-|–|den)\s*(\d{1,2})")


def assignable(criteria: CriteriaSet) -> frozenset[str]:
    """Every code that may stand in somebody's duties: fields, criteria, leaves."""
    parts = [code.split(".") for code in criteria.leaves]
    return frozenset(".".join(part[:depth]) for part in parts for depth in range(1, len(part) + 1))


def read_scope(written: str, criteria: CriteriaSet | None = None) -> frozenset[str]:
    """The codes that are written; none means everything. What is no code of a set is for the caller to refuse."""
    folded = fold(written)
    if folded in EVERYTHING:
        return frozenset()
    by_name = {fold(field.name): field.code for field in criteria.fields} if criteria else {}
    if folded in by_name:
        return frozenset({by_name[folded]})
    ranged = _RANGE.sub(_spelt_out, _LABELS.sub(" ", folded))
    parts = (part.strip(".()") for part in _SEPARATORS.split(ranged))
    return frozenset(ROMAN.get(part, part) for part in parts if part)


def _spelt_out(found: re.Match[str]) -> str:
    first, last = int(found[1]), int(found[2])
    return " ".join(str(number) for number in range(first, last + 1)) if first <= last else found[0]
