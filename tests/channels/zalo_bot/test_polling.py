"""Polling: one event a call, which the platform then forgets."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.channels.zalo_bot import ZaloBotChannel, poll
from tests.channels.telegram.world import Shelf
from tests.channels.zalo_bot.world import Pauses
from tests.fakes.zalo_bot.person import Person
from tests.fakes.zalo_bot.platform import FakeZaloBot


@asynccontextmanager
async def polling(channel: ZaloBotChannel, shelf: Shelf, pauses: Pauses | None = None) -> AsyncIterator[None]:
    """The loop runs meanwhile, and has ended afterwards."""
    stop = asyncio.Event()
    running = asyncio.create_task(poll(channel, shelf.put, stop, pauses or Pauses()))
    yield
    stop.set()
    await asyncio.wait_for(running, 5)


async def test_what_people_send_is_kept_in_its_order(channel: ZaloBotChannel, shelf: Shelf, lan: Person) -> None:
    await lan.says("/start demo-vanphong")
    await lan.says("1.1 b")
    async with polling(channel, shelf):
        await shelf.holds(2)
        await lan.says("1.2 45/50")
        await shelf.holds(3)
    assert shelf.texts == ["/start demo-vanphong", "1.1 b", "1.2 45/50"]


async def test_an_event_is_stored_before_the_next_is_asked_for(
    fake: FakeZaloBot, channel: ZaloBotChannel, shelf: Shelf, lan: Person
) -> None:
    for text in ("1.1 b", "1.2 45/50"):
        await lan.says(text)
    shelf.failures = 3
    pauses = Pauses(enough=3)
    async with polling(channel, shelf, pauses):
        await shelf.holds(2)
    assert shelf.texts == ["1.1 b", "1.2 45/50"]
    assert pauses.taken == [1, 2, 5]


async def test_nobody_writing_is_no_fault(
    fake: FakeZaloBot,
    channel: ZaloBotChannel,
    shelf: Shelf,
    lan: Person,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr("bot.channels.zalo_bot.channel.LONG_POLL", 0)
    assert await channel.update() is None
    async with polling(channel, shelf, pauses := Pauses()):
        await lan.says("1.2 45/50")
        await shelf.holds(1)
    assert (pauses.taken, caplog.records) == ([], [])


async def test_a_webhook_from_before_is_dropped(fake: FakeZaloBot, channel: ZaloBotChannel, shelf: Shelf, lan: Person) -> None:
    fake.webhook = {"url": "https://old.example.gov.vn/hook", "secret_token": "bi mat cu"}
    async with polling(channel, shelf):
        await fake.until_called("deleteWebhook")
        await lan.says("1.2 45/50")
        await shelf.holds(1)
    assert shelf.texts == ["1.2 45/50"]


async def test_trouble_is_waited_out_longer_and_longer_and_told_once(
    fake: FakeZaloBot, channel: ZaloBotChannel, shelf: Shelf, lan: Person, caplog: pytest.LogCaptureFixture
) -> None:
    fake.knobs.broken = [502] * 14
    pauses = Pauses(enough=7)
    async with polling(channel, shelf, pauses):
        await pauses.reached.wait()
        await lan.says("1.2 45/50")
        await shelf.holds(1)
    assert pauses.taken[:7] == [1, 2, 5, 10, 30, 30, 30]
    assert len([record for record in caplog.records if record.levelno >= logging.ERROR and "polling" in record.message]) == 1


async def test_an_event_that_makes_no_sense_holds_nobody_up(
    fake: FakeZaloBot, channel: ZaloBotChannel, shelf: Shelf, lan: Person
) -> None:
    fake.waiting.put_nowait({"event_name": 12})
    await lan.says("1.3 đủ")
    async with polling(channel, shelf):
        await shelf.holds(1)
    assert shelf.texts == ["1.3 đủ"]


async def test_stopping_does_not_wait_for_the_long_poll(channel: ZaloBotChannel, fake: FakeZaloBot, shelf: Shelf) -> None:
    async with polling(channel, shelf):
        await fake.until_called("getUpdates")
    assert fake.called("getUpdates") == [{"timeout": "25"}]
