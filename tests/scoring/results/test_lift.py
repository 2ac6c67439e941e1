"""What would lift a sheet most, and what moved most since the year before."""

from collections.abc import Mapping
from fractions import Fraction

from hypothesis import given, settings

from scoring.declared import Declared, Met, NotApplicable
from scoring.results.differences import Difference, big_differences
from scoring.results.lift import Lift, lifts
from scoring.results.totals import self_totals
from scoring.sheet.score_sheet import ScoreSheet
from tests.scoring.sheet.test_sheet_properties import sheets_declared
from tests.scoring.world import by, new_sheet, ratio


def sheet_with(declared: Mapping[str, Declared]) -> ScoreSheet:
    sheet = new_sheet()
    for code, answer in declared.items():
        sheet.declare(code, answer, by())
    return sheet


@settings(max_examples=80, deadline=None, database=None)
@given(sheets_declared)
def test_with_everything_lifted_the_sheet_has_its_maximum(declared: Mapping[str, Declared]) -> None:
    sheet = sheet_with(declared)
    totals = self_totals(sheet)
    # The plain sums of the fields: deductions may take them below nothing, which the total never shows.
    points = sum((one.points for one in totals.fields), Fraction(0))
    assert points + sum((one.points for one in lifts(sheet.declared_entries())), Fraction(0)) == totals.max


def test_the_biggest_gain_comes_first_and_what_does_not_apply_gains_nothing() -> None:
    sheet = sheet_with({"1.1": Met(True), "1.2": ratio(1, 4), "1.3": NotApplicable()})
    found = lifts(sheet.declared_entries())
    assert found[0] == Lift("1.2", Fraction(15))
    assert not {"1.1", "1.3"} & {one.leaf for one in found}
    assert [one.points for one in found] == sorted((one.points for one in found), reverse=True)


def test_only_a_big_move_is_told_the_biggest_first() -> None:
    now = sheet_with({"1.1": Met(False), "1.2": ratio(3, 4), "2.1.1": ratio(9, 10)})
    before = sheet_with({"1.1": Met(True), "1.2": ratio(2, 4), "2.1.1": ratio(8, 10), "1.3": ratio(1, 2)})
    assert big_differences(now, before) == [
        Difference("1.1", Fraction(10), Fraction(0)),
        Difference("1.2", Fraction(10), Fraction(15)),
    ]


def test_the_same_sheet_has_no_differences_and_the_other_way_round_they_turn() -> None:
    now, before = sheet_with({"1.1": Met(True)}), sheet_with({"1.1": Met(False)})
    assert big_differences(now, now) == []
    assert [one.points for one in big_differences(before, now)] == [-one.points for one in big_differences(now, before)]
