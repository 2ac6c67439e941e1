"""The fake says what the samples say, and refuses what they do not show."""

from typing import Any

import httpx
import pytest

from tests.channels.zalo_bot.world import sample
from tests.fakes.zalo_bot.person import Person
from tests.fakes.zalo_bot.platform import FakeZaloBot


async def asked(fake: FakeZaloBot, method: str, given: Any, token: str = "") -> httpx.Response:
    async with httpx.AsyncClient() as client:
        return await client.post(f"{fake.address}/bot{token or fake.token}/{method}", json=given)


ANSWERS = {"getMe": ("resp_getMe_ok", {}), "getWebhookInfo": ("resp_getWebhookInfo_ok", {})}


@pytest.mark.parametrize("method", ANSWERS)
async def test_answers_have_the_shape_of_the_samples(fake: FakeZaloBot, method: str) -> None:
    name, given = ANSWERS[method]
    answer = (await asked(fake, method, given)).json()
    assert answer.keys() == sample(name).keys()
    assert answer["result"].keys() == sample(name)["result"].keys()


async def test_a_message_as_in_the_sample_is_taken(fake: FakeZaloBot, lan: Person) -> None:
    answer = await asked(fake, "sendMessage", sample("req_sendMessage") | {"chat_id": lan.chat.id})
    assert answer.json()["result"].keys() == sample("resp_sendMessage_ok")["result"].keys()
    assert lan.sees() == "Chào bác"


async def test_an_empty_poll_ends_as_in_the_sample(fake: FakeZaloBot) -> None:
    answer = await asked(fake, "getUpdates", {"timeout": "0"})
    assert (answer.status_code, answer.json()) == (408, sample("resp_getUpdates_empty_408"))


async def test_a_webhook_as_in_the_sample_is_stored_though_nobody_answers_there(fake: FakeZaloBot) -> None:
    given = sample("req_setWebhook") | {"url": "http://127.0.0.1:1/hook"}
    verification = (await asked(fake, "setWebhook", given)).json()["result"]["verification"]
    assert (fake.webhook, verification["ok"]) == (given, False)


REFUSED: dict[str, tuple[str, dict[str, Any], int]] = {
    "too long": ("sendMessage", {"text": "x" * 2001}, 400),
    "empty": ("sendMessage", {"text": ""}, 400),
    "a number for a text": ("sendMessage", {"text": 12}, 400),
    "buttons": ("sendMessage", {"text": "Chọn", "reply_markup": "{}"}, 400),
    "a file": ("sendDocument", {"document": "x"}, 404),
    "a photo without an address": ("sendPhoto", {"photo": "anh.jpg"}, 400),
    "somebody unknown": ("sendMessage", {"text": "Chào", "chat_id": "nobody"}, 404),
}


@pytest.mark.parametrize("name", REFUSED)
async def test_what_the_platform_cannot_do_is_refused(fake: FakeZaloBot, lan: Person, name: str) -> None:
    method, given, code = REFUSED[name]
    answer = await asked(fake, method, {"chat_id": lan.chat.id} | given)
    assert (answer.status_code, answer.json()["error_code"], lan.received) == (code, code, [])


async def test_a_wrong_token_is_refused(fake: FakeZaloBot) -> None:
    answer = await asked(fake, "getMe", {}, token="900000001:another")
    assert (answer.status_code, answer.json()) == (401, sample("resp_error_401"))
