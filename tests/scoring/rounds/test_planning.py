"""What is proposed for a new round, and what keeps one from being created."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.people import Unit
from scoring.rounds.planning import (
    DeadlineOver,
    Known,
    NobodyAssessed,
    NoSetYet,
    NoSuchCommune,
    NotAYear,
    NoUnitsYet,
    OutOfOrder,
    Tier,
    out_of_order,
    proposed_ends,
    read_year,
    suggested,
)
from scoring.rounds.round import Milestone
from scoring.written.dates import NotAMoment, read_moment

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 9, 7, 9, tzinfo=ZONE)
UNITS = [
    Unit("TP", "Thành phố", "thành phố", "province"),
    Unit("SNV", "Sở Nội vụ", "sở", "province", "TP"),
    Unit("P1", "Phường Một", "phường", "commune", "TP"),
    Unit("X1", "Xã Một", "xã", "commune", "TP"),
    Unit("X2", "Xã Hai", "xã", "commune", "TP", "Khối miền núi"),
]
KNOWN = Known([("mau", "1"), ("mau", "2")], UNITS)


@given(
    st.sampled_from(Tier),
    st.integers(2012, 2100),
    st.datetimes(datetime(2012, 1, 1), datetime(2101, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
)
def test_every_proposal_lies_ahead_in_order_on_working_days(tier: Tier, year: int, now: datetime) -> None:
    ends = proposed_ends(tier, year, now, ZONE)
    assert list(ends) == list(Milestone)
    assert out_of_order(ends) == []
    assert min(ends.values()) > now + timedelta(days=13)
    assert all(end.weekday() < 5 and end.hour == 17 for end in ends.values())


def test_a_province_publishes_in_january_and_a_district_in_march() -> None:
    province, district = (proposed_ends(tier, 2026, NOW, ZONE) for tier in (Tier.PROVINCE, Tier.DISTRICT))
    assert province[Milestone.SELF_SCORING] == datetime(2026, 11, 20, 17, tzinfo=ZONE)
    assert province[Milestone.PUBLICATION].date().isoformat() == "2027-01-11", "the 9th is a Saturday"
    assert district[Milestone.SELF_SCORING].date().isoformat() == "2027-01-11", "the 10th is a Sunday"
    assert district[Milestone.PUBLICATION].month == 3


def test_the_likely_round_is_proposed_whole() -> None:
    plan = suggested(KNOWN, NOW, ZONE)
    assert (plan.year, plan.set, plan.authority, plan.units) == (2026, ("mau", "2"), "TP", ("P1", "X1", "X2"))
    made = plan.as_round(KNOWN, NOW)
    assert made.code == "CCHC2026"
    assert [member.group for member in made.units] == ["Khối phường", "Khối xã", "Khối miền núi"]


def test_a_year_that_has_its_round_is_not_proposed_again_and_no_code_is_taken_twice() -> None:
    known = Known(KNOWN.sets, UNITS, frozenset({"CCHC2026", "CCHC2027"}), frozenset({2026}))
    assert suggested(known, NOW, ZONE).year == 2027
    assert suggested(known, NOW, ZONE).as_round(known, NOW).code == "CCHC2027-2"


def test_without_sets_or_units_there_is_nothing_to_propose() -> None:
    with pytest.raises(NoSetYet):
        suggested(Known([], UNITS), NOW, ZONE)
    with pytest.raises(NoUnitsYet):
        suggested(Known(KNOWN.sets, UNITS[:2]), NOW, ZONE)


def test_faults_of_a_plan_are_refused() -> None:
    plan = suggested(KNOWN, NOW, ZONE)
    with pytest.raises(OutOfOrder):
        plan.with_end(Milestone.COUNCIL, datetime(2026, 11, 1, tzinfo=ZONE), NOW)
    with pytest.raises(OutOfOrder):
        plan.with_end(Milestone.SELF_SCORING, datetime(2027, 11, 1, tzinfo=ZONE), NOW)
    with pytest.raises(DeadlineOver):
        plan.with_end(Milestone.SELF_SCORING, NOW, NOW)
    with pytest.raises(NobodyAssessed):
        plan.toggled(plan.units, KNOWN).as_round(KNOWN, NOW)
    with pytest.raises(DeadlineOver):
        plan.as_round(KNOWN, NOW + timedelta(days=365))


def test_codes_leave_and_come_back() -> None:
    plan = suggested(KNOWN, NOW, ZONE)
    without = plan.toggled(KNOWN.read_codes("x1, p1"), KNOWN)
    assert without.units == ("X2",)
    assert without.toggled(["P1"], KNOWN).units == ("P1", "X2")
    for typed in ("X9", "SNV", "…"):
        with pytest.raises(NoSuchCommune):
            KNOWN.read_codes(typed)


@pytest.mark.parametrize("typed", ["", "hai nghìn", "1999", "20266", "²⁰²⁶", "-2026"])
def test_what_is_no_year_is_refused(typed: str) -> None:
    with pytest.raises(NotAYear):
        read_year(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("25/11/2026", "2026-11-25T17:00"),
        ("17h 25.11.2026", "2026-11-25T17:00"),
        ("08:30 ngày 1/12/2026", "2026-12-01T08:30"),
        ("25-11", "2026-11-25T17:00"),
        ("1/2", "2027-02-01T17:00"),
    ],
)
def test_dates_are_read_as_people_type_them(typed: str, meant: str) -> None:
    assert read_moment(typed, NOW, ZONE) == datetime.fromisoformat(meant).replace(tzinfo=ZONE)


@pytest.mark.parametrize("typed", ["", "mai", "31/2/2026", "25/13", "25:00 1/1/2027", "10:75 1/1/2027", "45/50/2026"])
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(NotAMoment):
        read_moment(typed, NOW, ZONE)
