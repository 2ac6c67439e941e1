"""Deliveries: cards leave under a lease, at the channel's pace, and what became of each is written down."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import Executor
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

from bot.channels.base import (
    Channel,
    ChatMoved,
    MaybeSent,
    NotSendable,
    Outgoing,
    SendFault,
    TryLater,
    Unreachable,
)
from bot.db.deliveries import Delivery
from bot.db.paces import pace_of
from bot.db.work import SqlWork, Store
from bot.exports import LARGE, Exports, NotMade
from bot.storage import EvidenceStore
from handlers.cards import Attachment, Card, NoSuchExport
from handlers.notices import paper_not_made
from handlers.stored import UnreadableRow
from handlers.texts.common import OPENS_FOR_A_DAY
from scheduler.retries import SENDING, next_try

log = logging.getLogger(__name__)
Result = TypeVar("Result")

#: Few in flight at once: what a crash can repeat is what was in flight.
AT_ONCE = 8
#: A message that has to wait longer for its pace goes back into the queue instead of holding its lease.
LONGEST_WAIT = timedelta(seconds=5)


class Delivering:
    """Sends what is due, a handful at a time."""

    def __init__(
        self,
        store: Store,
        channels: Mapping[str, Channel],
        evidence: EvidenceStore,
        exports: Exports,
        clock: Callable[[], datetime],
        executor: Executor,
        link: Callable[[Attachment], str],
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
        self._revived = False

    async def some(self) -> bool:
        """Sends a handful of due cards; ``False`` when none was due."""
        if not self._revived:
            await self._run(self._revive)
        due = await self._run(self._claim)
        await asyncio.gather(*(self._deliver(delivery, leaves) for delivery, leaves in due))
        return bool(due)

    async def _run(self, work: Callable[..., Result], *args: object) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._executor, work, *args)

    def _claim(self) -> list[tuple[Delivery, timedelta]]:
        """What is due, each with how long its channel's pace makes it wait."""
        now = self._clock()
        with self._store.write() as work:
            return [(delivery, self._paced(work, delivery, now)) for delivery in work.deliveries.due(now, AT_ONCE)]

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

    async def _deliver(self, delivery: Delivery, wait: timedelta) -> None:
        channel = self._channels.get(delivery.chat.channel)
        if channel is None:
            await self._run(self._switched_off, delivery)
            return
        if not self._in_window(channel, delivery):
            await self._run(self._settle, delivery, Unreachable("silent for longer than the channel lets us write"))
            return
        if wait > LONGEST_WAIT:
            await self._run(self._settle, delivery, TryLater(wait, "waits for the pace of the channel", paced=True))
            return
        await self._sleep(wait.total_seconds())
        await self._run(self._settle, delivery, await self._send(channel, delivery))

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

    async def _send(self, channel: Channel, delivery: Delivery) -> str | SendFault:
        outgoing = await self._run(self._prepared, channel, delivery)
        if isinstance(outgoing, SendFault):
            return outgoing
        try:
            return await channel.send(outgoing)
        except ChatMoved as moved:
            await self._run(self._moved, delivery, moved.chat)
            return TryLater(timedelta(0), "the chat has a new id")
        except SendFault as fault:
            return fault
        except Exception as fault:
            # A fault of ours in the channel: nobody knows how far it got, and one card must not hold up its chat for ever.
            log.exception("sending card %s broke off", delivery.id)
            return MaybeSent(type(fault).__name__)

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

    def _settle(self, delivery: Delivery, outcome: str | SendFault) -> None:
        now = self._clock()
        with self._store.write() as work:
            match outcome:
                case str(reference):
                    work.deliveries.sent(delivery.id, reference)
                case Unreachable(why):
                    work.deliveries.unreachable(delivery.id, why)
                case MaybeSent(why):
                    work.deliveries.unknown(delivery.id, why)
                case TryLater():
                    self._later(work, delivery, outcome, now)
                case _:
                    work.deliveries.failed(delivery.id, getattr(outcome, "why", str(outcome)))

    def _later(self, work: SqlWork, delivery: Delivery, fault: TryLater, now: datetime) -> None:
        """Waits as long as the channel asks; only faults of the message's own use up its tries."""
        if fault.whole_channel:
            work.paces.hold(f"{delivery.chat.channel}:{delivery.chat.account}", now + fault.after)
        step = next_try(delivery.tries, SENDING)
        if fault.whole_channel or fault.paced:
            work.deliveries.postpone(delivery.id, now + fault.after, fault.why)
        elif step is None:
            work.deliveries.failed(delivery.id, fault.why)
        else:
            work.deliveries.retry(delivery.id, now + (fault.after or step), fault.why)
