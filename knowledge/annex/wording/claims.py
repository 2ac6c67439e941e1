"""Lines that settle what happens where nothing of the kind arose (R9) or the leaf cannot apply (R10)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from knowledge.annex.wording.clauses import PrintedClause
from knowledge.annex.wording.heard import without
from knowledge.annex.wording.intervals import interval_of

_UNIT = r"(?:các )?(?:đơn vị|xã|phường|địa phương|ubnd (?:cấp )?xã)"
_IF = rf"(?:(?:nếu|trường hợp|đối với|trong năm(?: đánh giá| báo cáo)?|khi|{_UNIT})\s*,?\s*)*"
_LEAVE_OUT = (
    r"không (?:thực hiện )?(?:đánh giá|áp dụng|chấm điểm|xét)(?: (?:đối với )?(?:tiêu chí|nội dung|mục)(?: này)?)?"
    r"|(?:được )?(?:loại|trừ) (?:khỏi|ra|bỏ)\b|không tính (?:vào |tiêu chí này|trong )|quy đổi"
    r"|không tính điểm(?: đối với)? (?:tiêu chí|nội dung|mục)(?: này)?(?=.*quy đổi)"
)
_OUT = re.compile(rf"^\(?{_IF}(?P<when>.*?)\s*(?:[:,–-]|\bthì\b|\bsẽ\b|\bđược\b)\s*(?:\b(?:thì|được|sẽ)\b\s*)*(?:{_LEAVE_OUT})")
_OUT_ALONE = re.compile(r"^\(?(?P<when>không áp dụng|không đánh giá)\)?\.?$")
_CONDITION = re.compile(r"\b(?:không|chưa|nếu|trường hợp|đối với)\b")
_NONE = re.compile(rf"^\(?{_IF}(?P<what>(?:không|chưa) (?:phát sinh|có|nhận được|được giao|được phân|tiếp nhận|thuộc)\b.*)")
_NOT_ARISEN = re.compile(r"(?:không|chưa) phát sinh")
_BY_RATE = re.compile(r"t[ỷỉ] lệ.*(?:[×*/]|\bx\b|=)|chỉ số.*(?:[×*]|\bx\b)|\bcứ\b|theo t[ỷỉ] lệ|^\(?mỗi\b")


@dataclass(frozen=True, slots=True)
class Claims:
    """``not_applicable`` and ``not_arisen`` with their words; ``rest`` are the other clauses."""

    rest: tuple[PrintedClause, ...]
    not_applicable: str = ""
    not_arisen: tuple[str, PrintedClause] | None = None


def read_claims(clauses: Sequence[PrintedClause], maximum: Decimal) -> Claims:
    out = [(clause, words) for clause in clauses if (words := _left_out(clause))]
    rest = without(clauses, *(clause for clause, _ in out))
    found = [(clause, words) for clause in rest if (words := _arisen(clause, without(rest, clause), maximum))]
    not_arisen = (found[0][1], found[0][0]) if len(found) == 1 else None
    if not_arisen:
        rest = without(rest, not_arisen[1])
    return Claims(rest, "; ".join(words for _, words in out), not_arisen)


def _left_out(clause: PrintedClause) -> str:
    if clause.worth:
        return ""
    low = clause.text.lower()
    match = _OUT.match(low) or _OUT_ALONE.match(low)
    if match is None or not match["when"].strip() or not _CONDITION.search(match[0]) or interval_of(match["when"]):
        return ""
    return _small(clause.text[match.start("when") : match.end("when")])


def _arisen(clause: PrintedClause, others: Sequence[PrintedClause], maximum: Decimal) -> str:
    """ "Không có hồ sơ trễ hạn: 2" is a claim beside a rule that is whole without it, else one of its answers."""
    match = _NONE.match(clause.low)
    if match is None or clause.worth is None or not others or interval_of(clause.label):
        return ""
    if clause.worth.points == 0 and clause.worth.percent is None and not _NOT_ARISEN.match(match["what"]):
        return ""
    return (
        _small(clause.label[match.start("what") : match.end("what")])
        if _is_whole(others, clause.worth.of(maximum), maximum)
        else ""
    )


def _is_whole(others: Sequence[PrintedClause], claimed: Decimal, maximum: Decimal) -> bool:
    """Something else earns the most, or points come from a figure; cases that take points off need a start."""
    if any(re.search(r"\btrừ\b", clause.text.lower()) and not clause.worth for clause in others):
        return False
    if any(_BY_RATE.search(clause.text.lower()) for clause in others):
        return True
    worths = [clause.worth for clause in others if clause.worth]
    return len(worths) > 1 and max(worth.of(maximum) for worth in worths) >= claimed


def _small(words: str) -> str:
    words = words.strip(" :;,.()-–")
    words = re.sub(r"\s+(?:thì|được|sẽ)$", "", words)
    return words[:1].lower() + words[1:]
