"""On a phone, behind a proxy that gives the product only one path of its host."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, expect

from bot.links.keys import Upload
from bot.web.deps import Recipient
from handlers.incoming.events import ChatKey
from tests.web.browser.phone import log, pdf, pick, press, send
from tests.web.proxy import Proxy, proxied
from tests.web.served import served
from tests.web.world import WebWorld

pytestmark = pytest.mark.browser


@pytest.fixture(params=[True, False], ids=["path left out", "path passed on"])
def address(request: pytest.FixtureRequest, world: WebWorld) -> Iterator[str]:
    proxy = Proxy("/cchc", strips=request.param)
    with proxied(proxy) as url:
        world.public_url = url
        with served(world) as proxy.upstream:
            yield url


def test_talking_files_and_pictures_work(phone: BrowserContext, address: str, world: WebWorld, photo: bytes) -> None:
    page, faults = phone.new_page(), list[str]()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("response", lambda answer: faults.extend([answer.url] if answer.status >= 400 else []))
    # Most people type the address without a slash at its end.
    page.goto(address)
    send(page, "chấm")
    press(page, "a. Cả kế hoạch và báo cáo: 2")
    expect(log(page)).to_contain_text("Nhập số hồ sơ đúng hạn")
    pick(page, {"name": "ke-hoach.png", "mimeType": "image/png", "buffer": photo})
    picture = log(page).locator(".card").get_by_role("img", name="ke-hoach.png")
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("naturalWidth", 600)
    page.reload()
    expect(log(page)).to_contain_text("Nhập số hồ sơ đúng hạn")
    page.goto(f"{address}/huong-dan/")
    page.get_by_role("link", name="Trang chat").click()
    expect(log(page)).to_contain_text("Nhập số hồ sơ đúng hạn")
    assert faults == []


def test_a_large_file_goes_by_the_upload_link(phone: BrowserContext, address: str, world: WebWorld) -> None:
    world.recipients["p1"] = Recipient(ChatKey("telegram", "1", "77"), "")
    page = phone.new_page()
    page.goto(f"{address}/u/{world.keys.upload_token(Upload('p1', '1.2'))}")
    pick(page, pdf("to-trinh.pdf", 3 << 20), label="Chọn tệp")
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Đã nhận 1 tệp")
    assert [file.size for event in world.events for file in event.files] == [3 << 20]


def test_where_only_get_and_post_pass_the_file_still_arrives(phone: BrowserContext, address: str, world: WebWorld) -> None:
    world.recipients["p1"] = Recipient(ChatKey("telegram", "1", "77"), "")
    page = phone.new_page()
    page.route("**/files/*", lambda route: route.fulfill(status=405) if route.request.method == "PATCH" else route.continue_())
    page.goto(f"{address}/u/{world.keys.upload_token(Upload('p1', '1.2'))}")
    pick(page, pdf("to-trinh.pdf", 3 << 20), label="Chọn tệp")
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Đã nhận 1 tệp")
    assert [file.size for event in world.events for file in event.files] == [3 << 20]
