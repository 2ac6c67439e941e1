"""Rounds, their timetable, and the sets they stand on."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest

from bot.db.rounds.sets import SetAlreadyThere, SetMissing, SetNotKept
from bot.db.rounds.timetable import Timetable
from scoring.declared import Met
from scoring.results.ranking import Ties
from scoring.rounds.round import Milestone, RoundNotIn, RoundSettings, RoundState, RoundUnit, RoundUsed
from scoring.sheet.entry import Authorship
from tests.db.world import CRITERIA, ROUND, VIETNAM, World

MAY = datetime(2026, 5, 9, 0, 30, tzinfo=VIETNAM)
JUNE = datetime(2026, 6, 9, 0, 30, tzinfo=VIETNAM)


def test_a_round_is_read_as_it_was_saved(world: World) -> None:
    settings = RoundSettings(False, Ties.DENSE, None, 7, (5, 2), 9, False)
    units = (RoundUnit("XA01", "núi", MAY), RoundUnit("XA02", "núi"))
    ends = {Milestone.SELF_SCORING: MAY, Milestone.COUNCIL: JUNE}
    other = replace(ROUND, code="2024", year=2024, settings=settings, units=units, ends=ends)
    with world.store.write() as work:
        work.timetable.save(other, world.now)
        assert work.rounds.get("2024") == other
        assert work.rounds.get("1999") is None


def test_the_day_of_an_extended_deadline_is_the_day_in_vietnam(world: World) -> None:
    with world.store.write() as work:
        work.timetable.extend(ROUND, MAY, world.by(), unit="XA01")
        [round_] = work.rounds.alive()
    ends = [round_.self_scoring_ends(unit) for unit in ("XA01", "XA02")]
    assert [end and end.date().isoformat() for end in ends] == ["2026-05-09", "2026-04-30"]


def test_a_unit_with_more_time_keeps_it_when_all_are_extended(world: World) -> None:
    with world.store.write() as work:
        work.timetable.extend(ROUND, JUNE, world.by(), unit="XA01")
        work.timetable.extend(ROUND, MAY, world.by())
        [round_] = work.rounds.alive()
    assert [round_.self_scoring_ends(unit) for unit in ("XA01", "XA02")] == [JUNE, MAY]


def test_a_unit_with_less_time_is_extended_with_all(world: World) -> None:
    with world.store.write() as work:
        work.timetable.extend(ROUND, MAY, world.by(), unit="XA01")
        work.timetable.extend(ROUND, JUNE, world.by())
        [round_] = work.rounds.alive()
        assert round_.self_scoring_ends("XA01") == JUNE
    with world.store.read() as work:
        assert [(line.what, line.where) for line in work.log.lines()] == [("extend", "2025/XA01"), ("extend", "2025")]


def test_open_rounds_run_side_by_side_the_oldest_first(world: World) -> None:
    next_year = replace(ROUND, code="2026", year=2026, state=RoundState.PREPARED)
    with world.store.write() as work:
        work.timetable.save(next_year, world.clock.pass_(days=1))
        before = work.rounds.alive()
        work.timetable.open("2026", world.by())
        after = work.rounds.alive()
        assert [one.code for one in work.rounds.list()] == ["2026", "2025"]
    assert before == [ROUND]
    assert after == [ROUND, replace(next_year, state=RoundState.OPEN)]


def test_a_round_is_closed_by_its_own_act_and_the_act_is_taken_back(world: World) -> None:
    with world.store.write() as work:
        work.timetable.close("2025", "hết hạn", world.by())
        assert work.rounds.alive() == []
        work.timetable.reopen("2025", "đóng nhầm", world.by())
        assert work.rounds.alive() == [ROUND]
    with world.store.read() as work:
        acts = [(line.what, line.before, line.after) for line in work.log.lines()]
    assert acts == [
        ("close_round", "open", {"state": "closed", "reason": "hết hạn"}),
        ("reopen_round", "closed", {"state": "open", "reason": "đóng nhầm"}),
    ]


@pytest.mark.parametrize(
    ("act", "state"),
    [
        (lambda acts, by: acts.open("2025", by), RoundState.OPEN),
        (lambda acts, by: acts.reopen("2025", "", by), RoundState.OPEN),
        (lambda acts, by: acts.close("2024", "", by), RoundState.PREPARED),
        (lambda acts, by: acts.take_back("2024", by), RoundState.PREPARED),
        (lambda acts, by: acts.publish("2024", by), RoundState.PREPARED),
    ],
    ids=[
        "open an open one",
        "reopen an open one",
        "close a prepared one",
        "take back a prepared one",
        "publish a prepared one",
    ],
)
def test_an_act_begins_where_the_round_is(
    world: World, act: Callable[[Timetable, Authorship], None], state: RoundState
) -> None:
    with world.store.write() as work:
        work.timetable.save(replace(ROUND, code="2024", year=2024, state=RoundState.PREPARED), world.now)
    with pytest.raises(RoundNotIn) as refused, world.store.write() as work:
        act(work.timetable, world.by())
    assert refused.value.state is state
    with world.store.read() as work:
        assert {one.code: one.state for one in work.rounds.list()} == {"2024": RoundState.PREPARED, "2025": RoundState.OPEN}


def test_an_opening_is_taken_back_until_somebody_has_entered_something(world: World) -> None:
    with world.store.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        assert not work.rounds.used("2025"), "a sheet that was looked at"
        sheet.declare("1.1", Met(True), world.by())
        sheet.undo("1.1", world.by())
        work.sheets.save(sheet)
    with pytest.raises(RoundUsed), world.store.write() as work:
        work.timetable.take_back("2025", world.by())


def test_the_round_before_is_the_last_one_published(world: World) -> None:
    with world.store.write() as work:
        for year in (2022, 2023, 2024):
            work.timetable.save(replace(ROUND, code=str(year), year=year), world.now)
        for code in ("2022", "2023"):
            work.timetable.publish(code, world.by())
        found = [work.rounds.before(year) for year in (2025, 2023, 2022)]
    assert [one and one.code for one in found] == ["2023", "2022", None]


def test_a_set_in_use_is_never_changed(world: World) -> None:
    with world.store.write() as work:
        assert not work.sets.add(CRITERIA, world.now)
        with pytest.raises(SetAlreadyThere):
            work.sets.add(replace(CRITERIA, name="Tên khác"), world.now)
        assert work.sets.add(replace(CRITERIA, version="2", name="Tên khác"), world.now)
        assert [(one.version, one.name) for one in work.sets.list()] == [("1", CRITERIA.name), ("2", "Tên khác")]


def test_the_set_of_a_round_is_read_once_and_indexed(world: World) -> None:
    with world.store.read() as work:
        first, index = work.rounds.criteria(ROUND), work.rounds.index(ROUND)
    with world.store.read() as work:
        assert work.rounds.criteria(ROUND) is first
        assert work.rounds.index(ROUND) is index
    assert first == CRITERIA


def test_a_set_that_could_not_be_read_back_is_not_stored(world: World) -> None:
    uneven = replace(CRITERIA, version="2", fields=(replace(CRITERIA.fields[0], max=Decimal(13)),))
    with pytest.raises(SetNotKept), world.store.write() as work:
        work.sets.add(uneven, world.now)
    with world.store.read() as work:
        assert [one.version for one in work.sets.list()] == ["1"]


def test_a_set_that_is_not_there_is_named(world: World) -> None:
    with pytest.raises(SetMissing) as missing, world.store.read() as work:
        work.rounds.criteria(replace(ROUND, set_version="9"))
    assert missing.value.version == "9"
