"""The stand-in for Zalo refuses what Zalo refuses, with the recorded numbers, and always with the status 200."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from tests.channels.zalo_oa.world import LAN, Clock, jpeg, sample
from tests.fakes.zalo_oa.open_api import UPLOADS, V2, V3, FakeZaloOA
from tests.fakes.zalo_oa.person import Person


async def ask(fake: FakeZaloOA, path: str, token: str = "ACCESS_DEMO_1", **given: Any) -> dict[str, Any]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(fake), base_url="http://zalo") as client:
        answer = await client.post(path, headers={"access_token": token}, **given)
    assert answer.status_code == 200
    read: dict[str, Any] = answer.json()
    return read


async def test_the_recorded_text_is_taken(fake: FakeZaloOA, lan: Person) -> None:
    answer = await ask(fake, V3, json=sample("req_text"))
    assert answer["data"]["quota"] == sample("resp_send_ok_reply_quota_no_remain")["data"]["quota"]
    assert lan.sees() == "Chào bác, UBND xã đã nhận câu hỏi."


async def test_a_wrong_and_an_expired_token_open_nothing(fake: FakeZaloOA, clock: Clock, lan: Person) -> None:
    assert await ask(fake, V3, token="sai", json=sample("req_text")) == sample("resp_error_216")
    clock.pass_(hours=25)
    assert await ask(fake, V3, json=sample("req_text")) == sample("resp_error_220")


async def test_who_does_not_follow_or_is_silent_for_a_week_is_not_reached(fake: FakeZaloOA, clock: Clock, lan: Person) -> None:
    clock.pass_(hours=24)
    await lan.unfollows()
    assert await ask(fake, V3, json=sample("req_text")) == sample("resp_error_213")
    await lan.follows()
    fake.screens.spoke_at[LAN] = clock() - timedelta(days=7, seconds=1)
    assert await ask(fake, V3, json=sample("req_text")) == sample("resp_error_230")


async def test_the_older_endpoint_is_shut_down(fake: FakeZaloOA, lan: Person) -> None:
    assert await ask(fake, V2, json=sample("req_text")) == sample("resp_error_240")


BUTTON = {"title": "Có", "type": "oa.query.hide", "payload": "#a"}


def with_buttons(*buttons: dict[str, Any]) -> dict[str, Any]:
    return {"text": "Chọn", "attachment": {"type": "template", "payload": {"buttons": list(buttons)}}}


INVALID: dict[str, dict[str, Any]] = {
    "empty": {"text": " "},
    "six buttons": with_buttons(*[BUTTON] * 6),
    "no buttons": with_buttons(),
    "another type of button": with_buttons(BUTTON | {"type": "oa.query.press"}),
    "a long payload": with_buttons(BUTTON | {"payload": "x" * 1001}),
    "an opener without its address": with_buttons({"title": "Mở", "type": "oa.open.url", "payload": "https://a"}),
    "an SMS without words": with_buttons({"title": "Nhắn", "type": "oa.open.sms", "payload": {"phone_code": "84000000000"}}),
    "a title of 101 letters": with_buttons(BUTTON | {"title": "x" * 101}),
    "a bare picture": {"attachment": {"type": "image", "payload": {"url": "https://a"}}},
    "a text beside a file": {"text": "a", "attachment": {"type": "file", "payload": {"token": "t"}}},
}


@pytest.mark.parametrize("what", INVALID)
async def test_messages_that_zalo_does_not_take(fake: FakeZaloOA, lan: Person, what: str) -> None:
    answer = await ask(fake, V3, json={"recipient": {"user_id": LAN}, "message": INVALID[what]})
    assert (answer["error"], lan.received) == (-201, [])


async def test_a_text_of_2001_letters_is_too_long(fake: FakeZaloOA, lan: Person) -> None:
    body = {"recipient": {"user_id": LAN}, "message": {"text": "ệ" * 2001}}
    assert await ask(fake, V3, json=body) == sample("resp_error_210")


@pytest.mark.parametrize(
    ("kind", "name", "content", "error"),
    [
        ("image", "a.jpg", bytes(1024 * 1024 + 1), -210),
        ("image", "a.webp", jpeg(kind="WEBP"), -201),
        ("file", "a.pdf", bytes(5 * 1024 * 1024 + 1), -210),
        ("file", "a.xlsx", b"PK", -201),
    ],
)
async def test_uploads_that_zalo_does_not_take(fake: FakeZaloOA, kind: str, name: str, content: bytes, error: int) -> None:
    assert (await ask(fake, UPLOADS + kind, files={"file": (name, content)}))["error"] == error


async def test_a_file_without_an_ending_is_thanked_for_and_thrown_away(fake: FakeZaloOA) -> None:
    assert await ask(fake, UPLOADS + "file", files={"file": ("don", b"%PDF")}) == {"error": 0, "message": "Success", "data": {}}


async def test_an_upload_older_than_a_week_is_gone(fake: FakeZaloOA, clock: Clock, lan: Person) -> None:
    uploaded = await ask(fake, UPLOADS + "file", files={"file": ("don.pdf", b"%PDF")})
    clock.pass_(days=8)
    fake.tokens.authorise("ACCESS_DEMO_1", "REFRESH_DEMO_1")
    await lan.says("Chào")
    message = {"attachment": {"type": "file", "payload": uploaded["data"]}}
    assert await ask(fake, V3, json={"recipient": {"user_id": LAN}, "message": message}) == sample("resp_error_100")
