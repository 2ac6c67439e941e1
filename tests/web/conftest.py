from collections.abc import AsyncIterator

import httpx
import pytest

from bot.web.channel import chat_key
from handlers.incoming.events import ChatKey
from tests.web.world import WebWorld


@pytest.fixture
def world() -> WebWorld:
    return WebWorld()


def browser(world: WebWorld) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(world.app()), base_url="http://chat.test")


@pytest.fixture
async def visitor(world: WebWorld) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody who has opened the page."""
    async with browser(world) as client:
        await client.get("/")
        yield client


@pytest.fixture
async def stranger(world: WebWorld) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody else, with a chat of his own."""
    async with browser(world) as client:
        await client.get("/")
        yield client


def chat_of(world: WebWorld, client: httpx.AsyncClient) -> ChatKey:
    return chat_key(str(world.keys.read_cookie(client.cookies["cchc_chat"])))
