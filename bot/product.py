"""The product put together: the only place where parts are made and given to one another."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from bot import registry
from bot.channels.base import Channel
from bot.db.engine import open_engine, upgrade
from bot.db.rounds.sets import Library, SetMissing
from bot.db.work import SqlWork, Store
from bot.demo import world
from bot.environment.clock import SystemClock
from bot.environment.settings import Misconfigured, Settings
from bot.files.partials import Partials
from bot.files.storage import EvidenceStore
from bot.links.addresses import Doorway, Links
from bot.links.keys import Keys
from bot.reports.exports import Exports
from bot.web.surroundings import WebSurroundings
from bot.workers.delivering import Delivering
from bot.workers.fetching import Fetching
from bot.workers.loops import Loop
from bot.workers.news import News
from bot.workers.presence import Presence
from bot.workers.set_reading import SetReading
from bot.workers.supervising import CHANNEL, LOOP, Supervisor
from bot.workers.turns import Taken, Turns
from handlers.incoming.events import Incoming
from handlers.stored import UnreadableRow
from scheduler import reminders
from scheduler.timetable import Scheduler
from scoring.rounds.round import Round

log = logging.getLogger(__name__)
Result = TypeVar("Result")

#: Another process may have left work in the database: how long until it is found without being told, in seconds.
PAUSE = 0.5
TICK = timedelta(seconds=60)
#: How long work in hand may go on once the product is to stop, in seconds.
STOPPING = 10
CLEAN_UP = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Parts:
    """What this process does; several machines may share the work."""

    turns: bool = True
    deliveries: bool = True
    scheduler: bool = True


class Product:
    """Settings in, a running product out. Everything that needs a database, a clock or a channel gets it here."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.clock: Callable[[], datetime] = SystemClock(settings.now_offset)
        self.keys = Keys(settings.secret)
        self.engine = open_engine(settings.database)
        self.links = Links(settings.public_url, self.keys)
        self.channels: dict[str, Channel] = {}
        self.doorway = Doorway(self.keys, self.channels, registry.CALLED)
        self.store = Store(
            self.engine, upload_link=self.links.upload, doorway=self.doorway, clock=self.clock, library=Library()
        )
        self.evidence = EvidenceStore(settings.evidence_dir)
        self.partials = Partials(settings.uploads_dir)
        self.exports = Exports(self.store, self.evidence, settings.zone)
        self.news = News()
        self.surroundings = WebSurroundings(
            settings=settings,
            store=self.store,
            run=self.run,
            clock=self.clock,
            link=self.links.file,
            keys=self.keys,
            news=self.news,
            evidence=self.evidence,
            exports=self.exports,
            partials=self.partials,
        )
        # Channels keep things in the store, and whoever is invited in it is told of the channels: the dict is theirs both.
        self.channels.update(registry.made(self.surroundings))
        # SQLite has one writer at a time anyway; PostgreSQL answers several threads at once.
        threads = 2 if self.engine.dialect.name == "sqlite" else 8
        self.executor = ThreadPoolExecutor(threads, thread_name_prefix="db")
        self.supervisor = Supervisor(self.clock, self._tell_of_troubles)
        self._running: asyncio.AbstractEventLoop | None = None
        self._presence = Presence(self.store, self.clock, self._freed)
        self._delivering = Delivering(
            self.store,
            self.channels,
            self.evidence,
            self.exports,
            self.clock,
            self.executor,
            self.links.file,
            wake=partial(self._wake, "deliveries"),
        )
        self._fetching = Fetching(
            self.store, self.channels, self.evidence, self.clock, self.executor, wake=partial(self._wake, "fetches")
        )
        self.turns = Turns(self.store, self.clock, settings.zone, self.channels, self._manual())
        self._loops = self._made_loops()
        self._timetable = Scheduler(settings.zone)
        self._stop = asyncio.Event()

    def upgrade(self) -> None:
        upgrade(self.engine)

    def load_demo(self) -> bool:
        return world.load(self.store, self.evidence, self.clock(), self.settings.zone)

    def check_offset(self) -> None:
        """A shifted clock is a toy: with real people in the database it would forge the times of the record."""
        if not self.settings.now_offset:
            return
        with self.store.read() as work:
            if not world.is_demo(work):
                raise Misconfigured("CCHC_NOW_OFFSET chỉ dùng được với dữ liệu minh hoạ")

    # -- running -----------------------------------------------------------------------------------------------------

    async def run(self, work: Callable[..., Result], *args: object) -> Result:
        """Runs blocking work on a database thread."""
        return await asyncio.get_running_loop().run_in_executor(self.executor, work, *args)

    async def put(self, incoming: Incoming) -> bool:
        """Stores an event in the inbox, and wakes whoever takes it; ``False`` for a repeat."""
        fresh = await self.run(self._put, incoming)
        self._loops["turns"].wake()
        self.news.tell(incoming.chat)
        return fresh

    def _put(self, incoming: Incoming) -> bool:
        with self.store.write() as work:
            return work.inbox.put(incoming, self.clock())

    def _made_loops(self) -> dict[str, Loop]:
        async def one_turn() -> bool:
            taken = await self.run(self.turns.one)
            if taken is not None:
                self._taken(taken)
            return taken is not None

        set_reading = SetReading(self.store, self.evidence, self.clock, self.executor, self.settings.zone)
        made = (
            self._loop("turns", one_turn, PAUSE),
            self._loop("deliveries", self._delivering.some, PAUSE),
            self._loop("fetches", self._fetching.some, PAUSE * 2),
            self._loop("sets", set_reading.some, PAUSE * 4),
        )
        return {loop.name: loop for loop in made}

    def _loop(self, name: str, work: Callable[[], Awaitable[bool]], pause: float) -> Loop:
        """A loop of which every piece of work that comes to an end says that the loop is well."""

        async def told() -> bool:
            found = await work()
            await self.supervisor.well(name)
            return found

        return Loop(name, told, pause=pause)

    def _manual(self) -> str:
        """The manual's address: nobody but this machine opens the one that stands in for a missing setting."""
        return self.links.manual if "public_url" in self.settings.model_fields_set else ""

    def _taken(self, taken: Taken) -> None:
        """Whoever goes on with what a turn has left is woken: a look at a table for nothing costs as much as a send."""
        self.news.tell(taken.chat)
        self._loops["deliveries"].wake()
        if taken.files:
            self._loops["fetches"].wake()
            self._loops["sets"].wake()

    async def start(self, parts: Parts) -> None:
        """Starts the parts of this process; returns as soon as the first question can be answered without delay."""
        self._running = asyncio.get_running_loop()
        await self.run(self._presence.begin)
        if parts.turns:
            await self.get_ready()
        loops = (("turns", parts.turns), *((name, parts.deliveries) for name in ("deliveries", "fetches", "sets")))
        names = [name for name, wanted in loops if wanted]
        for name in names:
            self.supervisor.keep(name, self._loops[name].run, LOOP)
        if parts.scheduler:
            self._at_times(TICK, self.remind, "reminders")
            self._at_times(TICK, self.get_ready, "search index")
            self._at_times(CLEAN_UP, self.clean_up, "retention")
            self._timetable.start()
            await self.remind()
        for name, channel in self.channels.items():
            self.supervisor.keep(name, partial(channel.start, self.put, self._stop), CHANNEL)

    def _at_times(self, pause: timedelta, job: Callable[[], Awaitable[None]], name: str) -> None:
        self._timetable.every(pause, partial(self.supervisor.once, name, job), name)

    async def _tell_of_troubles(self) -> None:
        await self.run(self._write_troubles)

    def _write_troubles(self) -> None:
        """For whoever asks beside this process: the doctor."""
        process = self.store.process
        if process is not None:
            with self.store.write() as work:
                work.processes.tell(process, self.supervisor.troubles)

    def _wake(self, loop: str) -> None:
        self._loops[loop].wake()

    def _freed(self) -> None:
        """Called beside the event loop: what a dead process has left is taken up at once."""
        for loop in self._loops.values():
            if self._running is not None:
                self._running.call_soon_threadsafe(loop.wake)

    async def get_ready(self) -> None:
        """Reads the open rounds' sets and makes their search indexes, unless they are there: a round may open any time."""
        try:
            await self.run(self._get_ready)
        except UnreadableRow as fault:
            log.error("no search index: %s", fault)

    def _get_ready(self) -> None:
        with self.store.read() as work:
            for round_ in work.rounds.alive():
                try:
                    work.rounds.index(round_)
                except SetMissing as error:
                    log.warning("no search index: %s", error)

    async def remind(self) -> None:
        """One tick of the reminders: whoever claims the day's slot first queues the cards, in the same transaction."""
        try:
            queued = await self.run(self._remind)
        except UnreadableRow as fault:
            log.error("no reminders: %s", fault)
            return
        if queued:
            self._loops["deliveries"].wake()

    def _remind(self) -> int:
        now, zone = self.clock(), self.settings.zone
        with self.store.write() as work:
            if now.astimezone(zone).hour >= reminders.LATEST_HOUR:
                return 0
            claimed = [round_ for round_ in work.rounds.alive() if self._claims(work, round_, now)]
            return reminders.queue(work, [due for round_ in claimed for due in reminders.due_in(work, round_, now, zone)])

    def _claims(self, work: SqlWork, round_: Round, now: datetime) -> bool:
        at = reminders.slot(now, round_.settings.reminder_hour, self.settings.zone)
        return now >= at and work.occurrences.claim(f"{reminders.JOB}:{round_.code}", at)

    async def clean_up(self) -> None:
        """One tick of the retention: a batch an hour is more than any office writes."""
        await self.run(self._clean_up)
        await asyncio.to_thread(self.partials.sweep, self.clock())

    def _clean_up(self) -> None:
        with self.store.write() as work:
            work.retention.purge(self.clock() - timedelta(days=self.settings.keep_messages_days))

    async def stop(self) -> None:
        """Lets the work in hand end, then closes what was opened."""
        self._stop.set()
        self.news.close()
        for loop in self._loops.values():
            loop.stop()
        if self._timetable.running:
            self._timetable.stop()
        await self.supervisor.stop(STOPPING)
        with suppress(TimeoutError):
            await asyncio.wait_for(asyncio.gather(self._delivering.finish(), self._fetching.finish()), STOPPING)
        await asyncio.to_thread(self._presence.end)
        for channel in self.channels.values():
            await channel.close()
        self.executor.shutdown(wait=True)
        self.engine.dispose()
