"""A photo from a phone, through the product: sent in the browser, kept without its place, and seen again in the list."""

import asyncio
import re
from io import BytesIO
from pathlib import Path

import httpx
import pytest
from PIL import Image

from bot.product import Product
from tests.bot.conftest import Makes
from tests.bot.files.test_intake import GPS, HEIC, located, photo
from tests.bot.test_app import visitor
from tests.doorway import turns_on

PHOTOS = {"anh.heic": HEIC.read_bytes(), "anh.jpg": photo(located()).getvalue()}


class Phone:
    """A browser that keeps its cookie; what it sends has been answered, and delivered, when the call returns."""

    def __init__(self, product: Product, client: httpx.AsyncClient) -> None:
        self._turns = turns_on(product.store, product.clock, product.settings.zone, product.channels)
        self.client = client

    async def sends(self, text: str = "", choice: str = "", file: tuple[str, bytes] | None = None) -> None:
        files = {"files": file} if file else None
        sent = await self.client.post("/chat/messages", data={"text": text, "choice": choice}, files=files)
        assert sent.status_code < 400, sent.text
        while await asyncio.to_thread(self._turns.one):
            continue

    async def sees(self) -> str:
        return (await self.client.get("/")).text


@pytest.mark.parametrize("name", PHOTOS)
async def test_a_photo_is_seen_in_the_list_without_its_place(makes: Makes, tmp_path: Path, name: str) -> None:
    product = makes()
    product.load_demo()
    async with visitor(product) as client:
        phone = Phone(product, client)
        await phone.sees()
        await phone.sends("/start demo-vanphong")
        [understood] = re.findall(r'value="([^"]+)"[^>]*>Tôi hiểu', await phone.sees())
        await phone.sends(choice=understood)
        await phone.sends("1.1", file=(name, PHOTOS[name]))
        await phone.sends("/tailieu 1.1")
        page = await phone.sees()
        [(large, small)] = set(re.findall(r'href="(/chat/files/\w+)"[^>]*><img src="(/chat/files/\w+)"', page))
        for address in (large, small):
            answer = await client.get(address)
            assert answer.headers["content-type"] == "image/jpeg"
            with Image.open(BytesIO(answer.content)) as picture:
                assert picture.format == "JPEG"
                assert not picture.getexif().get_ifd(GPS)
