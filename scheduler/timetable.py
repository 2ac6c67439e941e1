"""The timetable: dumb ticks. What a tick does is decided once among all machines, by a unique row."""

from collections.abc import Awaitable, Callable
from datetime import timedelta, tzinfo

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

Job = Callable[[], Awaitable[None]]


class Scheduler:
    """APScheduler with its jobs in memory: every process ticks, and whoever comes first does the work."""

    def __init__(self, zone: tzinfo) -> None:
        # A machine that slept through a tick makes it up once, however many it missed.
        defaults = {"misfire_grace_time": 3600, "coalesce": True, "max_instances": 1}
        self._scheduler = AsyncIOScheduler(timezone=zone, job_defaults=defaults)

    def every(self, pause: timedelta, job: Job, name: str) -> None:
        self._scheduler.add_job(job, IntervalTrigger(seconds=int(pause.total_seconds())), id=name)

    @property
    def running(self) -> bool:
        return bool(self._scheduler.running)

    def start(self) -> None:
        self._scheduler.start()

    def stop(self) -> None:
        self._scheduler.shutdown(wait=False)
