"""Who comes, who changes duties, who leaves."""

from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.cards.card import Card
from handlers.ports import InviteUnknown
from scoring.people import Role, Unit
from tests.db.world import TELEGRAM, WEB
from tests.handlers.contract.places import Place

FAREWELL = Card("Anh/chị đã thôi việc này.")


def test_a_unit_takes_its_present_name(place: Place) -> None:
    renamed = Unit("XA01", "An Hoà Mới", "phường", "commune", "HUYEN", "đồng bằng")
    with place.write() as work:
        work.staff.add_unit(renamed)
    with place.read() as work:
        assert work.people.unit("XA01") == renamed
        assert len(work.people.units()) == 3


def test_a_person_is_kept_as_given(place: Place) -> None:
    with place.write() as work:
        given = work.staff.add_person("XA02", Role.OFFICIAL, place.now, name="Lý", scope=["3", "7.5"], position="công chức")
    assert (given.scope, given.position) == (frozenset({"3", "7.5"}), "công chức")
    with place.read() as work:
        assert work.people.get(given.id) == given


def test_duties_are_given_and_written_down_without_the_name(place: Place) -> None:
    changed = replace(place.lan, name="Lê Lan", role=Role.SECRETARIAT, scope=frozenset({"2", "1"}), position="thư ký")
    with place.write() as work:
        work.staff.assign(changed, place.by(place.minh))
    with place.read() as work:
        assert work.people.get(place.lan.id) == changed
    assert place.log() == [("assign", f"HUYEN/{place.lan.id}", {"role": "secretariat", "scope": ["1", "2"]})]


def test_a_new_name_alone_stands_in_no_log(place: Place) -> None:
    with place.write() as work:
        work.staff.assign(replace(place.lan, name="Lê Lan"), place.by(place.minh))
    with place.read() as work:
        assert work.people.get(place.lan.id) == replace(place.lan, name="Lê Lan")
    assert place.log() == []


def test_a_list_that_was_taken_over_is_a_line(place: Place) -> None:
    with place.write() as work:
        work.staff.note_import("people", "3 người mới", place.by(place.minh))
    assert place.log() == [("import_people", "", "3 người mới")]


def test_who_has_left_is_known_and_in_office_no_more(place: Place) -> None:
    place.joins(place.hoa, TELEGRAM)
    with place.write() as work:
        work.staff.leave(place.hoa, None, FAREWELL, place.by(place.minh))
    with place.read() as work:
        assert (work.people.get(place.hoa.id), work.people.active(place.hoa.id)) == (place.hoa, None)
        assert (work.people.of_unit("XA01"), work.people.chats(place.hoa.id)) == ([], [])
        assert not work.people.reachable(place.hoa.id)
    assert place.arrived() == [("telegram", FAREWELL.text)]
    assert place.log() == [("leave", f"XA01/{place.hoa.id}", None)]


def test_a_code_of_who_has_left_is_unknown(place: Place) -> None:
    with place.write() as work:
        code = work.invitations.issue(place.hoa, place.now + timedelta(days=7)).code
        work.staff.leave(place.hoa, None, FAREWELL, place.by(place.minh))
    with pytest.raises(InviteUnknown), place.write() as work:
        work.people.redeem(code, WEB, place.now)


def test_what_was_sent_to_who_has_left_reaches_the_successor(place: Place) -> None:
    with place.write() as work:
        work.cards.notify(place.hoa.id, Card("việc cũ", kind="news"), key="cũ")
        work.staff.leave(place.hoa, place.nam, FAREWELL, place.by(place.minh))
    place.joins(place.nam, WEB)
    with place.write() as work:
        assert work.people.reachable(place.hoa.id)
        work.cards.notify(place.hoa.id, Card("việc mới", kind="news"), key="mới")
    assert place.arrived() == [("web", "việc cũ"), ("web", "việc mới")]


def test_a_successor_of_a_successor_has_it_all(place: Place) -> None:
    place.joins(place.lan, WEB)
    with place.write() as work:
        work.staff.leave(place.hoa, place.nam, FAREWELL, place.by(place.minh))
        work.staff.leave(place.nam, place.lan, FAREWELL, place.by(place.minh))
        work.cards.notify(place.hoa.id, Card("việc mới", kind="news"), key="mới")
    assert place.arrived() == [("web", "việc mới")]


def test_what_is_on_its_way_to_an_office_goes_with_the_office(place: Place) -> None:
    place.joins(place.hoa, TELEGRAM)
    place.joins(place.nam, WEB)
    with place.write() as work:
        work.cards.notify(place.hoa.id, Card("còn 3 ngày", kind="reminder"), key="hạn-3")
        work.staff.leave(place.hoa, place.nam, FAREWELL, place.by(place.minh))
    assert sorted(place.arrived()) == [("telegram", FAREWELL.text), ("web", "còn 3 ngày")]
