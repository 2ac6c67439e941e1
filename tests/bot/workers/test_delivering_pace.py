"""A channel's pace holds for all machines together, and a channel that asks for patience gets it from every card."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.channels.base import ChannelFault, Outgoing, TryLater, Window
from bot.files.storage import EvidenceStore
from bot.reports.exports import Exports
from bot.workers.delivering import Delivering
from handlers.incoming.events import ChatKey
from tests.bot.post import ABLE, Post, Wire, linked
from tests.db.world import TELEGRAM, ZALO, World
from tests.doorway import VIETNAM, quiet

SLOW = replace(ABLE, per_second=1, burst=1)
MINUTE = timedelta(minutes=1)
ANOTHER = ChatKey("telegram", "cchc_bot", "200")


@dataclass
class Waits:
    """How long each card had to wait for its place, in seconds; no time passes."""

    seconds: list[float] = field(default_factory=list)

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(round(seconds, 3))


def machine(world: World, folder: Path, wire: Wire, waits: Waits) -> Delivering:
    """One of several that share the database."""
    evidence, threads = EvidenceStore(folder), ThreadPoolExecutor(1)
    exports = Exports(world.store, evidence, VIETNAM)
    return Delivering(world.store, {wire.name: wire}, evidence, exports, world.clock, threads, linked, wake=quiet, sleep=waits)


def chats(world: World, how_many: int) -> list[int]:
    return [world.chat(ChatKey("telegram", "cchc_bot", str(number))) for number in range(how_many)]


async def test_two_machines_together_keep_the_pace_of_the_channel(world: World, tmp_path: Path) -> None:
    for chat in chats(world, 12):
        world.reply(chat, "thẻ")
    wire, waits = Wire(capabilities=replace(ABLE, per_second=10, burst=1)), Waits()
    for one in (machine(world, tmp_path, wire, waits), machine(world, tmp_path, wire, waits)):
        await one.some()
    assert waits.seconds == [number / 10 for number in range(12)]


async def test_two_machines_together_keep_the_pace_of_one_chat(world: World, tmp_path: Path) -> None:
    (chat,) = chats(world, 1)
    for number in range(6):
        world.reply(chat, f"thẻ {number}")
    wire, waits = Wire(), Waits()
    machines = [machine(world, tmp_path, wire, waits), machine(world, tmp_path, wire, waits)]
    for number in range(6):
        await machines[number % 2].some()
    assert waits.seconds == [0, 0, 0, 1, 2, 3]
    assert wire.texts == [f"thẻ {number}" for number in range(6)]


async def test_who_waits_out_a_hold_leaves_one_after_the_other_when_it_is_over(world: World, tmp_path: Path) -> None:
    for chat in chats(world, 12):
        world.reply(chat, "thẻ")
    wire = Wire(capabilities=SLOW, faults=[ChannelFault("flood", timedelta(seconds=30))])
    began = world.now
    async with asyncio.timeout(30):
        await Post(world, tmp_path, wire).delivers(2 * MINUTE)
    assert len(wire.arrived) == 12
    assert world.now - began >= timedelta(seconds=30 + 11)


@dataclass
class Office:
    """A post office whose wire says "too many" for as long as the story goes on."""

    post: Post
    wire: Wire


@pytest.fixture
def flooded(world: World, tmp_path: Path) -> Office:
    wire = Wire(faults=[ChannelFault("flood", MINUTE) for _ in range(30)])
    world.reply(world.chat(TELEGRAM, world.hoa), "thẻ")
    return Office(Post(world, tmp_path, wire), wire)


async def test_an_hour_of_patience_leaves_every_try_to_the_message(world: World, flooded: Office) -> None:
    await flooded.post.delivers(timedelta(minutes=20))
    assert flooded.wire.arrived == []
    flooded.wire.faults = [TryLater(timedelta(0), "no answer") for _ in range(6)]
    await flooded.post.delivers(timedelta(hours=2))
    assert flooded.wire.texts == ["thẻ"]
    assert flooded.post.states() == ["sent"]


async def test_a_reply_does_not_wait_for_a_reminder_that_was_put_off(world: World, tmp_path: Path) -> None:
    wire = Wire(faults=[TryLater(MINUTE, "too many to one")])
    chat = world.chat(TELEGRAM, world.hoa)
    post = Post(world, tmp_path, wire)
    world.notify(world.hoa, "còn 3 ngày", "r1")
    await post.delivers()
    world.reply(chat, "chào")
    await post.delivers(2 * MINUTE)
    assert wire.texts == ["chào", "còn 3 ngày"]


async def test_a_card_replaced_while_the_channel_refused_it_starts_anew(world: World, tmp_path: Path) -> None:
    chat = world.chat(TELEGRAM, world.hoa)

    class Replacing(Wire):
        async def send(self, outgoing: Outgoing) -> str:
            if outgoing.card.text == "☐ a":
                world.reply(chat, "✔ a", slot="tick")
                raise ChannelFault("flood", MINUTE)
            return await super().send(outgoing)

    world.reply(chat, "☐ a", slot="tick")
    wire = Replacing()
    await Post(world, tmp_path, wire).delivers(2 * MINUTE)
    assert wire.texts == ["✔ a"]


async def test_past_its_window_a_channel_is_left_alone_and_the_next_one_taken(world: World, tmp_path: Path) -> None:
    window = Window(free=timedelta(hours=48), hard=timedelta(days=7))
    telegram, zalo = Wire(), Wire("zalo_oa", "oa", capabilities=replace(ABLE, window=window))
    world.chat(TELEGRAM, world.hoa)
    world.chat(ZALO, world.hoa)
    world.clock.pass_(hours=49)
    world.notify(world.hoa, "còn 3 ngày", "r1")
    await Post(world, tmp_path, telegram, zalo).delivers()
    assert (zalo.texts, telegram.texts) == ([], ["còn 3 ngày"])


async def test_inside_its_window_the_chat_used_last_is_written_to(world: World, tmp_path: Path) -> None:
    window = Window(free=timedelta(hours=48), hard=timedelta(days=7), paid=True)
    telegram, zalo = Wire(), Wire("zalo_oa", "oa", capabilities=replace(ABLE, window=window))
    world.chat(TELEGRAM, world.hoa)
    world.chat(ZALO, world.hoa)
    world.clock.pass_(days=6)
    world.notify(world.hoa, "còn 3 ngày", "r1")
    await Post(world, tmp_path, telegram, zalo).delivers()
    assert (zalo.texts, telegram.texts) == (["còn 3 ngày"], [])


async def test_a_channel_without_a_pace_is_not_slowed_down(world: World, tmp_path: Path) -> None:
    for chat in chats(world, 8):
        world.reply(chat, "thẻ")
    waits = Waits()
    await machine(world, tmp_path, Wire(capabilities=replace(ABLE, per_second=0)), waits).some()
    assert waits.seconds == [0] * 8


async def test_a_chat_taken_over_by_a_colleague_is_left_alone_and_holds_nobody_up(world: World, tmp_path: Path) -> None:
    wire, chat, other = Wire(capabilities=SLOW), world.chat(TELEGRAM, world.hoa), world.chat(ANOTHER, world.nam)
    with world.store.write() as work:
        work.takeovers.begin(TELEGRAM, world.now + timedelta(minutes=30))
    world.reply(chat, "sau")
    world.reply(other, "ngay")
    post = Post(world, tmp_path, wire)
    await post.delivers(10 * MINUTE)
    assert wire.texts == ["ngay"]
    with world.store.write() as work:
        work.takeovers.end(TELEGRAM, world.now)
    await post.delivers()
    assert wire.texts == ["ngay", "sau"]
