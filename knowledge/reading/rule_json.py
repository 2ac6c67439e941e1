"""The JSON face of a rule, for integrators who compare an imported annex with its printed text."""

from decimal import Decimal
from typing import Any

from knowledge.reading.rule_data import Data, rule_to_data
from scoring.rules import (
    Band,
    Banded,
    BonusPenalty,
    ExternalIndex,
    JudgedRule,
    Portion,
    Proportional,
    Rule,
    Share,
    SurveyMean,
    WithNotApplicable,
    WithNotArisen,
)
from scoring.written.numbers import exact


def rule_json(rule: Rule, maximum: Decimal) -> Data:
    """Figures as decimal strings; whatever stands for the maximum is worked out."""
    face: Data = _plain(_face(rule, maximum), maximum)
    return face


def _face(rule: Rule, maximum: Decimal) -> Data:
    if isinstance(rule, WithNotArisen | WithNotApplicable):
        return _claim(rule, rule_to_data(rule), maximum)
    return rule_to_data(rule) | _worked_out(rule, maximum)


def _worked_out(rule: Rule, maximum: Decimal) -> Data:
    """What the file leaves to be understood."""
    match rule:
        case Banded():
            return {"bands": [_band(band) for band in rule.bands]}
        case Share():
            return {"options": [_share(portion, maximum) for portion in rule.options]}
        case BonusPenalty():
            return {"sign": -1 if rule.penalty else 1}
        case JudgedRule():
            return {"range": [rule.low, maximum if rule.high is None else rule.high], "reason_required": True}
        case Proportional() | ExternalIndex() | SurveyMean():
            return _formula(rule, maximum)
        case _:
            return {}


def _claim(rule: WithNotArisen | WithNotApplicable, data: Data, maximum: Decimal) -> Data:
    """A claim written beside its rule is told as that rule with two more parameters."""
    face = _face(rule.base, maximum)
    if "base" not in data:
        return data | face
    effect = {"effect": "exclude_and_rescale"} if isinstance(rule, WithNotApplicable) else {}
    return {**data, "base": face, **effect}


def _band(band: Band) -> Data:
    """Every end is told, an open one as nothing."""
    lower = {"lo": band.lo, "lo_incl": None if band.lo is None else band.lo_incl}
    upper = {"hi": band.hi, "hi_incl": None if band.hi is None else band.hi_incl}
    return {**lower, **upper, "points": band.points}


def _share(portion: Portion, maximum: Decimal) -> Data:
    return {"label": portion.label, "percent": portion.percent, "points": portion.percent * maximum / 100}


def _formula(rule: Proportional | ExternalIndex | SurveyMean, maximum: Decimal) -> Data:
    """``ratio``, ``index`` and ``survey_mean_percent`` are in percent."""
    name = {"R12": "survey_mean_percent", "R13": "index"}.get(rule.kind, "ratio")
    formula = {"formula": f"{name}*{exact(maximum)}/100"}
    if isinstance(rule, SurveyMean) or rule.floor is None:
        return formula
    return {**formula, "below_floor_points": Decimal(0), "floor_value_counts": True}


def _plain(value: Any, maximum: Decimal) -> Any:
    match value:
        case Decimal():
            return exact(value)
        case "max":
            return exact(maximum)
        case dict():
            return {str(key): _plain(inner, maximum) for key, inner in value.items()}
        case list():
            return [_plain(inner, maximum) for inner in value]
        case _:
            return value
