"""What came in or goes out and cannot be read fails alone: its chat and everybody else's go on in the same pass."""

import pytest
import sqlalchemy as sa

from handlers.questions import Answer
from handlers.session import Session
from handlers.texts.common import BROKEN
from tests.db.damages import damage
from tests.db.world import TELEGRAM, VIETNAM, WEB, World, event
from tests.doorway import turns_on

NO_JSON = '{"v": 1, "te'
WRONG = [NO_JSON, "[]", "7", '"chào"', "{}", '{"v": 1, "text": 5}', '{"v": 1, "chat": ["telegram"], "text": "chào"}']


def _damaged(world: World, place: str, key: int, stored: str) -> None:
    if not damage(world.engine, place, key, stored):
        pytest.skip("the database does not take it")


def _turns(world: World) -> list[str]:
    """Takes all turns there are; the cards that are sent then."""
    one = turns_on(world.store, world.clock, VIETNAM)
    while one.one() is not None:
        continue
    return [card for _ in range(3) for card in world.send()]


def _inbox(engine: sa.Engine) -> list[tuple[str, int]]:
    with engine.connect() as connection:
        return [(row.state, row.tries) for row in connection.execute(sa.text("SELECT state, tries FROM inbox ORDER BY id"))]


@pytest.mark.parametrize("stored", WRONG)
def test_an_event_that_cannot_be_read_is_given_up_and_its_sender_told(world: World, stored: str) -> None:
    world.chat(TELEGRAM, world.hoa)
    world.chat(WEB, world.nam)
    world.put(event("1", "/help"), event("2", "/help"), event("3", "/help", chat=WEB))
    _damaged(world, "inbox.event", 1, stored)
    first, second, third = _turns(world)
    assert BROKEN in (first, second)
    assert third != BROKEN
    assert _inbox(world.engine) == [("failed", 1), ("handled", 0), ("handled", 0)]


@pytest.mark.parametrize("stored", WRONG[:-1])
def test_a_card_that_cannot_be_read_fails_and_what_follows_it_leaves(world: World, stored: str) -> None:
    chat, other = world.chat(TELEGRAM, world.hoa), world.chat(WEB, world.nam)
    for where, text in ((chat, "một"), (chat, "hai"), (other, "khác")):
        world.reply(where, text)
    _damaged(world, "outbox.card", 1, stored)
    assert world.send() == ["khác", "hai"]
    assert world.states() == [("failed", "telegram"), ("sent", "telegram"), ("sent", "web")]


@pytest.mark.parametrize("stored", [NO_JSON, "[]", "7", "{}", '{"v": 2, "turn": "x"}', '{"v": 2, "back": [1]}'])
def test_a_session_that_cannot_be_read_starts_afresh_and_is_answered_at_once(world: World, stored: str) -> None:
    chat = world.chat(TELEGRAM, world.hoa)
    with world.store.write() as work:
        work.chats.save(chat, Session(Answer("1.1"), turn=4))
    _damaged(world, "chats.session", chat, stored)
    world.put(event("1", "/help"))
    (card,) = _turns(world)
    assert card != BROKEN
    assert _inbox(world.engine) == [("handled", 0)]


@pytest.mark.parametrize(
    "stored",
    [
        '{"v": 2, "step": "value", "data": {}}',
        '{"v": 2, "step": "value", "data": {"leaf": 7, "newer": 1}}',
        '{"v": 2, "step": "confirm", "data": {"leaf": "1.1", "why": "guessed", "declared": {"of": "another release"}}}',
        '{"v": 2, "step": "of-a-newer-release", "back": [["lost", {}]]}',
    ],
)
def test_a_cursor_that_leads_nowhere_does_not_stop_its_chat(world: World, stored: str) -> None:
    chat = world.chat(TELEGRAM, world.hoa)
    with world.store.write() as work:
        work.people.confirm_notice(world.hoa.id, world.now)
        work.chats.save(chat, Session())
    _damaged(world, "chats.session", chat, stored)
    world.put(event("1", "7"), event("2", "/quaylai"), event("3", "/chamdiem"))
    assert BROKEN not in _turns(world)
    assert _inbox(world.engine)[-1] == ("handled", 0)
