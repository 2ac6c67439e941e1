"""The class: the index's threshold and the floor of every field together, as in the 2021 plan."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from scoring.results.classification import Classification, classify
from scoring.results.totals import FieldTotal
from tests.scoring.world import CLASSES


def percentages(*values: str | None) -> list[FieldTotal]:
    """Fields 1, 2 … of 100 points each."""
    return [
        FieldTotal(str(number), Fraction(value or 0), Fraction(100), None if value is None else Fraction(value))
        for number, value in enumerate(values, 1)
    ]


def given(index: str, *fields: str | None) -> Classification:
    return classify(Fraction(index), percentages(*fields), CLASSES)


@pytest.mark.parametrize(
    ("index", "fields", "name"),
    [
        ("100", ("100", "100"), "excellent"),
        ("90", ("80", "95"), "excellent"),
        ("89.999", ("95", "95"), "good"),
        ("89.996", ("95", "95"), "good"),
        ("92", ("79.999", "95"), "good"),
        ("92", ("75", "95"), "good"),
        ("92", ("70", "95"), "good"),
        ("92", ("69.9", "95"), "fair"),
        ("92", ("50", "100"), "fair"),
        ("92", ("49", "100"), None),
        ("80", ("70", "90"), "good"),
        ("85", ("69.99", "90"), "fair"),
        ("79.999", ("90", "90"), "fair"),
        ("65", ("50", "80"), "fair"),
        ("65", ("49.999", "80"), None),
        ("70", ("45", "90"), None),
        ("64.999", ("90", "90"), "failed"),
        ("64", ("10", "90"), "failed"),
        ("0", ("0", "0"), "failed"),
        ("95", ("95", None), "excellent"),
    ],
)
def test_the_class_of_an_index_and_its_fields(index: str, fields: tuple[str | None, ...], name: str | None) -> None:
    assert given(index, *fields).name == name


def test_an_index_of_92_with_a_field_at_75_falls_to_good_and_says_why() -> None:
    assert given("92", "75", "95") == Classification(
        "good", "chỉ số 92%; lĩnh vực 1 đạt 75%, dưới 80% để hoàn thành xuất sắc nhiệm vụ"
    )


def test_an_index_of_70_with_a_field_at_45_has_no_class_and_goes_to_the_council() -> None:
    found = given("70", "80", "45")
    assert found.name is None
    assert found.because == (
        "chỉ số 70%, dưới 80% để hoàn thành tốt nhiệm vụ; lĩnh vực 2 đạt 45%, dưới 50% để hoàn thành nhiệm vụ; "
        "văn bản không xếp loại trường hợp này, Hội đồng quyết định"
    )


def test_the_weakest_field_is_named_for_every_class_that_it_costs() -> None:
    because = given("92", "69", "60").because
    assert "lĩnh vực 2 đạt 60%, dưới 80% để hoàn thành xuất sắc nhiệm vụ" in because
    assert "lĩnh vực 2 đạt 60%, dưới 70% để hoàn thành tốt nhiệm vụ" in because


def test_an_index_just_under_a_threshold_is_never_printed_as_reaching_it() -> None:
    assert given("89.996", "95", "95").because == "chỉ số 89,996%, dưới 90% để hoàn thành xuất sắc nhiệm vụ"


def test_a_field_just_under_its_floor_is_never_printed_as_reaching_it() -> None:
    assert "lĩnh vực 1 đạt 79,998%, dưới 80%" in given("92", "79.998", "95").because


def test_the_best_class_needs_no_excuse() -> None:
    assert given("93.456", "90", "90").because == "chỉ số 93,46%"


def test_failing_is_a_matter_of_the_index() -> None:
    assert given("60.5", "90", "20").because == "chỉ số 60,5%, dưới 65% để hoàn thành nhiệm vụ"


def test_a_set_may_decide_that_weak_fields_mean_failing() -> None:
    decided = (*CLASSES[:3], replace(CLASSES[3], field_floor=Decimal(0)))
    assert classify(Fraction(70), percentages("45"), decided).name == "failed"
