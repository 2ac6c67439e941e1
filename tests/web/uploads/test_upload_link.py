"""The upload link: one person, one leaf, one day."""

import httpx
import pytest
from itsdangerous import timed

from bot.links.keys import Upload
from bot.web.deps import Recipient
from handlers.incoming.events import ChatKey
from handlers.stored import UnreadableRow
from tests.web.conftest import browser
from tests.web.world import WebWorld

CHAT = ChatKey("telegram", "1", "77")


@pytest.fixture
def link(world: WebWorld) -> str:
    world.recipients["p1"] = Recipient(CHAT, "")
    return f"/u/{world.keys.upload_token(Upload('p1', '1.2'))}"


async def test_the_page_names_the_leaf_and_takes_several_files(world: WebWorld, link: str) -> None:
    async with browser(world) as client:
        page = await client.get(link)
    assert page.status_code == 200
    assert "1.2 Công khai thủ tục" in page.text
    assert '<label for="files">Chọn tệp</label>' in page.text
    assert "multiple" in page.text


async def test_files_reach_the_persons_own_chat_with_the_leafs_code(world: WebWorld, link: str) -> None:
    files = [("files", ("bao-cao.pdf", b"%PDF-1")), ("files", ("setup.exe", b"MZ"))]
    async with browser(world) as client:
        page = await client.post(link, data={"key": "k" * 16}, files=files)
    event = world.events[0]
    assert (event.chat, event.text) == (CHAT, "1.2")
    assert [file.fault for file in event.files] == [None, "executable"]
    assert "Đã nhận “bao-cao.pdf”" in page.text
    assert "“setup.exe”: Tệp này là chương trình" in page.text


async def test_a_form_sent_twice_files_its_documents_once(world: WebWorld, link: str) -> None:
    async with browser(world) as client:
        for _ in range(2):
            await client.post(link, data={"key": "k" * 16}, files={"files": ("a.pdf", b"%PDF-1")})
    assert len(world.events) == 1


async def test_nothing_chosen_is_said_so(world: WebWorld, link: str) -> None:
    async with browser(world) as client:
        answer = await client.post(link, data={"text": "xin chào"}, headers={"accept": "text/html"})
    assert answer.status_code == 422
    assert "chọn tệp" in answer.text
    assert world.events == []


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_forged_link_opens_nothing(world: WebWorld, link: str, method: str) -> None:
    async with browser(world) as client:
        answer = await client.request(method, f"{link[:-3]}abc", headers={"accept": "text/html"})
    assert answer.status_code == 404
    assert "Liên kết này không đúng" in answer.text


async def test_after_a_day_the_link_is_over(world: WebWorld, link: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timed.TimestampSigner, "get_timestamp", lambda _: 4_000_000_000)
    async with browser(world) as client:
        answer = await client.post(link, files={"files": ("a.pdf", b"%PDF-1")}, headers={"accept": "text/html"})
    assert answer.status_code == 410
    assert "đã hết hạn" in answer.text
    assert world.events == []


async def test_somebody_who_left_has_no_upload_page(world: WebWorld, link: str) -> None:
    world.recipients.clear()
    async with browser(world) as client:
        assert (await client.get(link)).status_code == 410


async def test_the_page_needs_no_chat_and_makes_none(world: WebWorld, link: str) -> None:
    async with browser(world) as client:
        response: httpx.Response = await client.get(link)
    assert "set-cookie" not in response.headers
    assert response.headers["referrer-policy"] == "same-origin"


async def test_a_row_that_cannot_be_read_is_told_in_one_sentence(
    world: WebWorld, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def unreadable(_upload: Upload) -> Recipient | None:
        raise UnreadableRow("rounds", "2025", "ends", "no JSON")

    monkeypatch.setattr(world, "recipient", unreadable)
    async with browser(world) as client:
        page = await client.get(link, headers={"accept": "text/html"})
    assert page.status_code == 503
    assert "báo người vận hành" in page.text
