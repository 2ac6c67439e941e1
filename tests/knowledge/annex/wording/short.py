"""A rule in a few signs, to compare it with a truth written by hand."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from scoring.rules import (
    Band,
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
from scoring.written.numbers import exact


def short(rule: Rule, maximum: Decimal) -> str:
    """ "R2 1|0.5|0", "R3 (90,):2 [70,90]:1 (,70):0", "R9 2 of R5 80"."""
    parts = _PARTS.get(type(rule))
    return f"{rule.kind} {parts(rule, maximum)}".strip() if parts else rule.kind


def _or(points: Decimal | None, maximum: Decimal) -> str:
    return exact(maximum if points is None else points)


def _claim(rule: WithNotArisen, maximum: Decimal) -> str:
    return f"{_or(rule.points, maximum)} of {short(rule.base, maximum)}"


def _yes_no(rule: YesNo, maximum: Decimal) -> str:
    return f"{_or(rule.points, maximum)}|{exact(rule.no_points)}"


def _items(rule: PerItem | BonusPenalty, maximum: Decimal) -> str:
    return f"{exact(rule.per_item)} max {_or(rule.cap, maximum)}"


def _floor(rule: Proportional | ExternalIndex, _maximum: Decimal) -> str:
    return "" if rule.floor is None else exact(rule.floor)


def _steps(rule: Steps, maximum: Decimal) -> str:
    climb = f"{exact(rule.base_at)}:{exact(rule.base_points)} +{exact(rule.step)}:{exact(rule.per_step)}"
    return f"{climb} max {_or(rule.cap, maximum)} below {exact(rule.below_base_points)}"


def _ends(band: Band) -> str:
    start = f"{'[' if band.lo_incl else '('}{'' if band.lo is None else exact(band.lo)}"
    end = f"{'' if band.hi is None else exact(band.hi)}{']' if band.hi_incl else ')'}"
    return f"{start},{end}"


_PARTS: Final[Mapping[type, Callable[[Any, Decimal], str]]] = {
    WithNotArisen: _claim,
    WithNotApplicable: lambda rule, maximum: f"of {short(rule.base, maximum)}",
    YesNo: _yes_no,
    SingleChoice: lambda rule, maximum: "|".join(_or(one.points, maximum) for one in rule.options),
    Share: lambda rule, _maximum: "|".join(exact(one.percent) for one in rule.options),
    Checklist: lambda rule, _maximum: " ".join(f"{count}:{exact(points)}" for count, points in rule.by_count),
    Banded: lambda rule, _maximum: " ".join(f"{_ends(band)}:{exact(band.points)}" for band in rule.bands),
    Proportional: _floor,
    ExternalIndex: _floor,
    PerItem: _items,
    BonusPenalty: _items,
    Deduction: lambda rule, maximum: f"{_or(rule.start, maximum)}-{exact(rule.per_case)} floor {exact(rule.floor)}",
    Steps: _steps,
    Formula: lambda rule, _maximum: rule.branches[0].expression,
    JudgedRule: lambda rule, maximum: f"{exact(rule.low)}..{_or(rule.high, maximum)}",
}
