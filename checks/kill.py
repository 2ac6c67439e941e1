"""Kills the product again and again, and looks whether anything was lost or done twice: ``python -m checks.kill``.

A session of several people is recorded undisturbed. The same inputs then come twice each and out of order, and once
more while the product is killed at random moments; what they leave behind must be what the first run has left.
"""

import argparse
import asyncio
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

from checks.sessions.outcome import Outcome
from checks.sessions.play import Play, Tally, playing
from checks.sessions.session import PEOPLE, Input
from checks.sessions.sites import POSTGRES, Engine, postgres_answers, postgres_site, sqlite_site


@dataclass(frozen=True, slots=True)
class Recorded:
    """A session, and what it leaves behind when nothing happens to it."""

    session: list[Input]
    outcome: Outcome


class Check:
    def __init__(self, kills: int, inputs: int, seed: int) -> None:
        self._kills = kills
        self._inputs = inputs
        self._seed = seed
        self.violations = 0

    async def engine(self, engine: Engine) -> None:
        recorded = await self._record(engine)
        await self._twice(engine, recorded)
        await self._killed(engine, recorded)

    async def _record(self, engine: Engine) -> Recorded:
        with engine() as site:
            async with playing(site) as play:
                session = await play.record(self._inputs, self._seed)
                found = Recorded(session, play.records.outcome())
                self._report(play, "undisturbed", _sound(play))
                return found

    async def _twice(self, engine: Engine, recorded: Recorded) -> None:
        with engine() as site:
            async with playing(site) as play:
                await play.twice(recorded.session)
                self._report(play, "everything twice, neighbours swapped", _same(play, recorded))

    async def _killed(self, engine: Engine, recorded: Recorded) -> None:
        with engine() as site:
            async with playing(site) as play:
                begun = time.monotonic()
                await play.killed(recorded.session, self._kills, self._seed)
                tally, repeated = play.tally, play.records.repeated(play.fake)
                violations = [*_same(play, recorded), *play.records.unseen(play.fake), *_too_often(tally, repeated)]
                told = f"{tally.kills} kills ({tally.starting} of them while it started), {tally.resent} inputs sent again"
                self._report(play, f"{told}, {repeated} replies repeated, {time.monotonic() - begun:.0f} s", violations)

    def _report(self, play: Play, what: str, violations: Iterator[str] | list[str]) -> None:
        found = list(violations)
        self.violations += len(found)
        print(f"{play.site.name}: {self._inputs} inputs, {what}: {'VIOLATED' if found else 'kept'}", flush=True)
        for violation in found:
            print(f"  {violation}", flush=True)


def _same(play: Play, recorded: Recorded) -> Iterator[str]:
    yield from recorded.outcome.differences(play.records.outcome())
    yield from _sound(play)


def _too_often(tally: Tally, repeated: int) -> Iterator[str]:
    """Of each phone one reply is in flight at a time, and only that one may come again."""
    allowed = tally.kills * list(PEOPLE.values()).count("telegram")
    if repeated > allowed:
        yield f"{repeated} replies repeated, at most {allowed} were in flight"


def _sound(play: Play) -> Iterator[str]:
    """Whatever the session was: every event handled, every content there, the log's chain whole."""
    reading = play.records.reading()
    if reading.inbox_failed or reading.documents_failed:
        yield f"given up: {reading}"
    yield from play.records.damaged()
    if play.site.run("audit", "verify"):
        yield "the chain of the log is broken"


def _engines(given: argparse.Namespace) -> list[Engine]:
    if given.sqlite:
        return [sqlite_site]
    url = given.postgres or POSTGRES
    if not given.postgres and not postgres_answers(url):
        print("no PostgreSQL answers (CCHC_TEST_POSTGRES_URL): SQLite alone")
        return [sqlite_site]
    return [lambda: postgres_site(url)] if given.postgres else [sqlite_site, lambda: postgres_site(url)]


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m checks.kill", description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--inputs", type=int, default=200, help="at least 8: everybody joins first")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1_000_000))
    chosen = parser.add_mutually_exclusive_group()
    chosen.add_argument("--postgres", default="", metavar="URL", help="only there, in a schema of its own")
    chosen.add_argument("--sqlite", action="store_true", help="only SQLite")
    return parser.parse_args()


def main() -> None:
    given = _given()
    print(f"seed {given.seed}", flush=True)
    check = Check(given.kills, given.inputs, given.seed)
    for engine in _engines(given):
        asyncio.run(check.engine(engine))
    print("nothing lost, nothing twice" if not check.violations else f"{check.violations} violations, seed {given.seed}")
    sys.exit(1 if check.violations else 0)


if __name__ == "__main__":
    main()
