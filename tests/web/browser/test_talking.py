"""Talking on a phone: type, press, send files, come back."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.web.browser.phone import box, log, pdf, pick, press, send
from tests.web.conversation import LONG
from tests.web.world import WebWorld

pytestmark = pytest.mark.browser


def test_typed_words_are_answered_without_a_reload(page: Page, world: WebWorld) -> None:
    send(page, "chấm")
    expect(log(page)).to_contain_text("Xã đã có gì?")
    expect(log(page).locator(".mine")).to_have_count(1)
    expect(box(page)).to_have_value("")
    assert [event.text for event in world.events] == ["chấm"]


def test_enter_sends_and_shift_enter_begins_a_line(page: Page, world: WebWorld) -> None:
    box(page).press_sequentially("một")
    box(page).press("Shift+Enter")
    box(page).press_sequentially("hai")
    box(page).press("Enter")
    expect(log(page)).to_contain_text("Anh/chị làm tiếp việc nào?")
    assert [event.text for event in world.events] == ["một\nhai"]


def test_a_press_is_shown_by_its_label_and_brings_the_next_question(page: Page, world: WebWorld) -> None:
    send(page, "chấm")
    press(page, "a. Cả kế hoạch và báo cáo: 2")
    expect(log(page)).to_contain_text("Nhập số hồ sơ đúng hạn")
    expect(log(page).locator(".mine").last).to_contain_text("a. Cả kế hoạch và báo cáo: 2")
    assert world.events[-1].choice == "1!pick:a"


def test_a_trembling_finger_presses_once(page: Page, world: WebWorld) -> None:
    send(page, "chấm")
    page.get_by_role("button", name="Để sau", exact=True).dblclick()
    expect(log(page)).to_contain_text("Anh/chị làm tiếp việc nào?")
    assert [event.choice for event in world.events] == ["", "1!later"]


def test_buttons_of_old_cards_step_back_but_can_still_be_pressed(page: Page, world: WebWorld) -> None:
    send(page, "chấm")
    send(page, "số")
    expect(log(page)).to_contain_text("Nhập số hồ sơ đúng hạn")
    old = page.get_by_role("button", name="Giải thích", exact=True)
    new = page.get_by_role("button", name="Không phát sinh", exact=True)
    assert old.evaluate("button => getComputedStyle(button).backgroundColor") == "rgba(0, 0, 0, 0)"
    assert new.evaluate("button => getComputedStyle(button).backgroundColor") != "rgba(0, 0, 0, 0)"
    old.click()
    expect(log(page)).to_contain_text("Anh/chị làm tiếp việc nào?")
    assert world.events[-1].choice == "explain:2.3"


def test_several_files_go_at_once_and_a_picture_comes_back(page: Page, world: WebWorld, photo: bytes) -> None:
    box(page).fill("2.3")
    pick(page, {"name": "ke-hoach.png", "mimeType": "image/png", "buffer": photo}, pdf("bao-cao.pdf"))
    expect(log(page)).to_contain_text("đã nhận 2 tệp: ke-hoach.png, bao-cao.pdf")
    own = log(page).locator(".mine").get_by_role("img", name="ke-hoach.png")
    expect(own).to_be_visible()
    expect(log(page).locator(".mine")).to_contain_text("Tệp: bao-cao.pdf")
    picture = log(page).locator(".card").get_by_role("img", name="ke-hoach.png")
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("naturalWidth", 600)
    assert world.events[0].text == "2.3"


@pytest.mark.parametrize("how", ["drop", "paste"])
def test_files_may_be_dropped_or_pasted(page: Page, how: str) -> None:
    box(page).evaluate(
        """(box, how) => {
            const held = new DataTransfer();
            held.items.add(new File(["x"], "anh.png", {type: "image/png"}));
            const given = {bubbles: true, dataTransfer: held, clipboardData: held};
            box.dispatchEvent(how === "drop" ? new DragEvent(how, given) : new ClipboardEvent(how, given));
        }""",
        how,
    )
    expect(log(page)).to_contain_text("đã nhận 1 tệp: anh.png")


def test_after_a_reload_everything_is_still_there(page: Page) -> None:
    send(page, "chấm")
    press(page, "b. Một trong hai: 1")
    expect(log(page)).to_contain_text("Nhập số hồ sơ đúng hạn")
    page.reload()
    expect(log(page).get_by_role("listitem")).to_have_count(4)
    expect(log(page)).to_contain_text("b. Một trong hai: 1")
    press(page, "Không phát sinh")
    expect(log(page)).to_contain_text("Anh/chị làm tiếp việc nào?")


def test_a_card_from_elsewhere_appears_by_itself(page: Page, world: WebWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    send(page, "chào")
    expect(log(page).locator(".card")).to_have_count(1)
    monkeypatch.setattr(world.news, "tell", lambda _: None)
    world.say(world.events[0].chat, LONG)
    expect(log(page)).to_contain_text("Tiến độ xã An Bình")


def test_two_open_pages_show_the_same(page: Page, phone: BrowserContext, address: str) -> None:
    other = phone.new_page()
    other.goto(address)
    send(page, "chấm")
    expect(log(other)).to_contain_text("Xã đã có gì?")
    expect(log(other).get_by_role("listitem")).to_have_count(2)


def test_somebody_of_the_demo_is_one_tap_away(page: Page, world: WebWorld) -> None:
    page.get_by_role("button", name="Chị Lan (minh hoạ) – đầu mối Xã An Bình").click()
    expect(log(page)).to_contain_text("Anh/chị làm tiếp việc nào?")
    expect(page.get_by_role("button", name="Chị Lan (minh hoạ) – đầu mối Xã An Bình")).to_be_hidden()
    assert world.events[0].text == "/start demo-vanphong"


def test_without_script_the_page_still_works(page: Page, phone: BrowserContext, address: str) -> None:
    browser = phone.browser
    assert browser is not None
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    plain = context.new_page()
    plain.goto(address)
    send(plain, "chấm")
    press(plain, "c. Chưa có: 0")
    expect(log(plain)).to_contain_text("Nhập số hồ sơ đúng hạn")
    expect(log(plain).locator(".mine").last).to_contain_text("c. Chưa có: 0")
    context.close()
