"""The product as it is served, the Bot API beside it, and people with Telegram on their phones."""

import asyncio
import threading
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from fastapi import FastAPI
from pydantic import SecretStr

from bot.app import create_app
from bot.environment.settings import Settings
from bot.product import Parts, Product
from tests.channels.telegram.world import jpeg
from tests.fakes.serving import served
from tests.fakes.telegram.bot_api import TOKEN, FakeTelegram
from tests.fakes.telegram.person import Person
from tests.stories.telling.world import START

Result = TypeVar("Result")
PARTS = Parts(scheduler=False)
DEADLINE = 10.0
COLOURS = ("red", "green", "blue", "white", "black", "yellow")


class Wire:
    """Everything that runs in the other thread's event loop, as a story sees it."""

    def __init__(self, fake: FakeTelegram, product: Product, loop: asyncio.AbstractEventLoop) -> None:
        self.fake = fake
        self.product = product
        self._loop = loop
        self._ending = asyncio.Event()

    async def until_the_end(self) -> None:
        await self._ending.wait()

    def ends(self) -> None:
        self._loop.call_soon_threadsafe(self._ending.set)

    def waits(self, doing: Coroutine[Any, Any, Result]) -> Result:
        return asyncio.run_coroutine_threadsafe(doing, self._loop).result(DEADLINE)


class Caller:
    """Somebody with Telegram; what is done has been answered when the call returns."""

    def __init__(self, wire: Wire, name: str) -> None:
        self._wire = wire
        self._person: Person = wire.fake.person(name=name)
        self._sent = 0

    def says(self, text: str) -> None:
        self._does(self._person.says(text))

    def presses(self, label: str) -> None:
        self._does(self._person.presses(label))

    def sends(self, *names: str, caption: str = "", album: str = "") -> None:
        self._does(self._all_of(len(names), caption or None, album or None))

    async def _all_of(self, photos: int, caption: str | None, album: str | None) -> int:
        """Every photo is a message of its own, the first one bears the caption."""
        taken = 0
        for number in range(photos):
            self._sent += 1
            content = jpeg(40 + self._sent, colour=COLOURS[self._sent % len(COLOURS)])
            taken = await self._person.sends_photo(content, None if number else caption, album)
        return taken

    def sees(self) -> str:
        return self._person.sees()

    def choices(self) -> list[str]:
        return self._person.buttons()

    def reads(self, *words: str) -> None:
        """Bold is bold here, so that its marks do not stand in the text."""
        for one in words:
            self._wire.waits(self._person.waits_for(one.replace("**", ""), DEADLINE))

    def _does(self, doing: Coroutine[Any, Any, int]) -> None:
        self._wire.waits(self._answered(doing))

    async def _answered(self, doing: Coroutine[Any, Any, int]) -> None:
        """Does it, and waits until the screen shows something else than before."""
        before = self._screen()
        await doing
        changed = self._wire.fake.chats.changed
        async with changed:
            await asyncio.wait_for(changed.wait_for(lambda: self._screen() != before), DEADLINE)

    def _screen(self) -> str:
        return repr(self._person.received)


@asynccontextmanager
async def _serving(database: Path, mode: str) -> AsyncIterator[tuple[FakeTelegram, Product]]:
    fake, shell = FakeTelegram(), FastAPI()
    async with served(fake) as api, served(shell) as address:
        product = Product(_settings(database, mode, api, address))
        telegram = product.channels["telegram"]
        # Telegram's own pace would make every story minutes long.
        telegram.capabilities = replace(telegram.capabilities, per_second=0)
        shell.mount("/", create_app(product, PARTS))
        await product.start(PARTS)
        if mode == "webhook":
            await fake.until_called("setWebhook")
        try:
            yield fake, product
        finally:
            await fake.updates.hang_up()
            await product.stop()


def _settings(database: Path, mode: str, api: str, address: str) -> Settings:
    return Settings(
        database_url=f"sqlite:///{database}",
        data_dir=database.parent,
        public_url=address,
        now_offset=int((START - datetime.now(UTC)).total_seconds()),
        telegram_token=SecretStr(TOKEN),
        telegram_secret=SecretStr("a-secret-of-the-stories"),
        telegram_mode="polling" if mode == "polling" else "webhook",
        telegram_api_url=api,
    )


@contextmanager
def wired(database: Path, mode: str) -> Iterator[Wire]:
    """The product over a database, reached by webhook or by polling; at the end everything has stopped by itself."""
    ready, made = threading.Event(), list[Wire]()

    async def run() -> None:
        async with _serving(database, mode) as (fake, product):
            made.append(Wire(fake, product, asyncio.get_running_loop()))
            ready.set()
            await made[0].until_the_end()

    thread = threading.Thread(target=lambda: asyncio.run(run()))
    thread.start()
    assert ready.wait(DEADLINE)
    try:
        yield made[0]
    finally:
        made[0].ends()
        thread.join(DEADLINE)
    assert not thread.is_alive()
