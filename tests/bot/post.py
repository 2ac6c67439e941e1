"""A channel that does what a story wants of it, and a post office that delivers over it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from bot.channels.base import Capabilities, Outgoing, Put, SendFault
from bot.files.storage import EvidenceStore
from bot.reports.exports import Exports
from bot.workers.delivering import Delivering
from bot.workers.fetching import Fetching
from handlers.cards.card import Attachment, Picture
from scoring.errors import Refusal
from tests.db.world import World
from tests.doorway import VIETNAM, quiet

ABLE = Capabilities(
    buttons=10,
    label=60,
    text=4000,
    edits=True,
    files_out=True,
    fetches=0,
    per_second=30,
    per_chat_second=1,
    burst=10,
    per_chat_burst=3,
)


@dataclass
class Wire:
    """``faults`` are raised one after the other before anything arrives; ``files`` is what can be fetched."""

    name: str = "telegram"
    account: str = "cchc_bot"
    capabilities: Capabilities = ABLE
    faults: list[SendFault | None] = field(default_factory=list)
    arrived: list[Outgoing] = field(default_factory=list)
    files: dict[str, bytes | Refusal] = field(default_factory=dict)

    async def send(self, outgoing: Outgoing) -> str:
        fault = self.faults.pop(0) if self.faults else None
        if fault is not None:
            raise fault
        self.arrived.append(outgoing)
        return str(len(self.arrived))

    async def look(self, outgoing: Outgoing, since: datetime) -> str:  # noqa: ARG002
        """Nothing but the next fault."""
        fault = self.faults.pop(0) if self.faults else None
        if fault is not None:
            raise fault
        return ""

    async def fetch(self, ref: str) -> AsyncIterator[bytes]:
        content = self.files[ref]
        if isinstance(content, Exception):
            raise content
        yield content

    async def start(self, put: Put, stop: asyncio.Event) -> None:
        """Nothing runs beside what is sent."""

    async def close(self) -> None:
        """It holds no connections."""

    @property
    def texts(self) -> list[str]:
        return [one.card.text for one in self.arrived]


def linked(file: Picture | Attachment) -> str:
    return f"https://cchc.example/f/{file.name}"


class Post:
    """Deliveries and fetches of one process; waiting moves the story's clock instead of taking time."""

    def __init__(self, world: World, folder: Path, *wires: Wire) -> None:
        self.world = world
        self.evidence = EvidenceStore(folder / "evidence")
        self._executor = ThreadPoolExecutor(1)
        channels = {wire.name: wire for wire in wires}
        exports = Exports(world.store, self.evidence, VIETNAM)
        self._delivering = Delivering(
            world.store,
            channels,
            self.evidence,
            exports,
            world.clock,
            self._executor,
            linked,
            wake=quiet,
            sleep=self._wait,
        )
        self._fetching = Fetching(world.store, channels, self.evidence, world.clock, self._executor, wake=quiet)

    async def _wait(self, seconds: float) -> None:
        self.world.clock.pass_(seconds=max(0.0, seconds))

    async def delivers(self, for_: timedelta = timedelta(0)) -> None:
        """Delivers all that falls due within a while, looking a hundred times."""
        await self._go_on(self._delivering.some, for_)

    async def fetches(self, for_: timedelta = timedelta(0)) -> None:
        """Fetches all that falls due within a while, looking a hundred times."""
        await self._go_on(self._fetching.some, for_)

    async def tries(self, for_: timedelta, *, fetches: bool = False, steps: int = 100) -> None:
        """Delivers, or fetches, what is due for a while, no matter how much of it never comes to an end."""
        some, end = self._fetching.some if fetches else self._delivering.some, self.world.now + for_
        while self.world.now < end:
            if not await some():
                self.world.clock.pass_(seconds=for_.total_seconds() / steps)

    async def _go_on(self, some: Callable[[], Awaitable[bool]], for_: timedelta) -> None:
        end = self.world.now + for_
        while await some() or self.world.now < end:
            self.world.clock.pass_(seconds=for_.total_seconds() / 100)

    async def finish(self) -> None:
        """Waits for what hangs."""
        await self._delivering.finish()

    def states(self) -> list[str]:
        """What became of every card, the oldest first."""
        with self.world.store.read() as work:
            return [one.state for one in reversed(work.deliveries.list())]

    def reasons(self) -> list[str]:
        with self.world.store.read() as work:
            return [one.why for one in reversed(work.deliveries.list(failed=True))]
