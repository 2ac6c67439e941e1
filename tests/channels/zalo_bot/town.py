"""The whole product behind the platform, with the demo world in it, and people who wait for an answer."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from bot.app import create_app
from bot.environment.settings import Settings
from bot.product import Parts, Product
from scoring.sheet.score_sheet import ScoreSheet
from tests.fakes.serving import served
from tests.fakes.zalo_bot.person import Person
from tests.fakes.zalo_bot.platform import FakeZaloBot

SECRET = "demo-secret-token-16"


@dataclass(frozen=True, slots=True)
class Talker:
    """Each of his messages returns what he reads next."""

    person: Person

    async def says(self, text: str) -> str:
        return await self._answered(lambda: self.person.says(text))

    async def sends_photo(self, content: bytes, caption: str = "") -> str:
        return await self._answered(lambda: self.person.sends_photo(content, caption))

    async def sends_file(self) -> str:
        return await self._answered(self.person.sends_file)

    async def _answered(self, act: Callable[[], Awaitable[int]]) -> str:
        chat = self.person.chat
        seen = len(chat.messages)
        assert await act() == 200
        async with chat.changed:
            await asyncio.wait_for(chat.changed.wait_for(lambda: len(chat.messages) > seen), 10)
        return self.person.sees()

    async def reads(self, words: str) -> str:
        return await self.person.waits_for(words, seconds=10)


@dataclass(frozen=True, slots=True)
class Town:
    product: Product
    platform: FakeZaloBot

    async def joins(self, code: str) -> Talker:
        """Somebody who has read the first card."""
        talker = Talker(self.platform.person())
        await talker.says(f"/start {code}")
        await talker.says("a")
        return talker

    def sheet(self, unit: str = "XA01") -> ScoreSheet:
        with self.product.store.read() as work:
            [current] = work.rounds.alive()
            return work.sheets.read(current, unit)


@asynccontextmanager
async def town(data: Path, port: int) -> AsyncIterator[Town]:
    """The product serves what is in a data folder on a port of this machine, its webhook set."""
    platform = FakeZaloBot()
    async with served(platform) as platform.address:
        product = Product(_settings(data, port, platform))
        async with served(create_app(product, Parts()), port):
            await product.start(Parts(scheduler=False))
            await platform.until_called("getWebhookInfo")
            yield Town(product, platform)
            await product.stop()


def _settings(data: Path, port: int, platform: FakeZaloBot) -> Settings:
    return Settings(
        _env_file=None,
        data_dir=data,
        database_url="",
        public_url=f"http://127.0.0.1:{port}",
        zalo_bot_token=SecretStr(platform.token),
        zalo_bot_secret=SecretStr(SECRET),
        zalo_bot_api_url=platform.address,
        zalo_media_hosts=platform.address.removeprefix("http://"),
    )
