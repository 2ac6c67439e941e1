"""Cards as a phone's browser shows them: each alone on the page of the chat, on a screen of 360 × 740."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import sync_playwright

from bot.db.messages.transcript import Item
from bot.web.pages.assets import CONTENT
from bot.web.pages.rendering import Pages
from handlers.cards.card import Card
from handlers.incoming.events import ChatKey
from tests.browser.conftest import CHROMIUM


def pictures(cards: Sequence[Card], folder: Path) -> None:
    """A picture a card, numbered in their order."""
    pages, now = Pages(ZoneInfo("Asia/Ho_Chi_Minh"), ""), datetime.now(UTC)
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 360, "height": 740}, device_scale_factor=2, is_mobile=True)
        for number, card in enumerate(cards, 1):
            shown = [Item("card", now, 1, card=replace(card, pictures=()))]
            page.set_content(pages.chat(ChatKey("web", "", "chat"), shown, now, (), ""))
            page.add_style_tag(content=CONTENT["chat.css"].decode())
            # As the page's own script marks the card that was shown last.
            page.eval_on_selector("li.card", "card => card.classList.add('newest')")
            page.screenshot(path=folder / f"{number:02}.png")
        browser.close()
