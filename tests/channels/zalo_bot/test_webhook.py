"""The door for events: who may come in, and what is kept of it."""

from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI

from bot.channels.webhooks import WebhookTarget
from bot.channels.zalo_bot import ZaloBotChannel, zalo_bot_router
from tests.channels.telegram.world import Shelf
from tests.channels.zalo_bot.world import connected, sample
from tests.fakes.serving import served
from tests.fakes.zalo_bot.person import Person
from tests.fakes.zalo_bot.platform import FakeZaloBot

SECRET = "demo-secret-token-16"
HEADER = "X-Bot-Api-Secret-Token"
PATH = "/webhooks/zalo-bot"


def door_to(channel: ZaloBotChannel, shelf: Shelf, secret: str = SECRET) -> httpx.AsyncClient:
    """A fault behind the door is seen from outside as any client would see it."""
    app = FastAPI()
    app.include_router(zalo_bot_router(channel.account, secret, shelf.put))
    return httpx.AsyncClient(transport=httpx.ASGITransport(app, raise_app_exceptions=False), base_url="http://bot")


@pytest.fixture
async def door(channel: ZaloBotChannel, shelf: Shelf) -> AsyncIterator[httpx.AsyncClient]:
    async with door_to(channel, shelf) as client:
        yield client


async def test_an_event_with_the_secret_is_kept(door: httpx.AsyncClient, shelf: Shelf) -> None:
    answer = await door.post(PATH, json=sample("message_text_received"), headers={HEADER: SECRET})
    assert (answer.status_code, answer.content) == (200, b"")
    assert shelf.texts == ["Xin chào"]


@pytest.mark.parametrize("headers", [{}, {HEADER: ""}, {HEADER: "sai"}, {HEADER: SECRET + "x"}, {HEADER: "bí mật".encode()}])
async def test_without_the_secret_nothing_is_kept(door: httpx.AsyncClient, shelf: Shelf, headers: dict[str, str]) -> None:
    answer = await door.post(PATH, json=sample("message_text_received"), headers=headers)
    assert (answer.status_code, shelf.kept) == (401, {})


async def test_an_empty_secret_is_a_closed_door(channel: ZaloBotChannel, shelf: Shelf) -> None:
    async with door_to(channel, shelf, secret="") as door:
        answer = await door.post(PATH, json=sample("message_text_received"), headers={HEADER: ""})
    assert (answer.status_code, shelf.kept) == (401, {})


@pytest.mark.parametrize("body", [b"", b"{}", b" {} "])
@pytest.mark.parametrize("headers", [{}, {HEADER: SECRET}])
async def test_a_probe_is_told_that_somebody_listens(
    door: httpx.AsyncClient, shelf: Shelf, body: bytes, headers: dict[str, str]
) -> None:
    answer = await door.post(PATH, content=body, headers=headers)
    assert (answer.status_code, shelf.kept) == (200, {})


async def test_a_probe_with_a_wrong_secret_is_refused(door: httpx.AsyncClient) -> None:
    assert (await door.post(PATH, content=b"{}", headers={HEADER: "sai"})).status_code == 401


@pytest.mark.parametrize("body", [b"khong phai json", b"[]", b"\xff\xfe", b"[" * 100_000, b'{"event_name": 1}'])
async def test_what_is_no_event_is_refused(door: httpx.AsyncClient, shelf: Shelf, body: bytes) -> None:
    answer = await door.post(PATH, content=body, headers={HEADER: SECRET})
    assert (answer.status_code, shelf.kept) == (400, {})


async def test_a_body_that_no_event_can_have_is_not_read_to_its_end(door: httpx.AsyncClient, shelf: Shelf) -> None:
    answer = await door.post(PATH, content=b" " * (1024 * 1024 + 1), headers={HEADER: SECRET})
    assert (answer.status_code, shelf.kept) == (413, {})


async def test_what_is_said_in_a_group_is_taken_and_dropped(door: httpx.AsyncClient, shelf: Shelf) -> None:
    answer = await door.post(PATH, json=sample("message_text_received_group"), headers={HEADER: SECRET})
    assert (answer.status_code, shelf.kept) == (200, {})


async def test_what_could_not_be_kept_is_not_acknowledged(door: httpx.AsyncClient, shelf: Shelf) -> None:
    shelf.failures = 1
    answer = await door.post(PATH, json=sample("message_text_received"), headers={HEADER: SECRET})
    assert answer.status_code == 500


@pytest.fixture
async def in_service(fake: FakeZaloBot, shelf: Shelf) -> AsyncIterator[ZaloBotChannel]:
    """A channel with its webhook set, and the product behind it."""
    app = FastAPI()
    async with served(app) as url, connected(fake.token, fake.address, WebhookTarget(url + PATH, SECRET)) as channel:
        app.include_router(zalo_bot_router(channel.account, SECRET, shelf.put))
        await channel.start_up()
        yield channel


@pytest.mark.parametrize("wrapped", [False, True])
async def test_what_the_platform_sends_twice_is_kept_once(
    in_service: ZaloBotChannel, fake: FakeZaloBot, shelf: Shelf, lan: Person, wrapped: bool
) -> None:
    fake.knobs.twice, fake.knobs.wrapped = True, wrapped
    assert await lan.says("1.2 45/50") == 200
    assert shelf.texts == ["1.2 45/50"]
