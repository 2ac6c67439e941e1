"""A channel that stumbles is held for all, tried by one card at a time, and costs no message anything."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.channels.base import Capabilities, ChannelFault, FetchLater, MaybeSent, Outgoing, SendFault
from bot.db.messages.holds import LONGEST, OPENINGS, SHORTEST, Stumble, pause_after
from bot.files.storage import EvidenceStore
from bot.reports.exports import Exports
from bot.workers.delivering import AT_ONCE, Delivering
from handlers.incoming.events import ChatKey
from handlers.texts.common import MISSED
from scheduler.retries import SENDING
from tests.bot.files.test_intake import photo
from tests.bot.post import ABLE, Post, Wire, linked
from tests.bot.workers.test_fetching import filed, status
from tests.db.world import TELEGRAM, ZALO, World
from tests.doorway import VIETNAM, quiet
from tests.stories.telling.databases import copied

SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)
UNPACED = replace(ABLE, per_second=0, per_chat_second=0)


@pytest.fixture
def world(sqlite_engine: sa.Engine) -> World:
    """What the database has to do here is told in its own stories, on both."""
    return World(sqlite_engine)


def people(world: World, number: int) -> list[int]:
    return [world.chat(ChatKey("telegram", "cchc_bot", str(one))) for one in range(number)]


def test_the_pause_grows_with_the_outage_and_ends_soon_after_it() -> None:
    lasted = [timedelta(seconds=seconds) for seconds in (0, 2, 4, 20, 32, 7200)]
    assert [pause_after(one) / SECOND for one in lasted] == [0.5, 0.5, 1, 5, 8, 8]
    assert (pause_after(timedelta(0)), pause_after(timedelta(days=1))) == (SHORTEST, LONGEST)


@dataclass
class Down(Wire):
    """Stumbles for as long as it is ``ill``; ``calls`` are the texts that were sent then and later."""

    capabilities: Capabilities = UNPACED
    ill: SendFault | None = None
    arrives: bool = False
    calls: list[str] = field(default_factory=list)

    async def send(self, outgoing: Outgoing) -> str:
        self.calls.append(outgoing.card.text)
        if self.ill is None:
            return await super().send(outgoing)
        if self.arrives:
            await super().send(outgoing)
        raise self.ill

    async def look(self, outgoing: Outgoing, since: datetime) -> str:  # noqa: ARG002
        if self.ill is not None:
            raise self.ill
        return ""


async def test_one_card_alone_tries_the_channel_and_the_others_follow_at_once(world: World, tmp_path: Path) -> None:
    wire = Down(ill=ChannelFault("502"))
    post = Post(world, tmp_path, wire)
    for chat in people(world, 20):
        world.reply(chat, f"thẻ {chat}")
    await post.delivers()
    assert len(wire.calls) <= AT_ONCE
    for _ in range(5):
        before = len(wire.calls)
        world.clock.pass_(seconds=8)
        await post.delivers()
        assert len(wire.calls) == before + 1
    wire.ill = None
    world.clock.pass_(seconds=8)
    await post.delivers()
    assert len(wire.arrived) == 20


async def test_a_bad_card_is_not_always_the_one_that_tries(world: World, tmp_path: Path) -> None:
    wire = Poisoned()
    first, second = people(world, 2)
    world.reply(first, "độc")
    post = Post(world, tmp_path, wire)
    await post.delivers()
    world.reply(second, "thường")
    await post.delivers(2 * SECOND)
    assert wire.texts == ["thường"]


async def test_a_card_that_stumbles_by_itself_uses_its_own_tries_and_holds_nobody_up(world: World, tmp_path: Path) -> None:
    wire = Poisoned()
    bad, good = people(world, 2)
    world.reply(bad, "độc")
    post = Post(world, tmp_path, wire)
    for number in range(OPENINGS + 1):
        world.reply(good, f"thường {number}")
        await post.delivers(2 * SECOND)
    assert len(wire.arrived) == OPENINGS + 1
    with world.store.read() as work:
        assert work.holds.list() == []
    await post.delivers(sum(SENDING, timedelta(0)) + HOUR)
    assert post.states() == ["failed", *["sent"] * (OPENINGS + 1)]


@dataclass
class Poisoned(Wire):
    capabilities: Capabilities = UNPACED

    async def send(self, outgoing: Outgoing) -> str:
        if outgoing.card.text == "độc":
            raise ChannelFault("500")
        return await super().send(outgoing)


async def test_an_outage_uses_up_no_try(world: World, tmp_path: Path) -> None:
    wire = Down(ill=ChannelFault("502"))
    world.reply(world.chat(TELEGRAM, world.hoa), "thẻ")
    post = Post(world, tmp_path, wire)
    await post.tries(2 * HOUR)
    assert post.states() == ["waiting"]
    with world.store.read() as work:
        assert work.deliveries.due(world.now + HOUR, 1)[0].tries == 1


async def test_the_hold_is_seen_by_the_other_machine(world: World, tmp_path: Path) -> None:
    wire, other = Down(ill=ChannelFault("flood", timedelta(minutes=5))), Down()
    one, two = people(world, 2)
    world.reply(one, "một")
    await Post(world, tmp_path, wire).delivers()
    world.reply(two, "hai")
    second = Post(world, tmp_path, other)
    await second.delivers(timedelta(minutes=4))
    assert other.calls == []
    await second.delivers(timedelta(minutes=2))
    assert sorted(other.texts) == ["hai", "một"]


async def test_what_waits_for_its_pace_does_not_leave_after_the_channel_has_stumbled(world: World, tmp_path: Path) -> None:
    """In this process at once, in another one by a look before the wire."""
    waiting = asyncio.Event()

    async def wait(seconds: float) -> None:
        if seconds:
            await waiting.wait()

    slow = replace(ABLE, per_second=1, burst=1, per_chat_second=0)
    wire = Wire(capabilities=slow)
    evidence = EvidenceStore(tmp_path)
    exports = Exports(world.store, evidence, VIETNAM)
    threads = ThreadPoolExecutor(1)
    machine = Delivering(
        world.store, {"telegram": wire}, evidence, exports, world.clock, threads, linked, wake=quiet, sleep=wait
    )
    for chat in people(world, 4):
        world.reply(chat, f"thẻ {chat}")
    await machine.some()
    assert len(wire.arrived) == 1
    with world.store.write() as work:
        work.holds.begin("telegram:cchc_bot", Stumble("flood", timedelta(minutes=1)), world.now)
    waiting.set()
    await machine.finish()
    assert len(wire.arrived) == 1
    world.clock.pass_(minutes=2)
    await machine.some()
    await machine.finish()
    assert len(wire.arrived) == 2, "the one that tries it"


async def test_a_send_that_hangs_holds_up_nobody_but_its_own_chat(world: World, tmp_path: Path) -> None:
    hangs, wire = Hanging(), Wire("zalo_oa", "oa", capabilities=UNPACED)
    world.reply(world.chat(TELEGRAM, world.hoa), "hangs")
    post = Post(world, tmp_path, hangs, wire)
    await post.delivers()
    world.reply(world.chat(ZALO, world.nam), "ngay")
    await post.delivers()
    assert (hangs.texts, wire.texts) == ([], ["ngay"])
    hangs.goes_on.set()
    await post.finish()
    assert hangs.texts == ["hangs"]


@dataclass
class Hanging(Wire):
    capabilities: Capabilities = UNPACED
    goes_on: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, outgoing: Outgoing) -> str:
        await self.goes_on.wait()
        return await super().send(outgoing)


@pytest.mark.parametrize("notified", [False, True])
async def test_what_may_have_arrived_is_sent_once_more_and_marked(world: World, tmp_path: Path, notified: bool) -> None:
    wire = Wire(faults=[MaybeSent("ReadError"), None])
    chat = world.chat(TELEGRAM, world.hoa)
    if notified:
        world.notify(world.hoa, "thẻ", "r1")
    else:
        world.reply(chat, "thẻ")
    post = Post(world, tmp_path, wire)
    await post.delivers(2 * SECOND)
    assert wire.texts == ["thẻ"]
    with world.store.read() as work:
        (listed,) = work.deliveries.list()
    assert (listed.state, listed.why) == ("sent", "may have arrived, sent once more: ReadError")


async def test_after_the_second_end_that_nobody_knows_it_is_left_at_that(world: World, tmp_path: Path) -> None:
    wire = Wire(faults=[MaybeSent("ReadError"), None, MaybeSent("ReadTimeout")])
    world.reply(world.chat(TELEGRAM, world.hoa), "thẻ")
    post = Post(world, tmp_path, wire)
    await post.delivers(timedelta(minutes=5))
    assert (wire.texts, post.states(), post.reasons()) == ([], ["unknown"], ["ReadTimeout"])


async def test_the_repeat_is_not_wasted_on_a_channel_that_is_not_well(world: World, tmp_path: Path) -> None:
    wire = Down(ill=MaybeSent("ReadError"))
    world.reply(world.chat(TELEGRAM, world.hoa), "thẻ")
    post = Post(world, tmp_path, wire)
    await post.tries(timedelta(minutes=10))
    assert wire.calls == ["thẻ"]
    wire.ill = None
    await post.delivers(timedelta(seconds=10))
    assert wire.texts == ["thẻ"]


async def test_of_what_was_asked_during_an_outage_the_last_is_answered_first(world: World, tmp_path: Path) -> None:
    wire = Down(ill=ChannelFault("502"))
    chat = world.chat(TELEGRAM, world.hoa)
    post = Post(world, tmp_path, wire)
    for number in range(3):
        world.reply(chat, f"✔ Đã lưu 1.{number}\n\n1.{number + 1}?")
        await post.tries(5 * SECOND)
    world.notify(world.hoa, "còn 3 ngày", "r1")
    wire.ill = None
    await post.delivers(10 * SECOND)
    assert wire.texts == [f"{MISSED}\n• ✔ Đã lưu 1.0\n• ✔ Đã lưu 1.1\n\n✔ Đã lưu 1.2\n\n1.3?", "còn 3 ngày"]
    assert post.states() == ["superseded", "superseded", "sent", "sent"]


# -- files ---------------------------------------------------------------------------------------------------------------


async def test_a_file_waits_for_its_source_and_is_there_as_soon_as_it_is_well(world: World, tmp_path: Path) -> None:
    filed(world)
    wire = Wire(files={"ref": FetchLater("502", of_channel=True)})
    post = Post(world, tmp_path, wire)
    await post.tries(2 * HOUR, fetches=True)
    assert status(world) == [("ke-hoach", "pending")]
    wire.files["ref"] = photo().getvalue()
    await post.fetches(LONGEST + SECOND)
    assert status(world) == [("ke-hoach.jpg", "stored")]


async def test_a_file_that_is_never_had_is_told_after_a_day(world: World, tmp_path: Path) -> None:
    filed(world)
    wire = Wire(files={"ref": FetchLater("502", of_channel=True)})
    post = Post(world, tmp_path, wire)
    await post.fetches(timedelta(days=2))
    assert status(world) == [("ke-hoach", "failed")]


# -- the property --------------------------------------------------------------------------------------------------------

KINDS: dict[str, tuple[SendFault, bool]] = {
    "502": (ChannelFault("502"), False),
    "flood": (ChannelFault("flood", timedelta(seconds=7)), False),
    "lost": (MaybeSent("ReadError"), False),
    "unheard": (MaybeSent("ReadTimeout"), True),
}
EPISODES = st.tuples(
    st.sampled_from([*KINDS, "well"]),
    st.floats(0.1, 90),
    st.lists(st.tuples(st.integers(0, 2), st.booleans()), max_size=4),
)


@settings(max_examples=20, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(episodes=st.lists(EPISODES, min_size=1, max_size=6))
def test_nobody_is_left_without_an_answer(
    episodes: list[tuple[str, float, list[tuple[int, bool]]]], tmp_path_factory: pytest.TempPathFactory, migrated_file: Path
) -> None:
    folder = tmp_path_factory.mktemp("faults")
    with copied(migrated_file, folder / "cchc.db") as engine:
        asyncio.run(_told_to_everybody(World(engine), folder, episodes))


async def _told_to_everybody(world: World, folder: Path, episodes: list[tuple[str, float, list[tuple[int, bool]]]]) -> None:
    wire = Down()
    post = Post(world, folder, wire)
    staff = (world.hoa, world.nam, world.lan)
    chats = [world.chat(ChatKey("telegram", "cchc_bot", str(number)), one) for number, one in enumerate(staff)]
    said: list[tuple[int, str]] = []
    for kind, seconds, asked in episodes:
        wire.ill, wire.arrives = KINDS.get(kind, (None, False))
        for person, notified in asked:
            text = f"câu {len(said)}"
            said.append((person, text))
            if notified:
                world.notify(staff[person], text, text)
            else:
                world.reply(chats[person], text)
            await post.tries(timedelta(seconds=seconds / len(asked)), steps=10)
    wire.ill = None
    await post.tries(LONGEST + 2 * SECOND)
    for person, text in said:
        seen = [one.card.text for one in wire.arrived if one.chat == str(person)]
        assert any(text in one for one in seen), f"{text} was never told: {post.states()}"
        assert seen.count(text) <= 2
    assert set(post.states()) <= {"sent", "superseded"}
