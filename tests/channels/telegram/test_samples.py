"""The stand-in answers in the recorded shapes over HTTP, and every recorded answer is understood by the product."""

import io
import json
from typing import Any

import httpx
import pytest
from PIL import Image

from bot.channels.base import FetchRefused
from bot.channels.webhooks import WebhookTarget
from tests.channels.shapes import shape
from tests.channels.telegram.world import answering, connected, jpeg, sample, to_lan
from tests.fakes.serving import served
from tests.fakes.telegram.bot_api import FakeTelegram
from tests.fakes.telegram.person import Person
from tests.fakes.telegram.rules import MEGABYTE

LAN = 700000001
HOOK = {"url": "https://bot.example.gov.vn/tg/hook", "secret_token": "bi_mat-2026"}
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


async def ask(fake: FakeTelegram, address: str, method: str, **given: Any) -> dict[str, Any]:
    async with httpx.AsyncClient(base_url=address) as client:
        answer: dict[str, Any] = (await client.post(f"/bot{fake.token}/{method}", **given)).json()
    return answer


async def test_the_bot_and_a_message_come_as_recorded(fake: FakeTelegram, address: str, lan: Person) -> None:
    assert shape(await ask(fake, address, "getMe")) == shape(sample("api_getMe_ok"))
    sent = await ask(fake, address, "sendMessage", json={"chat_id": LAN, "text": "Xin chào"})
    assert shape(sent) == shape(sample("api_sendMessage_ok"))


async def test_a_document_and_its_place_come_as_recorded(fake: FakeTelegram, address: str, lan: Person) -> None:
    file = {"document": ("tra_loi.docx", b"PK", WORD)}
    sent = await ask(fake, address, "sendDocument", data={"chat_id": str(LAN)}, files=file)
    assert shape(sent) == shape(sample("api_sendDocument_ok"))
    place = await ask(fake, address, "getFile", json={"file_id": sent["result"]["document"]["file_id"]})
    assert shape(place) == shape(sample("api_getFile_ok"))


async def test_a_webhook_that_fails_is_told_as_recorded(fake: FakeTelegram, address: str, lan: Person) -> None:
    async def fails(*_: object) -> int:
        return 502

    allowed = sample("api_getWebhookInfo_ok")["result"]["allowed_updates"]
    assert await ask(fake, address, "setWebhook", json=HOOK | {"allowed_updates": allowed}) == sample("api_true_ok")
    fake.updates.post = fails
    await lan.says("Xin chào")
    info = await ask(fake, address, "getWebhookInfo")
    assert shape(info) == shape(sample("api_getWebhookInfo_ok"))
    assert info["result"]["pending_update_count"] == 1


def png(width: int, height: int) -> bytes:
    written = io.BytesIO()
    Image.new("L", (width, height)).save(written, "PNG")
    return written.getvalue()


TOO_MUCH: dict[str, tuple[str, str, bytes, int]] = {
    "a photo over 10 MB": ("sendPhoto", "photo", jpeg() + bytes(10 * MEGABYTE), 413),
    "a photo as long as a street": ("sendPhoto", "photo", png(210, 10), 400),
    "a photo that is none": ("sendPhoto", "photo", b"%PDF", 400),
    "a document of nothing": ("sendDocument", "document", b"", 400),
    "a document over 50 MB": ("sendDocument", "document", bytes(50 * MEGABYTE + 1), 413),
}


@pytest.mark.parametrize("what", TOO_MUCH)
async def test_files_that_telegram_does_not_take(fake: FakeTelegram, address: str, lan: Person, what: str) -> None:
    method, name, content, code = TOO_MUCH[what]
    answer = await ask(fake, address, method, data={"chat_id": str(LAN)}, files={name: ("a", content)})
    assert (answer.get("error_code"), lan.received) == (code, [])


async def test_words_under_a_photo_end_at_1024_letters(fake: FakeTelegram, address: str, lan: Person) -> None:
    for length, ok in ((1024, True), (1025, False)):
        given = {"chat_id": str(LAN), "caption": "ệ" * length}
        assert (await ask(fake, address, "sendPhoto", data=given, files={"photo": ("a", jpeg())}))["ok"] is ok


@pytest.mark.parametrize(("number", "ok"), [(1, False), (2, True), (10, True), (11, False)])
async def test_an_album_has_two_to_ten_photos(fake: FakeTelegram, address: str, lan: Person, number: int, ok: bool) -> None:
    names = [f"p{one}" for one in range(number)]
    media = json.dumps([{"type": "photo", "media": f"attach://{name}"} for name in names])
    files = {name: (name, jpeg()) for name in names}
    answer = await ask(fake, address, "sendMediaGroup", data={"chat_id": str(LAN), "media": media}, files=files)
    assert (answer["ok"], len(lan.received)) == (ok, number if ok else 0)


MENUS = {
    "too many": [{"command": f"c{one}", "description": "Xem"} for one in range(101)],
    "capitals": [{"command": "Xem", "description": "Xem"}],
    "without words": [{"command": "xem", "description": ""}],
}


@pytest.mark.parametrize("what", MENUS)
async def test_menus_that_telegram_does_not_take(fake: FakeTelegram, address: str, what: str) -> None:
    assert (await ask(fake, address, "setMyCommands", json={"commands": MENUS[what]}))["ok"] is False
    assert fake.methods.commands == []


# -- what the product makes of the recorded answers -----------------------------------------------------------------------


def recorded(name: str) -> Any:
    return served(answering(200, json.dumps(sample(name)).encode()))


async def test_the_number_of_a_message_is_kept() -> None:
    async with recorded("api_sendMessage_ok") as url, connected("800000002:fake", url) as channel:
        assert await channel.send(to_lan("Xin chào")) == "31"


async def test_the_menu_and_the_webhook_count_as_set_when_telegram_says_so(caplog: pytest.LogCaptureFixture) -> None:
    target = WebhookTarget(HOOK["url"], HOOK["secret_token"])
    async with recorded("api_true_ok") as url, connected("800000002:fake", url, target) as channel:
        await channel.start_up()
    assert caplog.records == []


async def test_a_press_is_acknowledged() -> None:
    async with recorded("api_true_ok") as url, connected("800000002:fake", url) as channel:
        await channel.acknowledge("3006477107000000001")


async def test_what_telegram_complains_of_reaches_the_operator() -> None:
    calls = {"getMe": "api_getMe_ok", "getWebhookInfo": "api_getWebhookInfo_ok"}
    target = WebhookTarget(HOOK["url"], HOOK["secret_token"])
    async with served(by_method(calls)) as url, connected("800000002:fake", url, target) as channel:
        standing = await channel.examine()
        assert standing.name == "troly_xa_demo_bot"
        assert (await channel.check()).words == "Wrong response from the webhook: 502 Bad Gateway"


def by_method(calls: dict[str, str]) -> Any:
    """An application with a recorded answer for each method."""

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        name = calls[scope["path"].rpartition("/")[2]]
        await answering(200, json.dumps(sample(name)).encode())(scope, receive, send)

    return answer


async def test_a_file_is_fetched_from_the_recorded_place() -> None:
    asked: list[str] = []
    place = answering(200, json.dumps(sample("api_getFile_ok")).encode())

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        asked.append(scope["path"])
        await (answering(200, b"PK") if scope["path"].startswith("/file/") else place)(scope, receive, send)

    async with served(answer) as url, connected("800000002:fake", url) as channel:
        assert b"".join([piece async for piece in channel.fetch("BQACAgUAAxkBdemoDoc")]) == b"PK"
    assert asked[-1] == "/file/bot800000002:fake/documents/file_7.docx"


async def test_a_file_too_big_for_a_bot_is_refused_for_good() -> None:
    answer = json.dumps(sample("api_error_400_too_big")).encode()
    async with served(answering(400, answer)) as url, connected("800000002:fake", url) as channel:
        with pytest.raises(FetchRefused):
            assert [piece async for piece in channel.fetch("BQACAgUAAxkBdemoDoc")]
