"""A background loop: works until there is nothing left, then sleeps until it is woken or some time has passed."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Coroutine, Iterable
from typing import Generic, TypeVar

log = logging.getLogger(__name__)
Thing = TypeVar("Thing")


class Loop:
    """Runs ``work`` again and again; it returns whether there was anything to do.

    Being woken only makes it faster: whatever another process left in the database is found within ``pause`` seconds.
    """

    def __init__(self, name: str, work: Callable[[], Awaitable[bool]], *, pause: float) -> None:
        self.name = name
        self._work = work
        self._pause = pause
        self._woken = asyncio.Event()
        self._stopping = False

    def wake(self) -> None:
        self._woken.set()

    def stop(self) -> None:
        """Lets the piece of work in hand finish, and takes no other."""
        self._stopping = True
        self._woken.set()

    async def run(self) -> None:
        """Raises what its work raises; begun anew, it goes on."""
        while not self._stopping:
            self._woken.clear()
            if not await self._work():
                await self._rest()

    async def _rest(self) -> None:
        try:
            await asyncio.wait_for(self._woken.wait(), self._pause)
        except TimeoutError:
            return


class InFlight(Generic[Thing]):
    """What is being worked on beside the loop that began it. ``wake`` is called at the end of each piece."""

    def __init__(self, wake: Callable[[], None]) -> None:
        self._wake = wake
        self._things: dict[asyncio.Task[None], Thing] = {}

    @property
    def things(self) -> Collection[Thing]:
        return list(self._things.values())

    async def begin(self, pieces: Iterable[tuple[Thing, Coroutine[None, None, None]]], *, patience: float) -> None:
        """Returns when these are done, or are left to themselves after ``patience`` seconds."""
        begun = [self._one(thing, work) for thing, work in pieces]
        if begun:
            await asyncio.wait(begun, timeout=patience)

    def _one(self, thing: Thing, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._things[task] = thing
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[None]) -> None:
        thing = self._things.pop(task)
        if not task.cancelled() and (fault := task.exception()) is not None:
            log.error("what became of %s is not known", type(thing).__name__, exc_info=fault)
        self._wake()

    async def empty(self) -> None:
        """Returns when nothing is in flight any more; whoever waits no longer breaks it off, and it has ended then, too."""
        try:
            while self._things:
                await asyncio.wait(self._things)
        finally:
            left = list(self._things)
            for task in left:
                task.cancel()
            await asyncio.gather(*left, return_exceptions=True)
