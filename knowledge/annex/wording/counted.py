"""So much for each item (R7), so much off for each case (R8), bonus and penalty items (R14)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from knowledge.annex.leaf_text import LeafText
from knowledge.annex.wording import texts as t
from knowledge.annex.wording.clauses import PrintedClause
from knowledge.annex.wording.heard import HeardRule, not_understood, without
from knowledge.annex.wording.worth import NUMBER, number
from scoring.criteria import Sign
from scoring.rules import BonusPenalty, Deduction, PerItem
from scoring.written.numbers import show

_EACH = r"(?:(?:cứ )?(?:mỗi|mới)(?: một| 01| 1)?|cứ(?: có| thêm| có thêm)? ?(?:một|01|1))"
_ONE = rf"(?:{_EACH}|(?:01|1|một)(?= [a-zà-ỹđ])(?! (?:số|phần|trong|nửa|vài)\b))"
_END = r"\s*(?:điểm|đ)?\s*[.;]?"
_GIVES = r"(?:được|cộng|tính|đạt|thưởng|chấm|thêm|là|có|thì|[:=,–-])"
_ITEM = re.compile(rf"{_ONE}\s+(?P<item>.+?)\s*(?:\b|(?=[:=]))(?:{_GIVES}\s*)+(?<![0-9.,])(?P<each>{NUMBER}){_END}")
_ITEM_BARE = re.compile(rf"{_EACH}\s+(?P<item>.+?)\s+(?P<each>{NUMBER})\s*(?:điểm|đ)[.;]?")
_PER = re.compile(
    rf"(?:được |cộng |tính )*(?P<each>{NUMBER})\s*(?:điểm|đ)\s*(?:/|cho mỗi|cho|trên mỗi)\s*(?:một |01 |1 |mỗi )?"
    r"(?P<item>[^0-9]+)"
)
_OFF = re.compile(rf"{_ONE}\s+(?P<item>.+?)\s*,?\s*(?:thì |sẽ |bị )*(?:trừ|giảm)(?: đi)?\s*:?\s*(?P<each>{NUMBER}){_END}")
_OFF_FIRST = re.compile(rf"(?:bị )?trừ (?P<each>{NUMBER})\s*(?:điểm|đ)\s*(?:/|cho|đối với)\s*(?:{_ONE} )?(?P<item>[^0-9]+)")
_CAP = re.compile(
    r"(?:nhưng |và |tổng |cộng |điểm |số |thưởng |trừ )*(?:tối đa|không (?:vượt )?quá|không (?:được )?vượt)(?: là| bằng)?"
    rf"(?: không (?:vượt )?quá)?\s*:?\s*(?P<cap>{NUMBER}){_END}"
)
_START = re.compile(rf"(?:điểm tối đa|tối đa|điểm chuẩn|điểm ban đầu)\s*:?\s*(?:là )?(?P<cap>{NUMBER}){_END}")
_NOT_BELOW = re.compile(
    r"(?:và |nhưng )?(?:không trừ quá (?:số )?điểm.*|trừ (?:cho )?đến (?:khi )?hết(?: (?:số )?điểm)?.*|.*không trừ (?:điểm )?âm"
    r"|trừ tối đa bằng(?: số)? điểm.*|không (?:tính|có) điểm âm|.*(?:tối thiểu|thấp nhất)(?: là)?(?: bằng)? 0(?: điểm)?"
    r"|không thấp hơn 0(?: điểm)?|trừ tối đa (?:đến )?(?:hết )?(?:số )?điểm(?: tối đa)?(?: của .*)?)"
)
_LEAST = re.compile(
    rf"(?:điểm )?(?:tối thiểu|thấp nhất|không thấp hơn|tối đa)(?: là)?\s*(?:[-−–]\s?|âm )(?P<least>{NUMBER}){_END}"
)
_TAKEN_AT_MOST = re.compile(
    rf"(?:nhưng |và |tổng )*(?:số )?(?:điểm )?trừ (?:điểm )?(?:tối đa|không quá)(?: không quá)?\s*(?P<most>{NUMBER}){_END}"
)
_BELOW_ZERO = re.compile(r".*(?:có thể (?:bị )?(?:trừ )?(?:điểm )?âm|được trừ âm|tính điểm âm).*")
_SAYS_EACH = re.compile(r"\b(?:cứ|mỗi|mới)\b|/|\bcho\b")
_NONE = re.compile(r"(?:nếu |trường hợp |trong năm )*(?:không|chưa|đơn vị không)\b.*")
_NOT_ONE = re.compile(r"^(?:[0-9]|hai|ba|bốn|năm|nửa|lần lượt)\b|%|\bđiểm\b")


@dataclass(frozen=True, slots=True)
class _Each:
    clause: PrintedClause
    item: str
    points: Decimal


def read_items(clauses: Sequence[PrintedClause], leaf: LeafText) -> HeardRule | None:
    """Several prices for several items are no rule of this kind."""
    each = [found for clause in clauses if (found := _each(clause, (_ITEM, _ITEM_BARE, _PER)))]
    if len(each) != 1:
        return not_understood([one.clause for one in each]) if each else None
    rest = without(clauses, each[0].clause)
    cap, rest = capped(rest)
    if cap is None and not _SAYS_EACH.search(each[0].clause.low):
        return None
    left = tuple(clause for clause in rest if not _earns_nothing(clause))
    heard = HeardRule(PerItem(each[0].points, leaf.maximum if cap is None else cap, each[0].item), left)
    if cap is None or cap == leaf.maximum:
        return heard
    return heard.doubting(t.OTHER_CAP.format(cap=show(cap, 6), maximum=show(leaf.maximum, 6)))


def read_deduction(clauses: Sequence[PrintedClause], leaf: LeafText) -> HeardRule | None:
    off = [found for clause in clauses if (found := _off(clause))]
    if len(off) != 1:
        return None
    rest = without(clauses, off[0].clause)
    start, rest = _start(rest, leaf.maximum)
    floor, rest, doubt = _floor(rest, start)
    heard = HeardRule(Deduction(off[0].points, start, floor, off[0].item), rest, doubt)
    if start == leaf.maximum:
        return heard
    return heard.doubting(t.OTHER_START.format(start=show(start, 6), maximum=show(leaf.maximum, 6)))


def read_extra(clauses: Sequence[PrintedClause], leaf: LeafText) -> HeardRule | None:
    """An item of the bonus or the penalty part: points by the case, or once."""
    penalty = leaf.sign is Sign.PENALTY
    each = [found for clause in clauses if (found := _each(clause, (_ITEM, _ITEM_BARE, _PER)) or _off(clause))]
    if len(each) == 1:
        cap, left = capped(without(clauses, each[0].clause))
        cap = leaf.maximum if cap is None else cap
        return HeardRule(BonusPenalty(each[0].points, None if cap.is_nan() else cap, each[0].item, penalty), left)
    if each or leaf.maximum.is_nan():
        return None
    once = t.NO_FIGURE.format(points=show(leaf.maximum, 6))
    return HeardRule(BonusPenalty(leaf.maximum, leaf.maximum, "trường hợp", penalty), tuple(clauses), once)


def _each(clause: PrintedClause, patterns: Sequence[re.Pattern[str]]) -> _Each | None:
    text, low = _text(clause)
    for pattern in patterns:
        match = pattern.fullmatch(low)
        if match and not re.search(r"\b(?:trừ|giảm)\b", low) and not _NOT_ONE.search(match["item"]):
            return _Each(clause, _item(text, match), number(match["each"]))
    return None


def _off(clause: PrintedClause) -> _Each | None:
    text, low = _text(clause)
    match = _OFF.fullmatch(low) or _OFF_FIRST.fullmatch(low)
    if match is None or _NOT_ONE.search(match["item"]):
        return None
    return _Each(clause, _item(text, match), number(match["each"]))


def _text(clause: PrintedClause) -> tuple[str, str]:
    """Points in a cell of their own are read like points behind the words."""
    text = clause.text
    beside = clause.worth and clause.label == text and clause.worth.percent is None
    whole = f"{text}: {clause.worth.points}" if beside and clause.worth else text
    return whole, whole.lower()


def _item(text: str, match: re.Match[str]) -> str:
    return re.sub(r"\s+(?:thì|được|bị|sẽ|đạt|tính)$", "", text[match.start("item") : match.end("item")].strip(" :,.;-–"))


def capped(rest: Sequence[PrintedClause]) -> tuple[Decimal | None, tuple[PrintedClause, ...]]:
    caps = [(clause, match) for clause in rest if (match := _CAP.fullmatch(clause.text.lower().strip(" .")))]
    if len({number(match["cap"]) for _, match in caps}) != 1:
        return None, tuple(rest)
    return number(caps[0][1]["cap"]), without(rest, *(clause for clause, _ in caps))


def _earns_nothing(clause: PrintedClause) -> bool:
    return bool(_NONE.fullmatch(clause.low) and clause.worth and clause.worth.points == 0 and not clause.worth.percent)


def _start(rest: Sequence[PrintedClause], maximum: Decimal) -> tuple[Decimal, tuple[PrintedClause, ...]]:
    """What stands without any case: "Không có vi phạm: 2 điểm", or "Điểm tối đa 2,5"."""
    for clause in rest:
        if match := _START.fullmatch(clause.text.lower().strip(" .")):
            return number(match["cap"]), without(rest, clause)
        if clause.worth and (not clause.label or _NONE.fullmatch(clause.low)):
            return clause.worth.of(maximum), without(rest, clause)
    return maximum, tuple(rest)


def _floor(rest: Sequence[PrintedClause], start: Decimal) -> tuple[Decimal, tuple[PrintedClause, ...], str]:
    """Without a word about it, points do not go below 0."""
    said = [clause for clause in rest if _NOT_BELOW.fullmatch(clause.text.lower().strip(" ."))]
    if said:
        return Decimal(0), without(rest, *said), ""
    for clause in rest:
        low = clause.text.lower().strip(" .")
        if match := _LEAST.fullmatch(low):
            return -number(match["least"]), without(rest, clause), ""
        if match := _TAKEN_AT_MOST.fullmatch(low) or _CAP.fullmatch(low):
            return start - number(match.groupdict().get("most") or match["cap"]), without(rest, clause), ""
        if _BELOW_ZERO.fullmatch(low):
            return Decimal(0), without(rest, clause), t.BELOW_NOTHING
    return Decimal(0), tuple(rest), ""
