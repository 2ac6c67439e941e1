"""A channel that stumbles is held for every process alike, and one card alone tries it."""

from datetime import timedelta

from bot.db.messages.holds import PROBING, Stumble
from handlers.incoming.events import ChatKey
from tests.db.world import World

TELEGRAM = "telegram:cchc_bot"
SECOND = timedelta(seconds=1)


def stumbles(world: World, after: timedelta | None = None, probe: str = "") -> timedelta:
    """How long the channel is left alone then."""
    with world.store.write() as work:
        return work.holds.begin(TELEGRAM, Stumble("502", after), world.now, probe=probe).until - world.now


def taken(world: World) -> list[int]:
    with world.store.write() as work:
        return [one.id for one in work.deliveries.due(world.now, 10)]


def test_of_many_that_wait_one_tries_and_after_its_success_all_may(world: World) -> None:
    for number in range(4):
        world.reply(world.chat(ChatKey("telegram", "cchc_bot", str(number))), "thẻ")
    stumbles(world)
    assert taken(world) == []
    world.clock.pass_(seconds=1)
    [probe] = taken(world)
    assert taken(world) == [], "somebody tries already"
    with world.store.write() as work:
        work.deliveries.sent(probe, "m1")
        assert work.holds.end(TELEGRAM, str(probe))
    assert len(taken(world)) == 3


def test_those_that_were_in_flight_together_stumble_as_one(world: World) -> None:
    assert [stumbles(world) for _ in range(8)] == [SECOND / 2] * 8
    world.clock.pass_(seconds=20)
    assert [stumbles(world) for _ in range(8)] == [5 * SECOND] * 8


def test_what_the_channel_asks_for_counts_and_is_not_cut_short_by_another_fault(world: World) -> None:
    assert stumbles(world, after=14 * SECOND) == 14 * SECOND
    world.clock.pass_(seconds=1)
    assert stumbles(world) == 13 * SECOND


def test_a_probe_of_which_nothing_is_heard_is_followed_by_another(world: World) -> None:
    first, second = (world.chat(ChatKey("telegram", "cchc_bot", str(number))) for number in range(2))
    for chat in (first, second):
        world.reply(chat, "thẻ")
    stumbles(world)
    world.clock.pass_(seconds=1)
    [probe] = taken(world)
    world.clock.now += PROBING
    [another] = taken(world)
    assert another != probe
    with world.store.write() as work:
        assert not work.holds.end(TELEGRAM, str(probe)), "it is no probe any more"
