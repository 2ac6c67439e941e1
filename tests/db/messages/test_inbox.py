"""Events are written down once, and taken chat by chat in their own order."""

from datetime import timedelta

import pytest

from handlers.cards.card import Card
from handlers.incoming.events import Incoming
from handlers.questions import Value
from handlers.session import Session
from tests.db.world import START, TELEGRAM, WEB, World, event


class PowerCut(Exception):
    pass


def _break_off(world: World) -> None:
    with world.store.write() as work:
        claimed = world.opened(work)
        assert claimed is not None
        work.chats.save(claimed.chat_id, Session(Value("1.1")))
        work.outbox.put(claimed.chat_id, Card("xin chào"), world.now)
        work.inbox.handled(claimed.id)
        raise PowerCut


def test_an_event_that_comes_twice_is_taken_once(world: World) -> None:
    assert world.put(event("7", "chào")) == [True]
    assert world.put(event("7", "chào")) == [False]
    assert [world.take(), world.take()] == ["chào", None]


def test_the_same_key_on_another_account_is_another_event(world: World) -> None:
    assert world.put(event("7", "một"), event("7", "hai", chat=WEB)) == [True, True]


def test_events_of_a_chat_are_taken_in_the_order_in_which_they_happened(world: World) -> None:
    late = START + timedelta(seconds=5)
    world.put(event("11", "bốn", at=late), event("10", "ba"), event("9", "hai"), event("8", "một"))
    assert [world.take() for _ in range(4)] == ["một", "hai", "ba", "bốn"]


def test_two_works_never_hold_one_chat(world: World) -> None:
    if world.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has one writing work at a time")
    world.put(event("1", "một"), event("2", "hai"), event("3", "khác", chat=WEB))
    with world.store.write() as first, world.store.write() as second, world.store.write() as third:
        held = [world.opened(work) for work in (first, second, third)]
        assert [claimed and claimed.event.text for claimed in held] == ["một", "khác", None]


def test_an_event_can_be_written_down_while_its_chat_is_held(world: World) -> None:
    if world.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has one writing work at a time")
    world.put(event("1", "một"))
    with world.store.write() as turn:
        world.opened(turn)
        assert world.put(event("2", "hai")) == [True]


def test_a_turn_that_breaks_off_leaves_nothing_and_is_taken_again(world: World) -> None:
    world.put(event("1", "một"))
    with pytest.raises(PowerCut):
        _break_off(world)
    with world.store.write() as work:
        claimed = world.opened(work)
        assert claimed is not None
        assert (claimed.event.text, claimed.session.question, work.deliveries.list()) == ("một", None, [])


def test_an_event_that_breaks_three_turns_is_given_up_and_the_next_one_taken(world: World) -> None:
    world.put(event("1", "hỏng"), event("2", "lành"))
    given_up = []
    for _ in range(3):
        with world.store.write() as work:
            given_up.append(work.inbox.stumbled(1, "LookupError"))
    assert given_up == [False, False, True]
    assert world.take() == "lành"


def test_a_turn_finds_whose_chat_it_is_and_where_the_conversation_stood(world: World) -> None:
    chat_id = world.chat(TELEGRAM, world.hoa)
    with world.store.write() as work:
        work.chats.save(chat_id, Session(Value("1.1"), turn=4))
    world.put(event("1"))
    with world.store.write() as work:
        claimed = world.opened(work)
    assert claimed is not None
    assert (claimed.person_id, claimed.session.question, claimed.session.turn) == (world.hoa.id, Value("1.1"), 4)


def test_somebody_whose_access_has_ended_is_a_stranger(world: World) -> None:
    world.chat(TELEGRAM, world.hoa)
    world.put(event("1"))
    with world.store.write() as work:
        work.staff.deactivate(world.hoa.id)
        claimed = world.opened(work)
        assert claimed is not None
        assert claimed.person_id is None


def test_signs_that_no_database_takes_are_left_out(world: World) -> None:
    assert world.put(Incoming(TELEGRAM, "1", START, text="a\0b\ud83d", name="Hoà\0")) == [True]
    assert world.take() == "ab"
