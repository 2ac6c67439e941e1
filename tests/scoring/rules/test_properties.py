"""What holds for every answer, not only for the ones somebody thought of."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.answers import declared_from_json, declared_to_json, read_answer, show_answer
from knowledge.working import in_words
from scoring.declared import (
    Conditions,
    Count,
    Declared,
    Judged,
    Met,
    NotApplicable,
    NotArisen,
    Option,
    Percent,
    Ratio,
    Value,
    Variables,
)
from scoring.errors import FormulaFault, Refusal
from scoring.rules import Asks, Rule
from scoring.rules.expression import read_expression
from scoring.written.letters import clean
from scoring.written.numbers import read_number, show
from tests.scoring.rules.other_rules import OTHERS
from tests.scoring.rules.sample_leaves import LEAVES

thorough = settings(max_examples=150, deadline=None, database=None)

RULES = LEAVES | OTHERS
LOWEST = {"trừ dưới không": "-0.5", "trừ nửa điểm": "-1", "không đạt bị trừ": "-0.25"}
RISING = [name for name, (rule, _) in RULES.items() if rule.need.asks is Asks.RATIO and name != "khoảng hở"]

figures = st.decimals(0, 10**9, places=3, allow_nan=False, allow_infinity=False)
whole = st.integers(0, 10**6)
words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=1).map(clean).map(str.strip).filter(bool)


def _ratios() -> st.SearchStrategy[Declared]:
    pairs = st.tuples(whole, st.integers(1, 10**6)).map(sorted)
    return pairs.map(lambda pair: Ratio(Decimal(pair[0]), Decimal(pair[1]))) | _percents()


def _percents() -> st.SearchStrategy[Declared]:
    return st.decimals(0, 100, places=4).map(Percent)


def _claims(rule: Rule) -> list[Declared]:
    arisen: list[Declared] = [NotArisen()] if rule.need.not_arisen else []
    return arisen + ([NotApplicable()] if rule.need.not_applicable else [])


def _declarations(rule: Rule) -> st.SearchStrategy[Declared]:
    """Every declaration that a person could have typed for a rule."""
    answers, claims = _answers(rule), _claims(rule)
    return answers | st.sampled_from(claims) if claims else answers


def _answers(rule: Rule) -> st.SearchStrategy[Declared]:
    need, letters = rule.need, [one.letter for one in rule.need.options]
    values = st.tuples(*(st.tuples(st.just(one.symbol), figures) for one in need.variables))
    branch = st.sampled_from(need.branches) if need.branches else st.none()
    by_question: dict[Asks, st.SearchStrategy[Declared]] = {
        Asks.YES_NO: st.booleans().map(Met),
        Asks.CHOICE: st.sampled_from(letters or ["a"]).map(Option),
        Asks.CHECKLIST: st.sets(st.sampled_from(letters or ["a"])).map(lambda met: Conditions(tuple(sorted(met)))),
        Asks.RATIO: _ratios(),
        Asks.COUNT: whole.map(Count),
        Asks.NUMBER: st.decimals(0, 100, places=4).map(Value),
        Asks.VARIABLES: st.builds(Variables, values, branch),
        Asks.POINTS: st.builds(Judged, st.decimals(Decimal("0.5"), 1, places=2), words),
    }
    return by_question[need.asks]


asked_rules = st.sampled_from([name for name, (rule, _) in RULES.items() if rule.need.asks is not Asks.NOTHING])


@thorough
@given(st.data(), asked_rules)
def test_points_stay_between_the_floor_and_the_maximum(data: st.DataObject, name: str) -> None:
    rule, maximum = RULES[name]
    try:
        points = rule.score(data.draw(_declarations(rule)), Decimal(maximum)).points
    except Refusal:
        return
    assert points is None or Fraction(LOWEST.get(name, "0")) <= points <= Fraction(maximum)


@thorough
@given(st.data(), asked_rules)
def test_what_is_printed_is_read_back_the_same(data: st.DataObject, name: str) -> None:
    rule, _ = RULES[name]
    declared = data.draw(_declarations(rule))
    assert read_answer(show_answer(declared, rule), rule) == declared
    assert declared_from_json(declared_to_json(declared)) == declared


@thorough
@given(st.sampled_from(RISING), st.integers(1, 1000), st.data())
def test_a_higher_ratio_never_earns_less(name: str, total: int, data: st.DataObject) -> None:
    rule, maximum = RULES[name]
    low, high = sorted(data.draw(st.tuples(st.integers(0, total), st.integers(0, total))))
    earned = [rule.score(Ratio(Decimal(part), Decimal(total)), Decimal(maximum)).points for part in (low, high)]
    assert earned[0] is not None
    assert earned[1] is not None
    assert earned[0] <= earned[1]


@thorough
@given(st.sampled_from(RISING), st.integers(0, 500), st.integers(500, 1000), st.integers(2, 1000))
def test_a_ratio_is_worth_the_same_in_thousands(name: str, part: int, total: int, scale: int) -> None:
    rule, maximum = RULES[name]
    small, large = Ratio(Decimal(part), Decimal(total)), Ratio(Decimal(part * scale), Decimal(total * scale))
    assert rule.score(small, Decimal(maximum)).points == rule.score(large, Decimal(maximum)).points


@thorough
@given(whole, whole)
def test_more_items_never_earn_less_and_more_cases_never_cost_less(one: int, other: int) -> None:
    few, many = Count(min(one, other)), Count(max(one, other))
    for name, rises in (("1.5", True), ("1.7", False), ("trừ nửa điểm", False), ("thưởng", True)):
        rule, maximum = RULES[name]
        lower, higher = (few, many) if rises else (many, few)
        earned = [rule.score(declared, Decimal(maximum)).points or Fraction(0) for declared in (lower, higher)]
        assert earned[0] <= earned[1]


@thorough
@given(st.decimals(0, Decimal("999999999999.999999"), places=6))
def test_every_printed_figure_is_read_back(number: Decimal) -> None:
    assert read_number(show(number, 6)) == number


@thorough
@given(st.text(max_size=40), asked_rules)
def test_no_text_brings_an_answer_down(text: str, name: str) -> None:
    rule, maximum = RULES[name]
    try:
        outcome = rule.score(read_answer(text, rule), Decimal(maximum))
    except Refusal:
        return
    assert in_words(outcome.working)


@thorough
@given(st.text(max_size=600) | st.text("ab0123456789+-*/() .,min", max_size=600))
def test_no_text_brings_a_formula_down(text: str) -> None:
    try:
        result = read_expression(text).evaluate({"a": Fraction(2), "b": Fraction(3)})
    except FormulaFault:
        return
    assert isinstance(result, Fraction)
