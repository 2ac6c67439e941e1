"""The points that a rule can give: every declaration leads to one of them, and each of them to some declaration."""

from decimal import Decimal
from fractions import Fraction

import pytest

from scoring.declared import Conditions, Count, Declared, Met, Option, Percent, Value
from scoring.errors import BelowMinimum, NotAttainable
from scoring.rules import (
    Band,
    Banded,
    BonusPenalty,
    Checklist,
    Deduction,
    JudgedRule,
    Labelled,
    PerItem,
    Portion,
    Proportional,
    Rule,
    Share,
    SingleChoice,
    Steps,
    WithNotApplicable,
    WithNotArisen,
    YesNo,
)
from scoring.sheet.attainable import attainable, check_attainable, nearest

D, F = Decimal, Fraction
TWO = D(2)
THREE = tuple(Labelled(letter, letter, D(points)) for letter, points in (("a", 2), ("b", 1), ("c", 0)))
BANDS = (Band(D(80), True, None, False, D(2)), Band(None, False, D(80), False, D(1)))
CASES: list[tuple[Rule, tuple[Fraction, ...], list[Declared]]] = [
    (YesNo(), (F(0), F(2)), [Met(True), Met(False)]),
    (SingleChoice(THREE), (F(0), F(1), F(2)), [Option(letter) for letter in "abc"]),
    (Share((Portion("a", "a", D(100)), Portion("b", "b", D(25)))), (F(0), F(1, 2), F(2)), [Option("a"), Option("b")]),
    (
        Checklist(THREE, ((3, D(2)), (1, D("0.5")))),
        (F(0), F(1, 2), F(2)),
        [Conditions(tuple(letters)) for letters in ("", "a", "ab", "abc")],
    ),
    (Banded(BANDS), (F(0), F(1), F(2)), [Percent(D(90)), Percent(D(10))]),
    (PerItem(D("0.5"), D("1.2")), (F(0), F(1, 2), F(1), F(6, 5)), [Count(number) for number in range(6)]),
    (BonusPenalty(D(1)), (F(0), F(1), F(2)), [Count(number) for number in range(4)]),
    (Deduction(D("0.75"), floor=D(-5)), (F(0), F(1, 2), F(5, 4), F(2)), [Count(number) for number in range(3)]),
    (Steps(D(50), D(1), D(10), D("0.5")), (F(0), F(1), F(3, 2), F(2)), [Value(D(number)) for number in range(0, 100, 7)]),
    (WithNotApplicable(WithNotArisen(SingleChoice(THREE), D("1.5"))), (F(0), F(1), F(3, 2), F(2)), [Option("b")]),
]


@pytest.mark.parametrize(("rule", "possible", "declared"), CASES, ids=lambda case: type(case).__name__)
def test_whatever_is_declared_gives_one_of_them(rule: Rule, possible: tuple[Fraction, ...], declared: list[Declared]) -> None:
    assert attainable(rule, TWO) == possible
    assert {rule.score(one, TWO).points for one in declared} <= set(possible)


@pytest.mark.parametrize("rule", [Proportional(), JudgedRule(), PerItem(D("0.001"))], ids=lambda rule: rule.kind)
def test_where_points_run_through_nothing_is_read_out(rule: Rule) -> None:
    assert attainable(rule, TWO) == ()
    check_attainable("1.1", rule, TWO, F(37, 100))


def test_what_lies_between_two_levels_is_refused_with_those_there_are() -> None:
    with pytest.raises(NotAttainable) as refused:
        check_attainable("1.1", SingleChoice(THREE), TWO, F(3, 2))
    assert refused.value == NotAttainable("1.1", F(3, 2), (F(0), F(1), F(2)))
    assert nearest(F(3, 2), refused.value.possible) == (1, 2)


def test_a_judgement_keeps_to_its_bounds_and_may_give_nothing() -> None:
    rule = WithNotApplicable(JudgedRule(D("0.5"), D("1.5")))
    check_attainable("1.1", rule, TWO, F(7, 5))
    check_attainable("1.1", rule, TWO, F(0))
    with pytest.raises(BelowMinimum):
        check_attainable("1.1", rule, TWO, F(1, 4))
