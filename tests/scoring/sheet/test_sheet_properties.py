"""What holds for every sheet, whatever is typed and in whatever order."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.chain import first_broken
from scoring.declared import Count, Declared, Met, NotApplicable
from scoring.results.ranking import Ties, rank
from scoring.results.totals import Totals, self_totals
from tests.scoring.test_chain import CHANGED, chain
from tests.scoring.world import appraised, by, new_sheet, ratio, totals_in_the_end

thorough = settings(max_examples=80, deadline=None, database=None)

ratios = st.tuples(st.integers(0, 500), st.integers(1, 500)).map(lambda pair: ratio(min(pair), max(pair)))
claimable: st.SearchStrategy[Declared] = ratios | st.just(NotApplicable())
ANSWERS: dict[str, st.SearchStrategy[Declared]] = {
    "1.1": st.booleans().map(Met),
    "1.2": ratios,
    "1.3": claimable,
    "2.1.1": ratios,
    "2.1.2": claimable,
    "3.2": st.integers(0, 9).map(Count),
}
sheets_declared = st.fixed_dictionaries({}, optional=ANSWERS)
whole_sheets = st.fixed_dictionaries(ANSWERS)


def _self_totals(declared: Mapping[str, Declared], order: Sequence[str]) -> Totals:
    sheet = new_sheet()
    for code in order:
        sheet.declare(code, declared[code], by())
    return self_totals(sheet)


@thorough
@given(whole_sheets, st.permutations(list(ANSWERS)))
def test_the_order_in_which_leaves_are_entered_does_not_matter(declared: Mapping[str, Declared], order: list[str]) -> None:
    assert _self_totals(declared, order) == _self_totals(declared, list(ANSWERS))


@thorough
@given(sheets_declared)
def test_a_total_lies_between_nothing_and_its_maximum(declared: Mapping[str, Declared]) -> None:
    totals = _self_totals(declared, list(declared))
    assert 0 <= totals.points <= totals.max <= 70
    assert all(field.points <= field.max for field in totals.fields)


@thorough
@given(whole_sheets, st.integers(0, 10), st.integers(0, 20))
def test_an_index_lies_between_nothing_and_a_hundred(declared: Mapping[str, Declared], judged: int, survey: int) -> None:
    totals = totals_in_the_end(appraised(declared, given={"2.2": judged, "3.1": survey}))
    assert totals.index is not None
    assert 0 <= totals.index <= 100
    assert totals.index == totals.points / totals.max * 100


@thorough
@given(st.integers(0, 100), st.integers(0, 100))
def test_leaving_a_leaf_out_keeps_the_proportion_of_the_rest(percent: int, left_out: int) -> None:
    """Where the rest of a field reaches a share of its maximum, the field reaches the same share after rescaling."""
    reached: dict[str, Declared] = {"1.1": Met(True), "1.2": ratio(percent, 100)}
    without = totals_in_the_end(appraised(reached | {"1.3": NotApplicable()}))
    within = totals_in_the_end(appraised(reached | {"1.3": ratio(left_out, 100)}))
    rest = within.fields[0].points - Fraction(left_out, 10)
    assert without.fields[0].percent == rest / 30 * 100
    assert without.index == (within.points - Fraction(left_out, 10)) / 90 * 100


@thorough
@given(st.sampled_from(sorted(ANSWERS)), st.data())
def test_undo_restores_the_leaf_exactly(code: str, data: st.DataObject) -> None:
    sheet = new_sheet()
    for _ in range(data.draw(st.integers(0, 2))):
        sheet.declare(code, data.draw(ANSWERS[code]), by())
    before = replace(sheet.entry(code), undo=None, version=0)
    sheet.declare(code, data.draw(ANSWERS[code]), by())
    assert replace(sheet.undo(code, by()), version=0) == before


@thorough
@given(st.integers(3, 8), st.data())
def test_any_single_change_breaks_the_chain_there(length: int, data: st.DataObject) -> None:
    lines, place = chain(length), data.draw(st.integers(0, length - 1))
    part, value = data.draw(st.sampled_from(sorted(CHANGED.items(), key=lambda one: one[0])))
    changed = replace(lines[place], **{part: value})
    lines[place] = changed
    assert first_broken(lines) == (None if changed == chain(length)[place] else place + 1)


@thorough
@given(st.lists(st.fractions(0, 100, max_denominator=400), max_size=12), st.sampled_from(Ties))
def test_a_higher_index_never_has_a_lower_place(indexes: list[Fraction], ties: Ties) -> None:
    ranked = rank(((str(number), "xã", index) for number, index in enumerate(indexes)), ties=ties, decimals=2)
    assert [one.index for one in ranked] == sorted(indexes, reverse=True)
    assert [one.rank for one in ranked] == sorted(one.rank for one in ranked)
    assert not ranked or ranked[0].rank == 1
