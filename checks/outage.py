"""Cuts the lines to every channel, and looks whether anybody is left without an answer: ``python -m checks.outage``.

People go on writing on Telegram, Zalo OA and Zalo Bot while each line is cut (before the request, after it, or silent).
When the lines are whole again, every answer has to be there within some seconds, nothing given up, hardly any twice.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from pydantic import SecretStr

from bot.app import create_app
from bot.environment.settings import Settings
from bot.product import Parts, Product
from tests.fakes.line import Fault, Line
from tests.fakes.serving import served
from tests.fakes.telegram import bot_api
from tests.fakes.telegram.bot_api import FakeTelegram
from tests.fakes.zalo_bot.platform import FakeZaloBot
from tests.fakes.zalo_oa import open_api
from tests.fakes.zalo_oa.open_api import FakeZaloOA

FAULTS: tuple[Fault, ...] = ("cut before", "cut after", "silent")
PARTS = Parts(scheduler=False)
#: Seconds: between two questions; after the outage, until every answer has to be there.
PACE, SOON = 0.5, 10.0
QUESTIONS = ("trợ giúp", "hạn nộp", "tiến độ", "tiêu chí 2.1", "chào")
CHANNELS = ("telegram", "telegram", "zalo_oa", "zalo_oa", "zalo_bot", "zalo_bot")
SECRET = "outage-check"


@dataclass
class Phone:
    """Somebody on one channel."""

    channel: str
    person: Any


class Check:
    def __init__(self, product: Product, lines: list[Line], phones: list[Phone], seed: int) -> None:
        self._product = product
        self._lines = lines
        self._phones = phones
        self._chance = random.Random(seed)

    async def run(self, seconds: float, fault: Fault) -> list[str]:
        """What went wrong over one outage; nothing when all is well."""
        for phone in self._phones:
            await phone.person.says("xin chào")
        await self._quiet(SOON)
        before, seen = self._states(), self._seen()
        self._lay(fault)
        begun, asked = time.monotonic(), 0
        while time.monotonic() - begun < seconds:
            await self._chance.choice(self._phones).person.says(self._chance.choice(QUESTIONS))
            asked += 1
            await asyncio.sleep(PACE)
        calls = sum(len(line.at) for line in self._lines)
        self._lay(None)
        took = await self._quiet(SOON)
        states, repeated = self._states(), self._seen() - seen
        settled = {state: number - before.get(state, 0) for state, number in states.items()}
        print(f"{fault}: {asked} questions in {seconds:.0f} s, {calls} calls; quiet {took:.1f} s after: {settled}")
        # What a newer answer has taken the place of may have arrived as well, like any other once.
        repeated -= settled.get("sent", 0) + settled.get("superseded", 0)
        return [*self._faults(took, states), *_too_often(repeated, len(self._phones))]

    def _lay(self, fault: Fault | None) -> None:
        for line in self._lines:
            line.down = fault
            line.at.clear()

    async def _quiet(self, most: float) -> float:
        """Seconds until nothing waits any more."""
        begun = time.monotonic()
        while time.monotonic() - begun < 3 * most:
            with self._product.store.read() as work:
                reading = work.readings.take()
            if not (reading.inbox_waiting or reading.outbox_waiting):
                break
            await asyncio.sleep(0.05)
        return time.monotonic() - begun

    def _seen(self) -> int:
        """Messages on all phones."""
        return sum(len(phone.person.received) for phone in self._phones)

    def _states(self) -> dict[str, int]:
        states: dict[str, int] = {}
        with self._product.store.read() as work:
            for one in work.deliveries.list(limit=100_000):
                states[one.state] = states.get(one.state, 0) + 1
        return states

    def _faults(self, took: float, states: dict[str, int]) -> list[str]:
        late = [f"all was quiet only {took:.1f} s after the outage"] if took > SOON else []
        given_up = [f"{number} {state}" for state, number in states.items() if state not in ("sent", "superseded")]
        return [*late, *given_up]


def _too_often(repeated: int, people: int) -> list[str]:
    """Of each chat one card is in flight at a time, and that one may come once more."""
    return [f"{repeated} messages came twice, at most {people} were in flight"] if repeated > people else []


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[tuple[Product, list[Line], list[Phone]]]:
    tg, oa, bot, shell = FakeTelegram(), FakeZaloOA(), FakeZaloBot(), FastAPI()
    async with AsyncExitStack() as stack:
        apis = [await stack.enter_async_context(served(fake)) for fake in (tg, oa, bot)]
        oa.address, bot.address = apis[1:]
        lines = [await stack.enter_async_context(Line(api).laid()) for api in apis]
        address = await stack.enter_async_context(served(shell))
        product = Product(_settings(folder, address, [line.address for line in lines]))
        product.upgrade()
        product.load_demo()
        oa.webhook.url = f"{address}/webhooks/zalo-oa"
        shell.mount("/", create_app(product, PARTS))
        await product.start(PARTS)
        await asyncio.gather(tg.until_called("setWebhook"), bot.until_called("getWebhookInfo"))
        people = [tg.person(), tg.person(), oa.person(), oa.person(), bot.person("Lan"), bot.person("Nam")]
        phones = [Phone(channel, one) for channel, one in zip(CHANNELS, people, strict=True)]
        for phone in phones:
            await phone.person.says("/start demo-tuphap")
        try:
            yield product, lines, phones
        finally:
            await product.stop()


def _settings(folder: Path, address: str, apis: list[str]) -> Settings:
    return Settings(
        _env_file=None,
        data_dir=folder,
        database_url="",
        public_url=address,
        telegram_token=SecretStr(bot_api.TOKEN),
        telegram_secret=SecretStr(SECRET),
        telegram_api_url=apis[0],
        zalo_oa_id=open_api.OA_ID,
        zalo_oa_app_id=open_api.APP_ID,
        zalo_oa_app_secret=SecretStr(open_api.APP_SECRET),
        zalo_oa_secret=SecretStr(open_api.OA_SECRET),
        zalo_oa_access_token=SecretStr("ACCESS_DEMO_1"),
        zalo_oa_refresh_token=SecretStr("REFRESH_DEMO_1"),
        zalo_oa_api_url=apis[1],
        zalo_oauth_url=apis[1],
        zalo_bot_token=SecretStr(FakeZaloBot().token),
        zalo_bot_secret=SecretStr(SECRET),
        zalo_bot_api_url=apis[2],
    )


async def _checked(seconds: float, seed: int) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        async with running(Path(folder)) as (product, lines, phones):
            check = Check(product, lines, phones, seed)
            return [f"{fault}: {wrong}" for fault in FAULTS for wrong in await check.run(seconds, fault)]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m checks.outage", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60, help="length of each of the three outages")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1_000_000))
    given = parser.parse_args()
    print(f"seed {given.seed}", flush=True)
    wrong = asyncio.run(_checked(given.seconds, given.seed))
    for one in wrong:
        print(f"  VIOLATED {one}")
    print("nobody was left without an answer" if not wrong else f"{len(wrong)} violations, seed {given.seed}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
