"""Zalo Bot: no buttons at all, photos only; a card that asks for documents names the page that takes files."""

import re
from collections.abc import Awaitable, Callable, Sequence

import httpx

from tests.fakes.zalo_bot.platform import FakeZaloBot
from tests.stories.telling.hands.base import Act, Hand, NotOffered, Paper, beginning, listed, within

KEY = re.compile(r'name="key" value="([^"]+)"')
LINK = re.compile(r"https?://\S+/u/\S+")


class ZaloBotHand(Hand):
    channel = "zalo_bot"

    def __init__(self, fake: FakeZaloBot, browser: httpx.AsyncClient) -> None:
        super().__init__()
        self._person = fake.person()
        self._browser = browser

    async def _type(self, text: str) -> object:
        return await self._person.says(text)

    def _choice(self, label: str) -> tuple[Act, Callable[[], Awaitable[object]]]:
        key = beginning(label, listed(self.sees()))
        if key is None:
            raise NotOffered(f"{label!r} is not among {self.choices()} under {self.sees()!r}")
        return Act("tin", key), lambda: self._person.says(key)

    async def _send(self, papers: Sequence[Paper]) -> None:
        for photo in (one for one in papers if one.photo):
            self.acts.append(Act("tệp", photo.name))
            await self._person.sends_photo(photo.content)
        files = [one for one in papers if not one.photo]
        if files:
            await self._upload(files)

    async def _upload(self, files: Sequence[Paper]) -> None:
        """What the chat does not carry goes through the page that the card names, all of it at once: opening it is to
        this channel what the paper clip is to others, and counts as little."""
        found = LINK.search(self.sees())
        assert found, f"no link to send files by in {self.sees()!r}"
        page = await self._browser.get(found[0])
        key = KEY.search(page.text)
        assert key, page.text
        self.acts += [Act("tệp", one.name) for one in files]
        parts = [("files", (one.name, one.content, "application/pdf")) for one in files]
        before = self._screen()
        taken = await self._browser.post(found[0], data={"key": key[1]}, files=parts)
        assert taken.text.count("Đã nhận “") == len(files), taken.text
        await self._until(lambda: self._screen() != before)

    def sees(self) -> str:
        return self._person.sees()

    def choices(self) -> list[str]:
        return list(listed(self.sees()))

    def _screen(self) -> object:
        return len(self._person.received)

    async def _changes(self, seen: Callable[[], bool], seconds: float) -> None:
        await within(self._person.chat.changed, seen, seconds)
