"""A phone's browser in front of the served chat."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from bot.web.deps import DemoPerson
from tests.web.conversation import talking
from tests.web.served import served
from tests.web.world import WebWorld

CHROMIUM = next((path for path in ("/usr/bin/chromium", "/usr/bin/chromium-browser") if Path(path).exists()), None)


# Playwright keeps an event loop running in this thread as long as it lives: not beyond its own modules, or no
# asynchronous test would run after them.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium at /usr/bin/chromium or /usr/bin/chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def world() -> WebWorld:
    return talking(WebWorld(demo=(DemoPerson("demo-vanphong", "Chị Lan (minh hoạ) – đầu mối Xã An Bình"),)))


@pytest.fixture
def address(world: WebWorld) -> Iterator[str]:
    with served(world) as where:
        yield where


@pytest.fixture
def phone(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True, locale="vi-VN", reduced_motion="reduce"
    )
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(phone: BrowserContext, address: str) -> Iterator[Page]:
    """The chat, just opened; its script must not fail, nor anything be stopped by the page's own policy."""
    opened, faults = phone.new_page(), list[str]()
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda message: faults.extend(_against_policy(message)))
    opened.goto(address)
    yield opened
    assert faults == []


def _against_policy(message: ConsoleMessage) -> list[str]:
    return [message.text] if "Content Security Policy" in message.text else []


@pytest.fixture(scope="session")
def photo() -> bytes:
    held = BytesIO()
    Image.new("RGB", (600, 900), (200, 195, 180)).save(held, "PNG")
    return held.getvalue()
