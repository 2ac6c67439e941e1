"""The points that a rule can give at all: whoever gives others by hand has mistyped, or has to judge again."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from scoring.errors import NotAttainable
from scoring.rules.base import Rule
from scoring.rules.checklist import Checklist
from scoring.rules.choice import Share, SingleChoice, YesNo
from scoring.rules.claims import WithNotApplicable, WithNotArisen
from scoring.rules.counts import Deduction, PerItem, capped
from scoring.rules.extras import BonusPenalty
from scoring.rules.judged import JudgedRule
from scoring.rules.ratio import Banded
from scoring.rules.steps import Steps
from scoring.rules.taking import within

#: A ladder of more steps than this is no choice any more: between its ends any points are taken.
MOST = 40


def attainable(rule: Rule, maximum: Decimal) -> tuple[Fraction, ...]:
    """Every possible points value, the smallest first; nothing where any value up to the maximum may come out.

    Nothing at all is always possible: what was not shown earns nothing, whatever the lowest printed level is.
    """
    found = _values(rule, maximum)
    if found is None:
        return ()
    within_bounds = {value for value in found if 0 <= value <= Fraction(maximum)} | {Fraction(0)}
    return tuple(sorted(within_bounds)) if len(within_bounds) <= MOST else ()


def _values(rule: Rule, maximum: Decimal) -> list[Fraction] | None:
    match rule:
        case WithNotApplicable(base=base):
            return _values(base, maximum)
        case WithNotArisen(base=base, points=points):
            known = _values(base, maximum)
            return None if known is None else [*known, capped(points, maximum)]
        case _:
            return _printed(rule, maximum) or _ladder(rule, maximum)


def _printed(rule: Rule, maximum: Decimal) -> list[Fraction]:
    """Of rules that print each level with its points."""
    match rule:
        case YesNo():
            return [capped(rule.points, maximum), within(rule.no_points, maximum)]
        case SingleChoice(options=options):
            return [within(option.points or Decimal(0), maximum) for option in options]
        case Share(options=portions):
            return [portion.points(maximum) for portion in portions]
        case Checklist(by_count=by_count):
            return [within(points, maximum) for _, points in by_count]
        case Banded(bands=bands):
            return [within(band.points, maximum) for band in bands]
        case _:
            return []


def _ladder(rule: Rule, maximum: Decimal) -> list[Fraction] | None:
    """Of rules that count: so much each, from one end to the other."""
    match rule:
        case PerItem() | BonusPenalty():
            return _steps(Fraction(0), Fraction(rule.per_item), capped(rule.cap, maximum))
        case Deduction():
            top, least = capped(rule.start, maximum), max(Fraction(rule.floor), Fraction(0))
            return [top - step for step in _steps(Fraction(0), Fraction(rule.per_case), top - least)]
        case Steps():
            climb = _steps(Fraction(rule.base_points), Fraction(rule.per_step), capped(rule.cap, maximum))
            return [within(rule.below_base_points, maximum), *climb]
        case _:
            return None


def _steps(first: Fraction, each: Fraction, last: Fraction) -> list[Fraction]:
    """From the first on, so much more each time, and the last one itself, at which it is cut."""
    if each <= 0:
        return [first, last]
    count = min(int((last - first) / each), MOST + 1) if last > first else 0
    return [*(first + number * each for number in range(count + 1)), last]


def check_attainable(code: str, rule: Rule, maximum: Decimal, points: Fraction) -> None:
    """Points given by hand are such as the rule can give, or nothing; raises ``NotAttainable`` or what bounds a judgement."""
    possible = attainable(rule, maximum)
    if possible and points not in possible:
        raise NotAttainable(code, points, possible)
    judged = _base(rule)
    if isinstance(judged, JudgedRule) and points:
        judged.check(points, maximum)


def _base(rule: Rule) -> Rule:
    return _base(rule.base) if isinstance(rule, WithNotApplicable | WithNotArisen) else rule


def nearest(value: Fraction, possible: Iterable[Fraction]) -> tuple[Fraction, ...]:
    """The possible values on either side of another."""
    ordered = sorted(possible)
    below, above = [points for points in ordered if points < value], [points for points in ordered if points > value]
    return (*below[-1:], *above[:1])
