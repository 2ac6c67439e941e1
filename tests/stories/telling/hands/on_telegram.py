"""Telegram: buttons below the message, photos and files as they are, several at once as an album."""

from collections.abc import Awaitable, Callable, Sequence
from itertools import count

from tests.fakes.telegram.bot_api import FakeTelegram
from tests.stories.telling.hands.base import Act, Hand, NotOffered, Paper, within

ALBUMS = count(1)


class TelegramHand(Hand):
    channel = "telegram"

    def __init__(self, fake: FakeTelegram, name: str) -> None:
        super().__init__()
        self._fake = fake
        self._person = fake.person(name=name)

    async def _type(self, text: str) -> object:
        return await self._person.says(text)

    def _choice(self, label: str) -> tuple[Act, Callable[[], Awaitable[object]]]:
        shown = next((one for one in self.choices() if one.startswith(label)), None)
        if shown is None:
            raise NotOffered(f"{label!r} is not among {self.choices()} under {self.sees()!r}")
        return Act("bấm", shown), lambda: self._person.presses(shown)

    async def _send(self, papers: Sequence[Paper]) -> None:
        album = f"album{next(ALBUMS)}" if len(papers) > 1 else None
        for paper in papers:
            self.acts.append(Act("tệp", paper.name))
            if paper.photo:
                await self._person.sends_photo(paper.content, album=album)
            else:
                await self._person.sends_file(paper.name, paper.content, mime="application/pdf", album=album)

    def sees(self) -> str:
        return self._person.sees()

    def choices(self) -> list[str]:
        return self._person.buttons()

    def _screen(self) -> object:
        return repr(self._person.received)

    async def _changes(self, seen: Callable[[], bool], seconds: float) -> None:
        await within(self._fake.chats.changed, seen, seconds)
