"""A loop works until there is nothing left, sleeps until it is woken, and raises what breaks."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from bot.workers.loops import InFlight, Loop

FOREVER = 3600


class Work:
    """Pieces of work that wait; a piece may be an exception."""

    def __init__(self, *pieces: Exception | str) -> None:
        self.pieces = list(pieces)
        self.done: list[str] = []
        self._changed = asyncio.Condition()

    async def __call__(self) -> bool:
        piece = self.pieces.pop(0) if self.pieces else None
        async with self._changed:
            self.done.append(str(piece))
            self._changed.notify_all()
        if isinstance(piece, Exception):
            raise piece
        return piece is not None

    async def until(self, seen: Callable[[], bool]) -> None:
        async with self._changed:
            await asyncio.wait_for(self._changed.wait_for(seen), 5)


@asynccontextmanager
async def running(work: Work, pause: float = FOREVER) -> AsyncIterator[Loop]:
    loop = Loop("turns", work, pause=pause)
    task = asyncio.create_task(loop.run())
    yield loop
    loop.stop()
    await asyncio.wait_for(task, 5)


async def test_it_works_until_nothing_is_left_and_then_rests() -> None:
    work = Work("một", "hai")
    async with running(work):
        await work.until(lambda: len(work.done) == 3)
    assert work.done == ["một", "hai", "None"]


async def test_it_is_woken_long_before_its_time() -> None:
    work = Work()
    async with running(work) as loop:
        await work.until(lambda: len(work.done) == 1)
        work.pieces.append("một")
        loop.wake()
        await work.until(lambda: "một" in work.done)


async def test_being_woken_while_at_work_is_not_forgotten() -> None:
    work = Work("một")
    async with running(work) as loop:
        loop.wake()
        await work.until(lambda: work.done[-1:] == ["None"])
        work.pieces.append("hai")
        loop.wake()
        await work.until(lambda: "hai" in work.done)


async def test_it_looks_by_itself_after_a_while() -> None:
    work = Work()
    async with running(work, pause=0.001):
        await work.until(lambda: len(work.done) >= 3)


async def test_it_raises_what_breaks_and_goes_on_when_it_is_begun_anew() -> None:
    work = Work(ConnectionError("the database is gone"), "sau")
    loop = Loop("turns", work, pause=FOREVER)
    with pytest.raises(ConnectionError):
        await loop.run()
    task = asyncio.create_task(loop.run())
    await work.until(lambda: "sau" in work.done)
    loop.stop()
    await asyncio.wait_for(task, 5)


async def test_what_is_in_hand_is_finished_and_nothing_else_begun() -> None:
    work = Work("một", "hai")
    loop = Loop("turns", work, pause=FOREVER)
    loop.stop()
    await asyncio.wait_for(loop.run(), 5)
    assert work.done == []


async def test_a_piece_that_fails_is_told_and_its_siblings_are_waited_for(caplog: pytest.LogCaptureFixture) -> None:
    going, ended = asyncio.Event(), list[str]()

    async def fails() -> None:
        raise ConnectionError("the line is cut")

    async def goes_on() -> None:
        await going.wait()
        ended.append("sent")

    flying: InFlight[str] = InFlight(lambda: None)
    await flying.begin((("một", fails()), ("hai", goes_on())), patience=0.01)
    assert (list(flying.things), "the line is cut" in caplog.text) == (["hai"], True)
    going.set()
    await asyncio.wait_for(flying.empty(), 5)
    assert ended == ["sent"]


async def test_what_nobody_waits_for_any_longer_is_broken_off() -> None:
    flying: InFlight[str] = InFlight(lambda: None)
    await flying.begin([("một", asyncio.Event().wait())], patience=0.01)  # type: ignore[list-item]
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(flying.empty(), 0.01)
    assert list(flying.things) == []
