"""The load: as many turns as pass with a number of them in flight, and turns that come at a steady pace."""

import asyncio
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Any

from benchmarks.api import Api, Reply
from benchmarks.officials import Official, encoded
from benchmarks.wire import Caller

IN_FLIGHT = 16
PATH = "/webhooks/telegram"
PATIENCE = 30


@dataclass(frozen=True, slots=True)
class Spread:
    """Times from the webhook's request to the reply at the Bot API, in milliseconds."""

    p50: float
    p95: float
    p99: float

    @classmethod
    def of(cls, seconds: Iterable[float]) -> "Spread":
        known = sorted(seconds)
        return cls(*(1000 * known[min(len(known) - 1, int(len(known) * part))] for part in (0.5, 0.95, 0.99)))


class Load:
    """Every official has one input in flight at most, as nobody types the next before the answer to the last."""

    def __init__(self, api: Api, port: int, secret: str, officials: Sequence[Official]) -> None:
        self._api = api
        self._port = port
        self._header = f"X-Telegram-Bot-Api-Secret-Token: {secret}\r\n".encode()
        self._officials = officials
        self._callers: list[Caller] = []
        #: How many turns have been taken so far.
        self.done = 0

    async def turn(self, official: Official, update: dict[str, Any]) -> float:
        """Seconds from the update to its reply."""
        reply = self._api.reply_to(official.chat)
        caller = await self._caller()
        begun = time.perf_counter()
        await caller.post(PATH, encoded(update), self._header)
        self._callers.append(caller)
        arrived: Reply = await asyncio.wait_for(reply, PATIENCE)
        official.codes = arrived.codes
        self.done += 1
        return arrived.at - begun

    async def _caller(self) -> Caller:
        """A connection that is still open: servers close those that nobody has used for some seconds."""
        while self._callers:
            caller = self._callers.pop()
            if caller.open:
                return caller
        return await Caller.to(self._port)

    async def join(self, codes: Sequence[str]) -> None:
        """Everybody comes with an invitation and confirms the first card."""
        for official, code in zip(self._officials, codes, strict=True):
            await self.turn(official, official.says(f"/start {code}"))
            await self.turn(official, official.press(official.codes[0]))

    async def saturate(self, seconds: float) -> tuple[int, float]:
        """How many turns were done, in how many seconds."""
        until, done = time.perf_counter() + seconds, 0
        waiting = cycle([self._officials[n::IN_FLIGHT] for n in range(IN_FLIGHT)])

        async def keep_going(group: Sequence[Official]) -> None:
            nonlocal done
            for official in cycle(group):
                if time.perf_counter() > until:
                    return
                await self.turn(official, official.next())
                done += 1

        begun = time.perf_counter()
        await asyncio.gather(*(keep_going(next(waiting)) for _ in range(IN_FLIGHT)))
        return done, time.perf_counter() - begun

    async def pace(self, per_second: float, seconds: float) -> Spread:
        """An official after the other, so that each writes as often as a quick typist can."""
        begun, turns = time.perf_counter(), []
        for number, official in zip(range(int(per_second * seconds)), cycle(self._officials)):
            await asyncio.sleep(max(0.0, begun + number / per_second - time.perf_counter()))
            turns.append(asyncio.create_task(self.turn(official, official.next())))
        return Spread.of(await asyncio.gather(*turns))

    def close(self) -> None:
        for caller in self._callers:
            caller.close()
