"""The web chat: the page's own forms, and the stream of what is new while it is open."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser

import httpx

from tests.stories.telling.hands.base import Act, Hand, NotOffered, Paper, within


@dataclass
class Shown:
    """One card of the log. ``buttons``: what each sends, by its label."""

    id: str = ""
    card: bool = False
    change: str = ""
    at: float = 0
    text: str = ""
    buttons: dict[str, str] = field(default_factory=dict)


class ItemReader(HTMLParser):
    """Reads one ``<li>`` of the log as a browser shows it."""

    def __init__(self) -> None:
        super().__init__()
        self.item = Shown()
        self._within: list[str] = []
        self._button: tuple[str, str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "li":
            self.item.id, self.item.card = given["id"], given["class"] == "card"
            self.item.change, self.item.at = given["data-change"], float(given["data-at"])
        elif tag == "div":
            self._within.append(given.get("class", ""))
        elif tag == "button":
            self._button = (given["value"], "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "div":
            self._within.pop()
        elif tag == "button" and self._button:
            self.item.buttons[self._button[1]] = self._button[0]
            self._button = None

    def handle_data(self, data: str) -> None:
        if self._button:
            self._button = (self._button[0], self._button[1] + data)
        elif self._within and self._within[-1] == "text":
            self.item.text += data


def read_item(html: str) -> Shown:
    reader = ItemReader()
    reader.feed(html)
    return reader.item


class WebHand(Hand):
    channel = "web"

    def __init__(self, browser: httpx.AsyncClient) -> None:
        super().__init__()
        self._browser = browser
        self._items: dict[str, Shown] = {}
        self._changed = asyncio.Condition()

    @classmethod
    @asynccontextmanager
    async def opened(cls, address: str) -> AsyncIterator["WebHand"]:
        """The page is open as long as the person has anything to do."""
        async with httpx.AsyncClient(base_url=address, timeout=20) as browser:
            hand = cls(browser)
            await browser.get("/")
            listening = asyncio.create_task(hand._listens())
            try:
                yield hand
            finally:
                listening.cancel()
                await asyncio.gather(listening, return_exceptions=True)

    async def _listens(self) -> None:
        lines: list[str] = []
        async with self._browser.stream("GET", "/chat/events?after=0", timeout=None) as stream:
            async for line in stream.aiter_lines():
                if line.startswith("data: "):
                    lines.append(line.removeprefix("data: "))
                elif not line and lines:
                    await self._show(read_item("\n".join(lines)))
                    lines = []

    async def _show(self, item: Shown) -> None:
        async with self._changed:
            self._items[item.id] = item
            self._changed.notify_all()

    async def _type(self, text: str) -> object:
        return await self._post({"text": text})

    def _choice(self, label: str) -> tuple[Act, Callable[[], Awaitable[object]]]:
        shown = next((one for one in self.choices() if one.startswith(label)), None)
        if shown is None:
            raise NotOffered(f"{label!r} is not among {self.choices()} under {self.sees()!r}")
        code = self._newest.buttons[shown]
        return Act("bấm", shown), lambda: self._post({"choice": code, "label": shown})

    async def _send(self, papers: Sequence[Paper]) -> None:
        self.acts += [Act("tệp", one.name) for one in papers]
        files = [("files", (one.name, one.content, "image/jpeg" if one.photo else "application/pdf")) for one in papers]
        await self._post({"text": ""}, files)

    async def _post(self, form: dict[str, str], files: list[tuple[str, tuple[str, bytes, str]]] | None = None) -> None:
        answer = await self._browser.post("/chat/messages", data={"key": secrets.token_hex(16)} | form, files=files or None)
        assert answer.status_code == 204, answer.text

    @property
    def _newest(self) -> Shown:
        cards = [one for one in self._items.values() if one.card]
        return max(cards, key=lambda one: one.at, default=Shown())

    def sees(self) -> str:
        return self._newest.text

    def choices(self) -> list[str]:
        return list(self._newest.buttons)

    def _screen(self) -> object:
        return self._newest.id, self._newest.change

    async def _changes(self, seen: Callable[[], bool], seconds: float) -> None:
        await within(self._changed, seen, seconds)
