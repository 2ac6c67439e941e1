"""The product as it is served, with all four channels, each over a strict fake of its service on a port of this machine."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from fastapi import FastAPI
from pydantic import SecretStr

from bot.app import create_app
from bot.channels.base import Channel
from bot.environment.settings import Settings
from bot.product import Parts, Product
from tests.fakes.serving import served
from tests.fakes.telegram import bot_api as telegram
from tests.fakes.telegram.bot_api import FakeTelegram
from tests.fakes.zalo_bot.platform import FakeZaloBot
from tests.fakes.zalo_oa import open_api as zalo_oa
from tests.fakes.zalo_oa.open_api import FakeZaloOA
from tests.stories.telling.world import START

PARTS = Parts(scheduler=False)
#: Seconds of the story in one second of the clock on the wall: what settles for a moment keeps nobody waiting.
SPEED = 8
#: Looking for what has become due, in seconds on the wall.
PAUSE = 0.05


class QuickClock:
    """Begins on the story's first morning, and runs faster than the one on the wall."""

    def __init__(self) -> None:
        self._begun = time.monotonic()

    def __call__(self) -> datetime:
        return START + timedelta(seconds=(time.monotonic() - self._begun) * SPEED)


@dataclass(frozen=True, slots=True)
class Served:
    """``address``: where the product's own pages are."""

    address: str
    product: Product
    telegram: FakeTelegram
    zalo_oa: FakeZaloOA
    zalo_bot: FakeZaloBot


@asynccontextmanager
async def everything_served(database: Path, patched: pytest.MonkeyPatch) -> AsyncIterator[Served]:
    """The product over a database, reached by webhooks; at the end everything has stopped by itself."""
    clock = QuickClock()
    patched.setattr("bot.product.SystemClock", lambda _: clock)
    patched.setattr("bot.product.PAUSE", PAUSE)
    shell, tg, oa, bot = FastAPI(), FakeTelegram(), FakeZaloOA(clock), FakeZaloBot()
    async with AsyncExitStack() as stack:
        api, oa.address, bot.address, address = [await stack.enter_async_context(served(one)) for one in (tg, oa, bot, shell)]
        product = Product(_settings(database, address, api, oa.address, bot.address))
        for channel in product.channels.values():
            unpaced(channel)
        oa.webhook.url = f"{address}/webhooks/zalo-oa"
        shell.mount("/", create_app(product, PARTS))
        await product.start(PARTS)
        await asyncio.gather(tg.until_called("setWebhook"), bot.until_called("getWebhookInfo"))
        try:
            yield Served(address, product, tg, oa, bot)
        finally:
            await product.stop()


def unpaced(channel: Channel) -> None:
    """The services' own pace would make every story minutes long."""
    channel.capabilities = replace(channel.capabilities, per_second=0)


def _settings(database: Path, address: str, telegram_api: str, oa: str, bot: str) -> Settings:
    hosts = ",".join(one.removeprefix("http://") for one in (oa, bot))
    return Settings(
        _env_file=None,
        database_url=f"sqlite:///{database}",
        data_dir=database.parent,
        public_url=address,
        telegram_token=SecretStr(telegram.TOKEN),
        telegram_secret=SecretStr("a-secret-of-the-stories"),
        telegram_api_url=telegram_api,
        zalo_oa_id=zalo_oa.OA_ID,
        zalo_oa_app_id=zalo_oa.APP_ID,
        zalo_oa_app_secret=SecretStr(zalo_oa.APP_SECRET),
        zalo_oa_secret=SecretStr(zalo_oa.OA_SECRET),
        zalo_oa_access_token=SecretStr("ACCESS_DEMO_1"),
        zalo_oa_refresh_token=SecretStr("REFRESH_DEMO_1"),
        zalo_oa_api_url=oa,
        zalo_oauth_url=oa,
        zalo_bot_token=SecretStr(FakeZaloBot().token),
        zalo_bot_secret=SecretStr("a-secret-of-the-stories"),
        zalo_bot_api_url=bot,
        zalo_media_hosts=hosts,
    )
