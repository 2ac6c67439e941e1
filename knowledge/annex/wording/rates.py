"""Points in proportion to a rate (R4, R5) or to an index measured elsewhere (R13)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from knowledge.annex.leaf_text import LeafText
from knowledge.annex.wording import texts as t
from knowledge.annex.wording.clauses import PrintedClause
from knowledge.annex.wording.heard import HeardRule, without
from knowledge.annex.wording.intervals import Interval, interval_of
from knowledge.annex.wording.worth import NUMBER, number
from scoring.rules import ExternalIndex, JudgedRule, Proportional
from scoring.written.numbers import show

_TIMES = r"\s*(?:[×*]|(?<![a-zà-ỹđ])x(?![a-zà-ỹđ])|\bnhân(?: với)?\b)\s*"
_OVER_100 = r"\s*[)\]]?\s*(?:(?:[/:]|\bchia(?: cho)?\b)\s*100\s*%?|%)?\s*[)\]]?"
_FACTOR = (
    rf"\(?(?P<factor>{NUMBER}|(?:số |thang )?điểm(?: tối đa| chuẩn)(?: của (?:tiêu chí|nội dung)(?: này)?)?)\)?(?:\s*điểm)?"
)
_RATE = r"t[ỷỉ] lệ(?: (?:phần trăm|%)|%)?"
_SAID = (
    r"(?:(?:cách tính|công thức(?: tính)?|(?:số )?điểm(?: đánh giá| đạt được| tự chấm| số| tiêu chí)?"
    r"(?: (?:được )?(?:tính|xác định))?(?: (?:theo|bằng))?(?: công thức)?|tính điểm(?: theo công thức)?)\s*[:=]?\s*)?"
)
_VARIABLE = r"(?P<var>[^()\[\]×*=/:]*?)(?:\(%\))?"
_BY_RATE = re.compile(rf"{_SAID}[(\[]*\s*{_RATE}\s*{_VARIABLE}\s*[)\]]?{_TIMES}{_FACTOR}{_OVER_100}")
_NAMED_RATE = re.compile(
    rf"(?:tính điểm|chấm điểm|điểm(?: được)? tính)\s*theo {_RATE}\s*{_VARIABLE}\s*[:=]\s*"
    rf"[(\[]*\s*{_RATE}\s*[)\]]?{_TIMES}{_FACTOR}{_OVER_100}"
)
_FACTOR_FIRST = re.compile(rf"{_SAID}[(\[]*{_FACTOR}{_TIMES}[(\[]*\s*{_RATE}\s*{_VARIABLE}{_OVER_100}")
_PLAINLY = re.compile(
    r"(?:thì )?(?:(?:số )?điểm )?(?:được |đánh giá )*(?:tính|chấm|cho)(?: điểm)? (?:theo|tương ứng(?: với| theo)?)"
    rf" {_RATE}\s*{_VARIABLE}"
)
_PART = r"(?!.*\s[-–+]\s)[^()\[\]/×*=0-9][^()\[\]/×*=]{2,160}?"
_DIVISION = rf"[(\[]*\s*(?P<above>{_PART})\s*[)\]]?\s*(?:/|\bchia(?: cho)?\b)\s*[(\[]?\s*(?P<below>{_PART})\s*[)\]]*"
_DEFINITION = re.compile(rf"{_RATE}\s*{_VARIABLE}\s*[=:]\s*{_DIVISION}(?:{_TIMES}100\s*%?)?")
_DIVIDED = re.compile(rf"{_SAID}(?:{_RATE}\s*)?{_DIVISION}{_TIMES}{_FACTOR}")
_TIMES_DIVIDED = re.compile(rf"{_SAID}{_FACTOR}{_TIMES}{_DIVISION}")
_INDEX = re.compile(
    rf"{_SAID}[(\[]*\s*(?P<index>[^()\[\]×*=/:]*?(?: \([^()×*=/:]*\))?)\s*%?\s*[)\]]?{_TIMES}{_FACTOR}{_OVER_100}"
)
_IS_INDEX = re.compile(r"\b(?:sipas|chỉ số|bộ chỉ số|par index|papi|dti|766)\b")
_WITHIN = re.compile(r"(.{0,60}?%(?: trở lên)?)\s*(?:[:,]|\bthì\b)", re.IGNORECASE)
_FROM_ON = re.compile(r"mới (?:được )?(?:tính|chấm) điểm")


@dataclass(frozen=True, slots=True)
class _Found:
    """``factor`` as printed; ``None`` where the points go by the rate without a figure."""

    factor: str | None
    variable: str = ""
    above: str = ""
    below: str = ""
    index: str = ""
    within: Interval | None = None


def read_rate(clauses: Sequence[PrintedClause], leaf: LeafText) -> HeardRule | None:
    """A formula, with what stands around it: where the rate comes from, and below what nothing is earned."""
    formulas = [(clause, found) for clause in clauses if (found := _formula(clause))]
    definition = next(((clause, found) for clause in clauses if (found := _definition(clause))), None)
    if len(formulas) > 1 or not (formulas or definition):
        return None
    if not formulas and any(clause.worth for clause in clauses):
        return None
    used = [clause for clause, _ in formulas] + ([definition[0]] if definition else [])
    found = formulas[0][1] if formulas else _Found(None)
    if found.within and found.within.hi not in {None, Decimal(100)}:
        return HeardRule(JudgedRule(), doubt=t.MIXED)
    return _heard(found, definition[1] if definition else found, without(clauses, *used), leaf)


def _heard(found: _Found, words: _Found, rest: Sequence[PrintedClause], leaf: LeafText) -> HeardRule | None:
    floor, left, doubt = _floor(rest, leaf.maximum)
    if found.within and found.within.lo != floor:
        doubt = doubt or t.MIXED_FLOOR
        floor = floor or found.within.lo
    variable = found.variable or words.variable
    above = words.above or (f"số {variable}" if variable else "số đạt")
    rule = Proportional(floor, above, words.below or "tổng số")
    if found.index:
        return _checked(HeardRule(ExternalIndex(floor, found.index), left, doubt), found, leaf)
    return _checked(HeardRule(rule, left, doubt), found, leaf)


def _checked(heard: HeardRule, found: _Found, leaf: LeafText) -> HeardRule:
    factor = found.factor
    if factor is None or not factor[0].isdigit() or number(factor) == leaf.maximum:
        return heard
    return heard.doubting(t.OTHER_FACTOR.format(factor=factor, maximum=show(leaf.maximum, 6)))


def _floor(rest: Sequence[PrintedClause], maximum: Decimal) -> tuple[Decimal | None, tuple[PrintedClause, ...], str]:
    """Also takes what a formula says by itself: all of them earn the maximum."""
    floors: set[Decimal] = set()
    left: list[PrintedClause] = []
    doubt = ""
    for clause in rest:
        figure, condition = _floor_of(clause)
        if figure is not None:
            floors.add(figure)
            doubt = doubt or (t.CONDITION_OF_FLOOR.format(text=condition) if condition else "")
        elif not _whole_earns_all(clause, maximum):
            left.append(clause)
    if len(floors) > 1:
        return None, tuple(rest), t.MIXED
    return next(iter(floors), None), tuple(left), doubt


def _floor_of(clause: PrintedClause) -> tuple[Decimal | None, str]:
    interval = interval_of(clause.label)
    if interval is None:
        return None, ""
    nothing = clause.worth is not None and clause.worth.points == 0 and not clause.worth.percent
    if nothing and interval.below is not None:
        return interval.below, _beside(interval)
    only = _FROM_ON.search(interval.rest)
    if only and interval.lo is not None and interval.lo_incl and interval.hi is None:
        return interval.lo, ""
    return None, ""


def _beside(interval: Interval) -> str:
    """A floor is a rate and nothing else; "hoặc không báo cáo" is one condition more."""
    return interval.rest if re.search(r"\b(?:hoặc|và|nhưng|không)\b", interval.rest) else ""


def _whole_earns_all(clause: PrintedClause, maximum: Decimal) -> bool:
    interval = interval_of(clause.label)
    return bool(interval and interval.is_whole and clause.worth and clause.worth.of(maximum) == maximum)


def _formula(clause: PrintedClause) -> _Found | None:
    """Either the whole clause, or what follows a range: "Từ 80% đến dưới 100%: tính theo tỷ lệ %"."""
    text = clause.text.strip(" .")
    if found := _formula_in(text):
        return found
    match = _WITHIN.match(text)
    within = interval_of(match[1]) if match else None
    found = _formula_in(text[match.end() :].strip()) if match and within else None
    return replace(found, within=within) if found else None


def _formula_in(text: str) -> _Found | None:
    low = text.lower()
    for pattern in (_NAMED_RATE, _BY_RATE, _FACTOR_FIRST):
        if match := pattern.fullmatch(low):
            return _Found(match["factor"], _cut(text, match, "var"))
    if match := _DIVIDED.fullmatch(low) or _TIMES_DIVIDED.fullmatch(low):
        return _Found(match["factor"], "", _cut(text, match, "above"), _cut(text, match, "below"))
    if (match := _INDEX.fullmatch(low)) and _IS_INDEX.search(match["index"]):
        return _Found(match["factor"], index=_cut(text, match, "index"))
    if match := _PLAINLY.fullmatch(low):
        return _Found(None, _plain_variable(_cut(text, match, "var")))
    return None


def defined(clause: PrintedClause) -> tuple[str, str] | None:
    """The two figures of "Tỷ lệ % = (A / B) x 100"."""
    found = _definition(clause)
    return (found.above, found.below) if found else None


def _definition(clause: PrintedClause) -> _Found | None:
    text = clause.text.strip(" .")
    match = _DEFINITION.fullmatch(text.lower())
    return _Found(None, _cut(text, match, "var"), _cut(text, match, "above"), _cut(text, match, "below")) if match else None


def _cut(text: str, match: re.Match[str], name: str) -> str:
    return text[match.start(name) : match.end(name)].strip(" %:.,()[]")


def _plain_variable(words: str) -> str:
    """ "theo tỷ lệ thực tế đạt được" names nothing that could be counted."""
    return "" if re.match(r"(?:thực tế|thực hiện|đạt được|hoàn thành|tương ứng|nhân)\b", words.lower()) else words
