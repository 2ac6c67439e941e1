"""What a person types for a leaf gives the points that the text of the rule promises, or a named refusal."""

from decimal import Decimal
from fractions import Fraction

import pytest

from knowledge.answers import declared_from_json, declared_to_json, read_answer
from knowledge.working import in_words
from scoring import errors
from scoring.declared import Count, Declared, MeanPercent, Percent, Ratio, Value
from scoring.rules import Rule
from tests.scoring.rules.cases import others, sample_set, sample_set_rest
from tests.scoring.rules.cases.rows import Points, Refused, Wrong
from tests.scoring.rules.other_rules import OTHERS
from tests.scoring.rules.sample_leaves import LEAVES

RULES = LEAVES | OTHERS
POINTS = sample_set.POINTS + sample_set_rest.POINTS + others.POINTS
REFUSED = sample_set.REFUSED + sample_set_rest.REFUSED + others.REFUSED
WRONG = sample_set_rest.WRONG + others.WRONG


def _rule(name: str) -> tuple[Rule, Decimal]:
    rule, maximum = RULES[name]
    return rule, Decimal(maximum)


def _declared(case: Points, rule: Rule) -> Declared:
    return declared_from_json(case.declared) if case.typed is None else read_answer(case.typed, rule)


@pytest.mark.parametrize("case", POINTS, ids=lambda case: f"{case.rule}: {case.typed}")
def test_points_and_working(case: Points) -> None:
    rule, maximum = _rule(case.rule)
    declared = _declared(case, rule)
    outcome = rule.score(declared, maximum)
    assert declared_to_json(declared) == case.declared
    assert outcome.points == (None if case.points is None else Fraction(case.points))
    assert case.working in in_words(outcome.working)


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: f"{case.rule}: {case.typed}")
def test_refused_answers(case: Refused) -> None:
    rule, maximum = _rule(case.rule)
    with pytest.raises(errors.Refusal) as refusal:
        rule.score(read_answer(case.typed, rule), maximum)
    assert type(refusal.value).__name__ == case.refusal


@pytest.mark.parametrize("case", WRONG, ids=lambda case: f"{case.rule}: {case.declared}")
def test_refused_declarations(case: Wrong) -> None:
    rule, maximum = _rule(case.rule)
    with pytest.raises(errors.Refusal) as refusal:
        rule.score(declared_from_json(case.declared), maximum)
    assert type(refusal.value).__name__ == case.refusal


def test_every_leaf_of_the_sample_set_is_covered_twice() -> None:
    asked = [code for code, (rule, _) in LEAVES.items() if rule.kind not in {"R12", "R13"}]
    rows = [case.rule for case in POINTS]
    assert len(asked) == 31
    assert [code for code in asked if rows.count(code) < 2] == []


def test_every_supported_kind_is_covered() -> None:
    kinds = {RULES[case.rule][0].kind for case in POINTS}
    assert kinds == {f"R{number}" for number in range(1, 19)} - {"R16"}


def test_the_refusal_names_what_was_typed_the_wrong_way_round() -> None:
    rule, maximum = _rule("3.2")
    with pytest.raises(errors.RatioAboveHundred) as refusal:
        rule.score(read_answer("1240/1.190", rule), maximum)
    assert (refusal.value.numerator, refusal.value.denominator) == (Decimal(1240), Decimal(1190))


@pytest.mark.parametrize(("code", "allowed"), [("1.2", False), ("6.3", True)])
def test_nothing_out_of_nothing_points_to_the_claim_where_the_leaf_has_one(code: str, allowed: bool) -> None:
    rule, maximum = _rule(code)
    with pytest.raises(errors.ZeroDenominator) as refusal:
        rule.score(read_answer("0/0", rule), maximum)
    assert refusal.value.not_applicable_allowed is allowed


@pytest.mark.parametrize(
    ("name", "declared"),
    [
        ("1.2", Ratio(Decimal(-1), Decimal(2))),
        ("1.2", Ratio(Decimal(1), Decimal(-2))),
        ("3.6", Percent(Decimal("-0.5"))),
        ("1.5", Count(-3)),
        ("8.1", Value(Decimal(-1))),
        ("8.2", MeanPercent(Decimal(-1))),
    ],
)
def test_negative_figures_of_an_import_are_refused(name: str, declared: Declared) -> None:
    rule, maximum = _rule(name)
    with pytest.raises(errors.NegativeNumber):
        rule.score(declared, maximum)
