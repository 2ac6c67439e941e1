"""The JSON face of a rule, by which integrators compare an annex with its printed text."""

import json
from typing import Any

import pytest
from hypothesis import given, settings

from knowledge.reading import read_set, rule_json
from scoring.rules import Rule
from tests.knowledge.reading.rules import MAXIMUM, RULES
from tests.knowledge.reading.sample import sample, small


def _face(code: str) -> dict[str, Any]:
    leaf = sample().leaf(code)
    return rule_json(leaf.rule, leaf.max)


def _face_of(rule: str, maximum: str = "2") -> dict[str, Any]:
    reading = read_set(small(rule, maximum))
    assert reading.set is not None, reading.faults
    leaf = reading.set.leaf("1.1")
    return rule_json(leaf.rule, leaf.max)


def test_options_tell_their_points() -> None:
    assert _face("1.1")["options"][1] == {"label": "Ban hành chậm", "points": "0.75"}


def test_bands_tell_both_ends_and_an_open_end_as_nothing() -> None:
    top, middle, *_ = _face("3.6")["bands"]
    assert top == {"lo": "80", "lo_incl": True, "hi": None, "hi_incl": None, "points": "3"}
    assert middle == {"lo": "60", "lo_incl": True, "hi": "80", "hi_incl": False, "points": "2"}


def test_a_proportional_rule_tells_its_formula_and_that_its_floor_counts() -> None:
    face = _face("3.2")
    assert (face["kind"], face["formula"], face["floor"]) == ("R5", "ratio*6/100", "95")
    assert face["floor_value_counts"] is True
    assert face["below_floor_points"] == "0"


def test_a_claim_around_a_rule_tells_the_rule_within() -> None:
    face = _face("3.5")
    assert (face["kind"], face["not_arisen_points"]) == ("R9", "2")
    assert face["base"]["formula"] == "ratio*2/100"


def test_a_claim_beside_a_rule_is_told_as_that_rule() -> None:
    face = _face("2.4")
    assert (face["kind"], face["floor"], face["not_arisen_points"]) == ("R5", "70", "2")
    assert "base" not in face


def test_a_leaf_that_may_not_apply_says_what_becomes_of_its_points() -> None:
    face = _face("6.4")
    assert (face["kind"], face["effect"]) == ("R10", "exclude_and_rescale")
    assert face["not_applicable"] == "không được giao vốn"


def test_shares_of_the_maximum_tell_both() -> None:
    assert _face("7.5")["options"][1] == {"label": "Còn thiếu sót đã khắc phục", "percent": "75", "points": "1.5"}


def test_the_maximum_in_words_is_worked_out() -> None:
    face = _face_of("{kind: R1, options: [{label: Có, points: max}, {label: Không, points: 0}]}", "1.5")
    assert face["options"][0]["points"] == "1.5"


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("{kind: R7, per_item: 0.5, cap: 2, item: hình thức}", {"per_item": "0.5", "cap": "2", "item": "hình thức"}),
        ("{kind: R8, per_case: 0.25, floor: -0.25}", {"per_case": "0.25", "floor": "-0.25"}),
        ("{kind: R15, base_at: 50, base_points: 1, step: 5, per_step: 0.25}", {"base_at": "50", "per_step": "0.25"}),
        ("{kind: R17, formula: a/b*2, variables: {a: xong, b: tổng}}", {"variables": {"a": "xong", "b": "tổng"}}),
        ("{kind: R18}", {"range": ["0", "2"]}),
        ("{kind: R13, floor: 70, index: SIPAS}", {"index": "SIPAS", "floor": "70", "formula": "index*2/100"}),
    ],
)
def test_parameters_have_the_names_of_the_corpus(rule: str, told: dict[str, Any]) -> None:
    assert _face_of(rule).items() >= told.items()


@settings(max_examples=100, deadline=None)
@given(RULES)
def test_every_face_is_plain_json(rule: Rule) -> None:
    face = rule_json(rule, MAXIMUM)
    assert json.loads(json.dumps(face)) == face
    assert face["kind"] == rule.kind
