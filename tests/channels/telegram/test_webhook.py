"""The door for updates: who may come in, and what is kept of it."""

from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI

from bot.channels.telegram import TelegramChannel, telegram_router
from bot.channels.webhooks import WebhookTarget
from tests.channels.telegram.world import YES, Shelf, sample, to_lan
from tests.doorway import nobody_learns
from tests.fakes.serving import served
from tests.fakes.telegram.bot_api import FakeTelegram
from tests.fakes.telegram.person import Person

SECRET = "bi_mat-2026"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
PATH = "/webhooks/telegram"


def product(channel: TelegramChannel, shelf: Shelf, secret: str = SECRET) -> FastAPI:
    app = FastAPI()
    app.include_router(telegram_router(channel.account, secret, shelf.put, channel.acknowledge))
    return app


def door_to(app: FastAPI) -> httpx.AsyncClient:
    """A fault behind the door is seen from outside as any client would see it."""
    return httpx.AsyncClient(transport=httpx.ASGITransport(app, raise_app_exceptions=False), base_url="http://bot")


@pytest.fixture
async def door(channel: TelegramChannel, shelf: Shelf) -> AsyncIterator[httpx.AsyncClient]:
    async with door_to(product(channel, shelf)) as client:
        yield client


async def test_an_update_with_the_secret_is_kept(door: httpx.AsyncClient, shelf: Shelf) -> None:
    answer = await door.post(PATH, json=sample("message_text"), headers={HEADER: SECRET})
    assert (answer.status_code, answer.content) == (200, b"")
    assert shelf.texts == ["Thủ tục cấp bản sao trích lục hộ tịch cần giấy tờ gì?"]


@pytest.mark.parametrize("headers", [{}, {HEADER: ""}, {HEADER: "sai"}, {HEADER: SECRET + "x"}, {HEADER: "bí mật".encode()}])
async def test_without_the_secret_nothing_is_kept(door: httpx.AsyncClient, shelf: Shelf, headers: dict[str, str]) -> None:
    answer = await door.post(PATH, json=sample("message_text"), headers=headers)
    assert (answer.status_code, shelf.kept) == (401, {})


async def test_an_empty_secret_is_a_closed_door(channel: TelegramChannel, shelf: Shelf) -> None:
    async with door_to(product(channel, shelf, secret="")) as door:
        answer = await door.post(PATH, json=sample("message_text"), headers={HEADER: ""})
    assert (answer.status_code, shelf.kept) == (401, {})


@pytest.mark.parametrize(
    "body", [b"", b"khong phai json", b"[]", b"{}", b"\xff\xfe", b"[" * 100_000, b'{"update_id": 1' + b"0" * 5000 + b"}"]
)
async def test_what_is_no_update_is_refused(door: httpx.AsyncClient, shelf: Shelf, body: bytes) -> None:
    answer = await door.post(PATH, content=body, headers={HEADER: SECRET})
    assert (answer.status_code, shelf.kept) == (400, {})


async def test_a_body_that_no_update_can_have_is_not_read_to_its_end(door: httpx.AsyncClient, shelf: Shelf) -> None:
    answer = await door.post(PATH, content=b" " * (1024 * 1024 + 1), headers={HEADER: SECRET})
    assert (answer.status_code, shelf.kept) == (413, {})


async def test_what_is_no_conversation_is_taken_and_dropped(door: httpx.AsyncClient, shelf: Shelf) -> None:
    answer = await door.post(PATH, json=sample("group_message_mention"), headers={HEADER: SECRET})
    assert (answer.status_code, shelf.kept) == (200, {})


async def test_what_could_not_be_kept_is_not_acknowledged(door: httpx.AsyncClient, shelf: Shelf, fake: FakeTelegram) -> None:
    shelf.failures = 1
    answer = await door.post(PATH, json=sample("callback_query"), headers={HEADER: SECRET})
    assert (answer.status_code, fake.called("answerCallbackQuery")) == (500, [])


@pytest.fixture
async def in_service(fake: FakeTelegram, address: str, shelf: Shelf) -> AsyncIterator[TelegramChannel]:
    """A channel with its webhook set, and the product behind it."""
    app = FastAPI()
    async with served(app) as url:
        channel = TelegramChannel(fake.token, address, nobody_learns, WebhookTarget(url + PATH, SECRET))
        app.include_router(telegram_router(channel.account, SECRET, shelf.put, channel.acknowledge))
        await channel.start_up()
        yield channel
        await channel.close()


async def test_what_telegram_sends_twice_is_kept_once(
    in_service: TelegramChannel, fake: FakeTelegram, shelf: Shelf, lan: Person
) -> None:
    fake.updates.twice = True
    assert await lan.says("1.2 45/50") == 200
    assert shelf.texts == ["1.2 45/50"]


async def test_what_fell_while_the_store_was_away_comes_again(
    in_service: TelegramChannel, fake: FakeTelegram, shelf: Shelf, lan: Person
) -> None:
    shelf.failures = 1
    assert await lan.says("1.2 45/50") == 500
    await fake.updates.redeliver()
    assert shelf.texts == ["1.2 45/50"]


async def test_a_press_stops_the_waiting_sign(
    in_service: TelegramChannel, fake: FakeTelegram, shelf: Shelf, lan: Person
) -> None:
    await in_service.send(to_lan("Đã ban hành kế hoạch?", YES))
    await lan.presses("Có")
    [incoming] = shelf.kept.values()
    assert (incoming.choice, incoming.text) == (YES.code, "Có")
    await lan.sees_press_acknowledged()


async def test_a_press_telegram_has_forgotten_is_kept_all_the_same(
    in_service: TelegramChannel, fake: FakeTelegram, shelf: Shelf, lan: Person
) -> None:
    await in_service.send(to_lan("Đã ban hành kế hoạch?", YES))
    update = await lan.presses("Có")
    fake.chats.presses.clear()
    await in_service.acknowledge("3006477107000000001")
    assert (update, len(shelf.kept)) == (200, 1)


async def test_leaving_and_coming_back_is_noticed(in_service: TelegramChannel, shelf: Shelf, lan: Person) -> None:
    await lan.leaves()
    await lan.comes_back()
    assert [incoming.kind for incoming in shelf.kept.values()] == ["left", "back"]
