"""Answers in the spellings that people use, and declarations in the sheet's JSON."""

import unicodedata
from decimal import Decimal

import pytest

from knowledge.answers import declared_from_json, declared_to_json, read_answer, read_variable, show_answer
from scoring.declared import Declared, Judged, MeanPercent, Met, NotApplicable, NotArisen, Variables
from scoring.errors import NotAnAnswer, WrongDeclaration
from tests.scoring.rules.other_rules import OTHERS
from tests.scoring.rules.sample_leaves import LEAVES


@pytest.mark.parametrize(
    "typed", ["không phát sinh", "Khong Phat Sinh", "KPS", "ko phat sinh", "không  phát sinh", "không có hồ sơ trễ hạn"]
)
def test_nothing_arose_in_every_spelling(typed: str) -> None:
    rule, _ = LEAVES["3.3"]
    assert read_answer(unicodedata.normalize("NFD", typed), rule) == NotArisen()
    assert read_answer(unicodedata.normalize("NFC", typed), rule) == NotArisen()


@pytest.mark.parametrize("typed", ["không áp dụng", "khong ap dung", "Kad", "ko áp dụng", "khong duoc giao von"])
def test_not_applicable_in_every_spelling(typed: str) -> None:
    rule, _ = LEAVES["6.4"]
    assert read_answer(typed, rule) == NotApplicable()


@pytest.mark.parametrize(
    ("typed", "met"),
    [("Có", True), ("co", True), ("A", True), ("đạt", True), ("KHÔNG", False), ("ko", False), ("hok", False), ("b", False)],
)
def test_yes_and_no_in_every_spelling(typed: str, met: bool) -> None:
    rule, _ = LEAVES["4.1"]
    assert read_answer(unicodedata.normalize("NFD", typed), rule) == Met(met)


def test_a_refused_answer_says_what_the_leaf_asks_for() -> None:
    rule, _ = LEAVES["1.2"]
    with pytest.raises(NotAnAnswer) as refusal:
        read_answer(" 85,3 ", rule)
    assert (refusal.value.typed, refusal.value.kind) == ("85,3", "ratio")


def test_a_claim_is_printed_in_the_words_of_the_set() -> None:
    rule, _ = OTHERS["cả hai"]
    assert show_answer(NotArisen(), rule) == "không có phản ánh"
    assert show_answer(NotApplicable(), rule) == "không được phân cấp"


def test_a_survey_mean_is_printed_though_nobody_types_it() -> None:
    rule, _ = LEAVES["8.2"]
    assert show_answer(MeanPercent(Decimal("82.5")), rule) == "82,5%"


def test_one_value_of_a_formula() -> None:
    assert read_variable(" 1.240,5 ") == Decimal("1240.5")


@pytest.mark.parametrize(
    ("declared", "data"),
    [
        (Judged(Decimal("1.50")), {"points": "1.5"}),
        (Judged(Decimal(1), "chậm"), {"points": "1", "reason": "chậm"}),
        (MeanPercent(Decimal("82.4242424242")), {"mean_percent": "82.4242424242"}),
        (Variables((("a", Decimal(1)),), "x"), {"variables": {"a": "1"}, "branch": "x"}),
    ],
)
def test_json_shapes(declared: Declared, data: dict[str, object]) -> None:
    assert declared_to_json(declared) == data
    assert declared_from_json(data) == declared


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        {"met": "true"},
        {"met": True, "option": "a"},
        {"option": ""},
        {"option": 1},
        {"conditions": "ac"},
        {"conditions": [1]},
        {"numerator": "45"},
        {"numerator": 45, "denominator": 50},
        {"percent": "85,3"},
        {"percent": "1e9"},
        {"percent": "NaN"},
        {"not_arisen": False},
        {"not_applicable": 1},
        {"count": 3},
        {"count": "3.5"},
        {"value": "-1"},
        {"variables": ["1"]},
        {"variables": {"a": 1}},
        {"variables": {"": "1"}},
        {"points": "1", "reason": ""},
        {"unknown": "1"},
    ],
)
def test_json_of_any_other_shape_is_refused(data: object) -> None:
    with pytest.raises(WrongDeclaration):
        declared_from_json(data)
