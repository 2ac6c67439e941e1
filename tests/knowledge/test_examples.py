"""Worked examples come from the rule itself, whatever its kind."""

from dataclasses import replace
from decimal import Decimal

import pytest

from knowledge.examples import figures, worked
from scoring.criteria import Guidance
from scoring.rules import (
    Band,
    Banded,
    BonusPenalty,
    Branch,
    Checklist,
    Deduction,
    ExternalIndex,
    Formula,
    JudgedRule,
    Labelled,
    PerItem,
    Portion,
    Proportional,
    Rule,
    Share,
    SingleChoice,
    Steps,
    SurveyMean,
    Variable,
    WithNotApplicable,
    WithNotArisen,
    YesNo,
)
from tests.knowledge.reading.sample import sample

TWO, HALF = Decimal(2), Decimal("0.5")
OPTIONS = (Labelled("a", "Đúng hạn", TWO), Labelled("b", "Chậm", Decimal(1)), Labelled("c", "Không", Decimal(0)))
BANDS = (
    Band(Decimal(80), True, None, False, TWO),
    Band(Decimal(50), True, Decimal(80), False, Decimal(1)),
    Band(None, False, Decimal(50), False, Decimal(0)),
)
KINDS: dict[str, tuple[Rule, tuple[str, ...]]] = {
    "R1": (YesNo(), ("Có → 2", "Không → 0")),
    "R2": (SingleChoice(OPTIONS), ("b. Chậm → 1",)),
    "R3": (Banded(BANDS), ("180/200 = 90% → từ 80% trở lên → 2", "130/200 = 65% → từ 50% đến dưới 80% → 1")),
    "R4": (Proportional(), ("190/200 = 95% → 95% × 2 = 1,9",)),
    "R5": (Proportional(Decimal(80)), ("180/200 = 90% → 90% × 2 = 1,8", "158/200 = 79% < 80% → 0")),
    "R6": (Checklist(OPTIONS[:2], ((2, TWO), (1, Decimal(1)))), ("đạt 2/2 điều kiện (a, b) → 2", "đạt 1/2 điều kiện (a) → 1")),
    "R7": (PerItem(HALF), ("1 × 0,5 = 0,5", "3 × 0,5 = 1,5")),
    "R8": (Deduction(HALF), ("2 − 1 × 0,5 = 1,5", "2 − 3 × 0,5 = 0,5")),
    "R9": (WithNotArisen(Proportional()), ("190/200 = 95% → 95% × 2 = 1,9", "không phát sinh → 2")),
    "R11": (Share((Portion("a", "Đủ", Decimal(100)), Portion("b", "Thiếu", Decimal(75)))), ("b. Thiếu → 75% × 2 = 1,5",)),
    "R12": (SurveyMean(), ("85% × 2 = 1,7",)),
    "R13": (ExternalIndex(Decimal(70)), ("85% × 2 = 1,7", "69% < 70% → 0")),
    "R14": (BonusPenalty(HALF), ("cộng điểm: 1 × 0,5 = 0,5", "cộng điểm: 3 × 0,5 = 1,5")),
    "R15": (Steps(Decimal(50), Decimal(1), Decimal(5), Decimal("0.25")), ("60: 1 + 2 × 0,25 = 1,5",)),
    "R18": (JudgedRule(), ("1 điểm: thiếu một báo cáo",)),
}


@pytest.mark.parametrize(("rule", "lines"), KINDS.values(), ids=KINDS)
def test_a_rule_reckons_its_own_example(rule: Rule, lines: tuple[str, ...]) -> None:
    assert worked(rule, TWO) == lines


def test_what_does_not_apply_is_told_beside_the_figures() -> None:
    reckoned, outside = worked(WithNotApplicable(Proportional()), TWO)
    assert reckoned.endswith("= 1,9")
    assert "không áp dụng" in outside


def test_a_formula_is_worked_out_with_figures() -> None:
    rule = Formula((Variable("a", "số đạt"), Variable("b", "tổng số")), (Branch("", "a / b"),))
    (line,) = worked(rule, TWO)
    assert "0,8" in line


def test_a_formula_that_its_figures_break_gives_no_example() -> None:
    assert worked(Formula((Variable("a", "x"),), (Branch("", "a / (a - 8)"),)), TWO) == ()


def test_every_leaf_of_the_sample_has_its_example() -> None:
    assert [leaf.code for leaf in sample().leaves.values() if not worked(leaf.rule, leaf.max)] == []


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("Ví dụ: 970/1.000 hồ sơ đúng hạn là 97%.", "970/1.000"),
        ("Ví dụ: hạn là 31/12, xử lý 4/5 văn bản.", "4/5"),
        ("Ví dụ: ký ngày 05/01/2026 thì tính là chậm.", "9/10"),
        ("", "9/10"),
    ],
)
def test_a_ratio_is_asked_for_with_figures_of_its_size(told: str, shown: str) -> None:
    leaf = replace(sample().leaf("3.2"), guidance=Guidance(points=told))
    assert figures(leaf) == shown
