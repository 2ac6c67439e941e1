"""Every recorded request is taken by the stand-in over HTTP, and every recorded answer is understood by the product."""

import json
from typing import Any

import httpx
import pytest

from bot.channels.base import Mark
from bot.channels.webhooks import WebhookTarget
from bot.channels.zalo_bot.registration import NotVerified
from tests.channels.shapes import shape
from tests.channels.telegram.world import answering
from tests.channels.zalo_bot.world import connected, sample, to
from tests.fakes.serving import served
from tests.fakes.zalo_bot.person import Person
from tests.fakes.zalo_bot.platform import FakeZaloBot

SENT = "resp_sendMessage_ok"
REQUESTS = {
    "req_sendMessage": ("sendMessage", SENT),
    "req_sendMessage_markdown": ("sendMessage", SENT),
    "req_sendPhoto": ("sendPhoto", SENT),
    "req_sendSticker": ("sendSticker", SENT),
    "req_sendVoice": ("sendVoice", SENT),
    "req_sendChatAction": ("sendChatAction", "resp_sendChatAction_ok"),
}


async def asked(fake: FakeZaloBot, method: str, given: Any) -> httpx.Response:
    async with httpx.AsyncClient() as client:
        return await client.post(f"{fake.address}/bot{fake.token}/{method}", json=given)


@pytest.mark.parametrize("name", REQUESTS)
async def test_each_recorded_request_is_taken(fake: FakeZaloBot, lan: Person, name: str) -> None:
    method, answered = REQUESTS[name]
    given = sample(name) | {"chat_id": lan.chat.id}
    if "photo" in given:
        given["photo"] = fake.host(b"\xff\xd8")
    assert shape((await asked(fake, method, given)).json()) == shape(sample(answered))
    assert len(lan.received) == (method != "sendChatAction")


async def test_an_event_waiting_is_had_with_the_recorded_poll(fake: FakeZaloBot, lan: Person) -> None:
    await lan.says("Xin chào")
    answer = (await asked(fake, "getUpdates", sample("req_getUpdates"))).json()
    assert shape(answer) == shape(sample("resp_getUpdates_one"))


async def test_a_webhook_that_answers_is_verified_as_recorded(fake: FakeZaloBot) -> None:
    async with served(answering(200, b"{}")) as url:
        answer = (await asked(fake, "setWebhook", sample("req_setWebhook") | {"url": url})).json()
    assert shape(answer) == shape(sample("resp_setWebhook_ok"))
    assert answer["result"]["verification"]["outcome"] == "webhook.ok"


WRONG: dict[str, tuple[str, dict[str, str]]] = {
    "another markup": ("req_sendMessage_markdown", {"parse_mode": "bbcode"}),
    "two ways of markup at once": ("req_sendMessage_markdown", {"text_styles": "[]"}),
    "words of 2001 letters under a photo": ("req_sendPhoto", {"caption": "x" * 2001}),
    "a voice in another form": ("req_sendVoice", {"voice_url": "https://example.gov.vn/a.mp3"}),
    "a voice without an address": ("req_sendVoice", {"voice_url": "a.aac"}),
    "another action": ("req_sendChatAction", {"action": "dancing"}),
    "a sticker with words": ("req_sendSticker", {"text": "Chào"}),
}


@pytest.mark.parametrize("what", WRONG)
async def test_what_differs_from_the_recorded_request_is_refused(fake: FakeZaloBot, lan: Person, what: str) -> None:
    name, changed = WRONG[what]
    answer = await asked(fake, REQUESTS[name][0], sample(name) | changed | {"chat_id": lan.chat.id})
    assert (answer.json(), lan.received) == (sample("resp_error_400"), [])


@pytest.mark.parametrize(("secret", "status"), [("x" * 7, 400), ("x" * 8, 200), ("x" * 256, 200), ("x" * 257, 400)])
async def test_the_secret_of_a_webhook_has_its_limits(fake: FakeZaloBot, secret: str, status: int) -> None:
    given = {"url": "http://127.0.0.1:1/hook", "secret_token": secret}
    assert (await asked(fake, "setWebhook", given)).status_code == status
    assert bool(fake.webhook) is (status == 200)


async def test_nobody_polls_beside_a_webhook(fake: FakeZaloBot) -> None:
    fake.webhook = {"url": "https://bot.example.gov.vn/zb/hook", "secret_token": "demo-secret-token-16"}
    assert (await asked(fake, "getUpdates", sample("req_getUpdates"))).status_code == 400


# -- what the product makes of the recorded answers -----------------------------------------------------------------------

HOOK = WebhookTarget("https://bot.example.gov.vn/zb/hook", "demo-secret-token-16")


def recorded(name: str, status: int = 200) -> Any:
    return served(answering(status, json.dumps(sample(name)).encode()))


async def test_the_number_of_a_message_is_kept(lan: Person) -> None:
    async with recorded(SENT) as url, connected("900000001:fake", url) as channel:
        assert await channel.send(to(lan, "Xin chào")) == sample(SENT)["result"]["message_id"]


@pytest.mark.parametrize(("name", "status"), [("resp_getUpdates_one", 200), ("resp_getUpdates_empty_408", 408)])
async def test_a_poll_gives_one_event_or_none(name: str, status: int) -> None:
    async with recorded(name, status) as url, connected("900000001:fake", url) as channel:
        assert await channel.update() == sample(name).get("result")


async def test_the_bots_name_and_its_webhook_are_read() -> None:
    async with recorded("resp_getMe_ok") as url, connected("900000001:fake", url) as channel:
        assert (await channel.examine()).name == sample("resp_getMe_ok")["result"]["account_name"]
    async with recorded("resp_getWebhookInfo_ok") as url, connected("900000001:fake", url, HOOK) as channel:
        assert (await channel.check()).mark is Mark.WELL


async def chosen(answer: dict[str, Any]) -> None:
    told = answering(200, json.dumps(answer).encode())
    async with served(told) as url, connected("900000001:fake", url, HOOK) as channel:
        await channel.choose_intake()


async def test_a_webhook_counts_as_set_only_when_it_was_verified() -> None:
    answer = sample("resp_setWebhook_ok")
    await chosen(answer)
    answer["result"]["verification"] |= {"ok": False, "outcome": "webhook.http.403"}
    with pytest.raises(NotVerified, match=r"webhook\.http\.403"):
        await chosen(answer)


async def test_an_answer_without_a_result_is_no_fault() -> None:
    async with recorded("resp_sendChatAction_ok") as url, connected("900000001:fake", url) as quiet:
        assert await quiet.update() is None
