"""An invitation lets one person in, once, and cannot be tried out."""

from datetime import timedelta

import pytest

from handlers.cards.card import Card
from handlers.incoming.events import ChatKey
from handlers.ports import InviteExpired, InviteUnknown, TooManyAttempts, Work
from handlers.questions import Value
from handlers.session import Session
from scoring.errors import Refusal
from scoring.people import Person
from tests.db.world import TELEGRAM, WEB, ZALO
from tests.handlers.contract.places import Place

WEEK = timedelta(days=7)


def invited(place: Place, person: Person) -> str:
    with place.write() as work:
        return work.invitations.issue(person, place.now + WEEK).code


def redeem(work: Work, code: str, chat: ChatKey, place: Place) -> str:
    """Who lets the chat in; the refusal is caught within the turn, as the conversation does."""
    try:
        return work.people.redeem(code, chat, place.now).name
    except Refusal as refused:
        return type(refused).__name__


def tries(place: Place, code: str, chat: ChatKey = TELEGRAM) -> str:
    with place.write() as work:
        return redeem(work, code, chat, place)


def test_an_invitation_names_the_code_its_end_and_a_way_in(place: Place) -> None:
    with place.write() as work:
        given = work.invitations.issue(place.hoa, place.now + WEEK)
    assert given.until == place.now + WEEK
    assert [one.channel for one in given.entrances] == ["web"]
    assert given.code in given.entrances[0].url


def test_a_code_lets_one_chat_in_however_it_is_typed(place: Place) -> None:
    code = invited(place, place.hoa)
    found = [tries(place, f"  {code.upper()} "), tries(place, code), tries(place, code, WEB)]
    assert found == ["Nguyễn Thị Hoà", "Nguyễn Thị Hoà", "InviteUsed"]


def test_with_one_code_all_that_the_person_was_given_are_used(place: Place) -> None:
    first, second = invited(place, place.hoa), invited(place, place.hoa)
    assert [tries(place, second), tries(place, first, WEB)] == ["Nguyễn Thị Hoà", "InviteUsed"]


def test_a_code_runs_out_to_the_second(place: Place) -> None:
    code = invited(place, place.hoa)
    place.clock.pass_(days=7)
    with pytest.raises(InviteExpired) as refused, place.write() as work:
        work.people.redeem(code, TELEGRAM, place.now)
    assert refused.value.at == place.now


def test_a_code_that_nobody_gave_out_is_unknown(place: Place) -> None:
    with pytest.raises(InviteUnknown), place.write() as work:
        work.people.redeem("sai", TELEGRAM, place.now)


def test_the_fifth_wrong_code_bars_the_chat_for_a_quarter_of_an_hour(place: Place) -> None:
    code = invited(place, place.hoa)
    assert [tries(place, "sai") for _ in range(5)] == ["InviteUnknown"] * 4 + ["TooManyAttempts"]
    assert tries(place, code) == "TooManyAttempts"
    place.clock.pass_(minutes=15)
    assert tries(place, code) == "Nguyễn Thị Hoà"


def test_a_barred_chat_is_told_until_when_and_bars_no_other(place: Place) -> None:
    code, until = invited(place, place.hoa), place.now + timedelta(minutes=15)
    for _ in range(5):
        tries(place, "sai")
    with pytest.raises(TooManyAttempts) as refused, place.write() as work:
        work.people.redeem(code, TELEGRAM, place.now)
    assert refused.value.until == until
    assert tries(place, code, WEB) == "Nguyễn Thị Hoà"


def test_a_chat_that_changes_hands_forgets_where_it_was(place: Place) -> None:
    place.joins(place.hoa, TELEGRAM)
    place.asks(TELEGRAM, Session(Value("1.2")))
    place.joins(place.nam, TELEGRAM)
    with place.read() as work:
        assert work.people.being_asked("XA02", "1.2", "2025") == []
        assert work.people.chats(place.hoa.id) == []


def test_who_joins_once_more_goes_on_where_he_was(place: Place) -> None:
    place.joins(place.hoa, TELEGRAM)
    place.asks(TELEGRAM, Session(Value("1.2")))
    place.joins(place.hoa, TELEGRAM)
    with place.read() as work:
        assert work.people.being_asked("XA01", "1.2", "2025") == [place.hoa.id]


def test_a_batch_has_a_code_for_each(place: Place) -> None:
    with place.write() as work:
        batch = work.invitations.batch([place.hoa, place.nam], place.now + WEEK)
    codes = place.codes(batch, place.hoa, place.nam)
    assert [tries(place, code, chat) for code, chat in zip(codes, (TELEGRAM, WEB), strict=True)] == [
        "Nguyễn Thị Hoà",
        "Trần Văn Nam",
    ]
    assert place.codes(batch, place.hoa, place.nam) == [], "used ones let nobody in"


def test_two_batches_are_two(place: Place) -> None:
    with place.write() as work:
        batches = {work.invitations.batch([place.hoa], place.now + WEEK) for _ in range(2)}
    assert len(batches) == 2
    place.clock.pass_(days=7)
    assert [place.codes(batch, place.hoa) for batch in batches] == [[], []], "those that have run out let nobody in"


def test_what_waited_for_somebody_reaches_him_when_he_joins(place: Place) -> None:
    with place.write() as work:
        work.cards.notify(place.hoa.id, Card("chào mừng", kind="news"), key="chào")
    assert place.arrived() == []
    place.joins(place.hoa, ZALO)
    assert place.arrived() == [("zalo_oa", "chào mừng")]
