"""A rule as JSON for integrations: the parameters as plain numbers, the ratio's formula written out."""

from decimal import Decimal
from typing import Any

from knowledge.reading.rule_data import rule_data
from scoring.rules.base import Rule


def rule_json(rule: Rule, maximum: Decimal | None = None) -> dict[str, Any]:
    """Kind and parameters. ``maximum`` completes what the rule leaves to it ("Điểm tối đa", the ratio's formula)."""
    return _plain(_completed(rule_data(rule), maximum))


def _completed(data: dict[str, Any], maximum: Decimal | None) -> dict[str, Any]:
    done = dict(data)
    if "base" in done:
        done["base"] = _completed(done["base"], maximum)
    if maximum is not None and done["kind"] in ("R4", "R5"):
        done["formula"] = f"ratio*{maximum.normalize():f}/100"
    if done["kind"] == "R5":
        done |= {"below_floor_points": 0, "floor_value_counts": True}
    if done["kind"] == "R10":
        done["effect"] = "exclude_and_rescale"
    if done["kind"] == "R17":
        done["formula"] = done["formulas"][0]["expression"]
    return done


def _plain(value: Any) -> Any:
    match value:
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case dict():
            return {str(key): _plain(part) for key, part in value.items()}
        case list():
            return [_plain(part) for part in value]
        case _:
            return value
