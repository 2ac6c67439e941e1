"""The page: whose it is, what it shows, and what it lets nobody else put into it."""

import httpx
import pytest

from bot.web.deps import DemoPerson
from handlers.cards.card import Attachment, Card, Choice, Export, Picture
from tests.web.conftest import browser, chat_of
from tests.web.world import WebWorld


async def test_a_new_visitor_gets_a_chat_of_his_own_that_scripts_cannot_read(world: WebWorld) -> None:
    async with browser(world) as client:
        cookie = (await client.get("/")).headers["set-cookie"]
    assert cookie.startswith("cchc_chat=")
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie


async def test_behind_https_the_cookie_stays_on_https() -> None:
    async with browser(WebWorld(public_url="https://cchc.example.vn")) as client:
        assert "Secure" in (await client.get("/")).headers["set-cookie"]


async def test_the_chat_is_the_same_after_a_reload(world: WebWorld, visitor: httpx.AsyncClient) -> None:
    before = chat_of(world, visitor)
    world.say(before, Card("Hạn nộp là 17:00 ngày 10/01."))
    page = await visitor.get("/")
    assert chat_of(world, visitor) == before
    assert "Hạn nộp là 17:00 ngày 10/01." in page.text


async def test_two_visitors_do_not_see_each_other(
    world: WebWorld, visitor: httpx.AsyncClient, stranger: httpx.AsyncClient
) -> None:
    world.say(chat_of(world, visitor), Card("Chỉ cho chị Lan"))
    assert "Chỉ cho chị Lan" not in (await stranger.get("/")).text


async def test_a_forged_cookie_opens_a_new_chat(world: WebWorld, visitor: httpx.AsyncClient) -> None:
    world.say(chat_of(world, visitor), Card("Chỉ cho chị Lan"))
    forged = {"cookie": f"cchc_chat={visitor.cookies['cchc_chat'][:-2]}xx"}
    async with browser(world) as other:
        page = await other.get("/", headers=forged)
    assert "Chỉ cho chị Lan" not in page.text


async def test_nothing_foreign_runs_on_the_page(visitor: httpx.AsyncClient) -> None:
    page = await visitor.get("/")
    assert "default-src 'self'" in page.headers["content-security-policy"]
    assert "unsafe" not in page.headers["content-security-policy"]
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.headers["cache-control"] == "no-store"
    assert "http://" not in page.text.replace("http://www.w3.org", "")
    assert "https://" not in page.text


async def test_typed_markup_is_shown_as_text(world: WebWorld, visitor: httpx.AsyncClient) -> None:
    await visitor.post("/chat/messages", data={"text": "<script>alert(1)</script> **đậm**"})
    world.say(chat_of(world, visitor), Card("Xã <b>A</b> & **B**", (Choice('"><i>', "score"),)))
    page = (await visitor.get("/")).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; **đậm**" in page
    assert "Xã &lt;b&gt;A&lt;/b&gt; &amp; <b>B</b>" in page
    assert "<i>" not in page


async def test_a_card_shows_its_choices_pictures_and_paper(world: WebWorld, visitor: httpx.AsyncClient) -> None:
    card = Card(
        "Phiếu",
        choices=(Choice("Ký gửi", "sign", primary=True),),
        pictures=(Picture("a" * 64, "ke-hoach.jpg", "image/jpeg"), Picture("b" * 64, "anh.heic", "image/heic")),
        attachment=Attachment(Export.SHEET, "XA01", "2026", "phieu.xlsx"),
    )
    card_id = world.say(chat_of(world, visitor), card)
    page = (await visitor.get("/")).text
    assert '<button name="choice" value="sign" class="primary">Ký gửi</button>' in page
    assert f'<img src="/chat/files/{"a" * 64}" alt="ke-hoach.jpg">' in page
    assert "Tải về: anh.heic" in page
    assert f'href="/chat/export/{card_id}"' in page


async def test_times_are_those_of_the_place_and_old_ones_have_a_date(world: WebWorld, visitor: httpx.AsyncClient) -> None:
    world.say(chat_of(world, visitor), Card("Chào"))
    assert ">08:30</time>" in (await visitor.get("/")).text
    world.now = world.now.replace(day=22)
    assert ">08:30 20/11</time>" in (await visitor.get("/")).text


async def test_an_invitation_link_only_fills_the_box(world: WebWorld) -> None:
    async with browser(world) as client:
        page = await client.get("/", params={"start": 'ma-moi"><b>'})
    assert "/start ma-moi&#34;&gt;&lt;b&gt;</textarea>" in page.text
    assert world.events == []


async def test_people_of_the_demo_are_offered_only_where_there_are_some(world: WebWorld, visitor: httpx.AsyncClient) -> None:
    assert "bản minh hoạ" not in (await visitor.get("/")).text
    async with browser(WebWorld(demo=(DemoPerson("demo-chutich", "Ông Bình – lãnh đạo XA01"),))) as client:
        page = (await client.get("/")).text
    assert "<summary>Dùng thử</summary>" in page
    assert 'value="/start demo-chutich"' in page


@pytest.mark.parametrize(
    ("where", "name", "kind"),
    [
        ("/", "chat.css", "text/css"),
        ("/huong-dan", "pages.css", "text/css"),
        ("/", "chat.js", "text/javascript"),
        ("/", "icon.svg", "image/svg+xml"),
    ],
)
async def test_what_a_page_is_made_of_comes_from_here(visitor: httpx.AsyncClient, where: str, name: str, kind: str) -> None:
    page = await visitor.get(where)
    start = page.text.index(f"/static/{name}")
    part = await visitor.get(page.text[start : page.text.index('"', start)])
    assert part.headers["content-type"].startswith(kind)
    assert "immutable" in part.headers["cache-control"]


async def test_no_other_file_of_the_server_is_had(visitor: httpx.AsyncClient) -> None:
    assert (await visitor.get("/static/routes.py")).status_code == 404
    assert (await visitor.get("/static/..%2froutes.py")).status_code == 404
