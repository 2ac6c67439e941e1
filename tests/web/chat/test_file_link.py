"""A link to one file, for channels that cannot carry it: whoever has it may open that file, for a day."""

import httpx
import pytest
from itsdangerous import timed

from handlers.cards.card import Attachment, Export, Picture
from scoring.errors import Refusal
from tests.web.conftest import browser
from tests.web.world import WebWorld


@pytest.fixture
def photo(world: WebWorld) -> Picture:
    return Picture(world.keep(b"a picture"), "ảnh.jpg", "image/jpeg")


def link(world: WebWorld, file: Picture | Attachment) -> str:
    return f"/f/{world.keys.file_token(file)}"


async def opened(world: WebWorld, address: str, method: str = "GET") -> httpx.Response:
    async with browser(world) as client:
        return await client.request(method, address, headers={"accept": "text/html"})


async def test_a_picture_opens_without_a_chat(world: WebWorld, photo: Picture) -> None:
    answer = await opened(world, link(world, photo))
    assert (answer.content, answer.headers["content-type"]) == (b"a picture", "image/jpeg")
    assert "set-cookie" not in answer.headers


async def test_somebody_may_ask_first_what_it_is(world: WebWorld, photo: Picture) -> None:
    assert (await opened(world, link(world, photo), "HEAD")).headers["content-type"] == "image/jpeg"


async def test_what_is_no_picture_is_saved_under_its_name(world: WebWorld) -> None:
    answer = await opened(world, link(world, Attachment(Export.SHEET, "XA01", "2026", "bảng.xlsx")))
    assert answer.content == b"sheet XA01"
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''b%E1%BA%A3ng.xlsx"


async def test_a_changed_link_opens_nothing(world: WebWorld, photo: Picture) -> None:
    answer = await opened(world, f"{link(world, photo)[:-3]}abc")
    assert answer.status_code == 404
    assert "Liên kết này không đúng" in answer.text


async def test_a_file_link_is_no_upload_link(world: WebWorld, photo: Picture) -> None:
    token = world.keys.file_token(photo)
    assert (await opened(world, f"/u/{token}")).status_code == 404


async def test_after_a_day_the_link_is_over(world: WebWorld, photo: Picture, monkeypatch: pytest.MonkeyPatch) -> None:
    address = link(world, photo)
    monkeypatch.setattr(timed.TimestampSigner, "get_timestamp", lambda _: 4_000_000_000)
    answer = await opened(world, address)
    assert answer.status_code == 410
    assert "đã hết hạn" in answer.text


async def test_a_file_that_is_gone_is_said_so(world: WebWorld, photo: Picture) -> None:
    address = link(world, photo)
    world.contents.clear()
    assert (await opened(world, address)).status_code == 404


async def test_an_export_that_cannot_be_made_is_said_so(world: WebWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    async def unknown(_: Attachment) -> None:
        raise Refusal

    monkeypatch.setattr(world, "export", unknown)
    assert (await opened(world, link(world, Attachment(Export.SHEET, "XA99", "2026", "a.xlsx")))).status_code == 404
