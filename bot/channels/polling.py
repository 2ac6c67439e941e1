"""What every way of polling shares: it ends when it is told to, and it stumbles quietly and ever more slowly."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

Pause = Callable[[float], Awaitable[None]]
#: Seconds between tries while the platform cannot be asked, or an event not be stored; the last one repeats.
BACK_OFF = (1.0, 2.0, 5.0, 10.0, 30.0)


async def until_stopped(polling: Coroutine[Any, Any, None], stop: asyncio.Event) -> None:
    """Runs ``polling`` until ``stop`` is set; raises what it breaks off with."""
    poller, stopping = asyncio.create_task(polling), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({poller, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if poller.done():
            await poller
    finally:
        for task in (poller, stopping):
            task.cancel()
        await asyncio.gather(poller, stopping, return_exceptions=True)


class Stumbles:
    """Faults in a row: each waits longer, and the same one is said once, however long it lasts."""

    def __init__(self, channel: str, log: logging.Logger, pause: Pause) -> None:
        self._channel, self._log, self._pause = channel, log, pause
        self.over()

    def over(self) -> None:
        """All is well again."""
        self._delays, self._complaint = iter(BACK_OFF), ""

    async def told(self, complaint: str, *, unforeseen: bool = False) -> None:
        """Says what is wrong, unless it has just said so, and waits."""
        if complaint != self._complaint:
            self._log.error("%s: polling: %s", self._channel, complaint, exc_info=unforeseen)
        self._complaint = complaint
        await self._pause(next(self._delays, BACK_OFF[-1]))
