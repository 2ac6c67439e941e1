"""Who is reminded when: the day table, the hour, the zone, and one's own deadline."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from scheduler.reminders import Reminder, due, queue, slot
from scoring.rounds.round import Milestone, Round, RoundSettings
from scoring.sheet.entry import Authorship
from tests.db.world import ROUND, World, submit

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
#: The round's own: a minute before midnight in Vietnam.
ENDS = ROUND.ends[Milestone.SELF_SCORING]


@pytest.fixture
def world(sqlite_engine: sa.Engine) -> World:
    return World(sqlite_engine)


def at(text: str, zone: tzinfo = ZONE) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def told(world: World, now: datetime) -> list[Reminder]:
    with world.store.read() as work:
        return due(work, now, ZONE)


def units(world: World, now: datetime) -> list[str]:
    return [one.unit for one in told(world, now)]


def changed(world: World, round_: Round) -> None:
    with world.store.write() as work:
        work.timetable.save(round_, world.now)


def extended(world: World, to: datetime) -> None:
    with world.store.write() as work:
        work.timetable.extend(ROUND, to, Authorship("operator", world.now, "cli"), reason="mưa lũ", unit="XA02")


@pytest.mark.parametrize(("day", "left"), [("04-23", 7), ("04-27", 3), ("04-29", 1), ("04-30", 0)])
def test_the_day_table_of_the_round_decides(world: World, day: str, left: int) -> None:
    found = told(world, at(f"2026-{day}T08:00"))
    assert [(one.person.name, one.days_left, one.deadline) for one in found] == [
        ("Nguyễn Thị Hoà", left, ENDS),
        ("Trần Văn Nam", left, ENDS),
    ]


@pytest.mark.parametrize("day", ["04-22", "04-24", "04-26", "04-28", "05-01", "05-07"])
def test_other_days_are_quiet_and_so_is_the_time_after(world: World, day: str) -> None:
    assert told(world, at(f"2026-{day}T08:00")) == []


def test_an_office_may_have_another_table_and_another_hour(world: World) -> None:
    changed(world, replace(ROUND, settings=RoundSettings(reminder_days=(14,), reminder_hour=14)))
    assert units(world, at("2026-04-16T13:59")) == []
    assert units(world, at("2026-04-16T14:00")) == ["XA01", "XA02"]
    assert units(world, at("2026-04-27T14:00")) == []


@pytest.mark.parametrize(("now", "reminded"), [("2026-04-27T00:59", False), ("2026-04-27T01:00", True)])
def test_eight_in_the_morning_is_meant_in_vietnam(world: World, now: str, reminded: bool) -> None:
    assert bool(told(world, at(now, UTC))) is reminded


def test_the_day_begins_at_midnight_in_vietnam(world: World) -> None:
    assert slot(at("2026-04-26T17:30", UTC), 8, ZONE) == at("2026-04-27T08:00")
    assert slot(at("2026-04-26T16:59", UTC), 8, ZONE) == at("2026-04-26T08:00")
    assert told(world, at("2026-04-26T17:30", UTC)) == [], "half past midnight is the right day, but not the hour"


def test_days_left_are_counted_to_the_deadlines_day_in_vietnam(world: World) -> None:
    """Half past midnight on 1 May is still 30 April in Greenwich."""
    changed(world, replace(ROUND, ends={Milestone.SELF_SCORING: at("2026-04-30T17:30", UTC)}))
    assert [one.days_left for one in told(world, at("2026-04-28T08:00"))] == [3, 3]
    assert told(world, at("2026-04-27T08:00")) == []


def test_a_commune_with_its_own_deadline_is_reminded_of_that_one(world: World) -> None:
    extended(world, ENDS + timedelta(days=2))
    assert units(world, at("2026-04-27T08:00")) == ["XA01"]
    assert units(world, at("2026-04-29T08:00")) == ["XA01", "XA02"]
    assert [one.days_left for one in told(world, at("2026-04-29T08:00"))] == [1, 3]
    assert units(world, at("2026-05-01T08:00")) == ["XA02"]


def test_once_the_end_has_passed_nobody_is_reminded_of_it(world: World) -> None:
    changed(world, replace(ROUND, ends={Milestone.SELF_SCORING: at("2026-04-30T17:00")}))
    assert units(world, at("2026-04-30T17:00")) == ["XA01", "XA02"]
    assert units(world, at("2026-04-30T17:01")) == []


def test_a_round_without_an_end_or_no_round_at_all_reminds_nobody(world: World) -> None:
    changed(world, replace(ROUND, ends={}))
    assert told(world, at("2026-04-27T08:00")) == []
    with world.store.write() as work:
        work.timetable.publish(ROUND.code, Authorship("operator", world.now, "cli"))
    assert told(world, at("2026-04-27T08:00")) == []


def test_a_sheet_that_was_submitted_reminds_nobody(world: World) -> None:
    with world.store.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        submit(world, sheet)
        work.sheets.save(sheet)
    assert units(world, at("2026-04-27T08:00")) == ["XA02"]


def test_the_same_reminder_is_queued_once_a_day(world: World) -> None:
    first, second = told(world, at("2026-04-27T08:00")), told(world, at("2026-04-29T08:00"))
    with world.store.write() as work:
        assert [queue(work, found) for found in (first, first, second)] == [2, 0, 2]
