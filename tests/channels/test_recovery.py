"""After a channel has stumbled every answer is there as soon as it is well again, and hardly any comes twice.

The real channels over their strict fakes and a line that can be cut; the clock of the story passes in small steps.
"""

from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot.channels.base import Channel
from bot.db.messages.outbox import UNSURE
from bot.files.storage import EvidenceStore
from bot.reports.exports import Exports
from bot.workers.delivering import AT_ONCE, Delivering
from handlers.incoming.events import ChatKey
from tests.bot.post import linked
from tests.channels.telegram import world as telegram
from tests.channels.zalo_bot import world as zalo_bot
from tests.channels.zalo_oa import world as zalo_oa
from tests.db.world import World
from tests.doorway import VIETNAM, quiet
from tests.fakes.line import Fault, Line
from tests.fakes.serving import served
from tests.fakes.telegram.bot_api import FakeTelegram
from tests.fakes.zalo_bot.platform import FakeZaloBot
from tests.fakes.zalo_bot.rules import Refused
from tests.fakes.zalo_oa.open_api import OA_ID, FakeZaloOA

STEP = 0.1
#: What the channel itself asks for, where it does, in seconds.
ASKED = 3


@dataclass
class Place:
    """One channel, one person on it, and how the channel stumbles."""

    world: World
    delivering: Delivering
    line: Line
    chat: int
    received: Callable[[], list[Any]]
    stumbles: dict[str, Callable[[int], None]]

    async def until_quiet(self, most: timedelta) -> None:
        """Goes on until nothing waits."""
        began = self.world.now
        while True:
            if await self.delivering.some():
                continue
            await self.delivering.finish()
            if not self._waiting():
                return
            assert self.world.now - began < most, self.world.states()
            self.world.clock.pass_(seconds=STEP)

    def _waiting(self) -> bool:
        return any(state == "waiting" for state, _ in self.world.states())

    def waited(self) -> timedelta:
        """How long before it was answered the channel had last been asked in vain."""
        moments = sorted(set(self.line.at))
        return moments[-1] - moments[-2] if len(moments) > 1 else timedelta(0)

    def texts(self) -> list[str]:
        return [str(one["text"] if isinstance(one, dict) else one.text) for one in self.received()]


@asynccontextmanager
async def telegram_place(world: World, folder: Path) -> AsyncIterator[Place]:
    fake = FakeTelegram()
    lan = fake.person(700000001)
    async with (
        served(fake) as api,
        Line(api, world.clock).laid() as line,
        telegram.connected(fake.token, line.address) as channel,
    ):
        place = _place(world, folder, channel, line, str(lan.chat), lambda: lan.received)
        place.stumbles |= {
            "500": lambda k: fake.break_down(500, k),
            "502": lambda k: fake.break_down(502, k),
            "429 with a time": lambda k: fake.flood(ASKED, k),
        }
        yield place
        await fake.updates.hang_up()


@asynccontextmanager
async def zalo_oa_place(world: World, folder: Path) -> AsyncIterator[Place]:
    fake = FakeZaloOA(world.clock)
    lan = fake.person()
    async with served(fake) as api, Line(api, world.clock).laid() as line:
        fake.address = api
        async with zalo_oa.connected(world.store, world.clock, line.address) as channel:
            place = _place(world, folder, channel, line, lan.user, lambda: lan.received)

            def expired(k: int) -> None:
                fake.tokens.expire()
                fake.knobs.tokens_broken = k - 1

            place.stumbles |= {
                "500": lambda k: fake.knobs.broken.extend([500] * k),
                "502": lambda k: fake.knobs.broken.extend([502] * k),
                "429 without a time": lambda k: fake.knobs.broken.extend([429] * k),
                "-32": lambda k: fake.knobs.declined.extend([-32] * k),
                "expired token": expired,
            }
            yield place


@asynccontextmanager
async def zalo_bot_place(world: World, folder: Path) -> AsyncIterator[Place]:
    fake = FakeZaloBot()
    lan = fake.person()
    async with (
        served(fake) as api,
        Line(api, world.clock).laid() as line,
        zalo_bot.connected(fake.token, line.address) as channel,
    ):
        place = _place(world, folder, channel, line, lan.chat.id, lambda: lan.received)
        place.stumbles |= {
            "500": lambda k: fake.knobs.broken.extend([500] * k),
            "502": lambda k: fake.knobs.broken.extend([502] * k),
            "429 without a time": lambda k: fake.knobs.refusals.extend([Refused(429, "Quota exceeded")] * k),
        }
        yield place


def _place(world: World, folder: Path, channel: Any, line: Line, address: str, received: Callable[[], list[Any]]) -> Place:
    channel.capabilities = replace(channel.capabilities, per_second=0, per_chat_second=0)
    account = OA_ID if channel.name == "zalo_oa" else channel.account
    chat = world.chat(ChatKey(channel.name, account, address), world.hoa)
    evidence = EvidenceStore(folder / "evidence")
    channels: dict[str, Channel] = {channel.name: channel}

    async def wait(seconds: float) -> None:
        world.clock.pass_(seconds=seconds)

    delivering = Delivering(
        world.store,
        channels,
        evidence,
        Exports(world.store, evidence, VIETNAM),
        world.clock,
        ThreadPoolExecutor(1),
        linked,
        wake=quiet,
        sleep=wait,
    )
    faults: tuple[Fault, ...] = ("cut before", "cut after", "silent")
    cuts = {fault: (lambda k, fault=fault: line.faults.extend([fault] * k)) for fault in faults}
    return Place(world, delivering, line, chat, received, dict(cuts))


PLACES = {"telegram": telegram_place, "zalo_oa": zalo_oa_place, "zalo_bot": zalo_bot_place}
COMMON = ("500", "502", "cut before", "cut after", "silent")
KINDS = [
    *((channel, kind) for channel in PLACES for kind in COMMON),
    ("telegram", "429 with a time"),
    ("zalo_oa", "429 without a time"),
    ("zalo_oa", "-32"),
    ("zalo_oa", "expired token"),
    ("zalo_bot", "429 without a time"),
]


@pytest.fixture
def world(sqlite_engine: sa.Engine) -> World:
    return World(sqlite_engine)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time-outs take real time."""
    for channel in PLACES:
        monkeypatch.setattr(f"bot.channels.{channel}.client.READ", 0.1)


@pytest.mark.parametrize(("channel", "kind"), KINDS)
async def test_the_answer_is_there_within_two_seconds_of_the_recovery(
    world: World, tmp_path: Path, channel: str, kind: str, record_property: Callable[[str, object], None]
) -> None:
    async with PLACES[channel](world, tmp_path) as place:
        for number, faults in enumerate((1, 2, 4, 8), start=1):
            before = len(place.received())
            world.reply(place.chat, f"✔ Đã lưu 1.{number}")
            place.stumbles[kind](faults)
            place.line.at.clear()
            await place.until_quiet(timedelta(minutes=2))
            waited = place.waited() - timedelta(seconds=ASKED if "with a time" in kind else 0)
            record_property(f"seconds after {faults} faults", waited.total_seconds())
            arrived = place.texts()[before:]
            assert 1 <= arrived.count(f"✔ Đã lưu 1.{number}") <= 2, "there, and at most once more"
            assert len(set(arrived)) == 1
            assert waited <= timedelta(seconds=2)
        assert {state for state, _ in world.states()} == {"sent"}


async def test_after_too_many_at_most_what_was_in_flight_leaves(world: World, tmp_path: Path) -> None:
    async with telegram_place(world, tmp_path) as place:
        fake_people = [world.chat(ChatKey("telegram", "800000002", str(700000100 + number))) for number in range(40)]
        for chat in fake_people:
            world.reply(chat, "thẻ")
        place.stumbles["429 with a time"](1)
        began = world.now
        while await place.delivering.some():
            continue
        await place.delivering.finish()
        assert len(place.line.at) <= AT_ONCE
        assert world.states().count(("sent", "telegram")) == len(place.line.at) - 1
        await place.until_quiet(timedelta(minutes=1))
        later = sorted(moment for moment in place.line.at if moment > began)
        assert later[0] - began >= timedelta(seconds=ASKED), "nothing before the time that was asked for"
        assert later.count(later[0]) >= 2, "with the one that tried it the others leave at once"
        assert {state for state, _ in world.states()} == {"sent"}


async def test_a_cut_line_over_an_outage_of_two_hours_loses_nothing(world: World, tmp_path: Path) -> None:
    async with telegram_place(world, tmp_path) as place:
        chats = [world.chat(ChatKey("telegram", "800000002", str(700000100 + number))) for number in range(12)]
        place.line.down = "cut before"
        for chat in chats:
            world.reply(chat, f"thẻ {chat}")
        world.notify(world.hoa, "còn 3 ngày", "r1")
        began = world.now
        while world.now - began < timedelta(hours=2):
            if not await place.delivering.some():
                await place.delivering.finish()
                world.clock.pass_(seconds=20)
        assert len(place.line.at) <= 2 * 60 * 60 / 20 + AT_ONCE, "a single probe after each pause"
        place.line.down = None
        ended = world.now
        await place.until_quiet(timedelta(seconds=10))
        assert {state for state, _ in world.states()} == {"sent"}
        assert max(place.line.at) - ended <= timedelta(seconds=10)
        assert place.line.reached == 2 * len(chats) + 2 - sure(world), "one look before each repeat, and no other call"


def sure(world: World) -> int:
    """How many cards had never been tried while the line was cut."""
    with world.store.read() as work:
        return sum(not one.why for one in work.deliveries.list())


async def test_what_stands_in_the_chat_at_zalo_is_not_sent_again(world: World, tmp_path: Path) -> None:
    async with zalo_oa_place(world, tmp_path) as place:
        world.reply(place.chat, "✔ Đã lưu 1.1")
        place.stumbles["cut after"](1)
        await place.until_quiet(timedelta(minutes=1))
        assert place.texts() == ["✔ Đã lưu 1.1"]
        world.reply(place.chat, "✔ Đã lưu 1.2")
        place.stumbles["cut before"](1)
        await place.until_quiet(timedelta(minutes=1))
        assert place.texts() == ["✔ Đã lưu 1.1", "✔ Đã lưu 1.2"]
        with world.store.read() as work:
            assert [one.why.partition(":")[0] for one in work.deliveries.list()] == [UNSURE, ""], "marked where it was repeated"
