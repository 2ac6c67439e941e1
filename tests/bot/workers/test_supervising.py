"""Whatever runs as long as the product does: it breaks off, is told of, tried again, and is well again."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import httpx
import pytest

from bot.app import create_app
from bot.channels.base import NotReady, Put
from bot.channels.polling import until_stopped
from bot.product import Parts, Product
from bot.workers.supervising import Rhythm, Supervisor
from tests.bot.conftest import Makes
from tests.db.world import START

TOKEN = "800000002:secret"
QUICK = Rhythm((0.0,), steady=0.01, vital=False)


class Told:
    """Whoever waits for something to be told of."""

    def __init__(self) -> None:
        self._changed = asyncio.Condition()

    async def __call__(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    async def until(self, seen: Callable[[], bool]) -> None:
        async with self._changed:
            await asyncio.wait_for(self._changed.wait_for(seen), 5)


class Stumbling:
    """A channel whose start raises a few times, and then lasts until it is stopped."""

    name = "telegram"

    def __init__(self, *faults: BaseException) -> None:
        self.faults = list(faults)
        self.begun = 0
        self.lasting = asyncio.Event()

    async def start(self, put: Put, stop: asyncio.Event) -> None:  # noqa: ARG002
        self.begun += 1
        if self.faults:
            raise self.faults.pop(0)
        self.lasting.set()
        await stop.wait()

    async def close(self) -> None:
        """Nothing was opened."""


@asynccontextmanager
async def kept(channel: Stumbling, rhythm: Rhythm = QUICK) -> AsyncIterator[tuple[Supervisor, Told]]:
    told, stop = Told(), asyncio.Event()

    async def put(_: object) -> bool:
        return True

    supervisor = Supervisor(lambda: START, told)
    supervisor.keep("telegram", lambda: channel.start(put, stop), rhythm)
    yield supervisor, told
    stop.set()
    await supervisor.stop(5)


async def test_a_channel_whose_start_raises_three_times_works_then(caplog: pytest.LogCaptureFixture) -> None:
    channel = Stumbling(*(ConnectionError(f"https://api.telegram.org/bot{TOKEN}/setWebhook") for _ in range(3)))
    async with kept(channel) as (supervisor, told):
        await told.until(lambda: bool(supervisor.troubles))
        await asyncio.wait_for(channel.lasting.wait(), 5)
        await told.until(lambda: not supervisor.troubles)
        assert (channel.begun, supervisor.failures["telegram"], supervisor.able) == (4, 3, True)
    [told_of] = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert told_of.getMessage() == "telegram broke off, and is tried again: ConnectionError"
    assert "telegram is well again" in caplog.text


async def test_what_is_shown_of_a_trouble_holds_no_secret() -> None:
    channel = Stumbling(NotReady("bad webhook: an https url must be provided"), ConnectionError(TOKEN))
    seen = set[str]()
    async with kept(channel) as (supervisor, told):

        def both() -> bool:
            seen.update(trouble.why for trouble in supervisor.troubles)
            return len(seen) == 2

        await told.until(both)
    assert seen == {"bad webhook: an https url must be provided", "ConnectionError"}


async def test_each_new_try_waits_longer_and_stopping_waits_for_none_of_them() -> None:
    channel = Stumbling(*(ConnectionError() for _ in range(9)))
    async with kept(channel, Rhythm((0.0, 0.0, 3600.0), steady=1.0, vital=True)) as (supervisor, _):
        await until(lambda: channel.begun == 3)
        assert not supervisor.able
    assert channel.begun == 3


async def test_what_is_cancelled_from_within_is_begun_anew() -> None:
    channel = Stumbling(asyncio.CancelledError())
    async with kept(channel) as (supervisor, _):
        await asyncio.wait_for(channel.lasting.wait(), 5)
    assert (channel.begun, supervisor.failures["telegram"]) == (2, 1)


async def test_polling_that_breaks_off_does_not_end_silently() -> None:
    async def polls() -> None:
        raise KeyError("a field that nobody foresaw")

    with pytest.raises(KeyError):
        await asyncio.wait_for(until_stopped(polls(), asyncio.Event()), 5)


# -- as the operator sees it -------------------------------------------------------------------------------------------


async def ready(product: Product) -> tuple[int, dict[str, bool]]:
    transport = httpx.ASGITransport(create_app(product, Parts()))
    async with httpx.AsyncClient(transport=transport, base_url="http://chat.test") as client:
        answer = await client.get("/readyz")
        figures = (await client.get("/metrics")).text
    for part, well in answer.json().items():
        if part not in ("database", "storage"):
            assert f'cchc_troubled{{part="{part}"}} {0.0 if well else 1.0}' in figures
    return answer.status_code, answer.json()


async def until(seen: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not seen():  # noqa: ASYNC110
            await asyncio.sleep(0.01)


def troubles(product: Product) -> list[tuple[str, str]]:
    """As another process reads them."""
    with product.store.read() as work:
        return [(one.part, one.why) for one in work.processes.troubles()]


async def test_a_loop_that_dies_is_seen_and_lives_again(makes: Makes, monkeypatch: pytest.MonkeyPatch) -> None:
    product, mended = makes(), asyncio.Event()
    take = product.turns.one

    def breaks() -> object:
        if not mended.is_set():
            raise KeyError("a fault of ours")
        return take()

    monkeypatch.setattr(product.turns, "one", breaks)
    await product.start(Parts(deliveries=False, scheduler=False))
    await until(lambda: troubles(product) == [("turns", "KeyError")])
    assert await ready(product) == (503, {"database": True, "storage": True, "turns": False})
    mended.set()
    await until(lambda: troubles(product) == [])
    assert await ready(product) == (200, {"database": True, "storage": True})
    assert product.supervisor.failures["turns"] >= 1


async def test_a_platform_that_is_away_leaves_the_others_to_be_served(makes: Makes) -> None:
    product = makes()
    product.channels["telegram"] = Stumbling(*(NotReady("Bad Gateway") for _ in range(99)))  # type: ignore[assignment]
    await product.start(Parts(turns=False, deliveries=False, scheduler=False))
    await until(lambda: troubles(product) == [("telegram", "Bad Gateway")])
    assert product.supervisor.able
    del product.channels["telegram"]
    assert await ready(product) == (200, {"database": True, "storage": True, "telegram": False})
    await product.stop()
    assert troubles(product) == []
