"""What all machines share: the pace of a channel, firings of the timetable, single facts, the readings."""

from datetime import timedelta

import sqlalchemy as sa

from bot.db.record.readings import Backlog
from tests.db.world import TELEGRAM, World, event, file
from tests.doorway import store_on


def test_messages_of_a_channel_leave_evenly_spaced(world: World) -> None:
    with world.store.write() as work:
        leaves = [work.paces.take("telegram", 10, world.now) for _ in range(3)]
    assert [at - world.now for at in leaves] == [timedelta(milliseconds=ms) for ms in (0, 100, 200)]


def test_an_idle_channel_saves_nothing_up(world: World) -> None:
    with world.store.write() as work:
        work.paces.take("telegram", 1, world.now)
        later = world.clock.pass_(hours=1)
        leaves = [work.paces.take("telegram", 1, later) for _ in range(2)]
    assert [at - later for at in leaves] == [timedelta(0), timedelta(seconds=1)]


def test_a_channel_may_tolerate_a_burst(world: World) -> None:
    with world.store.write() as work:
        leaves = [work.paces.take("telegram", 1, world.now, burst=3) for _ in range(5)]
    assert [(at - world.now).seconds for at in leaves] == [0, 0, 0, 1, 2]


def test_a_channel_that_asks_for_patience_gets_it(world: World) -> None:
    until = world.now + timedelta(seconds=30)
    with world.store.write() as work:
        work.paces.hold("telegram", until)
        work.paces.hold("telegram", world.now)
        leaves = [work.paces.take("telegram", 1, world.now) for _ in range(2)]
        unpaced = work.paces.take("telegram", 0, world.now)
    assert leaves == [until, until + timedelta(seconds=1)]
    assert unpaced == until


def test_every_channel_has_its_own_pace(world: World) -> None:
    with world.store.write() as work:
        assert [work.paces.take(name, 1, world.now) for name in ("telegram", "zalo")] == [world.now, world.now]


def test_a_firing_is_claimed_once_by_its_scheduled_time(world: World) -> None:
    tomorrow = world.now + timedelta(days=1)
    with world.store.write() as work:
        claims = [work.occurrences.claim("nhắc hạn", at) for at in (world.now, world.now, tomorrow)]
    assert claims == [True, False, True]


def test_a_fact_is_what_it_was_last_set_to(world: World) -> None:
    with world.store.write() as work:
        work.facts.set("zalo", {"token": "cũ"})
        work.facts.set("zalo", {"token": "mới"})
        assert (work.facts.get("zalo"), work.facts.get("khác")) == ({"token": "mới"}, None)


def test_a_database_is_empty_until_something_is_entered(engine: sa.Engine) -> None:
    with store_on(engine).read() as work:
        assert work.readings.empty()
    world = World(engine)
    with world.store.read() as work:
        assert not work.readings.empty()


def test_the_readings_count_what_waits_and_what_was_given_up(world: World) -> None:
    world.reply(world.chat(TELEGRAM, world.hoa), "một")
    world.due()
    world.notify(world.nam, "hai", "k")
    world.put(event("1"), event("2"))
    with world.store.write() as work:
        for _ in range(3):
            work.inbox.stumbled(1, "LookupError")
        work.documents.receive(file(), world.hoa, TELEGRAM, world.now)
    with world.store.read() as work:
        reading = work.readings.take()
    assert reading == Backlog(
        inbox_waiting=1,
        inbox_failed=1,
        outbox_waiting=1,
        outbox_failed=0,
        outbox_unknown=0,
        outbox_unreached=1,
        documents_pending=1,
        documents_failed=0,
    )
