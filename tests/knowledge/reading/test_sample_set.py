"""The bundled sample is the invented set of 100 points, and what it tells communes holds by its own rules."""

import re
import unicodedata
from decimal import Decimal
from fractions import Fraction

import pytest

from knowledge.answers import read_answer
from scoring.criteria import Leaf, Source
from scoring.rules import Proportional, WithNotArisen
from tests.knowledge.reading.sample import SAMPLE, sample

PRODUCT = re.compile(r"(?<!− )\b([0-9,]+) (%?) ?× ([0-9,]+) = ([0-9,]+) điểm")
RATIO = re.compile(r"([0-9.]+/[0-9.]+).*?= ([0-9,]+) điểm")
NOT_A_WORD_OF_A_COMMUNE = re.compile(r"!|\b(upload|file|link|website|deadline|online|click|email)\b", re.IGNORECASE)


def _figure(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _texts(leaf: Leaf) -> list[str]:
    told = leaf.guidance
    return [leaf.name, told.asked, told.points, told.convinces, told.mistakes, *(item.name for item in leaf.evidence)]


def test_it_has_37_leaves_worth_100_points() -> None:
    assert len(sample().leaves) == 37
    assert sample().max == 100
    assert [str(field.max) for field in sample().fields] == ["15", "8", "22", "6", "11", "8", "15", "15"]


def test_points_come_from_communes_systems_and_surveys() -> None:
    leaves = sample().leaves.values()
    points = {source: sum(leaf.max for leaf in leaves if leaf.source is source) for source in Source}
    assert points == {Source.SELF: 56, Source.SYSTEM: 18, Source.SURVEY: 26, Source.APPRAISER: 0}


def test_communes_declare_31_leaves_worth_74_points() -> None:
    declared = list(sample().declared_leaves())
    assert len(declared) == 31
    assert sum(leaf.max for leaf in declared) == 74


def test_it_is_marked_as_a_sample() -> None:
    assert sample().sample
    assert "minh hoạ" in sample().name
    assert (sample().id, sample().version) == ("mau-minh-hoa", "1")


def test_rules_are_of_the_kinds_that_the_annex_names() -> None:
    kinds = " ".join(f"{code}:{leaf.rule.kind}" for code, leaf in sample().leaves.items())
    assert kinds == (
        "1.1:R2 1.2:R5 1.3:R6 1.4:R3 1.5:R7 1.6:R7 1.7:R8 2.1:R9 2.2:R1 2.3:R2 2.4:R5 "
        "3.1:R6 3.2:R5 3.3:R9 3.4:R1 3.5:R9 3.6:R3 3.7:R12 4.1:R1 4.2:R1 4.3:R12 "
        "5.1:R4 5.2:R5 5.3:R8 5.4:R12 6.1:R2 6.2:R6 6.3:R10 6.4:R10 "
        "7.1:R4 7.2:R3 7.3:R3 7.4:R6 7.5:R11 7.6:R12 8.1:R13 8.2:R12"
    )


def test_the_proportional_leaf_with_a_claim_keeps_its_floor() -> None:
    rule = sample().leaf("2.4").rule
    assert isinstance(rule, WithNotArisen)
    assert rule.points == 2
    assert isinstance(rule.base, Proportional)
    assert rule.base.floor == 70


def test_the_four_reports_of_the_year_are_four_documents() -> None:
    names = [item.name for item in sample().leaf("1.3").required_items]
    assert names == ["Báo cáo quý I", "Báo cáo 6 tháng", "Báo cáo 9 tháng", "Báo cáo năm"]


def test_a_disciplinary_decision_is_asked_for_only_where_there_is_one() -> None:
    required = [item.key for item in sample().leaf("5.3").required_items]
    assert required == ["a"]


def test_classes_fall_from_excellent_to_failed() -> None:
    lines = [(one.name, str(one.index_from), one.field_floor) for one in sample().classes]
    assert lines == [("excellent", "90", 80), ("good", "80", 70), ("fair", "65", 50), ("failed", "0", None)]


@pytest.mark.parametrize("leaf", sample().leaves.values(), ids=lambda leaf: leaf.code)
def test_every_leaf_helps_in_plain_words(leaf: Leaf) -> None:
    assert all(text for text in _texts(leaf))
    assert leaf.position
    assert leaf.department
    assert leaf.aliases
    assert not [text for text in _texts(leaf) if NOT_A_WORD_OF_A_COMMUNE.search(text)]


@pytest.mark.parametrize("leaf", sample().leaves.values(), ids=lambda leaf: leaf.code)
def test_worked_examples_multiply_right(leaf: Leaf) -> None:
    for factor, percent, other, product in PRODUCT.findall(leaf.guidance.points):
        exact = Fraction(_figure(factor)) * Fraction(_figure(other)) / (100 if percent else 1)
        assert exact == Fraction(_figure(product))
        assert _figure(product) <= leaf.max


@pytest.mark.parametrize("code", ["1.2", "2.4", "3.2", "3.5", "5.1", "5.2", "6.3"])
def test_worked_ratios_give_the_points_that_the_rule_gives(code: str) -> None:
    leaf = sample().leaf(code)
    example = RATIO.search(leaf.guidance.points)
    assert example is not None
    outcome = leaf.rule.score(read_answer(example[1], leaf.rule), leaf.max)
    assert outcome.points == Fraction(_figure(example[2]))


def test_the_file_is_composed_text() -> None:
    assert unicodedata.is_normalized("NFC", SAMPLE.read_text(encoding="utf-8"))
