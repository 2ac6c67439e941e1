"""How well annexes in Word and Excel are read: every leaf against a truth written by hand.

    python -m benchmarks.annex [FOLDER]

``rule`` counts as right when its kind and every parameter that the truth names are; an uncertain leaf never does.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from bot.reports.sets.set_json import reading_json
from knowledge.annex import read_annex
from knowledge.text import fold
from scoring.rules.expression import read_expression

FILES = Path(__file__).parents[1] / "tests" / "knowledge" / "annex" / "files"
#: Names of things are words of the annex; they are compared without marks, and only where both sides have them.
WORDS = (
    "label",
    "item",
    "case",
    "variable",
    "numerator",
    "denominator",
    "respondents",
    "index",
    "not_arisen",
    "not_applicable",
)
MEANT = ("unit", "below_floor_points", "floor_value_counts", "below_base_points")


@dataclass
class Result:
    """``wrong`` are the leaves whose rule is not right and not flagged: the worst that can happen."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    amiss: list[str] = field(default_factory=list)
    seconds: float = 0


def measure(folder: Path) -> Result:
    result = Result()
    for truth_file in sorted(folder.glob("*.truth.json")):
        truth = json.loads(truth_file.read_text(encoding="utf-8"))
        began = time.perf_counter()
        found = reading_json(read_annex(folder / truth["file"]))
        result.seconds = max(result.seconds, time.perf_counter() - began)
        if truth.get("broken"):
            _broken(result, truth, found)
        else:
            _sound(result, truth, found)
    return result


def _broken(result: Result, truth: dict[str, Any], found: dict[str, Any]) -> None:
    result.counts["broken"] += 1
    wanted = [(one["error"], one.get("code") or one.get("row_code") or "") for one in truth["expected_errors"]]
    got = [(str(one["error"]), one["where"]) for one in found["faults"]]
    if got == wanted:
        result.counts["broken refused"] += 1
    else:
        result.amiss.append(f"{truth['file']}: {got} instead of {wanted}")


def _sound(result: Result, truth: dict[str, Any], found: dict[str, Any]) -> None:
    leaves = {one["code"]: one for one in found["leaves"]}
    for fault in found["faults"]:
        result.amiss.append(f"{truth['file']}: {fault}")
    for wanted in truth["leaves"]:
        _leaf(result, truth["file"], wanted, leaves.pop(wanted["code"], None))
    result.amiss += [f"{truth['file']} {code}: no such leaf" for code in leaves]
    result.counts["extras"] += len(truth.get("bonus_penalty") or ())
    for wanted, got in zip(truth.get("bonus_penalty") or (), found["bonus_penalty"], strict=False):
        right = same_rule(wanted["rule"], got["rule"]) and got["name"] == wanted["name"]
        result.counts["extras right"] += right and not got["uncertain"]
        if not right and not got["uncertain"]:
            result.wrong.append(f"{truth['file']} {got['code']} {got['name']}: {got['rule']} instead of {wanted['rule']}")


def _leaf(result: Result, file: str, wanted: dict[str, Any], got: dict[str, Any] | None) -> None:
    result.counts["leaves"] += 1
    if got is None:
        result.amiss.append(f"{file} {wanted['code']}: not found")
        return
    differing = list(_differing(wanted, got))
    if differing:
        told = "; ".join(f"{one}: {got[one]!r} instead of {wanted[one]!r}" for one in differing)
        result.amiss.append(f"{file} {wanted['code']}: {told}")
    result.counts["frame right"] += not differing
    result.counts["evidence right"] += got["evidence"] == wanted["evidence"]
    right, flagged = same_rule(wanted["rule"], got["rule"]), got["uncertain"]
    result.counts["rule right"] += right
    result.counts["labels right"] += same_labels(wanted["rule"], got["rule"])
    result.counts["rule right, not flagged"] += right and not flagged
    result.counts["flagged"] += flagged
    told = f"{file} {wanted['code']} {wanted['name']}: {got['rule']} instead of {wanted['rule']} {got['why'] or ''}"
    if not right:
        (result.amiss if flagged else result.wrong).append(told)
    elif flagged:
        result.amiss.append(f"flagged though right: {told}")


def _differing(wanted: dict[str, Any], got: dict[str, Any]) -> Iterator[str]:
    for key in ("name", "source"):
        if wanted[key] != got[key]:
            yield key
    if Fraction(str(wanted["max"])) != Fraction(got["max"]):
        yield "max"


def same_rule(wanted: Any, got: Any, key: str = "") -> bool:
    """Whether all that the truth says of a rule is said of the one that was read."""
    if isinstance(wanted, dict):
        return isinstance(got, dict) and all(
            same_rule(value, got.get(inner), inner) for inner, value in wanted.items() if inner not in MEANT or inner in got
        )
    if isinstance(wanted, list):
        return isinstance(got, list) and len(wanted) == len(got) and all(map(same_rule, wanted, got))
    if key == "formula":
        return got is not None and same_formula(str(wanted), str(got))
    if key in WORDS or (isinstance(wanted, str) and not _is_figure(wanted)):
        return key != "kind" or wanted == got
    return _same_figure(wanted, got)


def same_labels(wanted: Any, got: Any) -> bool:
    """Whether the options that people choose from are worded as in the annex."""
    if not isinstance(wanted, dict) or not isinstance(got, dict):
        return False
    if "base" in wanted:
        return same_labels(wanted["base"], got.get("base"))
    mine, theirs = ([fold(str(one.get("label", ""))) for one in rule.get("options", ())] for rule in (wanted, got))
    return not any(mine) or mine == theirs


def same_formula(wanted: str, got: str) -> bool:
    """Whether two formulas give the same, tried with figures."""
    one, other = read_expression(wanted), read_expression(got)
    figures = {symbol: Fraction(37 + 11 * place, 7) for place, symbol in enumerate(sorted(one.symbols))}
    return one.symbols == other.symbols and one.evaluate(figures) == other.evaluate(figures)


def _is_figure(text: str) -> bool:
    return text.replace(".", "", 1).lstrip("-").isdigit()


def _same_figure(wanted: Any, got: Any) -> bool:
    if isinstance(wanted, bool) or wanted is None or got is None:
        return bool(wanted == got)
    return _is_figure(str(got)) and Fraction(str(wanted)) == Fraction(str(got))


def show(result: Result) -> None:
    counts = result.counts
    for name in ("frame right", "evidence right", "rule right", "rule right, not flagged", "labels right", "flagged"):
        print(f"{name}: {counts[name]} of {counts['leaves']} leaves ({100 * counts[name] / max(counts['leaves'], 1):.1f} %)")
    print(f"bonus and penalty right: {counts['extras right']} of {counts['extras']}")
    print(f"wrong and not flagged: {len(result.wrong)}")
    print(f"broken files refused for the right reason and place: {counts['broken refused']} of {counts['broken']}")
    print(f"slowest file: {result.seconds:.2f} s")
    for line in (*result.wrong, *result.amiss):
        print(f"  {line}")


if __name__ == "__main__":
    show(measure(Path(sys.argv[1]) if len(sys.argv) > 1 else FILES))
