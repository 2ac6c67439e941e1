"""Long polling: the same updates by another way, each until it is kept."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.channels.telegram import TelegramChannel, poll
from tests.channels.telegram.world import YES, Shelf, to_lan
from tests.fakes.telegram.bot_api import FakeTelegram
from tests.fakes.telegram.person import Person


class Pauses:
    """Waits for nothing, and remembers how long it should have been; ``reached`` when there were so many."""

    def __init__(self, enough: int = 1) -> None:
        self.taken: list[float] = []
        self.reached = asyncio.Event()
        self._enough = enough

    async def __call__(self, seconds: float) -> None:
        self.taken.append(seconds)
        if len(self.taken) >= self._enough:
            self.reached.set()
        await asyncio.sleep(0)


@asynccontextmanager
async def polling(channel: TelegramChannel, shelf: Shelf, pauses: Pauses | None = None) -> AsyncIterator[None]:
    """The loop runs meanwhile, and has ended afterwards."""
    stop = asyncio.Event()
    running = asyncio.create_task(poll(channel, shelf.put, stop, pauses or Pauses()))
    yield
    stop.set()
    await asyncio.wait_for(running, 5)


async def test_what_people_send_is_kept_in_its_order(channel: TelegramChannel, shelf: Shelf, lan: Person) -> None:
    await lan.says("/start demo-vanphong")
    async with polling(channel, shelf):
        await shelf.holds(1)
        await lan.says("1.2 45/50")
        await shelf.holds(2)
    assert shelf.texts == ["/start demo-vanphong", "1.2 45/50"]


async def test_what_was_not_kept_is_asked_for_again(
    fake: FakeTelegram, channel: TelegramChannel, shelf: Shelf, lan: Person
) -> None:
    for text in ("1.1 b", "1.2 45/50", "1.3 đủ"):
        await lan.says(text)
    first = fake.updates.pending[0]["update_id"]
    shelf.failures = 1
    async with polling(channel, shelf):
        await shelf.holds(3)
    assert shelf.texts == ["1.1 b", "1.2 45/50", "1.3 đủ"]
    assert [call.get("offset", "0") for call in fake.called("getUpdates")][:2] == ["0", "0"]
    assert [call.get("offset") for call in fake.called("getUpdates")][-1] == str(first + 3)


async def test_what_was_kept_before_a_crash_comes_again_and_changes_nothing(
    fake: FakeTelegram, channel: TelegramChannel, shelf: Shelf, lan: Person
) -> None:
    await lan.says("1.2 45/50")
    [update] = fake.updates.pending
    async with polling(channel, shelf):
        await shelf.holds(1)
    fake.updates.pending = [update]
    async with polling(channel, shelf):
        await lan.says("tiếp")
        await shelf.holds(2)
    assert shelf.texts == ["1.2 45/50", "tiếp"]


async def test_presses_are_acknowledged_here_too(
    fake: FakeTelegram, channel: TelegramChannel, shelf: Shelf, lan: Person
) -> None:
    await channel.send(to_lan("Đã ban hành kế hoạch?", YES))
    async with polling(channel, shelf):
        await lan.presses("Có")
        await fake.until_called("answerCallbackQuery")
    assert [incoming.choice for incoming in shelf.kept.values()] == [YES.code]


async def test_a_webhook_from_before_is_dropped(
    fake: FakeTelegram, channel: TelegramChannel, shelf: Shelf, lan: Person
) -> None:
    fake.updates.webhook = {"url": "https://old.example.gov.vn/hook"}
    async with polling(channel, shelf):
        await fake.until_called("deleteWebhook")
        await lan.says("1.2 45/50")
        await shelf.holds(1)
    assert shelf.texts == ["1.2 45/50"]


async def test_trouble_is_waited_out_longer_and_longer_and_told_once(
    fake: FakeTelegram, channel: TelegramChannel, shelf: Shelf, lan: Person, caplog: pytest.LogCaptureFixture
) -> None:
    fake.break_down(times=7)
    pauses = Pauses(enough=7)
    async with polling(channel, shelf, pauses):
        await pauses.reached.wait()
        await lan.says("1.2 45/50")
        await shelf.holds(1)
    assert pauses.taken == [1, 2, 5, 10, 30, 30, 30]
    assert len([record for record in caplog.records if record.levelno >= logging.ERROR and "polling" in record.message]) == 1


async def test_an_update_that_makes_no_sense_holds_nobody_up(
    fake: FakeTelegram, channel: TelegramChannel, shelf: Shelf, lan: Person
) -> None:
    await lan.says("1.2 45/50")
    fake.updates.pending[0]["message"]["text"] = 12
    await lan.says("1.3 đủ")
    async with polling(channel, shelf):
        await shelf.holds(1)
    assert shelf.texts == ["1.3 đủ"]


async def test_stopping_does_not_wait_for_the_long_poll(channel: TelegramChannel, fake: FakeTelegram, shelf: Shelf) -> None:
    async with polling(channel, shelf):
        await fake.until_called("getUpdates")
    assert fake.called("getUpdates")[0]["timeout"] == "25"
