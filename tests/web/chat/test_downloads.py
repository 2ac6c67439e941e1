"""Pictures and papers: only what a card of one's own chat shows."""

import httpx
import pytest

from bot.channels.base import OutFile
from handlers.cards.card import Attachment, Card, Export, Picture
from scoring.errors import Refusal
from tests.web.conftest import browser, chat_of
from tests.web.world import WebWorld


@pytest.fixture
def photo(world: WebWorld, visitor: httpx.AsyncClient) -> str:
    """The address of a picture that a card of the visitor's shows."""
    address = world.keep(b"a picture")
    world.say(chat_of(world, visitor), Card("Ảnh dưới", pictures=(Picture(address, "anh.jpg", "image/jpeg"),)))
    return address


async def test_a_picture_of_ones_own_card_is_shown(visitor: httpx.AsyncClient, photo: str) -> None:
    answer = await visitor.get(f"/chat/files/{photo}")
    assert (answer.content, answer.headers["content-type"]) == (b"a picture", "image/jpeg")
    assert answer.headers["cache-control"].startswith("private")


async def test_a_list_shows_the_small_picture_and_opens_the_large_one(world: WebWorld, visitor: httpx.AsyncClient) -> None:
    large, small = world.keep(b"large"), world.keep(b"small")
    world.say(chat_of(world, visitor), Card("Tài liệu", pictures=(Picture(large, "a.png", "image/png", small),)))
    page = (await visitor.get("/")).text
    assert f'href="/chat/files/{large}"' in page
    assert f'src="/chat/files/{small}"' in page
    answer = await visitor.get(f"/chat/files/{small}")
    assert (answer.content, answer.headers["content-type"]) == (b"small", "image/jpeg")


async def test_nobody_elses_picture_is_had_by_its_address(stranger: httpx.AsyncClient, photo: str) -> None:
    assert (await stranger.get(f"/chat/files/{photo}")).status_code == 404


async def test_a_photo_just_sent_is_seen_by_its_sender_alone(
    world: WebWorld, visitor: httpx.AsyncClient, stranger: httpx.AsyncClient
) -> None:
    await visitor.post("/chat/messages", files={"files": ("a.jpg", b"sent")})
    address = f"/chat/files/{world.keep(b'sent')}"
    assert f'<img src="{address}" alt="a.jpg">' in (await visitor.get("/")).text
    assert (await visitor.get(address)).content == b"sent"
    assert (await stranger.get(address)).status_code == 404


async def test_what_is_no_picture_is_named_and_not_had_by_its_address(world: WebWorld, visitor: httpx.AsyncClient) -> None:
    await visitor.post("/chat/messages", files={"files": ("a.pdf", b"sent")})
    assert "Tệp: a.pdf" in (await visitor.get("/")).text
    assert (await visitor.get(f"/chat/files/{world.keep(b'sent')}")).status_code == 404


async def test_without_a_chat_there_are_no_pictures(world: WebWorld, photo: str) -> None:
    async with browser(world) as client:
        assert (await client.get(f"/chat/files/{photo}")).status_code == 401


async def test_a_picture_that_is_gone_is_said_so(world: WebWorld, visitor: httpx.AsyncClient, photo: str) -> None:
    world.contents.clear()
    answer = await visitor.get(f"/chat/files/{photo}", headers={"accept": "text/html"})
    assert answer.status_code == 404
    assert "Không có tệp này" in answer.text


async def test_what_a_browser_cannot_show_is_saved(world: WebWorld, visitor: httpx.AsyncClient) -> None:
    address = world.keep(b"<script>")
    world.say(chat_of(world, visitor), Card("Tệp", pictures=(Picture(address, "ảnh.heic", "image/heic"),)))
    answer = await visitor.get(f"/chat/files/{address}")
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''%E1%BA%A3nh.heic"


async def test_a_cards_paper_is_saved_under_its_name(
    world: WebWorld, visitor: httpx.AsyncClient, stranger: httpx.AsyncClient
) -> None:
    paper = Card("Phiếu đây", attachment=Attachment(Export.SHEET, "XA01", "2026", "phiếu XA01.xlsx"))
    card = world.say(chat_of(world, visitor), paper)
    answer = await visitor.get(f"/chat/export/{card}")
    assert answer.content == b"sheet XA01"
    assert answer.headers["content-disposition"].endswith("phi%E1%BA%BFu%20XA01.xlsx")
    assert (await stranger.get(f"/chat/export/{card}")).status_code == 404


async def test_a_card_without_paper_has_none(visitor: httpx.AsyncClient, photo: str) -> None:
    assert (await visitor.get("/chat/export/c0000")).status_code == 404


async def test_a_paper_that_cannot_be_made_any_more_is_said_so(
    world: WebWorld, visitor: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def no_such_round(_: Attachment) -> OutFile:
        raise Refusal

    monkeypatch.setattr(world, "export", no_such_round)
    card = world.say(chat_of(world, visitor), Card("Phiếu", attachment=Attachment(Export.SHEET, "XA01", "2020", "cu.xlsx")))
    async with browser(world) as again:
        again.cookies = visitor.cookies
        assert (await again.get(f"/chat/export/{card}")).status_code == 404
