"""What runs as long as the product does: whatever breaks off is told, counted, seen, and tried again after a growing pause."""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.channels.base import NotReady
from bot.db.record.processes import Trouble

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Seconds before each new try, the last of them again and again.

    What lasts for ``steady`` seconds is well; without that number it says so itself (``Supervisor.well``). ``vital``:
    without it this process does not do its work.
    """

    pauses: tuple[float, ...]
    steady: float | None
    vital: bool


#: A database that was away is there again in a moment, and everybody waits for it.
LOOP = Rhythm((0.5, 1.0, 2.0, 5.0), steady=None, vital=True)
#: A platform wants to be left alone; the other channels go on meanwhile.
CHANNEL = Rhythm((1.0, 2.0, 5.0, 15.0, 60.0, 300.0), steady=10.0, vital=False)


class Supervisor:
    """``tell`` is called whenever something breaks off, or is well again."""

    def __init__(self, clock: Callable[[], datetime], tell: Callable[[], Awaitable[None]]) -> None:
        self._clock = clock
        self._tell = tell
        self._stopping = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._troubles: dict[str, Trouble] = {}
        self._failures: Counter[str] = Counter()

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        return tuple(self._troubles.values())

    @property
    def failures(self) -> Mapping[str, int]:
        """How often each part has broken off; 0 for those that never have."""
        return self._failures

    @property
    def able(self) -> bool:
        """Whether everything runs without which this process does not do its work."""
        return not any(trouble.vital for trouble in self._troubles.values())

    def keep(self, part: str, life: Callable[[], Coroutine[Any, Any, None]], rhythm: Rhythm) -> None:
        """Runs ``life`` in a task of its own until it returns, and anew as often as it raises."""
        self._failures[part] += 0
        self._tasks.append(asyncio.create_task(self._kept(part, life, rhythm), name=part))

    async def once(self, part: str, work: Callable[[], Awaitable[None]]) -> None:
        """One piece of work whose next try comes by itself."""
        try:
            await work()
        except Exception as fault:
            await self._broke_off(part, fault, vital=False)
        else:
            await self.well(part)

    async def stop(self, patience: float) -> None:
        """Nothing is begun anew; what has not come to an end after ``patience`` seconds is broken off."""
        self._stopping.set()
        if not self._tasks:
            return
        _, late = await asyncio.wait(self._tasks, timeout=patience)
        for task in late:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _kept(self, part: str, life: Callable[[], Coroutine[Any, Any, None]], rhythm: Rhythm) -> None:
        while not self._stopping.is_set():
            try:
                await self._lived(part, life, rhythm.steady)
                return
            except asyncio.CancelledError as fault:
                task = asyncio.current_task()
                if task is not None and task.cancelling():
                    raise
                # Something inside was cancelled, by nobody who wanted this part to end.
                times = await self._broke_off(part, fault, vital=rhythm.vital)
            except Exception as fault:
                times = await self._broke_off(part, fault, vital=rhythm.vital)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), rhythm.pauses[min(times, len(rhythm.pauses)) - 1])

    async def _lived(self, part: str, life: Callable[[], Coroutine[Any, Any, None]], steady: float | None) -> None:
        living = asyncio.create_task(life(), name=part)
        try:
            done, _ = await asyncio.wait({living}, timeout=steady)
            if not done:
                await self.well(part)
            await living
        finally:
            living.cancel()
            await asyncio.gather(living, return_exceptions=True)
        await self.well(part)

    async def _broke_off(self, part: str, fault: BaseException, *, vital: bool) -> int:
        """How often in a row. The same complaint is told at length once, however often it comes."""
        why, before = _told(fault), self._troubles.get(part)
        since, times = (before.since, before.times + 1) if before else (self._clock(), 1)
        self._failures[part] += 1
        self._troubles[part] = Trouble(part, why, since, times, vital)
        if before is None or before.why != why:
            trace = None if isinstance(fault, NotReady) else fault
            log.error("%s broke off, and is tried again: %s", part, why, exc_info=trace)
        else:
            log.info("%s broke off %s times: %s", part, times, why)
        await self._told_of()
        return times

    async def well(self, part: str) -> None:
        """A part does its work."""
        if self._troubles.pop(part, None) is not None:
            log.warning("%s is well again", part)
            await self._told_of()

    async def _told_of(self) -> None:
        """Where nothing can be written down at the moment, the log alone has it."""
        try:
            await self._tell()
        except Exception as fault:
            log.warning("what broke off is not written down: %s", _told(fault))


def _told(fault: BaseException) -> str:
    """In a word: what other exceptions say may hold addresses with secrets in them."""
    return fault.why if isinstance(fault, NotReady) else type(fault).__name__
