"""Several machines share one account's tokens, which expire again and again: ``python -m checks.tokens``.

Every machine is a process of its own on the same database. A refresh token works once; using one twice would leave the
account without any, so the place that gives them out writes down which ones it was asked for.
"""

import argparse
import asyncio
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx

from bot.channels.zalo_oa.client import connect
from bot.db.engine import open_engine
from bot.environment.clock import SystemClock
from checks.sessions.sites import POSTGRES, ROOT, Engine, postgres_answers, postgres_site, sqlite_site
from tests.channels.zalo_oa.world import pairs_on, tokens_on
from tests.doorway import store_on
from tests.fakes.serving import served
from tests.fakes.zalo_oa.open_api import FakeZaloOA

PROFILE = "/v2.0/oa/getoa"
PROCESSES = 4
#: How often each token is used before it is good for nothing any more: by several machines at the same time.
USES = 6
PATIENCE = 600


@dataclass(frozen=True, slots=True)
class Found:
    """``asked``: how often a new token was asked for; ``twice``: the refresh tokens that came more than once."""

    asked: int
    twice: list[str]
    dead: str
    failed: int

    def violations(self, expiries: int) -> Iterator[str]:
        if self.twice:
            yield f"used twice: {', '.join(self.twice)}"
        if self.dead:
            yield f"given up: {self.dead}"
        if self.failed:
            yield f"{self.failed} machines broke off"
        if self.asked < expiries:
            yield f"only {self.asked} of {expiries} expired tokens were renewed"


class ShortLived:
    """The account, whose tokens wear out; once so many have, the last one stays good."""

    def __init__(self, fake: FakeZaloOA, expiries: int) -> None:
        self._fake = fake
        self._left = expiries
        self._used = 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self._used += scope["path"] == PROFILE
        if self._left and self._used >= USES:
            self._left, self._used = self._left - 1, 0
            self._fake.tokens.expire()
        await self._fake(scope, receive, send)


async def machine(database: str, address: str) -> None:
    """One of the processes: works with the account until it has worked often enough without a token that expires."""
    engine = open_engine(database)
    clock = SystemClock(0)
    store = store_on(engine, clock)
    async with tokens_on(store, clock, address) as tokens, connect() as http:
        good = 0
        while good <= 2 * USES:
            token = await tokens.current()
            good = good + 1 if await _accepted(http, address, token) else 0
            if not good:
                await tokens.after(token)
    engine.dispose()


async def _accepted(http: httpx.AsyncClient, address: str, token: str) -> bool:
    answer = await http.get(address + PROFILE, headers={"access_token": token})
    return bool(answer.json()["error"] == 0)


async def renewals(database: str, expiries: int, processes: int = PROCESSES) -> Found:
    """Lets the machines work until so many tokens have expired; the database has its tables already."""
    fake = FakeZaloOA()
    async with served(ShortLived(fake, expiries)) as fake.address:
        running = [await _started(database, fake.address) for _ in range(processes)]
        async with asyncio.timeout(PATIENCE):
            codes = [await one.wait() for one in running]
    return Found(len(fake.tokens.asked), fake.tokens.asked_twice(), _dead(database), sum(map(bool, codes)))


async def _started(database: str, address: str) -> asyncio.subprocess.Process:
    command = [sys.executable, "-m", "checks.tokens", "--machine", database, address]
    return await asyncio.create_subprocess_exec(*command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})


def _dead(database: str) -> str:
    """Why no token will be had any more, or nothing."""
    engine = open_engine(database)
    try:
        return pairs_on(store_on(engine), SystemClock(0)).standing().dead
    finally:
        engine.dispose()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m checks.tokens", description=__doc__)
    parser.add_argument("--expiries", type=int, default=200)
    parser.add_argument("--machine", nargs=2, metavar=("DATABASE", "ADDRESS"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.machine:
        asyncio.run(machine(*given.machine))
        return
    sys.exit(sum(_checked(engine, given.expiries) for engine in _engines()))


def _engines() -> list[Engine]:
    if not postgres_answers(POSTGRES):
        print("no PostgreSQL answers (CCHC_TEST_POSTGRES_URL): SQLite alone")
        return [sqlite_site]
    return [sqlite_site, lambda: postgres_site(POSTGRES)]


def _checked(engine: Engine, expiries: int) -> bool:
    """Whether anything was violated on this database."""
    with engine() as site:
        site.run("db", "upgrade")
        begun = time.monotonic()
        found = asyncio.run(renewals(site.database, expiries))
        violations = list(found.violations(expiries))
        print(f"{site.name}: {PROCESSES} processes, {expiries} expiries, {found.asked} renewals,"
              f" {time.monotonic() - begun:.0f} s: {'VIOLATED' if violations else 'no refresh token used twice'}")  # fmt: skip
        for violation in violations:
            print(f"  {violation}")
    return bool(violations)


if __name__ == "__main__":
    main()
