"""Printed answers: bands of a rate (R3), met or not (R1), one of several (R2, R6), shares of the maximum (R11)."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from string import ascii_lowercase

from knowledge.annex.leaf_text import LeafText
from knowledge.annex.wording import texts as t
from knowledge.annex.wording.clauses import PrintedClause
from knowledge.annex.wording.heard import HeardRule, without
from knowledge.annex.wording.intervals import Interval, interval_of
from knowledge.annex.wording.rates import defined
from knowledge.annex.wording.worth import Worth
from scoring.rules import Band, Banded, Checklist, JudgedRule, Labelled, Portion, Share, SingleChoice, YesNo
from scoring.written.numbers import show

_OTHERWISE = re.compile(r"^(?:các )?(?:trường hợp |mức )?(?:còn lại|khác)\b|^ngoài (?:các|những) trường hợp")
_FURTHER = re.compile(r"\b(?:hoặc|nhưng|và không|đồng thời|kèm|ngoài)\b")
_SOME = r"(?:một|hai|ba|[0-9]{1,2})(?:\s*/\s*[0-9]{1,2})? (?:trong|điều kiện|yêu cầu|nội dung|tiêu chí|điều|nơi)"
_REFERS = re.compile(
    rf"\bnhưng\b|\b(?:thiếu|đạt|có|đủ|chỉ đạt|chỉ có|đáp ứng|thực hiện|bảo đảm|đảm bảo)(?: được)? {_SOME}"
    r"|\bđiều kiện (?:trên|nêu trên)\b"
)
_COUNTED = re.compile(r"^(?:cứ|mỗi|mới)\s|^(?:(?:tổng |số |cộng )*(?:điểm )?(?:tối đa|không (?:vượt )?quá|tối thiểu|trừ))\b")
_CONDITION = re.compile(r"[0-9%]|\b(?:không|trừ|cộng|nếu|trường hợp|chỉ|điểm|khi|riêng)\b")
_QUALITY = re.compile(r"\b(?:đủ|đầy đủ|đúng|kịp thời|có|bảo đảm|đảm bảo|rõ)\b")


def read_options(clauses: Sequence[PrintedClause], leaf: LeafText) -> HeardRule | None:
    """Clauses that count items, cap or take points off are no answers, even where they end in points."""
    options = [clause for clause in clauses if clause.worth]
    left = tuple(clause for clause in clauses if not clause.worth and not (clause is clauses[0] and _is_heading(clause)))
    counted = any(
        (_COUNTED.search(clause.low) and not interval_of(clause.label)) or _worth(clause).of(leaf.maximum) < 0
        for clause in clauses
    )
    if counted or not 0 < len(options) <= len(ascii_lowercase):
        return None
    heard = _bands(options, left, leaf) or _added_up(options, left, leaf) or _answers(options, left, leaf)
    worths = [option.worth.of(leaf.maximum) for option in options if option.worth]
    if max(worths) == leaf.maximum or isinstance(heard.rule, Checklist | JudgedRule):
        return heard
    return heard.doubting(t.NONE_FULL.format(maximum=show(leaf.maximum, 6)))


def _is_heading(clause: PrintedClause) -> bool:
    """The answers below are about this; it sets no condition of its own."""
    return not _CONDITION.search(clause.low)


def _worth(clause: PrintedClause) -> Worth:
    return clause.worth or Worth()


def _bands(options: Sequence[PrintedClause], left: tuple[PrintedClause, ...], leaf: LeafText) -> HeardRule | None:
    """Shares of the maximum are printed answers even where each of them is a range."""
    if len(options) < 2 or any(_worth(option).is_share for option in options):
        return None
    others = [option for option in options if _OTHERWISE.search(option.low)]
    ranges = [option for option in options if option not in others]
    found = [(range_, interval) for range_ in ranges if (interval := _pure(range_))]
    if len(found) != len(ranges) or len(others) > 1 or not found:
        return None
    bands = _thresholds([_band(interval, _worth(clause).of(leaf.maximum)) for clause, interval in found])
    doubt = next((t.BARE_PERCENT.format(text=clause.label) for clause, interval in found if _is_bare(interval)), "")
    if others:
        bands += _rest_of(bands, _worth(others[0]).of(leaf.maximum))
    elif lacking := _rest_of(bands, Decimal(0)):
        bands += lacking
        doubt = doubt or t.LAST_BAND.format(band=lacking[0].words)
    unpriced = tuple(clause for clause in left if _pure(clause))
    definition = next((clause for clause in left if defined(clause)), None)
    rule = Banded(tuple(bands), *_figures(definition, _noun(found[0][1])))
    return HeardRule(rule, without(left, definition, *unpriced), doubt, unpriced)


def _figures(definition: PrintedClause | None, noun: str) -> tuple[str, str]:
    """What is divided by what, in the words of the annex as far as it has any."""
    return (definition and defined(definition)) or (f"số {noun}" if noun else "số đạt", "tổng số")


def _pure(clause: PrintedClause) -> Interval | None:
    """A range that is the whole condition."""
    interval = interval_of(clause.label)
    return None if interval is None or _FURTHER.search(interval.rest) else interval


def _is_bare(interval: Interval) -> bool:
    return interval.exact and interval.lo not in {Decimal(0), Decimal(100)}


def _band(interval: Interval, points: Decimal) -> Band:
    lo = None if interval.lo == 0 and interval.lo_incl and interval.hi != 0 else interval.lo
    return Band(lo, interval.lo_incl and lo is not None, interval.hi, interval.hi_incl, points)


def _thresholds(bands: Sequence[Band]) -> list[Band]:
    """ "≥ 90%: 2; ≥ 70%: 1": what reaches the higher threshold has passed the lower one, whose band ends there."""
    return [_within_next(band, [other for other in bands if other.points != band.points]) for band in bands]


def _within_next(band: Band, others: Sequence[Band]) -> Band:
    if band.lo is not None and band.hi is None:
        starts = [(one.lo, not one.lo_incl) for one in others if one.lo is not None]
        above = min((cut for cut in starts if cut > (band.lo, not band.lo_incl)), default=None)
        return replace(band, hi=above[0], hi_incl=above[1]) if above else band
    if band.lo is None and band.hi is not None:
        ends = [(one.hi, one.hi_incl) for one in others if one.lo is None and one.hi is not None]
        below = max((cut for cut in ends if cut < (band.hi, band.hi_incl)), default=None)
        return replace(band, lo=below[0], lo_incl=not below[1]) if below else band
    return band


def _rest_of(bands: Sequence[Band], points: Decimal) -> list[Band]:
    """The end of the scale that no line speaks of; nothing where both ends are spoken of, or neither."""
    floor = min(bands, key=lambda band: (band.lo is not None, band.lo or 0))
    top = max(bands, key=lambda band: (band.hi is None, band.hi or 0))
    if floor.lo is not None and floor.lo > 0:
        return [Band(None, False, floor.lo, not floor.lo_incl, points)]
    if top.hi is not None and top.hi < 100:
        return [Band(top.hi, not top.hi_incl, None, False, points)]
    return []


def _noun(interval: Interval) -> str:
    """What is counted: "hồ sơ" of "Từ 80% trở lên hồ sơ"."""
    words = re.sub(r"^(?:(?:nếu|đạt|thực hiện|tỷ lệ|tỉ lệ|hoàn thành|đủ|có|kết quả|được|số)\s+)+", "", f"{interval.rest} ")
    return words.strip(" :,.()%")


def _added_up(options: Sequence[PrintedClause], left: tuple[PrintedClause, ...], leaf: LeafText) -> HeardRule | None:
    """No line earns the maximum, none earns nothing, and together they are worth exactly the maximum."""
    worths = [_worth(option).of(leaf.maximum) for option in options]
    if len(worths) < 2 or min(worths) == 0 or max(worths) == leaf.maximum or sum(worths) != leaf.maximum:
        return None
    if len(set(worths)) > 1:
        return HeardRule(JudgedRule(), left, t.UNEVEN)
    by_count = tuple((count, worths[0] * count) for count in range(len(worths), 0, -1))
    conditions = tuple(Labelled(letter, clause.label) for letter, clause in zip(ascii_lowercase, options, strict=False))
    return HeardRule(Checklist(conditions, by_count), left, t.ADDED_UP)


def _answers(options: Sequence[PrintedClause], left: tuple[PrintedClause, ...], leaf: LeafText) -> HeardRule:
    if len(options) == 1:
        label = options[0].label or "Đạt"
        rule = YesNo(label, "Không", _points(options[0], leaf))
        return HeardRule(rule, left, t.ONE_ANSWER.format(label=label))
    if any(_worth(option).is_share for option in options) and all(_percent(_worth(option)) is not None for option in options):
        return HeardRule(_share(options), left)
    if len(options) == 2 and _is_yes_no(options, leaf):
        return HeardRule(_yes_no(options, leaf), left)
    labelled = tuple(
        Labelled(letter, clause.label, _worth(clause).of(leaf.maximum))
        for letter, clause in zip(ascii_lowercase, options, strict=False)
    )
    return HeardRule(SingleChoice(labelled, "R6" if _joins_conditions(options) else "R2"), left)


def _points(clause: PrintedClause, leaf: LeafText) -> Decimal | None:
    points = _worth(clause).of(leaf.maximum)
    return None if _worth(clause).percent == 100 and points == leaf.maximum else points


def _share(options: Sequence[PrintedClause]) -> Share:
    portions = tuple(
        Portion(letter, clause.label, _percent(_worth(clause)) or Decimal(0))
        for letter, clause in zip(ascii_lowercase, options, strict=False)
    )
    return Share(portions)


def _percent(worth: Worth) -> Decimal | None:
    """Points beside shares stay points: a third of the maximum has no exact percentage. Nothing is nothing either way."""
    return Decimal(0) if worth.percent is None and worth.points == 0 else worth.percent


def _is_yes_no(options: Sequence[PrintedClause], leaf: LeafText) -> bool:
    return not _joins_conditions(options) and min(_worth(option).of(leaf.maximum) for option in options) == 0


def _yes_no(options: Sequence[PrintedClause], leaf: LeafText) -> YesNo:
    met, failed = sorted(options, key=lambda clause: _worth(clause).of(leaf.maximum), reverse=True)
    interval = interval_of(met.label)
    whole = bool(interval and interval.is_whole)
    return YesNo(met.label, failed.label, _points(met, leaf), _worth(failed).of(leaf.maximum), whole)


def _joins_conditions(options: Sequence[PrintedClause]) -> bool:
    """The best answer names several conditions at once, and a lesser one speaks of some of them."""
    best, lesser = options[0].low, [clause.low for clause in options[1:]]
    parts = [part for part in re.split(r"\s+và\s+|,\s*|\bđồng thời\b", best) if part.strip()]
    if len(parts) < 2:
        return False
    if any(_REFERS.search(one) for one in lesser):
        return True
    both = all(_QUALITY.search(part) for part in parts) and (" và " in best or "đồng thời" in best)
    return both and len(options) == 2 and len(parts) >= 2
