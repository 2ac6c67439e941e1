"""Turns a second and how long a turn takes, beside the least that answers: ``python -m benchmarks.turns``."""

import argparse
import random
import sqlite3
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import uvloop

from benchmarks.api import TOKEN, Api, listening
from benchmarks.load import Load, Spread
from benchmarks.officials import Official, invite
from benchmarks.processes import Running, asked, free_port, running
from benchmarks.unpaced import STATEMENTS
from bot.environment.settings import Settings

OFFICIALS = 50
PACE = 20
WARM_UP = 2
SECRET = "benchmark"
SERVE = ("-c", "from bot.cli import main; main()", "serve", "--port")
#: Of the echo's rate; milliseconds; megabytes.
LEAST_RATIO, LONGEST, MOST_MEMORY = 0.25, 200, 155
#: Of the echo's speed on the core, which hardly minds what else runs on the machine: below it something has become slow.
#: Far enough below what was ever measured that no busy machine gets there.
TOO_SLOW = 0.15


@dataclass(frozen=True, slots=True)
class Figures:
    """``rate``: turns a second with 16 in flight, each ``busy`` seconds of its core and so many ``statements``;
    ``megabytes``: after everything."""

    rate: float
    busy: float
    statements: float
    spread: Spread
    megabytes: float


class Bench:
    """One Bot API for everything that is measured, one after the other."""

    def __init__(self, api: Api, api_port: int, folder: Path, database: str, seconds: float) -> None:
        self._api = api
        self._seconds = seconds
        self._port = free_port()
        self._settings = {
            "CCHC_DATA_DIR": str(folder),
            "CCHC_DATABASE_URL": database,
            "CCHC_PUBLIC_URL": f"http://127.0.0.1:{self._port}",
            "CCHC_LOG_LEVEL": "warning",
            "CCHC_TELEGRAM_TOKEN": TOKEN,
            "CCHC_TELEGRAM_SECRET": SECRET,
            "CCHC_TELEGRAM_API_URL": f"http://127.0.0.1:{api_port}",
        }
        self._codes = invite(Settings(data_dir=folder, database_url=database), OFFICIALS)

    async def echo(self) -> Figures:
        officials = _officials(presses=False)
        async with self._load(("-m", "benchmarks.echo"), officials) as (load, process):
            rate, busy = await self._saturated(load, process)
            return Figures(rate, busy, 0, await load.pace(PACE, self._seconds), process.megabytes)

    async def product(self) -> Figures:
        """The rate without waiting for Telegram's pace, and then a second start, with it, for the times."""
        officials = _officials()
        async with self._load(("-m", "benchmarks.unpaced"), officials) as (load, process):
            await load.join(self._codes)
            before, joined = await self._statements(), load.done
            rate, busy = await self._saturated(load, process)
            statements = (await self._statements() - before) / (load.done - joined)
        async with self._load(SERVE, officials) as (load, process):
            await load.pace(PACE, WARM_UP)
            return Figures(rate, busy, statements, await load.pace(PACE, self._seconds), process.megabytes)

    async def _statements(self) -> int:
        return int((await asked(self._port, STATEMENTS)).body)

    async def _saturated(self, load: Load, process: Running) -> tuple[float, float]:
        """Turns a second, and seconds of the core a turn."""
        await load.saturate(WARM_UP)
        before = process.busy
        done, seconds = await load.saturate(self._seconds)
        return done / seconds, (process.busy - before) / done

    @asynccontextmanager
    async def _load(self, command: tuple[str, ...], officials: list[Official]) -> AsyncIterator[tuple[Load, Running]]:
        async with running(*command, port=self._port, settings=self._settings) as process:
            load = Load(self._api, self._port, SECRET, officials)
            yield load, process
            load.close()


def _officials(*, presses: bool = True) -> list[Official]:
    return [Official(number, random.Random(number), presses) for number in range(OFFICIALS)]


def _line(name: str, figures: Figures) -> str:
    spread = figures.spread
    rate = (
        f"{figures.rate:7.1f} turns/s, {1000 * figures.busy:4.1f} ms of the core and {figures.statements:4.1f} statements each"
    )
    times = f"p50 {spread.p50:5.1f}  p95 {spread.p95:5.1f}  p99 {spread.p99:5.1f} ms at {PACE}/s"
    return f"{name:8} {rate}   {times}   {figures.megabytes:5.0f} MB"


def _verdict(name: str, value: float, bound: float, *, least: bool) -> str:
    kept = value >= bound if least else value <= bound
    return f"{name}: {value:.2f} ({'at least' if least else 'at most'} {bound}) {'kept' if kept else 'MISSED'}"


def _report(echo: Figures, product: Figures) -> bool:
    """Whether the product is as quick as it has to be wherever it runs."""
    speed = echo.busy / product.busy
    print(_line("echo", echo))
    print(_line("product", product))
    print(_verdict("ratio to the echo", product.rate / echo.rate, LEAST_RATIO, least=True))
    print(_verdict("core of the echo to the product's", speed, TOO_SLOW, least=True))
    print(_verdict("p99 in ms", product.spread.p99, LONGEST, least=False))
    print(_verdict("memory in MB", product.megabytes, MOST_MEMORY, least=False))
    return speed >= TOO_SLOW


async def measure(database: str, seconds: float) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        api = Api()
        async with listening(api) as port:
            bench = Bench(api, port, Path(folder), database, seconds)
            return _report(await bench.echo(), await bench.product())


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.turns", description=__doc__)
    parser.add_argument("--seconds", type=float, default=20, help="length of each of the four measurements")
    parser.add_argument("--postgres", default="", metavar="URL", help="an empty database, instead of SQLite")
    given = parser.parse_args()
    print(f"{OFFICIALS} officials, {'PostgreSQL' if given.postgres else f'SQLite {sqlite3.sqlite_version}'}")
    sys.exit(not uvloop.run(measure(given.postgres, given.seconds)))


if __name__ == "__main__":
    main()
