"""Who is who, which chats are theirs, and how a card reaches them."""

from handlers.cards.card import Card
from handlers.incoming.events import ChatKey
from handlers.questions import Value
from handlers.session import Session
from scoring.people import Role, Unit
from tests.db.world import TELEGRAM, WEB, ZALO
from tests.handlers.contract.places import Place

FAREWELL = Card("Cuộc trò chuyện này không còn gắn với anh/chị.")


def test_who_is_known_is_found_and_nobody_else(place: Place) -> None:
    with place.read() as work:
        assert [work.people.get(one.id) for one in (place.hoa, place.lan)] == [place.hoa, place.lan]
        assert (work.people.get("ai đó"), work.people.active("ai đó")) == (None, None)
        assert work.people.active(place.hoa.id) == place.hoa


def test_people_stand_in_the_order_in_which_they_were_invited(anywhere: Place) -> None:
    with anywhere.write() as work:
        mai = work.staff.add_person("XA01", Role.OFFICIAL, anywhere.now, name="Mai", scope=["2", "1.4"], position="công chức")
        an = work.staff.add_person("XA01", Role.OFFICIAL, anywhere.clock.pass_(days=-9), name="An", scope=(), position="")
    with anywhere.read() as work:
        assert work.people.of_unit("XA01") == [an, anywhere.hoa, mai]
        assert work.people.with_role(Role.COORDINATOR) == [anywhere.hoa, anywhere.nam]
        assert (work.people.of_unit("XA99"), work.people.with_role(Role.APPROVER)) == ([], [])


def test_units_stand_in_order_of_code(anywhere: Place) -> None:
    with anywhere.read() as work:
        assert [one.code for one in work.people.units()] == ["HUYEN", "XA01", "XA02"]
        assert work.people.unit("XA01") == Unit("XA01", "An Hòa")
        assert work.people.unit("XA99") is None


def test_the_first_card_is_confirmed_by_each_for_himself(place: Place) -> None:
    with place.write() as work:
        work.people.confirm_notice(place.hoa.id, place.now)
    with place.read() as work:
        assert [work.people.noticed(one.id) for one in (place.hoa, place.nam)] == [True, False]
        assert not work.people.noticed("ai đó")


def test_the_chat_used_last_comes_first(anywhere: Place) -> None:
    anywhere.joins(anywhere.hoa, TELEGRAM)
    anywhere.joins(anywhere.hoa, WEB)
    anywhere.clock.pass_(minutes=1)
    anywhere.came(TELEGRAM)
    with anywhere.read() as work:
        theirs = work.people.chats(anywhere.hoa.id)
        assert [one.chat for one in theirs] == [TELEGRAM, WEB]
        assert theirs[0].last_in_at == anywhere.now
        assert work.people.chats(anywhere.nam.id) == []


def test_who_is_asked_about_a_leaf_is_told_by_his_chats(place: Place) -> None:
    place.joins(place.hoa, TELEGRAM)
    place.joins(place.nam, WEB)
    for chat in (TELEGRAM, WEB):
        place.asks(chat, Session(Value("1.2"), round="2025"))
    with place.read() as work:
        assert work.people.being_asked("XA01", "1.2", "2025") == [place.hoa.id]
        assert work.people.being_asked("XA02", "1.2", "2025") == [place.nam.id]
        assert work.people.being_asked("XA01", "1.3", "2025") == [], "another leaf"
        assert work.people.being_asked("XA01", "1.2", "2026") == [], "another round"


def test_a_cursor_that_names_no_round_is_of_any(place: Place) -> None:
    place.joins(place.hoa, TELEGRAM)
    place.asks(TELEGRAM, Session(Value("1.2")))
    with place.read() as work:
        assert work.people.being_asked("XA01", "1.2", "2026") == [place.hoa.id]


def test_who_has_no_chat_or_has_left_it_is_not_reached(place: Place) -> None:
    reached = []
    with place.read() as work:
        reached.append(work.people.reachable(place.hoa.id))
    place.joins(place.hoa, TELEGRAM)
    with place.read() as work:
        reached.append(work.people.reachable(place.hoa.id))
    place.left(TELEGRAM)
    with place.read() as work:
        reached.append(work.people.reachable(place.hoa.id))
        assert not work.people.reachable("ai đó")
    assert reached == [False, True, False]


def test_those_who_joined_and_are_reached_no_more_are_named(anywhere: Place) -> None:
    for person, chat in ((anywhere.hoa, TELEGRAM), (anywhere.nam, WEB)):
        anywhere.joins(person, chat)
    anywhere.left(TELEGRAM)
    with anywhere.read() as work:
        assert work.people.unreached() == [anywhere.hoa], "who has never joined is not among them"
    anywhere.came(TELEGRAM)
    with anywhere.read() as work:
        assert work.people.unreached() == []


def test_who_comes_back_gets_what_could_not_reach_him(place: Place) -> None:
    place.joins(place.hoa, TELEGRAM)
    place.left(TELEGRAM)
    with place.write() as work:
        assert work.cards.notify(place.hoa.id, Card("còn 3 ngày", kind="reminder"), key="hạn-3")
    with place.read() as work:
        assert work.people.unreached() == [place.hoa]
    assert place.arrived() == []
    place.came(TELEGRAM)
    assert place.arrived() == [("telegram", "còn 3 ngày")]


def test_an_unlinked_chat_is_nobodys(place: Place) -> None:
    place.joins(place.hoa, TELEGRAM)
    place.asks(TELEGRAM, Session(Value("1.2")))
    with place.write() as work:
        work.people.unlink(TELEGRAM)
    with place.read() as work:
        assert work.people.chats(place.hoa.id) == []
        assert work.people.being_asked("XA01", "1.2", "2025") == []


def test_a_chat_that_is_cut_is_told_and_what_waits_there_goes_to_another(place: Place) -> None:
    place.joins(place.hoa, WEB)
    place.joins(place.hoa, TELEGRAM)
    with place.write() as work:
        work.cards.notify(place.hoa.id, Card("còn 3 ngày", kind="reminder"), key="hạn-3")
        [last, _] = work.people.chats(place.hoa.id)
        work.people.cut(last, FAREWELL)
    with place.read() as work:
        assert [one.chat for one in work.people.chats(place.hoa.id)] == [WEB]
    assert sorted(place.arrived()) == [("telegram", FAREWELL.text), ("web", "còn 3 ngày")]


def test_an_erased_person_leaves_neither_name_nor_chat(place: Place) -> None:
    for chat in (TELEGRAM, ZALO):
        place.joins(place.hoa, chat)
    with place.write() as work:
        work.cards.notify(place.hoa.id, Card("còn 3 ngày", kind="reminder"), key="hạn-3")
        work.people.forget(place.hoa.id, TELEGRAM)
    with place.read() as work:
        assert work.people.get(place.hoa.id) is None
        assert (work.people.of_unit("XA01"), work.people.chats(place.hoa.id)) == ([], [])
    assert place.arrived() == []


def test_the_chat_in_which_somebody_was_erased_may_become_anothers(place: Place) -> None:
    place.joins(place.hoa, TELEGRAM)
    with place.write() as work:
        work.people.forget(place.hoa.id, TELEGRAM)
    place.joins(place.nam, TELEGRAM)
    with place.read() as work:
        assert [one.chat for one in work.people.chats(place.nam.id)] == [TELEGRAM]


def test_to_erase_whom_nobody_knows_changes_nothing(place: Place) -> None:
    with place.write() as work:
        work.people.forget("ai đó", ChatKey("web", "", "w7"))
        assert len(work.people.units()) == 3
        assert work.people.active(place.hoa.id) == place.hoa
