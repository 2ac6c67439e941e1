"""What an upload link shows: the leaf's documents, and the way back to the chat that it was sent to."""

import httpx

from bot.app import create_app
from bot.links.keys import Upload
from bot.product import Parts
from bot.web.work import WebWork
from handlers.cards.card import Attachment, Export
from handlers.incoming.events import ChatKey, Incoming
from tests.bot.conftest import Makes

WEB, ZALO = ChatKey("web", "web", "w1"), ChatKey("zalo_oa", "579", "z1")


async def test_the_chat_that_sent_the_link_is_the_one_led_back_to(makes: Makes) -> None:
    product = makes(zalo_oa_id="579", zalo_oa_access_token="a")
    product.load_demo()
    with product.store.write() as work:
        person = work.people.redeem("demo-vanphong", ZALO, product.clock())
        sent_to = work.chats.ensure(ZALO)
        work.people.redeem("demo-vanphong", WEB, product.clock())
        work.inbox.put(Incoming(WEB, "e1", product.clock(), text="chào"), product.clock())
    asked, unasked = Upload(person.id, "1.3", sent_to), Upload(person.id, "1.3")
    web = WebWork(product.surroundings)
    recipient, last = await web.recipient(asked), await web.recipient(unasked)
    assert recipient is not None
    assert last is not None
    assert (recipient.chat, recipient.back) == (ZALO, "https://zalo.me/579")
    assert last.chat == WEB
    assert recipient.leaf_name == "1.3 Báo cáo CCHC định kỳ"
    assert [(one.name, one.state) for one in recipient.wanted][2:] == [
        ("Báo cáo 9 tháng", "lacking"),
        ("Báo cáo năm", "lacking"),
        ("Phiếu gửi", "free"),
    ]


async def test_a_chat_that_is_nobodys_any_more_gets_nothing(makes: Makes) -> None:
    product = makes()
    product.load_demo()
    with product.store.write() as work:
        person = work.people.redeem("demo-vanphong", ZALO, product.clock())
        upload = Upload(person.id, "1.3", work.chats.ensure(ZALO))
        work.people.unlink(ZALO)
    assert await WebWork(product.surroundings).recipient(upload) is None


async def test_a_link_of_a_chat_that_is_forgotten_leads_back_to_the_one_used_last(makes: Makes) -> None:
    product = makes()
    product.load_demo()
    with product.store.write() as work:
        person = work.people.redeem("demo-vanphong", ZALO, product.clock())
    recipient = await WebWork(product.surroundings).recipient(Upload(person.id, "1.3", 10**6))
    assert recipient is not None
    assert recipient.chat == ZALO


async def test_a_link_to_a_paper_that_this_release_does_not_know_opens_nothing(makes: Makes) -> None:
    product = makes(public_url="http://chat.test")
    product.load_demo()
    with product.store.read() as work:
        [current] = work.rounds.alive()
    paper = Attachment(Export("of_a_newer_release"), "XA01", current.code, "a.xlsx")
    transport = httpx.ASGITransport(create_app(product, Parts()))
    async with httpx.AsyncClient(transport=transport, base_url="http://chat.test") as client:
        assert (await client.get(f"/f/{product.keys.file_token(paper)}")).status_code == 404
