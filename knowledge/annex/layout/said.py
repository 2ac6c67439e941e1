"""Words by which a cell names the source of the points."""

import re

from knowledge.text import fold
from scoring.criteria import Source

_SAID = (
    (Source.SURVEY, r"\b(dt ?xhh|xhh|dieu tra|khao sat|xa hoi hoc|phieu)\b"),
    (Source.SYSTEM, r"^(so lieu|du lieu|ket qua)?\s*(tu |cua |tren )?(he thong|phan mem|cong dvc|cong dich vu cong|tu dong)\b"),
    (Source.APPRAISER, r"^(hoi dong|to tham dinh|co quan tham dinh|so noi vu|phong noi vu|tham dinh|cap tren)\b"),
    (Source.SELF, r"^(tu (cham|danh gia)|don vi|ubnd|xa|tlkc|cham diem)\b"),
)


def said(text: str) -> Source | None:
    """The source that a cell names; ``None`` for other words."""
    words = fold(text).strip(" .()")
    if len(words) > 60:
        return None
    return next((source for source, pattern in _SAID if re.search(pattern, words)), None)
