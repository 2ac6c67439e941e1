"""Every kind of rule by itself: points within the maximum, bands without gap, formulas that work."""

from collections.abc import Iterator
from decimal import Decimal

from knowledge.checking import fault_texts as t
from knowledge.checking.bands import check_bands
from knowledge.checking.faults import Wrong
from knowledge.checking.formulas import check_formula
from knowledge.checking.remarks import Remark, above, above_hundred, low_above_high, under
from scoring.rules import (
    Banded,
    BonusPenalty,
    Checklist,
    Deduction,
    ExternalIndex,
    Formula,
    JudgedRule,
    PerItem,
    Proportional,
    Rule,
    Share,
    SingleChoice,
    Steps,
    WithNotApplicable,
    WithNotArisen,
    YesNo,
)


def check_rule(rule: Rule, maximum: Decimal) -> Iterator[Remark]:
    match rule:
        case WithNotArisen() | WithNotApplicable():
            yield from _claim(rule, maximum)
        case YesNo() | SingleChoice() | Share() | Checklist():
            yield from _printed(rule, maximum)
        case Banded():
            yield from check_bands(rule.bands)
            for number, band in enumerate(rule.bands):
                yield from above(band.points, maximum, "bands", number, "points")
        case Formula():
            yield from check_formula(rule)
        case _:
            yield from _figures(rule, maximum)


def _claim(rule: WithNotArisen | WithNotApplicable, maximum: Decimal) -> Iterator[Remark]:
    # Written beside the rule ("không có: 2") rather than around it, a claim shares that rule's table.
    beside = isinstance(rule, WithNotArisen) and rule.kind == rule.base.kind
    inner = check_rule(rule.base, maximum)
    yield from inner if beside else under("base", inner)
    if isinstance(rule, WithNotArisen):
        yield from above(rule.points, maximum, "not_arisen_points")


def _printed(rule: YesNo | SingleChoice | Share | Checklist, maximum: Decimal) -> Iterator[Remark]:
    match rule:
        case YesNo():
            yield from above(rule.points, maximum, "options", 0, "points")
            yield from above(rule.no_points, maximum, "options", 1, "points")
        case SingleChoice():
            for number, option in enumerate(rule.options):
                yield from above(option.points, maximum, "options", number, "points")
        case Share():
            for number, portion in enumerate(rule.options):
                yield from above_hundred(portion.percent, "options", number, "percent")
        case Checklist():
            yield from _by_count(rule, maximum)


def _by_count(rule: Checklist, maximum: Decimal) -> Iterator[Remark]:
    for count, points in rule.by_count:
        yield from above(points, maximum, "by_count", count)
        if count > len(rule.conditions):
            words = t.TOO_MANY_CONDITIONS.format(count=count, conditions=len(rule.conditions))
            yield Remark(Wrong.BAD_VALUE, ("by_count", count), words)


def _figures(rule: Rule, maximum: Decimal) -> Iterator[Remark]:
    match rule:
        case Proportional(floor=floor) | ExternalIndex(floor=floor):
            yield from above_hundred(floor, "floor")
        case PerItem(cap=cap) | BonusPenalty(cap=cap):
            yield from above(cap, maximum, "cap")
        case Deduction():
            yield from above(rule.start, maximum, "start")
            yield from low_above_high(rule.floor, maximum if rule.start is None else rule.start, "floor")
        case Steps():
            yield from _steps(rule, maximum)
        case JudgedRule():
            yield from above(rule.high, maximum, "high")
            yield from low_above_high(rule.low, maximum if rule.high is None else rule.high, "low")


def _steps(rule: Steps, maximum: Decimal) -> Iterator[Remark]:
    if rule.step == 0:
        yield Remark(Wrong.BAD_VALUE, ("step",), t.STEP_OF_NOTHING)
    yield from above(rule.cap, maximum, "cap")
    yield from above(rule.base_points, maximum, "base_points")
    yield from above(rule.below_base_points, maximum, "below_base_points")
