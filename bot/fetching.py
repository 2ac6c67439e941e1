"""Fetching files from the channels into the evidence store, outside every transaction, again and again until it is done."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from datetime import datetime
from typing import TypeVar

from bot.channels.base import Channel, FetchLater, FetchRefused
from bot.db.fetches import Fetch
from bot.db.sheets import Shown
from bot.db.work import SqlWork, Store
from bot.intake import Kept, keep
from bot.storage import EvidenceStore
from handlers.notices import file_arrived, file_doubtful, file_failed
from scheduler.retries import FETCHING, next_try
from scoring.entry import Signature

log = logging.getLogger(__name__)
Result = TypeVar("Result")
AT_ONCE = 3


class Fetching:
    """Takes due documents under a lease, and writes down what became of each."""

    def __init__(
        self,
        store: Store,
        channels: Mapping[str, Channel],
        evidence: EvidenceStore,
        clock: Callable[[], datetime],
        executor: Executor,
    ) -> None:
        self._store = store
        self._channels = channels
        self._evidence = evidence
        self._clock = clock
        self._executor = executor

    async def some(self) -> bool:
        """Fetches a handful of due files; ``False`` when none was due."""
        due = await self._run(self._claim)
        await asyncio.gather(*(self._fetch(one) for one in due))
        return bool(due)

    async def _run(self, work: Callable[..., Result], *args: object) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._executor, work, *args)

    def _claim(self) -> list[Fetch]:
        with self._store.write() as work:
            return list(work.fetches.due(self._clock(), AT_ONCE))

    async def _fetch(self, fetch: Fetch) -> None:
        try:
            await self._run(self._arrived, fetch, await self._kept(fetch))
        except FetchLater as fault:
            await self._run(self._later, fetch, fault.why)
        except FetchRefused as fault:
            await self._run(self._failed, fetch, fault.fault)
        except OSError as fault:
            log.error("the evidence store cannot be written: %s", fault.strerror)
            await self._run(self._later, fetch, "the evidence store cannot be written")
        except Exception as fault:
            # A fault of ours, or a file that our readers stumble over: it must come to an end that its sender is told.
            log.exception("fetching %s broke off", fetch.id)
            await self._run(self._later, fetch, type(fault).__name__)

    async def _kept(self, fetch: Fetch) -> Kept:
        channel = self._channels.get(fetch.chat.channel) if fetch.chat else None
        if channel is None:
            raise FetchLater("the channel is off")
        written = await self._evidence.put_stream(channel.fetch(fetch.ref))
        return await asyncio.to_thread(keep, self._evidence, written, fetch.name)

    def _arrived(self, fetch: Fetch, kept: Kept) -> None:
        """Types are told by content; a file that is refused is told to its sender, and its leaf lacks it again."""
        content, written = kept.content, kept.written
        if content.fault:
            self._failed(fetch, content.fault)
            return
        with self._store.write() as work:
            shown = work.fetches.stored(
                fetch.id, sha256=written.sha256, mime=content.mime, size=written.size, name=kept.name, **kept.found.fields()
            )
            self._tell(work, fetch, shown)
            if not content.opens:
                card = file_doubtful([one.leaf for one in shown], kept.name)
                work.cards.notify(fetch.received_by, card, key=f"doubtful:{fetch.id}")

    def _tell(self, work: SqlWork, fetch: Fetch, shown: Sequence[Shown]) -> None:
        """What stands in the file, once for each leaf that shows it."""
        channel = fetch.chat.channel if fetch.chat else ""
        signed = Signature(fetch.received_by, self._clock(), channel)
        for place in {(one.round, one.unit, one.leaf): one for one in shown}.values():
            round_ = work.rounds.if_readable(place.round)
            if round_ is None:
                continue
            sheet = work.sheets.open(round_, place.unit)
            card = file_arrived(sheet, place.leaf, fetch.id, signed)
            work.sheets.save(sheet)
            if card is not None:
                work.cards.notify(place.by, card, key=f"arrived:{fetch.id}:{place.leaf}:{fetch.tries}")

    def _later(self, fetch: Fetch, why: str) -> None:
        step = next_try(fetch.tries, FETCHING)
        if step is None:
            self._failed(fetch, "gone")
            return
        with self._store.write() as work:
            work.fetches.retry_later(fetch.id, self._clock() + step, why)

    def _failed(self, fetch: Fetch, fault: str) -> None:
        with self._store.write() as work:
            leaves = [shown.leaf for shown in work.fetches.failed(fetch.id, fault)]
            card = file_failed(leaves, fetch.name, fault)
            work.cards.notify(fetch.received_by, card, key=f"file:{fetch.id}:{fetch.tries}")
