"""What a person sends from the page: stored once, within limits, and from our own page only."""

import httpx
import pytest

from handlers.cards.card import Card
from handlers.incoming.events import Incoming
from tests.web.conftest import browser, chat_of
from tests.web.world import WebWorld

PAGE = {"accept": "text/html,application/xhtml+xml"}
KEY = "0123456789abcdef"


async def test_a_message_is_an_event_of_the_visitors_chat(world: WebWorld, visitor: httpx.AsyncClient) -> None:
    answer = await visitor.post("/chat/messages", data={"text": "1.2 45/50", "key": KEY})
    assert answer.status_code == 204
    event = world.events[0]
    assert event.chat == chat_of(world, visitor)
    assert (event.text, event.choice, event.files) == ("1.2 45/50", "", ())


async def test_sent_twice_with_the_same_key_is_one_event(world: WebWorld, visitor: httpx.AsyncClient) -> None:
    for _ in range(2):
        assert (await visitor.post("/chat/messages", data={"text": "có", "key": KEY})).status_code == 204
    assert len(world.events) == 1


async def test_one_chats_key_does_not_stand_in_anothers_way(
    world: WebWorld, visitor: httpx.AsyncClient, stranger: httpx.AsyncClient
) -> None:
    for client in (visitor, stranger):
        await client.post("/chat/messages", data={"text": "có", "key": KEY})
    assert len(world.events) == 2


async def test_a_press_is_shown_by_its_label(world: WebWorld, visitor: httpx.AsyncClient) -> None:
    await visitor.post("/chat/messages", data={"choice": "1f!pick:b", "label": "b. Một trong hai: 1"})
    assert world.events[0].choice == "1f!pick:b"
    assert "b. Một trong hai: 1" in (await visitor.get("/")).text


async def test_files_come_with_their_names_contents_and_caption(world: WebWorld, visitor: httpx.AsyncClient) -> None:
    files = [("files", ("Kế hoạch.pdf", b"%PDF-1", "application/pdf")), ("files", ("C:\\anh\\1.jpg", b"jpg", "image/jpeg"))]
    await visitor.post("/chat/messages", data={"text": "1.2"}, files=files)
    event = world.events[0]
    assert event.text == "1.2"
    assert [file.name for file in event.files] == ["Kế hoạch.pdf", "1.jpg"]
    assert [world.contents[file.sha256 or ""] for file in event.files] == [b"%PDF-1", b"jpg"]


async def test_a_decomposed_file_name_is_composed(world: WebWorld, visitor: httpx.AsyncClient) -> None:
    await visitor.post("/chat/messages", files=[("files", ("Ke\u0302\u0301 hoa\u0323ch.pdf", b"%PDF-1"))])
    assert world.events[0].files[0].name == "K\u1ebf ho\u1ea1ch.pdf"


async def test_without_script_the_form_leads_back_to_the_page(world: WebWorld, visitor: httpx.AsyncClient) -> None:
    world.answer = lambda event: Card(f"Đã nhận: {event.text}")
    empty_input = {"files": ("", b"", "application/octet-stream")}
    answer = await visitor.post("/chat/messages", data={"text": "xin chào"}, files=empty_input, headers=PAGE)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "Đã nhận: xin chào" in (await visitor.get("/")).text


async def test_lines_of_a_form_end_as_everywhere_else(world: WebWorld, visitor: httpx.AsyncClient) -> None:
    await visitor.post("/chat/messages", data={"text": "một\r\nhai"})
    assert world.events[0].text == "một\nhai"


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"text": " \n "}, 422),
        ({}, 422),
        ({"text": "a" * 4_001}, 413),
        ({"choice": "x" * 65}, 400),
        ({"text": "có", "key": "../../etc"}, 400),
    ],
)
async def test_what_is_no_message_is_refused_in_words(
    world: WebWorld, visitor: httpx.AsyncClient, form: dict[str, str], status: int
) -> None:
    answer = await visitor.post("/chat/messages", data=form)
    assert answer.status_code == status
    assert "Anh/chị" in answer.text
    assert world.events == []


async def test_four_thousand_letters_pass(world: WebWorld, visitor: httpx.AsyncClient) -> None:
    assert (await visitor.post("/chat/messages", data={"text": "ễ" * 4_000})).status_code == 204


@pytest.mark.parametrize("count", [20, 21])
async def test_twenty_files_pass_at_once_and_no_more(world: WebWorld, visitor: httpx.AsyncClient, count: int) -> None:
    files = [("files", (f"{number}.jpg", b"jpg", "image/jpeg")) for number in range(count)]
    answer = await visitor.post("/chat/messages", files=files)
    assert answer.status_code == (204 if count == 20 else 413)
    assert len(world.events) == (1 if count == 20 else 0)


@pytest.mark.parametrize(("size", "status"), [(5_000, 204), (5_001, 413)])
async def test_a_file_beyond_the_limit_is_not_read_to_its_end(
    world: WebWorld, visitor: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, size: int, status: int
) -> None:
    monkeypatch.setattr("bot.web.forms.MAX_BYTES", 5_000)
    answer = await visitor.post("/chat/messages", files={"files": ("lon.pdf", b"x" * size)})
    assert answer.status_code == status
    assert len(world.contents) == (1 if status == 204 else 0)


@pytest.mark.parametrize("size", [3, 2_000_000])
async def test_somebody_not_invited_may_write_but_not_fill_the_store(
    world: WebWorld, visitor: httpx.AsyncClient, size: int
) -> None:
    world.strangers.add(chat_of(world, visitor))
    refused = await visitor.post("/chat/messages", files={"files": ("a.jpg", b"x" * size)})
    assert (refused.status_code, world.contents) == (403, {})
    assert "mã mời" in refused.text
    assert (await visitor.post("/chat/messages", data={"text": "/start ABCD"})).status_code == 204


@pytest.mark.parametrize("body", [b"", b"--x\r\nbroken", b"--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--\r\n"])
async def test_a_broken_form_is_refused(world: WebWorld, visitor: httpx.AsyncClient, body: bytes) -> None:
    answer = await visitor.post("/chat/messages", content=body, headers={"content-type": "multipart/form-data; boundary=x"})
    assert answer.status_code in (400, 422)
    assert world.events == []


async def test_a_file_where_words_belong_is_refused(world: WebWorld, visitor: httpx.AsyncClient) -> None:
    assert (await visitor.post("/chat/messages", files={"text": ("a.txt", b"a")})).status_code == 400


@pytest.mark.parametrize(
    ("origin", "status"),
    [("http://chat.test", 204), ("https://evil.example", 403), ("null", 403), ("http://chat.test.evil.example", 403)],
)
async def test_only_our_own_page_may_send(world: WebWorld, visitor: httpx.AsyncClient, origin: str, status: int) -> None:
    answer = await visitor.post("/chat/messages", data={"text": "/nop"}, headers={"origin": origin})
    assert answer.status_code == status
    assert len(world.events) == (1 if status == 204 else 0)


async def test_behind_a_proxy_the_public_address_counts() -> None:
    world = WebWorld(public_url="https://cchc.example.vn")
    async with browser(world) as client:
        cookie = (await client.get("/")).cookies["cchc_chat"]
        headers = {"origin": "https://cchc.example.vn", "cookie": f"cchc_chat={cookie}"}
        assert (await client.post("/chat/messages", data={"text": "a"}, headers=headers)).status_code == 204


async def test_without_a_chat_nothing_is_stored(world: WebWorld) -> None:
    async with browser(world) as client:
        plain = await client.post("/chat/messages", data={"text": "a"})
        page = await client.post("/chat/messages", data={"text": "a"}, headers=PAGE)
    assert (plain.status_code, page.status_code) == (401, 401)
    assert "Phiên chat đã hết" in plain.text
    assert 'href="/"' in page.text
    assert world.events == []


async def test_the_reply_to_a_message_is_its_own(world: WebWorld, visitor: httpx.AsyncClient) -> None:
    def echo(event: Incoming) -> Card:
        return Card(f"Anh/chị vừa gửi {len(event.files)} tệp")

    world.answer = echo
    await visitor.post("/chat/messages", files=[("files", ("a.jpg", b"1")), ("files", ("b.jpg", b"2"))])
    page = (await visitor.get("/")).text
    assert page.index("a.jpg") < page.index("b.jpg") < page.index("vừa gửi 2 tệp")
