"""Behind a proxy that gives the product only one path of its host, whether that path is passed on or left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

import httpx
import pytest

from bot.channels.trust import trust
from bot.links.keys import Upload
from bot.web.chat.visitors import COOKIE
from bot.web.deps import DemoPerson, Recipient
from handlers.cards.card import Card, Picture
from handlers.incoming.events import ChatKey
from tests.web.conftest import browser
from tests.web.conversation import talking
from tests.web.proxy import Proxy, proxied
from tests.web.served import served
from tests.web.uploads.test_pieces import CONTENT, add, announce, stands
from tests.web.world import WebWorld

ADDRESS = re.compile(r'(?:href|src|action|data-to|data-events)="([^"#]+)')
DEMO = (DemoPerson("demo-vanphong", "Chị Lan (minh hoạ)"),)


@dataclass(frozen=True, slots=True)
class Office:
    """``url``: what stands in every link, "http://…/cchc"."""

    world: WebWorld
    url: str

    @property
    def origin(self) -> str:
        return self.url.removesuffix("/cchc").removesuffix("/chat")


#: The path, and whether the proxy leaves it out.
USUAL = [("/cchc", True), ("/cchc", False)]
NAMED_AS_ONE_OF_OURS = [("/chat", True), ("/chat", False)]


@pytest.fixture(params=USUAL, ids=str)
def office(request: pytest.FixtureRequest) -> Iterator[Office]:
    proxy = Proxy(*request.param)
    with proxied(proxy) as url:
        world = talking(WebWorld(public_url=url, demo=DEMO))
        with served(world) as proxy.upstream:
            yield Office(world, url)


@pytest.fixture
def visitor(office: Office) -> Iterator[httpx.Client]:
    """Somebody who has opened the page."""
    with httpx.Client(headers={"accept": "text/html"}, timeout=10, verify=trust()) as client:
        assert client.get(f"{office.url}/").status_code == 200
        yield client


@pytest.mark.parametrize("office", USUAL + NAMED_AS_ONE_OF_OURS, indirect=True, ids=str)
def test_every_address_on_a_page_leads_on_under_the_path(office: Office, visitor: httpx.Client) -> None:
    visitor.post(f"{office.url}/chat/messages", data={"text": "chấm"})
    upload = office.world.keys.upload_token(Upload("p1", "1.2"))
    office.world.recipients["p1"] = Recipient(ChatKey("telegram", "1", "77"), "")
    for page in ("", "/", "/huong-dan", "/huong-dan/", f"/u/{upload}", "/u/forged"):
        text = visitor.get(f"{office.url}{page}").text
        addresses = {one for one in ADDRESS.findall(text) if not one.startswith("http")}
        assert addresses
        for one in addresses:
            assert urljoin(office.url, one).startswith(f"{office.url}/")
            # Where something is sent to, nothing is fetched: 405, and for the stream, which never ends, not at all.
            if not one.endswith("/events"):
                assert visitor.get(urljoin(office.url, one)).status_code == (
                    405 if one.endswith(("messages", "files")) else 200
                )


def test_the_cookie_is_not_sent_to_other_sites_of_the_host(office: Office, visitor: httpx.Client) -> None:
    [cookie] = visitor.cookies.jar
    assert office.url.endswith(cookie.path)


def test_without_script_a_message_comes_back_to_the_chat(office: Office, visitor: httpx.Client) -> None:
    sent = visitor.post(f"{office.url}/chat/messages", data={"text": "chấm"}, headers={"origin": office.origin})
    assert sent.status_code == 303
    shown = visitor.get(urljoin(office.url, sent.headers["location"]))
    assert str(shown.url) == f"{office.url}/"
    assert "Xã đã có gì?" in shown.text


def test_a_page_of_another_host_may_not_send(office: Office, visitor: httpx.Client) -> None:
    foreign = {"origin": "https://xa.example.vn"}
    assert visitor.post(f"{office.url}/chat/messages", data={"text": "chấm"}, headers=foreign).status_code == 403


def test_the_answer_streams_in_and_its_pictures_open(office: Office, visitor: httpx.Client) -> None:
    chat = visitor.get(f"{office.url}/").text
    [events] = re.findall(r'data-events="([^"]+)"', chat)
    key = office.world.keys.read_cookie(visitor.cookies[COOKIE])
    office.world.say(
        ChatKey("web", "web", str(key)), Card("Đã nhận.", pictures=(Picture(office.world.keep(b"x"), "a.png", "image/png"),))
    )
    with visitor.stream("GET", urljoin(office.url, events)) as stream:
        lines = next(lines for lines in stream.iter_text() if "Đã nhận." in lines)
    [picture] = re.findall(r'<img src="([^"]+)"', lines)
    assert visitor.get(urljoin(office.url, picture)).content == b"x"


async def test_a_large_file_goes_piece_by_piece_to_where_the_product_says(office: Office) -> None:
    office.world.recipients["p1"] = Recipient(ChatKey("telegram", "1", "77"), "")
    link = f"{office.url}/u/{office.world.keys.upload_token(Upload('p1', '1.2'))}"
    async with httpx.AsyncClient(verify=trust()) as client:
        where = urljoin(link, (await announce(client, link)).headers["location"])
        assert where.startswith(f"{link}/files/")
        assert (await add(client, where, 0, CONTENT[:4000])).status_code == 204
        assert await stands(client, where) == 4000
        assert (await add(client, where, 4000, CONTENT[4000:])).status_code == 204
        assert "Đã nhận" in (await client.get(where)).text
    assert len(office.world.events) == 1


async def test_the_cookie_of_an_installation_above_ours_hides_nothing() -> None:
    """Browsers send both under one name, the one of the longer path first; some programs do it the other way round."""
    world = WebWorld(public_url="https://may.chu/cchc")
    ours, theirs = f"{COOKIE}={world.keys.chat_cookie('mine')}", f"{COOKIE}=of-another-key"
    for sent in (f"{ours}; {theirs}", f"{theirs}; {ours}"):
        async with browser(world) as client:
            answer = await client.post("/chat/messages", data={"text": "chào"}, headers={"cookie": sent})
        assert answer.status_code == 204
    assert {event.chat.chat for event in world.events} == {"mine"}
