"""Fetching files from the channels into the evidence store, outside every transaction, again and again until it is done."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from datetime import datetime, timedelta
from typing import TypeVar

from bot.channels.base import Channel, FetchLater, FetchRefused
from bot.db.messages.holds import OPENINGS, PATIENCE, Stumble
from bot.db.sheet.fetches import LEASE, Fetch
from bot.db.sheet.repository import Shown
from bot.db.work import SqlWork, Store
from bot.files.intake import Kept, keep
from bot.files.storage import EvidenceStore
from bot.workers.loops import InFlight
from handlers.asked import rounds_of
from handlers.cards.card import Card
from handlers.notices import file_arrived, file_doubtful, file_failed
from handlers.stamps import marked
from knowledge.documents.contradictions import Wanted
from scheduler.retries import FETCHING, next_try
from scoring.sheet.entry import Authorship

log = logging.getLogger(__name__)
Result = TypeVar("Result")
AT_ONCE = 3
#: Whatever takes longer, in seconds, is left to itself, and keeps nobody else's file waiting.
SLOW = 1
#: A fetch that has not come to an end by then never will; in seconds, and well before its lease runs out.
TOO_LONG = LEASE.total_seconds() * 0.8
#: A store of ours that cannot be written, and a channel that is off, are looked at again so much later.
OF_OURS = timedelta(seconds=10)


class ChannelOff(Exception):
    """There is nowhere to fetch it from at the moment."""


class Fetching:
    """Takes due documents under a lease, and writes down what became of each. ``wake`` has it look for more."""

    def __init__(
        self,
        store: Store,
        channels: Mapping[str, Channel],
        evidence: EvidenceStore,
        clock: Callable[[], datetime],
        executor: Executor,
        *,
        wake: Callable[[], None],
    ) -> None:
        self._store = store
        self._channels = channels
        self._evidence = evidence
        self._clock = clock
        self._executor = executor
        self._wake = wake
        self._in_flight: InFlight[Fetch] = InFlight(wake)

    async def some(self) -> bool:
        """Fetches a handful of due files; ``False`` when none was due."""
        room = AT_ONCE - len(self._in_flight.things)
        due = await self._run(self._claim, room) if room else []
        await self._in_flight.begin(((fetch, self._fetch(fetch)) for fetch in due), patience=SLOW)
        return bool(due)

    async def finish(self) -> None:
        """Returns when nothing is in flight any more."""
        await self._in_flight.empty()

    async def _run(self, work: Callable[..., Result], *args: object) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._executor, work, *args)

    def _claim(self, room: int) -> list[Fetch]:
        with self._store.write() as work:
            return list(work.fetches.due(self._clock(), room))

    async def _fetch(self, fetch: Fetch) -> None:
        try:
            answered = await self._outcome(fetch)
            if fetch.probe:
                await self._run(self._probed, fetch, answered)
        except Exception:
            # The database is away, most likely; the file is fetched again when its lease is over.
            log.exception("what became of fetching %s is not written down", fetch.id)

    async def _outcome(self, fetch: Fetch) -> bool:
        """Fetches a file and writes down what became of it; whether its source has answered."""
        try:
            await self._run(self._arrived, fetch, await self._kept(fetch))
        except FetchLater as fault:
            if fault.of_channel:
                again = await self._run(self._stumbled, fetch, fault)
                if again is not None:
                    asyncio.get_running_loop().call_later(again.total_seconds(), self._wake)
                return False
            await self._run(self._later, fetch, fault.why)
        except FetchRefused as fault:
            await self._run(self._failed, fetch, fault.fault)
        except ChannelOff:
            await self._run(self._off, fetch, "the channel is off")
            return False
        except OSError as fault:
            log.error("the evidence store cannot be written: %s", fault.strerror)
            await self._run(self._off, fetch, "the evidence store cannot be written")
            return False
        except Exception as fault:
            # A fault of ours, or a file that our readers stumble over: it must come to an end that its sender is told.
            log.exception("fetching %s broke off", fetch.id)
            await self._run(self._later, fetch, type(fault).__name__)
            return False
        return True

    async def _kept(self, fetch: Fetch) -> Kept:
        channel = self._channels.get(fetch.chat.channel) if fetch.chat else None
        if channel is None:
            raise ChannelOff
        try:
            async with asyncio.timeout(TOO_LONG):
                written = await self._evidence.put_stream(channel.fetch(fetch.ref))
        except TimeoutError:
            raise FetchLater("it takes too long") from None
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
                card = file_doubtful([place.leaf for place in shown], kept.name)
                self._notify(work, fetch.received_by, card, f"doubtful:{fetch.id}", shown)

    def _tell(self, work: SqlWork, fetch: Fetch, shown: Sequence[Shown]) -> None:
        """What stands in the file, once for each leaf that shows it."""
        channel = fetch.chat.channel if fetch.chat else ""
        by = Authorship(fetch.received_by, self._clock(), channel)
        for place in {(one.round, one.unit, one.leaf): one for one in shown}.values():
            round_ = work.rounds.if_readable(place.round)
            if round_ is None:
                continue
            sheet = work.sheets.open(round_, place.unit)
            unit = work.people.unit(place.unit)
            wanted = Wanted(unit.name if unit else "", round_.year)
            card = file_arrived(sheet, place.leaf, fetch.id, by, wanted)
            work.sheets.save(sheet)
            if card is not None:
                key = f"arrived:{fetch.id}:{place.round}:{place.leaf}:{fetch.tries}"
                self._notify(work, place.by, card, key, [place])

    def _notify(self, work: SqlWork, person_id: str, card: Card, key: str, shown: Sequence[Shown]) -> None:
        """Into the round that shows the file; one that several show leads to none of them."""
        codes, person = {place.round for place in shown}, work.people.get(person_id)
        round_ = work.rounds.if_readable(codes.pop()) if len(codes) == 1 else None
        if round_ is not None and person is not None:
            card = marked(card, round_, rounds_of(person, work.rounds.alive()))
        work.cards.notify(person_id, card, key=key)

    def _stumbled(self, fetch: Fetch, fault: FetchLater) -> timedelta | None:
        """A fault of the source, unless others come through in between again and again, or it lasts longer than a day.

        How long it is left alone for that.
        """
        now = self._clock()
        with self._store.write() as work:
            own = fetch.stumbles >= OPENINGS and work.holds.held(fetch.hold) is None
            held = None if own else work.holds.begin(fetch.hold, Stumble(fault.why, fault.after), now, probe=fetch.id)
            mine = held is None or now - fetch.received_at > PATIENCE
            if held is not None and not mine:
                work.fetches.put_off(fetch.id, now, fault.why, opened=held.opened)
        if mine:
            self._later(fetch, fault.why)
        return held.until - now if held else None

    def _off(self, fetch: Fetch, why: str) -> None:
        """Nothing of the file's: it costs no try while there is patience."""
        now = self._clock()
        if now - fetch.received_at > PATIENCE:
            self._later(fetch, why)
            return
        with self._store.write() as work:
            work.fetches.put_off(fetch.id, now + OF_OURS, why)

    def _probed(self, fetch: Fetch, answered: bool) -> None:
        """Where the source has answered, whatever it said, the others are fetched at once."""
        with self._store.write() as work:
            if not answered:
                work.holds.give_back(fetch.hold, fetch.id, self._clock())
            elif work.holds.end(fetch.hold, fetch.id):
                log.warning("%s is well again", fetch.hold)

    def _later(self, fetch: Fetch, why: str) -> None:
        step = next_try(fetch.tries, FETCHING)
        if step is None:
            self._failed(fetch, "gone")
            return
        with self._store.write() as work:
            work.fetches.retry_later(fetch.id, self._clock() + step, why)

    def _failed(self, fetch: Fetch, fault: str) -> None:
        with self._store.write() as work:
            shown = work.fetches.failed(fetch.id, fault)
            card = file_failed([place.leaf for place in shown], fetch.name, fault)
            self._notify(work, fetch.received_by, card, f"file:{fetch.id}:{fetch.tries}", shown)
