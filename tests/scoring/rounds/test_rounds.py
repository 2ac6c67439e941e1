"""The timetable of a round, and who owes what."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from scoring.declared import Met
from scoring.people import Person, Role
from scoring.rounds.round import Milestone, Round, RoundSettings, RoundUnit, everyone_owing, owed_by, reminder_due
from tests.scoring.world import ALL_WELL, BINH, HOA, LIEN, by, filled, new_sheet

VIETNAM = timezone(timedelta(hours=7))
SELF_ENDS = datetime(2026, 1, 10, 17, 0, tzinfo=VIETNAM)
WINDOW_ENDS = datetime(2026, 2, 10, 17, 0, tzinfo=VIETNAM)
ROUND = Round(
    code="2025",
    name="Đợt 2025",
    year=2025,
    set_id="nho",
    set_version="1",
    authority="HUYEN",
    ends={Milestone.SELF_SCORING: SELF_ENDS, Milestone.EXPLANATION: WINDOW_ENDS},
    units=(RoundUnit("XA01", "xã"), RoundUnit("XA02", "xã", extended_to=SELF_ENDS + timedelta(days=3))),
)
SINGLE = Person("p-son", "Sơn", "XA01", Role.OFFICIAL, frozenset({"2.1.1"}))
PEOPLE = (HOA, LIEN, BINH, SINGLE)


def test_a_commune_has_the_rounds_deadline_or_its_own_extension() -> None:
    assert ROUND.self_scoring_ends("XA01") == SELF_ENDS
    assert ROUND.self_scoring_ends("XA02") == SELF_ENDS + timedelta(days=3)


def test_a_round_without_that_deadline_never_locks() -> None:
    assert replace(ROUND, ends={}).self_scoring_ends("XA01") is None


def test_a_unit_outside_the_round_is_not_in_it() -> None:
    assert ROUND.unit("XA99") is None
    assert ROUND.unit("XA02") == ROUND.units[1]


def test_an_answer_is_due_after_the_window_at_the_hour_of_the_rounds_deadlines() -> None:
    asked = datetime(2026, 2, 2, 1, 30, tzinfo=UTC)
    assert ROUND.explanation_due(asked) == datetime(2026, 2, 7, 17, 0, tzinfo=VIETNAM)


def test_an_answer_is_never_due_after_the_window_has_ended() -> None:
    assert ROUND.explanation_due(WINDOW_ENDS - timedelta(days=2)) == WINDOW_ENDS


def test_without_an_end_the_days_alone_decide() -> None:
    open_end = replace(ROUND, ends={}, settings=RoundSettings(explanation_days=3))
    assert open_end.explanation_due(SELF_ENDS) == SELF_ENDS + timedelta(days=3)


@pytest.mark.parametrize(("day", "left"), [(3, 7), (4, None), (7, 3), (8, None), (9, 1), (10, 0), (11, None)])
def test_reminders_go_out_seven_three_one_days_before_and_on_the_day(day: int, left: int | None) -> None:
    assert reminder_due(SELF_ENDS, ROUND.settings.reminder_days, date(2026, 1, day)) == left


def test_each_owes_the_leaves_that_he_is_in_charge_of() -> None:
    owing = {owed.person.name: owed.codes for owed in everyone_owing(new_sheet(), PEOPLE)}
    assert owing == {"Hoà": ("1.1", "1.2", "1.3"), "Sơn": ("2.1.1",), "Liên": ("2.1.2", "3.2")}


def test_what_lacks_documents_comes_before_what_is_not_scored() -> None:
    sheet = new_sheet()
    sheet.declare("1.2", ALL_WELL["1.2"], by())
    owed = owed_by(HOA, sheet, PEOPLE)
    assert (owed.lacking, owed.unscored, owed.first) == (("1.2",), ("1.1", "1.3"), "1.2")


def test_who_has_finished_owes_nothing() -> None:
    sheet = filled()
    sheet.undo("2.1.1", by())
    assert [owed.person for owed in everyone_owing(sheet, PEOPLE)] == [SINGLE]


def test_nobody_owes_once_the_sheet_is_sent() -> None:
    sheet = filled()
    sheet.send_for_signature(by(LIEN))
    sheet.entries["1.1"] = replace(sheet.entry("1.1"), scores=())
    assert everyone_owing(sheet, PEOPLE) == []


def test_the_leader_is_not_reminded_to_score() -> None:
    sheet = new_sheet()
    sheet.declare("1.1", Met(True), by())
    assert BINH not in [owed.person for owed in everyone_owing(sheet, PEOPLE)]
