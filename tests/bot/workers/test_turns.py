"""A turn that breaks off leaves nothing behind; an event that never works is given up, and its sender is told."""

import logging
from dataclasses import dataclass

import pytest
import sqlalchemy as sa

from bot.workers import turns
from handlers.cards.card import Card
from handlers.incoming.events import Incoming
from handlers.session import Session
from handlers.texts.common import BROKEN
from handlers.turn import Setting, take
from scoring.people import Person
from tests.db.world import TELEGRAM, VIETNAM, WEB, World, event
from tests.doorway import turns_on

ODD = "lạ"


@dataclass
class Stumbling:
    """Breaks off so many times at one odd text, after it has queued a card; the rest is taken as usual."""

    times: int
    world: World

    def __call__(self, incoming: Incoming, session: Session, person: Person | None, setting: Setting) -> Card | None:
        if incoming.text == ODD and self.times:
            self.times -= 1
            setting.work.cards.notify(self.world.hoa.id, Card("nửa chừng"), key="half")
            raise LookupError("a fault of ours")
        return take(incoming, session, person, setting)


def works(world: World, monkeypatch: pytest.MonkeyPatch, times: int) -> list[str]:
    """Takes every turn that can be taken; the cards that are sent then."""
    monkeypatch.setattr(turns, "take", Stumbling(times, world))
    one = turns_on(world.store, world.clock, VIETNAM)
    while one.one() is not None:
        continue
    return [card for _ in range(3) for card in world.send()]


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, "bot.workers.turns")


def test_a_turn_that_broke_off_is_taken_again_as_if_nothing_had_been(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.chat(TELEGRAM, world.hoa)
    world.put(event("1", ODD))
    (card,) = works(world, monkeypatch, times=2)
    assert card not in (BROKEN, "nửa chừng")


def test_an_event_that_never_works_is_given_up_and_its_sender_told(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.chat(TELEGRAM, world.hoa)
    world.put(event("1", ODD), event("2", "/help"))
    first, second = works(world, monkeypatch, times=99)
    assert first == BROKEN
    assert second != BROKEN
    with world.store.read() as work:
        reading = work.readings.take()
    assert (reading.inbox_failed, reading.inbox_waiting) == (1, 0)


def test_others_do_not_wait_behind_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.chat(TELEGRAM, world.hoa)
    world.chat(WEB, world.nam)
    world.put(event("1", ODD), event("2", "/help", chat=WEB))
    assert len(works(world, monkeypatch, times=99)) == 2


def test_a_database_without_its_tables_is_no_fault_of_an_event(sqlite_engine: sa.Engine) -> None:
    world = World(sqlite_engine)
    with sqlite_engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE inbox RENAME TO away"))
    with pytest.raises(sa.exc.OperationalError):
        turns_on(world.store, world.clock, VIETNAM).one()
