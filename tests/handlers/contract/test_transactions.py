"""One unit of work: all of it or nothing."""

from contextlib import suppress

from handlers.cards.card import Card
from handlers.ports import Work
from scoring.declared import Met
from scoring.people import Role
from tests.db.world import ROUND, TELEGRAM, file
from tests.handlers.contract.places import Place


class BreaksOff(Exception):
    """What breaks a turn off."""


def does_a_lot(place: Place, work: Work) -> None:
    work.staff.add_person("XA01", Role.OFFICIAL, place.now, name="Mai", scope=(), position="")
    sheet = work.sheets.open(ROUND, "XA01")
    sheet.declare("1.1", Met(True), place.by(place.hoa))
    sheet.attach("1.1", work.documents.receive(file(), place.hoa, TELEGRAM, place.now))
    work.sheets.save(sheet)
    work.reopenings.ask(sheet, "1.1", "nhầm", place.hoa, place.now)
    work.timetable.close("2025", "hết hạn", place.by(place.minh))
    work.people.confirm_notice(place.hoa.id, place.now)
    work.cards.notify(place.hoa.id, Card("đã đóng"), key="đóng")


def stands(place: Place) -> tuple[object, ...]:
    with place.read() as work:
        sheet = work.sheets.read(ROUND, "XA01")
        return (
            [one.name for one in work.people.of_unit("XA01")],
            sheet.entry("1.1").declared,
            len(sheet.entry("1.1").evidence),
            work.reopenings.waiting(ROUND) != [],
            [one.code for one in work.rounds.alive()],
            work.people.noticed(place.hoa.id),
        )


def test_what_a_work_has_changed_is_there_when_it_ends(place: Place) -> None:
    with place.write() as work:
        does_a_lot(place, work)
    assert stands(place) == (["Nguyễn Thị Hoà", "Mai"], Met(True), 1, True, [], True)
    assert [what for what, *_ in place.log()] == ["declare", "attach", "ask_reopening", "close_round"]


def test_a_work_that_breaks_off_leaves_nothing(place: Place) -> None:
    before = stands(place)
    with suppress(BreaksOff), place.write() as work:
        does_a_lot(place, work)
        raise BreaksOff
    assert stands(place) == before == (["Nguyễn Thị Hoà"], None, 0, False, ["2025"], False)
    assert place.log() == []
    place.joins(place.hoa, TELEGRAM)
    assert place.arrived() == []


def test_what_broke_off_can_be_done_anew(place: Place) -> None:
    with suppress(BreaksOff), place.write() as work:
        does_a_lot(place, work)
        raise BreaksOff
    with place.write() as work:
        does_a_lot(place, work)
    assert stands(place) == (["Nguyễn Thị Hoà", "Mai"], Met(True), 1, True, [], True)
