"""The timetable ticks while it runs, and a tick that breaks off is not the last."""

import asyncio
import logging
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from scheduler.timetable import Scheduler

SECOND = timedelta(seconds=1)


async def next_look() -> None:
    """The event loop has done what it was asked to do soon."""
    loop = asyncio.get_running_loop()
    looked = loop.create_future()
    loop.call_soon(looked.set_result, None)
    await looked


async def test_it_ticks_from_its_start_to_its_stop(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, "apscheduler")
    ticked, ticks = asyncio.Event(), list[int]()

    async def tick() -> None:
        ticks.append(1)
        if len(ticks) == 1:
            raise ConnectionError("the database is gone for a moment")
        ticked.set()

    timetable = Scheduler(ZoneInfo("Asia/Ho_Chi_Minh"))
    timetable.every(SECOND, tick, "reminders")
    assert not timetable.running
    timetable.start()
    assert timetable.running
    await asyncio.wait_for(ticked.wait(), 10)
    timetable.stop()
    await next_look()
    assert not timetable.running
