"""Zalo OA: at most five buttons, the rest as a list whose keys are typed; each photo and file is a message."""

from collections.abc import Awaitable, Callable, Sequence

from tests.fakes.zalo_oa.open_api import FakeZaloOA
from tests.stories.telling.hands.base import Act, Hand, NotOffered, Paper, beginning, listed


class ZaloOAHand(Hand):
    channel = "zalo_oa"

    def __init__(self, fake: FakeZaloOA) -> None:
        super().__init__()
        self._screens = fake.screens
        self._person = fake.person()

    async def _type(self, text: str) -> object:
        return await self._person.says(text)

    def _choice(self, label: str) -> tuple[Act, Callable[[], Awaitable[object]]]:
        button = next((one for one in self._person.buttons() if one.startswith(label)), None)
        if button is not None:
            return Act("bấm", button), lambda: self._person.presses(button)
        key = beginning(label, listed(self.sees()))
        if key is None:
            raise NotOffered(f"{label!r} is not among {self.choices()} under {self.sees()!r}")
        return Act("tin", key), lambda: self._person.says(key)

    async def _send(self, papers: Sequence[Paper]) -> None:
        for paper in papers:
            self.acts.append(Act("tệp", paper.name))
            if paper.photo:
                await self._person.sends_photo(paper.content)
            else:
                await self._person.sends_file(paper.name, paper.content)

    def sees(self) -> str:
        return self._person.sees()

    def choices(self) -> list[str]:
        return [*self._person.buttons(), *listed(self.sees())]

    def _screen(self) -> object:
        return len(self._person.received)

    async def _changes(self, seen: Callable[[], bool], seconds: float) -> None:
        await self._screens.until(seen, seconds)
