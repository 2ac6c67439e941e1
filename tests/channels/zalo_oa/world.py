"""What the stories about the Official Account have in common."""

import asyncio
import io
import json
import random
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from PIL import Image

from bot.channels.base import Outgoing
from bot.channels.zalo_oa import ZaloOAChannel
from bot.channels.zalo_oa.client import connect
from bot.channels.zalo_oa.pairs import Pair, Pairs
from bot.channels.zalo_oa.tokens import App, Authority, Tokens
from bot.db.work import Store
from bot.environment.settings import Settings
from bot.links.sealing import Seal
from handlers.cards.card import Attachment, Card, Choice, Picture
from tests import doorway
from tests.doorway import around
from tests.fakes.zalo_oa.open_api import APP_ID, APP_SECRET, OA_ID, OA_SECRET

SAMPLES = Path(__file__).parent / "samples"
YES = Choice("Có", "1f!pick:a")
NO = Choice("Không", "1f!pick:b")
LAN = "3000000000000000003"


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **time: float) -> None:
        self.now += timedelta(**time)


def sample(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SAMPLES / f"{name}.json").read_text())
    return found


def settings(address: str, **changed: Any) -> Settings:
    given: dict[str, Any] = {
        "secret_key": "secret of this installation",
        "zalo_oa_id": OA_ID,
        "zalo_oa_app_id": APP_ID,
        "zalo_oa_app_secret": APP_SECRET,
        "zalo_oa_secret": OA_SECRET,
        "zalo_oa_access_token": "ACCESS_DEMO_1",
        "zalo_oa_refresh_token": "REFRESH_DEMO_1",
        "zalo_oa_api_url": address,
        "zalo_oauth_url": address,
        "zalo_media_hosts": address.removeprefix("http://"),
    }
    return Settings.model_validate(given | changed)


def link(file: Picture | Attachment) -> str:
    return f"https://cchc.example.gov.vn/f/{file.name}"


def store_on(engine: sa.Engine, clock: Callable[[], datetime]) -> Store:
    return doorway.store_on(engine, clock, upload_link=lambda *_: "https://cchc.example.gov.vn/u/1")


@asynccontextmanager
async def connected(store: Store, clock: Callable[[], datetime], address: str, **changed: Any) -> AsyncIterator[ZaloOAChannel]:
    """A channel with threads of its own, as one process has it; closed afterwards."""
    threads = ThreadPoolExecutor(4)

    async def run(work: Callable[..., Any], /, *args: object) -> Any:
        return await asyncio.get_running_loop().run_in_executor(threads, work, *args)

    channel = ZaloOAChannel.of(around(settings(address, **changed), store=store, run=run, clock=clock, link=link))
    assert channel is not None
    try:
        yield channel
    finally:
        await channel.close()
        threads.shutdown()


def pairs_on(store: Store, clock: Callable[[], datetime]) -> Pairs:
    given = settings("http://zalo")
    seal = Seal(given.secret, "zalo oa tokens")
    return Pairs(store, seal, OA_ID, Pair("ACCESS_DEMO_1", "REFRESH_DEMO_1"), clock)


@asynccontextmanager
async def tokens_on(store: Store, clock: Callable[[], datetime], address: str) -> AsyncIterator[Tokens]:
    """What hands out the tokens in one process."""

    async def run(work: Callable[..., Any], /, *args: object) -> Any:
        return await asyncio.to_thread(work, *args)

    async with connect() as http:
        yield Tokens(pairs_on(store, clock), Authority(http, address, App(APP_ID, APP_SECRET)), run, clock)


def to_lan(text: str, *choices: Choice, expects: str = "", **rest: Any) -> Outgoing:
    return Outgoing(LAN, Card(text, choices, expects=expects), **rest)


def jpeg(width: int = 40, height: int = 30, kind: str = "JPEG") -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (width, height), "red").save(held, kind)
    return held.getvalue()


def noise(width: int, height: int) -> bytes:
    """A picture that no compression makes small, as a photo of a written page."""
    held = io.BytesIO()
    grain = random.Random(7).randbytes(width * height * 3)
    Image.frombytes("RGB", (width, height), grain).save(held, "JPEG", quality=95)
    return held.getvalue()
