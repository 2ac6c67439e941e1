"""A rule as plain data, in the words of the file format; reading it gives the same rule back."""

from collections.abc import Callable, Iterable, Mapping
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
    SurveyMean,
    WithNotApplicable,
    WithNotArisen,
    YesNo,
)

Data = dict[str, Any]


def rule_to_data(rule: Rule) -> Data:
    """Numbers stay ``Decimal``; parameters that say nothing are left out."""
    match rule:
        case WithNotArisen() | WithNotApplicable():
            return _claim(rule)
        case _:
            return {"kind": rule.kind} | given(WRITERS[type(rule)](rule))


def given(data: Mapping[str, Any]) -> Data:
    """Without what is not given: an absent key and an empty one mean the same in a file."""
    return {key: value for key, value in data.items() if value is not None and value != ""}


def _claim(rule: WithNotArisen | WithNotApplicable) -> Data:
    if isinstance(rule, WithNotApplicable):
        return {"kind": rule.kind, "not_applicable": rule.label, "base": rule_to_data(rule.base)}
    claim = {"not_arisen": rule.label, "not_arisen_points": or_max(rule.points)}
    if rule.kind == rule.base.kind:
        return rule_to_data(rule.base) | claim
    return {"kind": rule.kind, **claim, "base": rule_to_data(rule.base)}


def or_max(points: Decimal | None) -> Decimal | str:
    return "max" if points is None else points


def _yes_no(rule: YesNo) -> Data:
    met = {"label": rule.yes_label, "points": or_max(rule.points)}
    failed = {"label": rule.no_label, "points": rule.no_points}
    return {"options": [met, failed], "whole": True if rule.whole else None}


def _choice(rule: SingleChoice) -> Data:
    return {"options": [{"label": option.label, "points": option.points or Decimal(0)} for option in rule.options]}


def _share(rule: Share) -> Data:
    return {"options": [{"label": option.label, "percent": option.percent} for option in rule.options]}


def _checklist(rule: Checklist) -> Data:
    return {"conditions": [condition.label for condition in rule.conditions], "by_count": dict(rule.by_count)}


def _banded(rule: Banded) -> Data:
    return {"bands": bands(rule.bands), **_ratio_words(rule)}


def bands(printed: Iterable[Band]) -> list[Data]:
    return [_band(band) for band in printed]


def _band(band: Band) -> Data:
    lower = {} if band.lo is None else {"lo": band.lo, "lo_incl": band.lo_incl}
    upper = {} if band.hi is None else {"hi": band.hi, "hi_incl": band.hi_incl}
    return {**lower, **upper, "points": band.points}


def _proportional(rule: Proportional) -> Data:
    return {"floor": rule.floor, **_ratio_words(rule)}


def _ratio_words(rule: Banded | Proportional) -> Data:
    words = {"numerator": rule.numerator, "denominator": rule.denominator}
    return words if rule.above_hundred == "ask" else {**words, "above_hundred": rule.above_hundred}


def _per_item(rule: PerItem | BonusPenalty) -> Data:
    return {"per_item": rule.per_item, "cap": rule.cap, "item": rule.counted}


def _deduction(rule: Deduction) -> Data:
    return {"start": rule.start, "per_case": rule.per_case, "floor": rule.floor, "case": rule.counted}


def _survey_mean(rule: SurveyMean) -> Data:
    return {"respondents": rule.respondents}


def _external_index(rule: ExternalIndex) -> Data:
    return {"index": rule.index, "floor": rule.floor}


def _steps(rule: Steps) -> Data:
    base = {"variable": rule.counted, "base_at": rule.base_at, "base_points": rule.base_points}
    return {**base, "step": rule.step, "per_step": rule.per_step, "cap": rule.cap, "below_base_points": rule.below_base_points}


def _formula(rule: Formula) -> Data:
    variables = {variable.symbol: variable.title for variable in rule.variables}
    if len(rule.branches) == 1:
        return {"formula": rule.branches[0].expression, "variables": variables}
    formulas = [{"name": branch.name, "formula": branch.expression} for branch in rule.branches]
    return {"formulas": formulas, "variables": variables}


def _judged(rule: JudgedRule) -> Data:
    return {"low": rule.low, "high": rule.high}


WRITERS: Final[Mapping[type, Callable[[Any], Data]]] = {
    YesNo: _yes_no,
    SingleChoice: _choice,
    Share: _share,
    Checklist: _checklist,
    Banded: _banded,
    Proportional: _proportional,
    PerItem: _per_item,
    BonusPenalty: _per_item,
    Deduction: _deduction,
    SurveyMean: _survey_mean,
    ExternalIndex: _external_index,
    Steps: _steps,
    Formula: _formula,
    JudgedRule: _judged,
}
