"""Rounds, their timetable, and the sets that they use."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.db.rounds.sets import SetMissing
from handlers.ports import KnownSet, Timetable
from scoring.declared import Met
from scoring.results.ranking import Ties
from scoring.rounds.planning import RoundTaken
from scoring.rounds.round import Milestone, RoundNotIn, RoundSettings, RoundState, RoundUnit, RoundUsed
from scoring.sheet.entry import Authorship
from tests.db.world import CRITERIA, ROUND, VIETNAM
from tests.handlers.contract.places import Place, named

MAY = datetime(2026, 5, 9, 0, 30, tzinfo=VIETNAM)
JUNE = datetime(2026, 6, 9, 0, 30, tzinfo=VIETNAM)


def test_a_round_is_read_as_it_was_made(place: Place) -> None:
    settings = RoundSettings(False, Ties.DENSE, None, 7, (5, 2), 9, False)
    units = (RoundUnit("XA01", "núi", MAY), RoundUnit("XA02", "núi"))
    ends = {Milestone.SELF_SCORING: MAY, Milestone.COUNCIL: JUNE}
    other = replace(named("2024", 2024), settings=settings, units=units, ends=ends)
    with place.write() as work:
        work.timetable.create(other, place.by(place.minh))
    with place.read() as work:
        assert work.rounds.get("2024") == other
        assert work.rounds.get("1999") is None
    [(what, where, made)] = place.log()
    assert (what, where, made["units"], made["state"]) == ("create_round", "2024", ["XA01", "XA02"], "open")


def test_rounds_side_by_side_stand_in_the_order_of_their_age(anywhere: Place) -> None:
    next_year = replace(named("2026", 2026), state=RoundState.PREPARED)
    with anywhere.write() as work:
        anywhere.clock.pass_(days=1)
        work.timetable.create(next_year, anywhere.by(anywhere.minh))
        assert [one.code for one in work.rounds.alive()] == ["2025"]
        work.timetable.open("2026", anywhere.by(anywhere.minh))
    with anywhere.read() as work:
        assert work.rounds.alive() == [ROUND, replace(next_year, state=RoundState.OPEN)]
        assert [one.code for one in work.rounds.list()] == ["2026", "2025"]


def test_a_prepared_round_is_made_anew_and_one_under_way_is_not(place: Place) -> None:
    with place.write() as work:
        for year in (2023, 2024):
            prepared = replace(named("2024", year), state=RoundState.PREPARED)
            work.timetable.create(prepared, place.by(place.minh))
    with pytest.raises(RoundTaken), place.write() as work:
        work.timetable.create(ROUND, place.by(place.minh))
    with place.read() as work:
        found = work.rounds.get("2024")
        assert found is not None
        assert found.year == 2024


@pytest.mark.parametrize(
    ("act", "state"),
    [
        (lambda acts, by: acts.open("2025", by), RoundState.OPEN),
        (lambda acts, by: acts.reopen("2025", "", by), RoundState.OPEN),
        (lambda acts, by: acts.close("2024", "", by), RoundState.PREPARED),
        (lambda acts, by: acts.take_back("2024", by), RoundState.PREPARED),
    ],
    ids=["open an open one", "reopen an open one", "close a prepared one", "take back a prepared one"],
)
def test_an_act_begins_where_the_round_is(
    place: Place, act: Callable[[Timetable, Authorship], None], state: RoundState
) -> None:
    with place.write() as work:
        work.timetable.create(replace(named("2024", 2024), state=RoundState.PREPARED), place.by(place.minh))
    with pytest.raises(RoundNotIn) as refused, place.write() as work:
        act(work.timetable, place.by(place.minh))
    assert refused.value.state is state


def test_a_round_is_closed_and_the_act_is_taken_back(place: Place) -> None:
    with place.write() as work:
        work.timetable.close("2025", "hết hạn", place.by(place.minh))
        assert work.rounds.alive() == []
        work.timetable.reopen("2025", "đóng nhầm", place.by(place.minh))
        assert work.rounds.alive() == [ROUND]
    assert place.log() == [
        ("close_round", "2025", {"state": "closed", "reason": "hết hạn"}),
        ("reopen_round", "2025", {"state": "open", "reason": "đóng nhầm"}),
    ]


def test_an_opening_is_taken_back_until_somebody_has_entered_something(place: Place) -> None:
    with place.write() as work:
        work.sheets.open(ROUND, "XA01")
    with place.write() as work:
        assert not work.rounds.used("2025"), "a sheet that was looked at"
        work.timetable.take_back("2025", place.by(place.minh))
        work.timetable.open("2025", place.by(place.minh))
        sheet = work.sheets.open(ROUND, "XA01")
        sheet.declare("1.1", Met(True), place.by(place.hoa))
        sheet.undo("1.1", place.by(place.hoa))
        work.sheets.save(sheet)
    with pytest.raises(RoundUsed), place.write() as work:
        work.timetable.take_back("2025", place.by(place.minh))
    with place.read() as work:
        assert work.rounds.used("2025")
        assert not work.rounds.used("1999")


def test_words_of_the_year_are_something_entered(place: Place) -> None:
    with place.write() as work:
        sheet = work.sheets.open(ROUND, "XA02")
        sheet.write_difficulties("thiếu máy in", place.by(place.nam))
        work.sheets.save(sheet)
    with place.read() as work:
        assert work.rounds.used("2025")


def test_one_unit_has_longer_by_the_clock_of_the_timetable(place: Place) -> None:
    elsewhere = MAY.astimezone(UTC)
    with place.write() as work:
        work.timetable.extend(ROUND, elsewhere, place.by(place.minh), reason="mưa lũ", unit="XA01")
    with place.read() as work:
        [extended] = work.rounds.alive()
    ends = [extended.self_scoring_ends(unit) for unit in ("XA01", "XA02")]
    assert [end and end.date().isoformat() for end in ends] == ["2026-05-09", "2026-04-30"]
    assert place.log() == [("extend", "2025/XA01", {"until": elsewhere.isoformat(), "reason": "mưa lũ"})]


@pytest.mark.parametrize(("own", "of_all", "kept"), [(JUNE, MAY, JUNE), (MAY, JUNE, JUNE), (MAY, MAY, MAY)])
def test_who_has_longer_keeps_it_when_all_are_extended(
    anywhere: Place, own: datetime, of_all: datetime, kept: datetime
) -> None:
    with anywhere.write() as work:
        work.timetable.extend(ROUND, own, anywhere.by(anywhere.minh), unit="XA01")
        work.timetable.extend(ROUND, of_all, anywhere.by(anywhere.minh))
    with anywhere.read() as work:
        [extended] = work.rounds.alive()
    assert [extended.self_scoring_ends(unit) for unit in ("XA01", "XA02")] == [kept, of_all]


def test_the_round_before_is_the_last_one_published(anywhere: Place) -> None:
    with anywhere.write() as work:
        for year, state in ((2022, RoundState.PUBLISHED), (2023, RoundState.PUBLISHED), (2024, RoundState.CLOSED)):
            work.timetable.create(replace(named(str(year), year), state=state), anywhere.by(anywhere.minh))
    with anywhere.read() as work:
        found = [work.rounds.before(year) for year in (2025, 2023, 2022)]
    assert [one and one.code for one in found] == ["2023", "2022", None]


def test_sets_stand_in_the_order_of_their_import(place: Place) -> None:
    place.clock.pass_(days=1)
    place.imports(replace(CRITERIA, id="b", name="Bộ sau"))
    place.clock.pass_(days=1)
    place.imports(replace(CRITERIA, id="a", name="Bộ sau nữa"))
    with place.read() as work:
        assert work.rounds.sets() == [
            KnownSet("nho", "1", CRITERIA.name),
            KnownSet("b", "1", "Bộ sau"),
            KnownSet("a", "1", "Bộ sau nữa"),
        ]


def test_a_round_finds_its_set_and_the_search_over_it(place: Place) -> None:
    with place.read() as work:
        criteria, index = work.rounds.criteria(ROUND), work.rounds.index(ROUND)
    with place.read() as work:
        assert work.rounds.index(ROUND) is index, "made once"
    assert criteria == CRITERIA


def test_a_set_that_is_not_there_is_named(place: Place) -> None:
    with pytest.raises(SetMissing) as missing, place.read() as work:
        work.rounds.criteria(replace(ROUND, set_version="9"))
    assert missing.value.version == "9"
