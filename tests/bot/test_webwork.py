"""What an upload link shows: the leaf's documents, and the way back to the chat that it was sent to."""

from bot.keys import Upload
from bot.webwork import WebWork
from handlers.events import ChatKey, Incoming
from tests.bot.conftest import Makes

WEB, ZALO = ChatKey("web", "web", "w1"), ChatKey("zalo_oa", "579", "z1")


async def test_the_chat_that_sent_the_link_is_the_one_led_back_to(makes: Makes) -> None:
    product = makes(zalo_oa_id="579")
    product.load_demo()
    with product.store.write() as work:
        person = work.people.redeem("demo-vanphong", ZALO, product.clock())
        sent_to = work.chats.ensure(ZALO)
        work.people.redeem("demo-vanphong", WEB, product.clock())
        work.inbox.put(Incoming(WEB, "e1", product.clock(), text="chào"), product.clock())
    asked, unasked = Upload(person.id, "1.3", sent_to), Upload(person.id, "1.3")
    recipient, last = await WebWork(product).recipient(asked), await WebWork(product).recipient(unasked)
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
    assert await WebWork(product).recipient(upload) is None
