"""Reading on a small screen, and without a finger."""

import pytest
from playwright.sync_api import Page, expect

from bot.links.keys import Upload
from bot.web.deps import Recipient
from handlers.cards.card import Card
from handlers.incoming.events import ChatKey
from tests.web.browser.phone import box, log, overflow, pdf, pick, press, send
from tests.web.world import WebWorld

pytestmark = pytest.mark.browser


def test_the_newest_card_is_wholly_in_sight(page: Page) -> None:
    for words in ("chấm", "tiến độ", "chấm"):
        send(page, words)
    newest = log(page).locator(".card").nth(2)
    expect(newest).to_be_in_viewport(ratio=1)
    bottom = newest.evaluate("card => card.getBoundingClientRect().bottom")
    assert bottom <= page.locator("footer").evaluate("footer => footer.getBoundingClientRect().top")


def test_a_card_longer_than_the_screen_is_shown_from_its_beginning(page: Page) -> None:
    send(page, "tiến độ")
    expect(log(page).get_by_text("Tiến độ xã An Bình")).to_be_in_viewport()
    expect(page.get_by_role("button", name="Làm tiếp 2.1")).not_to_be_in_viewport()


def test_nothing_is_wider_than_the_screen(page: Page, world: WebWorld) -> None:
    assert overflow(page) <= 0
    world.answer = lambda _: Card("https://cchc.example.vn/" + "a" * 300 + "\n" + "Nghiêng" * 60)
    send(page, "b" * 200)
    expect(log(page).locator(".card")).to_have_count(1)
    assert overflow(page) <= 0


def test_everything_to_press_is_large_enough_for_a_thumb(page: Page) -> None:
    send(page, "chấm")
    send(page, "số")
    expect(log(page).locator(".card")).to_have_count(2)
    for button in page.get_by_role("button").all():
        if button.is_visible():
            assert (button.bounding_box() or {"height": 0})["height"] >= 44


def test_a_question_for_a_number_brings_the_digits_and_the_stroke(page: Page, world: WebWorld) -> None:
    expect(box(page)).to_have_attribute("inputmode", "text")
    send(page, "số")
    expect(box(page)).to_have_attribute("inputmode", "decimal")
    box(page).fill("970")
    page.get_by_role("button", name="Dấu gạch chéo").click()
    expect(box(page)).to_have_value("970/")
    page.get_by_role("button", name="Bàn phím chữ").click()
    expect(box(page)).to_have_attribute("inputmode", "text")


def test_by_keyboard_alone_from_question_to_question(page: Page, world: WebWorld) -> None:
    box(page).focus()
    page.keyboard.type("chấm")
    page.keyboard.press("Enter")
    last = page.get_by_role("button", name="Tiến độ", exact=True)
    expect(last).to_be_visible()
    for _ in range(2):
        page.keyboard.press("Shift+Tab")
    expect(last).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Chấm tiếp 2.4")).to_be_focused()
    page.keyboard.press("Space")
    expect(log(page).locator(".mine")).to_have_count(3)
    # A press stands on the page before the server has heard of it; its answer comes after.
    expect(log(page).locator(".card")).to_have_count(3)
    assert world.events[-1].choice == "score:2.4"


def test_the_first_tab_leads_to_the_box(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Tới ô tin nhắn")).to_be_focused()
    page.keyboard.press("Enter")
    expect(box(page)).to_be_focused()


def test_names_for_those_who_hear_the_page(page: Page) -> None:
    assert page.title() == "Trợ lý CCHC"
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    expect(log(page)).to_have_attribute("aria-live", "polite")
    expect(page.get_by_label("Gửi tệp")).to_have_attribute("multiple", "")
    send(page, "chấm")
    expect(log(page).get_by_role("listitem").last).to_contain_text("Trợ lý:")


def test_the_dark_has_its_own_colours(page: Page) -> None:
    light = page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    page.emulate_media(color_scheme="dark")
    assert page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor") != light


def test_a_paper_is_saved_under_its_name(page: Page) -> None:
    send(page, "phiếu")
    with page.expect_download() as saving:
        page.get_by_role("link", name="Tải về: phieu-XA01.xlsx").click()
    assert saving.value.suggested_filename == "phieu-XA01.xlsx"


def test_the_upload_page_takes_several_files(page: Page, world: WebWorld, address: str) -> None:
    world.recipients["p1"] = Recipient(ChatKey("telegram", "1", "77"), "")
    page.goto(f"{address}/u/{world.keys.upload_token(Upload('p1', '1.2'))}")
    assert overflow(page) <= 0
    pick(page, pdf("1.pdf"), pdf("2.pdf"), label="Chọn tệp")
    press(page, "Gửi")
    expect(page.get_by_role("list", name="Tệp đã chọn")).to_contain_text("Đã nhận “1.pdf”")
    expect(page.get_by_role("status")).to_contain_text("Đã nhận 2 tệp")
    assert [file.name for event in world.events for file in event.files] == ["1.pdf", "2.pdf"]
