"""When things go wrong between the phone and the server."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.web.browser.phone import box, log, pdf, pick, send
from tests.web.world import WebWorld

pytestmark = pytest.mark.browser

MESSAGES = "**/chat/messages"


def test_a_message_without_connection_waits_and_is_sent_by_itself(page: Page, world: WebWorld) -> None:
    page.route(MESSAGES, lambda route: route.abort())
    send(page, "chấm")
    expect(page.get_by_role("status")).to_have_text("Mất kết nối, đang thử lại…")
    assert world.events == []
    page.unroute(MESSAGES)
    expect(log(page)).to_contain_text("Xã đã có gì?")
    expect(page.get_by_role("status")).to_have_text("")


def test_an_answer_that_got_lost_does_not_double_the_message(page: Page, world: WebWorld) -> None:
    tries: list[str | None] = []

    def arrives_but_no_answer_does(route: Route) -> None:
        tries.append(route.request.post_data)
        if len(tries) > 1:
            route.continue_()
            return
        route.fetch()
        route.abort()

    page.route(MESSAGES, arrives_but_no_answer_does)
    send(page, "chấm")
    expect(page.get_by_role("status")).to_have_text("Mất kết nối, đang thử lại…")
    expect(page.get_by_role("status")).to_have_text("")
    assert len(tries) == 2
    assert len(world.events) == 1
    expect(log(page).get_by_role("listitem")).to_have_count(2)


def test_a_refusal_is_read_under_the_message(page: Page) -> None:
    page.context.clear_cookies()
    send(page, "chấm")
    expect(log(page).locator(".mine")).to_contain_text("Phiên chat đã hết.")


def test_too_long_a_text_stays_in_the_box(page: Page, world: WebWorld) -> None:
    send(page, "dài " * 1_001)
    expect(page.get_by_role("status")).to_contain_text("Tin dài quá 4.000 chữ.")
    expect(box(page)).not_to_have_value("")
    assert world.events == []


def test_too_many_files_are_not_even_sent(page: Page, world: WebWorld) -> None:
    pick(page, *(pdf(f"{number}.pdf") for number in range(21)))
    expect(page.get_by_role("status")).to_have_text("Mỗi lần gửi được tối đa 20 tệp.")
    assert world.events == []


def test_progress_of_an_upload_is_told_in_words(page: Page) -> None:
    page.evaluate(
        "() => new MutationObserver(() => { document.body.dataset.said = state.textContent || document.body.dataset.said })"
        ".observe(state, {childList: true})"
    )
    pick(page, pdf("1.pdf", 300_000), pdf("2.pdf", 300_000))
    expect(log(page)).to_contain_text("đã nhận 2 tệp")
    expect(page.locator("body")).to_have_attribute("data-said", "Đang gửi 2 tệp… 100%")


def test_typed_markup_stays_text(page: Page) -> None:
    send(page, "<img src=x onerror=alert(1)>")
    expect(log(page).locator(".card")).to_have_count(1)
    expect(log(page).locator(".mine")).to_contain_text("<img src=x onerror=alert(1)>")
    expect(page.get_by_role("img")).to_have_count(0)
