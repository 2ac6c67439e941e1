"""A rule as plain data, in the keys of the YAML format; numbers are decimals."""

from collections.abc import Callable
from typing import Any

from scoring.rules import (
    Banded,
    BonusPenalty,
    Checklist,
    Choice,
    Deduction,
    ExternalIndex,
    Formula,
    JudgedRule,
    PerItem,
    Proportional,
    Share,
    Steps,
    SurveyMean,
    WithNotApplicable,
    WithNotArisen,
    YesNo,
)
from scoring.rules.base import Rule

Data = dict[str, Any]


def rule_data(rule: Rule) -> Data:
    """What ``read_rule`` reads back as an equal rule."""
    kind = rule.kind
    if isinstance(rule, WithNotArisen) and kind != "R9":
        return rule_data(rule.base) | _arisen(rule)
    return {"kind": kind} | _without_none(WRITERS[type(rule)](rule))


def _without_none(data: Data) -> Data:
    return {key: value for key, value in data.items() if value is not None}


def _arisen(rule: WithNotArisen) -> Data:
    return _without_none({"not_arisen": rule.label, "not_arisen_points": rule.points})


def _yes_no(rule: YesNo) -> Data:
    yes = _without_none({"label": rule.yes_label, "points": rule.points})
    return {"whole": rule.whole, "options": [yes, {"label": rule.no_label, "points": rule.no_points}]}


def _choice(rule: Choice) -> Data:
    return {"options": [{"label": one.label, "points": one.points} for one in rule.options]}


def _share(rule: Share) -> Data:
    return {"options": [{"label": one.label, "percent": one.percent} for one in rule.options]}


def _checklist(rule: Checklist) -> Data:
    return {"conditions": [one.label for one in rule.conditions], "by_count": dict(rule.by_count)}


def _words(rule: Banded | Proportional) -> Data:
    return {"numerator": rule.numerator, "denominator": rule.denominator, "above_hundred": rule.above_hundred}


def _banded(rule: Banded) -> Data:
    bands = [
        _without_none({"lo": one.lo, "lo_incl": one.lo_incl, "hi": one.hi, "hi_incl": one.hi_incl, "points": one.points})
        for one in rule.bands
    ]
    return _words(rule) | {"bands": bands}


def _proportional(rule: Proportional) -> Data:
    return _words(rule) | {"floor": rule.floor}


def _formula(rule: Formula) -> Data:
    return {
        "variables": {one.symbol: one.title for one in rule.variables},
        "formulas": [{"name": one.name, "expression": one.expression} for one in rule.branches],
    }


def _steps(rule: Steps) -> Data:
    names = ("base_at", "base_points", "step", "per_step", "cap", "below_base_points")
    return {name: getattr(rule, name) for name in names} | {"variable": rule.counted}


WRITERS: dict[type, Callable[[Any], Data]] = {
    YesNo: _yes_no,
    Choice: _choice,
    Share: _share,
    Checklist: _checklist,
    Banded: _banded,
    Proportional: _proportional,
    PerItem: lambda rule: {"per_item": rule.per_item, "cap": rule.cap, "item": rule.counted},
    Deduction: lambda rule: {"start": rule.start, "per_case": rule.per_case, "floor": rule.floor, "case": rule.counted},
    WithNotArisen: lambda rule: _arisen(rule) | {"base": rule_data(rule.base)},
    WithNotApplicable: lambda rule: {"not_applicable": rule.label, "base": rule_data(rule.base)},
    SurveyMean: lambda rule: {"respondents": rule.respondents or None},
    ExternalIndex: lambda rule: {"floor": rule.floor, "index": rule.index},
    BonusPenalty: lambda rule: {"per_item": rule.per_item, "cap": rule.cap, "item": rule.counted, "penalty": rule.penalty},
    Steps: _steps,
    Formula: _formula,
    JudgedRule: lambda rule: {"low": rule.low, "high": rule.high},
}
