"""The stream: what is new, once, from where the page left off."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.web.channel import chat_key
from bot.web.chat.stream import ALIVE, OPENING, SILENT_LOOKS, Stream
from handlers.cards.card import Card
from tests.web.world import WebWorld

CHAT = chat_key("visitor")


async def stays() -> bool:
    return False


async def opened(world: WebWorld, after: int = 0) -> AsyncIterator[str]:
    events = Stream(world.deps(), CHAT, after).events(stays)
    assert await anext(events) == OPENING
    return events


def number(event: str) -> int:
    return int(event.split("\n", 1)[0].removeprefix("id: "))


async def test_what_is_there_comes_first_and_what_is_said_later_follows_at_once(world: WebWorld) -> None:
    world.say(CHAT, Card("Một"))
    events = await opened(world)
    assert "Một" in await anext(events)
    waiting = asyncio.ensure_future(anext(events))
    await asyncio.sleep(0)
    world.say(CHAT, Card("Hai\nba"))
    event = await asyncio.wait_for(waiting, 0.5)
    assert 'data: <div class="text">Hai\ndata: ba</div>' in event
    assert event.endswith("\n\n")


async def test_a_page_that_reconnects_gets_only_what_it_lacks(world: WebWorld) -> None:
    world.say(CHAT, Card("Một"))
    seen = number(await anext(await opened(world)))
    world.say(CHAT, Card("Hai"))
    event = await anext(await opened(world, seen))
    assert "Hai" in event
    assert number(event) > seen


async def test_a_changed_card_comes_again_under_its_own_id(world: WebWorld) -> None:
    card = world.say(CHAT, Card("Đã nhận 1 tệp"))
    events = await opened(world)
    await anext(events)
    world.say(CHAT, Card("Đã nhận 2 tệp"), instead_of=card)
    event = await anext(events)
    assert f'id="{card}"' in event
    assert "Đã nhận 2 tệp" in event


async def test_a_look_that_repeats_the_last_seconds_sends_nothing_twice(world: WebWorld) -> None:
    deps = replace(world.deps(), transcript=lambda chat, _: world.transcript(chat, 0))
    world.say(CHAT, Card("Một"))
    events = Stream(deps, CHAT, 0).events(stays)
    assert await anext(events) == OPENING
    assert "Một" in await anext(events)
    world.say(CHAT, Card("Hai"))
    event = await anext(events)
    assert "Hai" in event
    assert "Một" not in event


async def test_another_processs_card_appears_with_the_next_look(world: WebWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.web.chat.stream.LOOK", 0.01)
    events = await opened(world)
    waiting = asyncio.ensure_future(anext(events))
    await asyncio.sleep(0)
    monkeypatch.setattr(world.news, "tell", lambda _: None)
    world.say(CHAT, Card("Từ máy khác"))
    assert "Từ máy khác" in await asyncio.wait_for(waiting, 2)


async def test_a_silent_stream_says_that_it_lives(world: WebWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.web.chat.stream.LOOK", 0)
    events = await opened(world)
    assert await anext(events) == ALIVE
    assert SILENT_LOOKS <= 30


async def test_it_ends_at_once_when_the_product_stops(world: WebWorld) -> None:
    events = await opened(world)
    waiting = asyncio.ensure_future(anext(events, None))
    await asyncio.sleep(0)
    world.news.close()
    assert await asyncio.wait_for(waiting, 0.5) is None


async def test_it_ends_when_the_page_was_left(world: WebWorld) -> None:
    async def left() -> bool:
        return True

    events = [event async for event in Stream(world.deps(), CHAT, 0).events(left)]
    assert events == [OPENING]
