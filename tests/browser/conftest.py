"""The real product behind a phone's browser: the installed command on a demo data folder."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.installed import Installed
from tests.browser.phone import Phone

CHROMIUM = next((path for path in ("/usr/bin/chromium", "/usr/bin/chromium-browser") if Path(path).exists()), None)
#: Where pictures for the documents are kept; unset, none are taken.
PICTURES = os.environ.get("CCHC_PICTURES")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium at /usr/bin/chromium or /usr/bin/chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[str]:
    product = Installed(tmp_path_factory.mktemp("product")).start()
    yield product.address
    product.stop()


@pytest.fixture
def phone(chromium: Browser, address: str) -> Iterator[Callable[[str], Phone]]:
    """A phone of its own for each person, who has joined by his demo button."""
    contexts = []

    def joined(code: str) -> Phone:
        context = chromium.new_context(
            viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True, locale="vi-VN", device_scale_factor=2
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        return Phone.joined(context.new_page(), address, code, Path(PICTURES) if PICTURES else None)

    yield joined
    for context in contexts:
        context.close()
