"""Sums of a sheet, worked out by hand: points, maximum, index, and each field."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from scoring.declared import Count, Declared, Met, NotApplicable, NotArisen
from scoring.results.totals import FieldTotal, Totals, self_totals
from scoring.sheet.score_sheet import ScoreSheet
from tests.scoring.world import (
    CRITERIA,
    LAN,
    appraised,
    by,
    figures,
    filled,
    new_sheet,
    ratio,
    submitted,
    totals_in_the_end,
)

HALF = {"1.2": ratio(25, 50)}
NOTHING: dict[str, Declared] = {
    "1.1": Met(False),
    "1.2": ratio(0, 50),
    "1.3": ratio(0, 8),
    "2.1.1": ratio(0, 900),
    "2.1.2": ratio(0, 4),
    "3.2": Count(9),
}


def _field(totals: Totals, code: str) -> FieldTotal:
    return next(field for field in totals.fields if field.code == code)


def _claimed_and(refused: bool) -> ScoreSheet:
    sheet = appraised(HALF | {"1.3": NotApplicable()}, given={"1.3": None})
    if refused:
        sheet.change("1.3", Decimal(0), "có phát sinh", by(LAN))
    else:
        sheet.agree("1.3", by(LAN))
    return sheet


def test_an_empty_sheet_has_nothing_of_what_the_commune_can_give_itself() -> None:
    totals = self_totals(new_sheet())
    assert figures(totals.points, totals.max, totals.pending, totals.index) == (0, 70, 30, None)


def test_the_self_stage_counts_only_what_the_commune_declares() -> None:
    totals = self_totals(filled(HALF))
    assert figures(totals.points, totals.max, totals.pending) == (60, 70, 30)
    assert totals.index is None
    assert [figures(field.code, field.points, field.max) for field in totals.fields] == [
        ("1", 30, 40),
        ("2", 20, 20),
        ("3", 10, 10),
    ]


def test_a_round_without_survey_does_not_wait_for_it() -> None:
    assert self_totals(filled(), survey_held=False).pending == 10


def test_a_claim_at_the_self_stage_leaves_the_maximum() -> None:
    totals = self_totals(filled({"1.3": NotApplicable()}))
    assert figures(totals.points, totals.max) == (60, 60)


def test_not_arisen_stays_in_the_maximum() -> None:
    totals = self_totals(filled({"1.3": NotArisen()}))
    assert figures(totals.points, totals.max) == (70, 70)


def test_the_percentage_of_a_field_waits_for_its_last_leaf() -> None:
    sheet = new_sheet()
    sheet.declare("1.1", Met(True), by())
    assert _field(self_totals(sheet), "1").percent is None
    sheet.declare("1.2", ratio(25, 50), by())
    sheet.declare("1.3", ratio(0, 8), by())
    assert _field(self_totals(sheet), "1") == FieldTotal("1", Fraction(20), Fraction(40), Fraction(50))


def test_a_self_score_alone_is_not_final() -> None:
    totals = totals_in_the_end(submitted())
    assert figures(totals.points, totals.pending, totals.index) == (0, 100, None)


def test_with_every_point_given_the_index_is_points_over_maximum() -> None:
    totals = totals_in_the_end(appraised(HALF))
    assert figures(totals.points, totals.max, totals.index, totals.pending) == (90, 100, 90, 0)
    assert [field.percent for field in totals.fields] == [75, 100, 100]


def test_missing_survey_points_make_the_index_unknown_never_zero() -> None:
    totals = totals_in_the_end(appraised(HALF, given={"3.1": None}))
    assert figures(totals.points, totals.max, totals.pending, totals.index) == (70, 100, 20, None)
    assert figures(_field(totals, "3").percent, _field(totals, "2").percent) == (None, 100)


def test_where_no_survey_is_held_the_rest_is_rescaled_in_its_field_too() -> None:
    totals = totals_in_the_end(appraised(HALF, given={"3.1": None}), survey_held=False)
    assert figures(totals.points, totals.max, totals.index) == (70, 80, Fraction(175, 2))
    assert _field(totals, "3") == FieldTotal("3", Fraction(10), Fraction(10), Fraction(100))


def test_an_accepted_claim_leaves_numerator_and_denominator() -> None:
    totals = totals_in_the_end(_claimed_and(refused=False))
    assert figures(totals.points, totals.max, totals.index) == (80, 90, Fraction(800, 9))
    assert _field(totals, "1").percent == Fraction(200, 3)


def test_a_refused_claim_stays_in_the_denominator() -> None:
    totals = totals_in_the_end(_claimed_and(refused=True))
    assert figures(totals.points, totals.max, totals.index) == (80, 100, 80)
    assert _field(totals, "1").percent == 50


def test_a_refused_claim_counts_as_nothing_in_the_communes_own_sum() -> None:
    totals = self_totals(_claimed_and(refused=True))
    assert figures(totals.points, totals.max) == (50, 70)


def test_a_field_where_nothing_applies_has_no_percentage() -> None:
    only_survey = replace(CRITERIA.fields[2], criteria=CRITERIA.fields[2].criteria[:1], max=Decimal(20))
    criteria = replace(CRITERIA, fields=(*CRITERIA.fields[:2], only_survey))
    sheet = new_sheet(criteria)
    assert _field(totals_in_the_end(sheet, survey_held=False), "3") == FieldTotal("3", Fraction(0), Fraction(0), None)


def test_a_leaf_below_zero_takes_from_its_field() -> None:
    totals = totals_in_the_end(appraised({"3.2": Count(3)}))
    assert _field(totals, "3") == FieldTotal("3", Fraction(15), Fraction(30), Fraction(50))
    assert totals.index == 85


def test_the_total_never_falls_below_zero() -> None:
    sheet = appraised(NOTHING, given={"2.2": 0, "3.1": 0})
    totals = totals_in_the_end(sheet)
    assert figures(self_totals(sheet).points, totals.points, totals.index) == (0, 0, 0)
    assert _field(totals, "3").points == -10


@pytest.mark.parametrize("part", [1, 2, 7])
def test_thirds_and_sevenths_stay_exact(part: int) -> None:
    assert self_totals(filled({"1.2": ratio(part, 7)})).points == 50 + Fraction(20 * part, 7)
