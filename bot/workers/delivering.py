"""Deliveries: cards leave under a lease, at the channel's pace, and what became of each is written down.

Whose fault it was decides what follows. A fault of the message is a try of its own. A fault of the channel holds the
whole channel (``bot.db.messages.holds``) and costs no message a try: whatever of it is about to leave in this process goes back
into the queue, one card alone tries whether it goes again, and with its success everything flows at once.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from bot.channels.base import (
    Channel,
    ChannelFault,
    ChatMoved,
    MaybeSent,
    NotSendable,
    Outgoing,
    SendFault,
    TryLater,
    Unreachable,
)
from bot.db.messages.deliveries import LEASE, PACED, Delivery
from bot.db.messages.holds import OPENINGS, PATIENCE, Stumble
from bot.db.messages.paces import pace_of
from bot.db.work import SqlWork, Store
from bot.files.storage import EvidenceStore
from bot.reports.exports import LARGE, Exports, NotMade
from bot.workers.loops import InFlight
from handlers.cards.card import Attachment, Card, NoSuchExport
from handlers.notices import paper_not_made
from handlers.stored import UnreadableRow
from handlers.texts.common import OPENS_FOR_A_DAY
from scheduler.retries import SENDING, next_try

log = logging.getLogger(__name__)
Result = TypeVar("Result")

#: Few of a channel in flight at once: what a crash can repeat is what was in flight.
AT_ONCE = 8
#: Whatever takes longer, in seconds, is left to itself, and holds up nobody but its own chat.
SLOW = 0.25
#: A send that has not come to an end by then never will; in seconds, and well before its lease runs out.
TOO_LONG = LEASE.total_seconds() * 0.8
#: A channel may have stumbled in another process while a message waited so long for its pace.
LONG_AGO = timedelta(seconds=0.2)
#: A message that has to wait longer for its pace goes back into the queue instead of holding its lease.
LONGEST_WAIT = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Stands:
    """It has arrived before, under this reference."""

    reference: str


class PutBack(SendFault):
    """It has not left: its channel stumbled after it was claimed."""


Outcome = str | Stands | SendFault


@dataclass(frozen=True, slots=True)
class ClaimedDelivery:
    """``wait``: for the pace of its channel; ``stumbles``: how often that had stumbled here when it was claimed."""

    delivery: Delivery
    wait: timedelta
    stumbles: int


class Delivering:
    """Sends what is due, a handful at a time. ``wake`` has it look again; it sees by itself when it should."""

    def __init__(
        self,
        store: Store,
        channels: Mapping[str, Channel],
        evidence: EvidenceStore,
        exports: Exports,
        clock: Callable[[], datetime],
        executor: Executor,
        link: Callable[[Attachment], str],
        *,
        wake: Callable[[], None],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._store = store
        self._channels = channels
        self._evidence = evidence
        self._exports = exports
        self._clock = clock
        self._executor = executor
        self._link = link
        self._sleep = sleep
        self._wake = wake
        self._revived = False
        self._in_flight: InFlight[Delivery] = InFlight(wake)
        self._stumbles: Counter[str] = Counter()
        self._forgotten: set[int] = set()

    async def some(self) -> bool:
        """Sends a handful of due cards; ``False`` when none was due. What takes long goes on beside the next handful."""
        if not self._revived:
            await self._run(self._revive)
        due = await self._run(self._claim)
        await self._in_flight.begin(((claimed.delivery, self._guarded(claimed)) for claimed in due), patience=SLOW)
        return bool(due)

    async def _guarded(self, claimed: ClaimedDelivery) -> None:
        try:
            await self._deliver(claimed)
        except Exception:
            # The database is away, most likely; the card is ours till it is back, and nobody knows then what became of it.
            log.exception("card %s was lost sight of", claimed.delivery.id)
            self._forgotten.add(claimed.delivery.id)

    async def finish(self) -> None:
        """Returns when nothing is in flight any more."""
        await self._in_flight.empty()

    async def _run(self, work: Callable[..., Result], *args: object) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._executor, work, *args)

    def _claim(self) -> list[ClaimedDelivery]:
        """What is due, each with how long its channel's pace makes it wait."""
        now, forgotten, stumbles = self._clock(), set(self._forgotten), Counter(self._stumbles)
        flying = Counter(delivery.chat.channel for delivery in self._in_flight.things)
        busy = [channel for channel, number in flying.items() if number >= AT_ONCE]
        room = AT_ONCE - max((number for number in flying.values() if number < AT_ONCE), default=0)
        with self._store.write() as work:
            if forgotten:
                work.deliveries.forgotten(forgotten)
            due = work.deliveries.due(now, room, busy=busy)
            taken = [ClaimedDelivery(delivery, self._paced(work, delivery, now), stumbles[delivery.hold]) for delivery in due]
        self._forgotten -= forgotten
        return taken

    def _paced(self, work: SqlWork, delivery: Delivery, now: datetime) -> timedelta:
        channel = self._channels.get(delivery.chat.channel)
        if channel is None or not channel.capabilities.per_second:
            return timedelta(0)
        able, name = channel.capabilities, f"{channel.name}:{channel.account}"
        chat, within = pace_of(delivery.chat), LONGEST_WAIT
        one = work.paces.take(chat, able.per_chat_second, now, burst=able.per_chat_burst, within=within)
        if one - now > within:
            return one - now
        return max(one, work.paces.take(name, able.per_second, now, burst=able.burst, within=within)) - now

    async def _deliver(self, claimed: ClaimedDelivery) -> None:
        delivery, wait = claimed.delivery, claimed.wait
        channel = self._channels.get(delivery.chat.channel)
        if channel is None:
            await self._run(self._switched_off, delivery)
            return
        if not self._in_window(channel, delivery):
            await self._settle(delivery, Unreachable("silent for longer than the channel lets us write"))
            return
        if wait > LONGEST_WAIT:
            await self._settle(delivery, TryLater(wait, PACED, paced=True))
            return
        await self._sleep(wait.total_seconds())
        outgoing = await self._run(self._prepared, channel, delivery)
        if isinstance(outgoing, SendFault):
            await self._settle(delivery, outgoing)
        elif await self._stumbled_since(claimed):
            await self._settle(delivery, PutBack())
        else:
            asked = self._clock()
            outcome = await self._send(channel, delivery, outgoing)
            await self._settle(delivery, outcome, took=self._clock() - asked)

    async def _stumbled_since(self, claimed: ClaimedDelivery) -> bool:
        """The last look before the wire."""
        delivery = claimed.delivery
        if claimed.wait > LONG_AGO and not delivery.probe and await self._run(self._held, delivery):
            return True
        return self._stumbles[delivery.hold] != claimed.stumbles

    def _held(self, delivery: Delivery) -> bool:
        with self._store.read() as work:
            return work.holds.held(delivery.hold) is not None

    def _switched_off(self, delivery: Delivery) -> None:
        with self._store.write() as work:
            work.deliveries.switched_off(delivery.id, tuple(self._channels))

    def _revive(self) -> None:
        """Which channels are on is settled when the product starts: then leaves what waited for one of them."""
        with self._store.write() as work:
            work.deliveries.revive(tuple(self._channels))
        self._revived = True

    def _in_window(self, channel: Channel, delivery: Delivery) -> bool:
        """Past its window a channel would refuse the card, or send a bill for it."""
        window, heard = channel.capabilities.window, delivery.last_in_at
        return window is None or heard is None or self._clock() - heard < window.length

    async def _send(self, channel: Channel, delivery: Delivery, outgoing: Outgoing) -> Outcome:
        seen = await self._seen(channel, delivery, outgoing) if delivery.unsure else None
        outcome: Outcome = seen or await self._sent(channel, delivery, outgoing)
        match outcome:
            case ChatMoved(chat):
                await self._run(self._moved, delivery, chat)
                return TryLater(timedelta(0), "the chat has a new id")
            case ChannelFault() | MaybeSent(of_channel=True):
                # Before anything else of this process can leave: the database is told afterwards.
                self._stumbles[delivery.hold] += 1
        return outcome

    async def _seen(self, channel: Channel, delivery: Delivery, outgoing: Outgoing) -> Stands | SendFault | None:
        """Where a card stands that may have arrived; ``None`` to send it once more, on a channel that is well."""
        try:
            reference = await channel.look(outgoing, delivery.created_at)
        except MaybeSent as fault:
            return ChannelFault(fault.why)
        except SendFault as fault:
            return fault
        except Exception:
            log.exception("card %s was not looked for", delivery.id)
            return None
        return Stands(reference) if reference else None

    async def _sent(self, channel: Channel, delivery: Delivery, outgoing: Outgoing) -> str | SendFault:
        try:
            async with asyncio.timeout(TOO_LONG):
                return await channel.send(outgoing)
        except SendFault as fault:
            return fault
        except TimeoutError:
            return MaybeSent("it takes too long")
        except Exception as fault:
            # A fault of ours in the channel: nobody knows how far it got, and one card must not hold up its chat for ever.
            log.exception("sending card %s broke off", delivery.id)
            return MaybeSent(type(fault).__name__, of_channel=False)

    def _prepared(self, channel: Channel, delivery: Delivery) -> Outgoing | SendFault:
        """What is to be sent, or why it could not be made ready: then nothing has left."""
        try:
            return self._outgoing(channel, delivery)
        except NoSuchExport:
            return NotSendable("the file that belongs to it cannot be made any more")
        except UnreadableRow as fault:
            return NotSendable(str(fault))
        except Exception as fault:
            # The disk or the database may be back soon; what never works is given up after the last try.
            log.exception("card %s cannot be made ready", delivery.id)
            return TryLater(timedelta(0), f"cannot be made ready: {type(fault).__name__}")

    def _outgoing(self, channel: Channel, delivery: Delivery) -> Outgoing:
        """The card with its pictures and its file, read now, so that a queued card stays small."""
        shown = channel.capabilities.files_out
        card = self._linked(delivery.card) if shown else delivery.card
        wanted = [picture for picture in card.pictures if not picture.aside] if shown else []
        kept = [picture for picture in wanted if self._evidence.exists(picture.sha256)]
        try:
            file = self._exports.make(card.attachment) if card.attachment and shown else None
        except NotMade as fault:
            card, file = paper_not_made(card, fault.name), None
        return Outgoing(
            chat=delivery.chat.chat,
            card=card,
            replaces=delivery.message_ref if channel.capabilities.edits else None,
            pictures=tuple((picture, self._evidence.path(picture.sha256).read_bytes()) for picture in kept),
            file=file,
        )

    def _linked(self, card: Card) -> Card:
        """What no chat carries for sure is fetched by a link."""
        file = card.attachment
        if file is None or file.what not in LARGE:
            return card
        return replace(card, text=f"{card.text}\n\n{OPENS_FOR_A_DAY}\n{file.name}: {self._link(file)}", attachment=None)

    def _moved(self, delivery: Delivery, chat: str) -> None:
        with self._store.write() as work:
            work.chats.moved(delivery.chat_id, chat)

    async def _settle(self, delivery: Delivery, outcome: Outcome, *, took: timedelta | None = None) -> None:
        """``took``: how long the channel was asked for it; ``None`` where the outcome is our own."""
        again = await self._run(self._written_down, delivery, outcome, took)
        if again is not None:
            # Nobody waits for the next look at the queue on top of what he has waited for already.
            asyncio.get_running_loop().call_later(again.total_seconds(), self._wake)

    def _written_down(self, delivery: Delivery, outcome: Outcome, took: timedelta | None) -> timedelta | None:
        """When to look at the queue again, if the outcome says anything new of its channel."""
        now = self._clock()
        with self._store.write() as work:
            own = self._is_own(work, delivery, outcome)
            self._write_down(work, delivery, outcome, now, own=own)
            again = None if own else self._tell_of_channel(work, delivery, outcome, now, took)
        return again - now if again else None

    def _is_own(self, work: SqlWork, delivery: Delivery, outcome: Outcome) -> bool:
        """What stumbles again and again while others go through does so by itself."""
        often = isinstance(outcome, ChannelFault) and delivery.stumbles >= OPENINGS
        return often and work.holds.held(delivery.hold) is None

    def _write_down(self, work: SqlWork, delivery: Delivery, outcome: Outcome, now: datetime, *, own: bool) -> None:
        match outcome:
            case str(reference):
                work.deliveries.sent(delivery.id, reference)
            case Stands(reference):
                work.deliveries.arrived(delivery.id, reference)
            case Unreachable(why):
                work.deliveries.unreachable(delivery.id, why)
            case MaybeSent(why) if delivery.unsure:
                work.deliveries.unknown(delivery.id, why)
            case MaybeSent(why):
                work.deliveries.doubtful(delivery.id, now, why)
            case ChannelFault(why) if own or now - delivery.created_at > PATIENCE:
                self._later(work, delivery, TryLater(timedelta(0), why), now)
            case ChannelFault(why):
                work.deliveries.put_off(delivery.id, now, why)
            case PutBack():
                work.deliveries.put_back(delivery.id)
            case TryLater():
                self._later(work, delivery, outcome, now)
            case _:
                work.deliveries.failed(delivery.id, getattr(outcome, "why", str(outcome)))

    def _tell_of_channel(
        self, work: SqlWork, delivery: Delivery, outcome: Outcome, now: datetime, took: timedelta | None
    ) -> datetime | None:
        """What an outcome says of the channel, for all processes; when to look again, if it says anything new."""
        match outcome:
            case ChannelFault(why, after):
                return self._stumbled(work, delivery, Stumble(why, after, took or timedelta(0)), now)
            case MaybeSent(why, of_channel=True):
                return self._stumbled(work, delivery, Stumble(why, took=took or timedelta(0)), now)
        if not delivery.probe:
            return None
        if took is None or isinstance(outcome, MaybeSent):
            work.holds.give_back(delivery.hold, str(delivery.id), now)
        elif work.holds.end(delivery.hold, str(delivery.id)):
            log.warning("%s is well again", delivery.hold)
            work.deliveries.superseded(delivery.hold)
        return now

    def _stumbled(self, work: SqlWork, delivery: Delivery, stumble: Stumble, now: datetime) -> datetime:
        held = work.holds.begin(delivery.hold, stumble, now, probe=str(delivery.id))
        if held.opened:
            work.deliveries.stumbled(delivery.id)
            log.warning("%s stumbles (%s): held, and tried again and again", delivery.hold, stumble.why)
        return held.until

    def _later(self, work: SqlWork, delivery: Delivery, fault: TryLater, now: datetime) -> None:
        """Waits as long as the channel asks; our own pace uses up no try."""
        step = next_try(delivery.tries, SENDING)
        if fault.paced:
            work.deliveries.postpone(delivery.id, now + fault.after, fault.why)
        elif step is None:
            work.deliveries.failed(delivery.id, fault.why)
        else:
            work.deliveries.retry(delivery.id, now + (fault.after or step), fault.why)
