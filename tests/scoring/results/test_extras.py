"""Bonus and penalty stand outside the tree: under their caps, before or after rescaling, never below zero."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from scoring.criteria import Caps, CriteriaSet
from scoring.declared import Count, Declared, Met, NotApplicable
from scoring.results.totals import Totals, self_totals
from scoring.sheet.entry import Stage
from scoring.sheet.score_sheet import ScoreSheet
from tests.scoring.results.test_totals import NOTHING
from tests.scoring.world import CRITERIA, HOI_DONG, THU, appraised, by, figures, filled, ratio, totals_in_the_end

REMOVED: dict[str, Declared] = {"1.2": ratio(25, 50), "1.3": NotApplicable()}  # 80 points of 90
UNCAPPED = replace(CRITERIA, caps=Caps())


def _final(*, first: int = 0, second: int = 0, penalty: int = 0, criteria: CriteriaSet = CRITERIA) -> Totals:
    sheet = appraised(REMOVED | {"T1": Count(first), "T2": Count(second)}, criteria)
    sheet.agree("T1", by(THU))
    sheet.agree("T2", by(THU))
    sheet.give("P1", Stage.COUNCIL, Fraction(penalty), "", by(HOI_DONG))
    return totals_in_the_end(sheet)


@pytest.mark.parametrize(("first", "second", "bonus"), [(0, 0, 0), (1, 1, 4), (3, 0, 5), (1, 2, 5), (3, 3, 5)])
def test_all_bonus_points_together_stay_under_their_cap(first: int, second: int, bonus: int) -> None:
    assert _final(first=first, second=second).bonus == bonus


@pytest.mark.parametrize(("points", "penalty"), [(0, 0), (2, 2), (3, 3), (10, 3)])
def test_all_penalty_points_together_stay_under_their_own(points: int, penalty: int) -> None:
    assert _final(penalty=points).penalty == penalty


def test_without_caps_every_item_counts_up_to_its_own_maximum() -> None:
    totals = _final(first=9, second=9, penalty=10, criteria=UNCAPPED)
    assert figures(totals.bonus, totals.penalty) == (12, 10)


def test_penalties_may_outweigh_bonuses_and_the_total_falls() -> None:
    totals = _final(first=1, penalty=3)
    assert figures(totals.points, totals.max) == (79, 90)


def test_after_rescaling_a_bonus_is_worth_its_points_on_the_full_scale() -> None:
    assert _final(first=3).index == Fraction(800, 9) + 5


def test_before_rescaling_a_bonus_is_rescaled_with_the_rest() -> None:
    criteria = replace(CRITERIA, extras_after_rescaling=False)
    assert _final(first=3, criteria=criteria).index == Fraction(850, 9)


@pytest.mark.parametrize("after", [True, False])
def test_penalties_never_take_a_total_below_zero(after: bool) -> None:
    criteria = replace(CRITERIA, extras_after_rescaling=after)
    sheet = appraised(NOTHING, criteria, given={"2.2": 0, "3.1": 0})
    sheet.give("P1", Stage.COUNCIL, Fraction(10), "", by(HOI_DONG))
    assert figures(totals_in_the_end(sheet).points, totals_in_the_end(sheet).index) == (0, 0)


def test_a_claimed_bonus_keeps_the_index_unknown_until_it_is_appraised() -> None:
    sheet = appraised({"T1": Count(1)})
    assert totals_in_the_end(sheet).index is None
    sheet.change("T1", Decimal(0), "mô hình của năm trước", by(THU))
    assert totals_in_the_end(sheet).index == 100


def test_a_bonus_that_nobody_claims_is_nothing() -> None:
    totals = totals_in_the_end(appraised())
    assert figures(totals.bonus, totals.penalty, totals.index) == (0, 0, 100)


def test_the_communes_own_sum_shows_the_bonus_that_it_claims() -> None:
    sheet: ScoreSheet = filled({"1.1": Met(False), "T1": Count(2)})
    totals = self_totals(sheet)
    assert figures(totals.points, totals.bonus, totals.max) == (64, 4, 70)
