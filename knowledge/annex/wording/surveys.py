"""Points that others give: a survey (R12), the judgement of who appraises (R18)."""

import re
from collections.abc import Sequence
from decimal import Decimal

from knowledge.annex.leaf_text import LeafText
from knowledge.annex.wording import texts as t
from knowledge.annex.wording.clauses import PrintedClause
from knowledge.annex.wording.heard import HeardRule, without
from knowledge.annex.wording.worth import NUMBER, number
from scoring.criteria import Source
from scoring.rules import JudgedRule, SurveyMean

_SURVEY = re.compile(
    r"\b(?:đt ?xhh|xhh|điều tra(?: xã hội học)?|khảo sát|phiếu (?:điều tra|khảo sát|hợp lệ)|các phiếu|bình quân phiếu)\b"
)
_NOT_SELF = re.compile(
    r"(?:các )?(?:đơn vị|xã|ubnd (?:cấp )?xã)?\s*không (?:phải )?tự (?:chấm|đánh giá)(?:,? (?:chấm )?điểm)?\.?"
)
_MEAN = re.compile(r".*\bbình quân\b.*(?:×|\*|\bx\b).*")
_RESPONDENTS = re.compile(r"\(([^()0-9%]+)\)")
_BY_OTHERS = (
    r"(?:hội đồng(?: thẩm định| đánh giá)?|tổ thẩm định|cơ quan thẩm định|sở nội vụ|phòng nội vụ|người thẩm định"
    r"|cơ quan có thẩm quyền|ubnd (?:tỉnh|thành phố|huyện)|cấp trên)"
)
_JUDGED = re.compile(
    rf"(?:{_BY_OTHERS}|căn cứ .{{3,120}}|tùy .{{3,80}}|tuỳ .{{3,80}})?.*?"
    r"\b(?:chấm|cho|đánh giá|xem xét|tính|được|đạt|điểm)\b.*?"
    rf"từ (?P<low>{NUMBER})\s*(?:điểm|đ)?\s*(?:đến|tới|-|–)\s*(?P<high>{NUMBER})\s*(?:điểm|đ)\b.*"
)
_RANGE = re.compile(rf"{NUMBER}\s*(?:điểm|đ)?\s*(?:đến|tới|-|–)\s*{NUMBER}\s*(?:điểm|đ)\b")
_AT_WILL = re.compile(
    r"trừ điểm (?:tương ứng|theo mức độ|tùy|tuỳ)|(?:tùy|tuỳ)(?: theo)? mức độ"
    r"|theo mức độ (?:vi phạm|hoàn thành|thực hiện|đáp ứng)"
    rf"|điểm (?:do|theo đánh giá của) {_BY_OTHERS}|{_BY_OTHERS} (?:xem xét|quyết định|chấm|cho|đánh giá)"
)


def read_survey(clauses: Sequence[PrintedClause], leaf: LeafText) -> HeardRule | None:
    named = [clause for clause in clauses if _SURVEY.search(clause.text.lower()) or _MEAN.fullmatch(clause.text.lower())]
    if not named:
        return HeardRule(SurveyMean()) if leaf.source is Source.SURVEY and not clauses else None
    plain = [clause for clause in without(clauses, *named) if not _NOT_SELF.fullmatch(clause.text.lower())]
    if any(clause.worth and not _MEAN.fullmatch(clause.text.lower()) for clause in named) or any(
        clause.worth for clause in plain
    ):
        return None
    words = next((found[1] for clause in named if (found := _RESPONDENTS.search(clause.text))), "")
    return HeardRule(SurveyMean(words.strip()), tuple(plain))


def read_judged(clauses: Sequence[PrintedClause], leaf: LeafText) -> HeardRule | None:
    for clause in clauses:
        match = _JUDGED.fullmatch(clause.text.lower())
        if match and "mỗi" not in clause.text.lower() and "%" not in clause.text:
            return _between(number(match["low"]), number(match["high"]), without(clauses, clause), leaf)
    if any(_AT_WILL.search(clause.text.lower()) for clause in clauses) and not any(
        "mỗi" in clause.text.lower() for clause in clauses
    ):
        ranged = any(_RANGE.search(clause.text.lower()) for clause in clauses)
        return HeardRule(JudgedRule(), doubt=t.MIXED if ranged else "")
    return None


def _between(low: Decimal, high: Decimal, left: tuple[PrintedClause, ...], leaf: LeafText) -> HeardRule | None:
    if left:
        return HeardRule(JudgedRule(), left)
    if low >= high or high > leaf.maximum:
        return HeardRule(JudgedRule(), doubt=t.MIXED)
    return HeardRule(JudgedRule(low, high))
