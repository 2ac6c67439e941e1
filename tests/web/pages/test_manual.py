"""The officials' manual as a page."""

import re
from pathlib import Path

import pytest

from tests.web.conftest import browser
from tests.web.world import WebWorld

TEXT = Path(__file__).parents[3] / "docs" / "huong-dan-can-bo.md"


async def test_the_page_says_what_the_text_says(world: WebWorld) -> None:
    async with browser(world) as client:
        page = (await client.get("/huong-dan")).text
    for chapter in re.findall(r"^## (.*)$", TEXT.read_text(), re.MULTILINE):
        assert f">{chapter}</h2>" in page
        assert f"{chapter}</a></li>" in page
    assert "<td>tỷ lệ</td>" in page


async def test_every_picture_of_the_page_is_there(world: WebWorld) -> None:
    async with browser(world) as client:
        shown = re.findall(r'src="(/huong-dan/[^"]+)"', (await client.get("/huong-dan")).text)
        pictures = [await client.get(one) for one in shown]
    assert len(shown) >= 6
    assert {(one.status_code, one.headers["content-type"]) for one in pictures} == {(200, "image/png")}


async def test_every_place_inside_the_page_that_is_pointed_to_is_there(world: WebWorld) -> None:
    world.recipients.clear()
    async with browser(world) as client:
        page = (await client.get("/huong-dan")).text
    anchors = re.findall(r'href="#([^"]+)"', page)
    assert {"gui-tai-lieu", *anchors} <= set(re.findall(r'id="([^"]+)"', page))


@pytest.mark.parametrize("name", ["khong-co.png", "..%2f..%2fREADME.md", "architecture.svg"])
async def test_nothing_but_its_pictures_is_handed_out(world: WebWorld, name: str) -> None:
    async with browser(world) as client:
        assert (await client.get(f"/huong-dan/pictures/{name}")).status_code == 404


async def test_the_chat_page_leads_to_the_manual(world: WebWorld) -> None:
    async with browser(world) as client:
        assert 'href="/huong-dan"' in (await client.get("/")).text
