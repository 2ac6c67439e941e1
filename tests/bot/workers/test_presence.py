"""Whatever a process held is free as soon as it is known to be gone, and a living one loses nothing."""

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.db.record.processes import SILENCE
from bot.db.tables import processes
from bot.workers.presence import Presence
from scoring.declared import Met
from tests.db.world import ROUND, TELEGRAM, World, file
from tests.doorway import store_on


@pytest.fixture
def world(engine: sa.Engine) -> World:
    return World(engine)


class Machine:
    """A process of its own over the story's database."""

    def __init__(self, world: World) -> None:
        self.store = store_on(world.engine, world.clock)
        self.freed = threading.Event()
        self.presence = Presence(self.store, world.clock, self.freed.set)
        self.presence.begin()

    def takes(self, world: World) -> list[str]:
        with self.store.write() as work:
            work.fetches.due(world.now, 3)
            return [one.card.text for one in work.deliveries.due(world.now, 10)]

    def dies(self) -> None:
        """As after a kill: it beats no more, and the system has unlocked its file."""
        self.presence._ending.set()
        self.presence._thread.join()
        if self.presence._lock is not None:
            self.presence._lock.close()


@pytest.fixture
def machines(world: World) -> Iterator[tuple[Machine, Machine]]:
    both = Machine(world), Machine(world)
    yield both
    for one in both:
        one.presence.end()


def unheard(world: World, machine: Machine, for_: timedelta) -> None:
    """The database's own clock cannot be turned: what it was told last is."""
    if world.engine.dialect.name == "postgresql":
        with world.engine.begin() as connection:
            this = sa.update(processes).where(processes.c.id == machine.store.process)
            connection.execute(this.values(seen_at=sa.func.clock_timestamp() - for_))


def at_work(world: World) -> None:
    """A reply and a file are under way."""
    world.reply(world.chat(TELEGRAM, world.hoa), "một")
    with world.store.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        sheet.declare("1.1", Met(True), world.by())
        sheet.attach("1.1", work.documents.receive(file(), world.hoa, TELEGRAM, world.now))
        work.sheets.save(sheet)


def test_what_a_dead_process_held_is_free_within_five_seconds(world: World, machines: tuple[Machine, Machine]) -> None:
    dying, living = machines
    at_work(world)
    assert dying.takes(world) == ["một"]
    living.presence.look()
    assert living.takes(world) == [], "it may be on its way"
    dying.dies()
    unheard(world, dying, SILENCE + timedelta(seconds=0.1))
    living.presence.look()
    assert living.freed.is_set()
    with living.store.write() as work:
        assert [one.card.text for one in work.deliveries.due(world.now, 10)] == ["một"]
        assert len(work.fetches.due(world.now, 3)) == 1
    assert SILENCE + timedelta(seconds=1) <= timedelta(seconds=5)


def test_a_living_process_keeps_what_it_holds_for_as_long_as_it_takes(world: World, machines: tuple[Machine, Machine]) -> None:
    working, other = machines
    at_work(world)
    working.takes(world)
    unheard(world, working, SILENCE - timedelta(seconds=1))
    for _ in range(3):
        other.presence.look()
    world.clock.pass_(minutes=5)
    assert other.takes(world) == []


def test_who_was_taken_for_gone_begins_anew_and_has_nothing_to_say_of_before(
    world: World, machines: tuple[Machine, Machine]
) -> None:
    if world.engine.dialect.name != "postgresql":
        pytest.skip("a locked file tells for certain")
    slow, other = machines
    world.reply(world.chat(TELEGRAM, world.hoa), "một")
    with slow.store.write() as work:
        (taken,) = work.deliveries.due(world.now, 10)
    before = slow.store.process
    unheard(world, slow, timedelta(minutes=1))
    other.presence.look()
    slow.presence.look()
    assert slow.store.process not in (before, None)
    with other.store.write() as work:
        assert len(work.deliveries.due(world.now, 10)) == 1
    with slow.store.write() as work:
        work.deliveries.failed(taken.id, "too late")
    assert world.states() == [("waiting", "telegram")]


def test_who_leaves_in_order_is_missed_by_nobody(world: World, machines: tuple[Machine, Machine]) -> None:
    leaving, other = machines
    at_work(world)
    leaving.takes(world)
    leaving.presence.end()
    assert other.takes(world) == ["một"]


def test_a_process_that_starts_after_a_crash_waits_for_nobody(world: World) -> None:
    at_work(world)
    first = Machine(world)
    assert first.takes(world) == ["một"]
    first.dies()
    unheard(world, first, SILENCE * 2)
    second = Machine(world)
    assert second.takes(world) == ["một"]
    second.presence.end()
