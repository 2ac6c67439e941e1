"""The stand-in for Telegram refuses what Telegram refuses, in the words of the recorded answers."""

from typing import Any

import httpx
import pytest

from tests.channels.telegram.world import sample
from tests.fakes.telegram.bot_api import FakeTelegram
from tests.fakes.telegram.person import Person

LAN = 700000001
TEXT: dict[str, Any] = {"chat_id": LAN, "text": "Xin chào"}


async def ask(fake: FakeTelegram, method: str, token: str | None = None, **given: Any) -> httpx.Response:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(fake), base_url="http://telegram") as client:
        return await client.post(f"/bot{token or fake.token}/{method}", json=given)


async def refusal(fake: FakeTelegram, method: str, **given: Any) -> str:
    answer = await ask(fake, method, **given)
    assert answer.status_code == answer.json()["error_code"]
    return str(answer.json()["description"])


async def test_a_wrong_token_opens_nothing(fake: FakeTelegram) -> None:
    assert (await ask(fake, "getMe", token="800000002:wrong")).json() == sample("api_error_401")


async def test_a_blocked_bot_reaches_nobody(fake: FakeTelegram, lan: Person) -> None:
    fake.block(LAN)
    assert (await ask(fake, "sendMessage", **TEXT)).json() == sample("api_error_403_blocked")
    fake.unblock(LAN)
    assert (await ask(fake, "sendMessage", **TEXT)).status_code == 200
    assert [message["text"] for message in lan.received] == ["Xin chào"]


async def test_floods_moved_and_unknown_chats_are_told_as_telegram_tells_them(fake: FakeTelegram) -> None:
    fake.flood(14)
    assert (await ask(fake, "sendMessage", **TEXT)).json() == sample("api_error_429")
    fake.migrate(-4000000001, -1001234567890)
    assert (await ask(fake, "sendMessage", chat_id=-4000000001, text="a")).json() == sample("api_error_400_migrated")
    fake.forget(LAN)
    assert (await ask(fake, "sendMessage", **TEXT)).json() == sample("api_error_400_chat_not_found")


async def test_an_unchanged_message_an_old_press_and_a_webhook_in_the_way(fake: FakeTelegram) -> None:
    sent = (await ask(fake, "sendMessage", **TEXT)).json()["result"]["message_id"]
    same = await ask(fake, "editMessageText", **TEXT, message_id=sent)
    assert same.json() == sample("api_error_400_not_modified")
    assert (await ask(fake, "answerCallbackQuery", callback_query_id="1")).json() == sample("api_error_400_query_old")
    await ask(fake, "setWebhook", url="https://bot.example.gov.vn/hook")
    assert (await ask(fake, "getUpdates")).json() == sample("api_error_409_conflict")


REFUSED_TEXTS: dict[str, dict[str, Any]] = {
    "message text is empty": {"text": "  "},
    "message is too long": {"text": "📎" * 2049},
    "can't parse entities": {"text": "<b>đậm", "parse_mode": "HTML"},
    'Unsupported start tag "h1"': {"text": "<h1>a</h1>", "parse_mode": "HTML"},
    "Unmatched end tag": {"text": "<b>a</i>", "parse_mode": "HTML"},
}


@pytest.mark.parametrize("why", REFUSED_TEXTS)
async def test_texts_that_telegram_does_not_take(fake: FakeTelegram, why: str) -> None:
    assert why in await refusal(fake, "sendMessage", chat_id=LAN, **REFUSED_TEXTS[why])


REFUSED_BUTTONS = {
    "BUTTON_DATA_INVALID": {"text": "Có", "callback_data": "ệ" * 22},
    "must be non-empty": {"text": " ", "callback_data": "a"},
    "text buttons are unallowed": {"text": "Có"},
}


@pytest.mark.parametrize("why", REFUSED_BUTTONS)
async def test_buttons_that_telegram_does_not_take(fake: FakeTelegram, why: str) -> None:
    keyboard = {"inline_keyboard": [[REFUSED_BUTTONS[why]]]}
    assert why in await refusal(fake, "sendMessage", **TEXT, reply_markup=keyboard)


@pytest.mark.parametrize(
    "given",
    [
        {"url": "http://bot.example.gov.vn"},
        {"url": "https://a.vn", "secret_token": "bí mật"},
        {"url": "https://a.vn", "secret_token": ""},
    ],
)
async def test_webhooks_that_telegram_does_not_take(fake: FakeTelegram, given: dict[str, str]) -> None:
    await refusal(fake, "setWebhook", **given)
    assert fake.updates.webhook == {}


async def test_updates_are_forgotten_once_a_later_one_is_asked_for(fake: FakeTelegram, lan: Person) -> None:
    await lan.says("một")
    await lan.says("hai")
    first, second = (await ask(fake, "getUpdates")).json()["result"]
    assert (await ask(fake, "getUpdates", offset=first["update_id"] + 1)).json()["result"] == [second]
    assert (await ask(fake, "getUpdates")).json()["result"] == [second]
