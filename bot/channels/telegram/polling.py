"""Long polling for a machine that nobody can reach from outside: the same inbox, another way in."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime

from telegram import Update
from telegram.error import Conflict, TelegramError

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.decoding import MalformedUpdate, decode_update
from handlers.events import Incoming

log = logging.getLogger(__name__)

Put = Callable[[Incoming], Awaitable[bool]]
Pause = Callable[[float], Awaitable[None]]
#: Seconds between tries while Telegram cannot be asked; the last one repeats.
BACK_OFF = (1.0, 2.0, 5.0, 10.0, 30.0)


async def poll(channel: TelegramChannel, put: Put, stop: asyncio.Event, pause: Pause = asyncio.sleep) -> None:
    """Feeds ``put`` until ``stop`` is set; an update counts as taken only when ``put`` has returned."""
    poller = asyncio.create_task(_Poller(channel, put, pause).run())
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({poller, stopping}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (poller, stopping):
            task.cancel()
        await asyncio.gather(poller, stopping, return_exceptions=True)


class _Poller:
    def __init__(self, channel: TelegramChannel, put: Put, pause: Pause) -> None:
        self._channel = channel
        self._put = put
        self._pause = pause
        self._offset = 0
        self._delays = iter(BACK_OFF)
        self._complaint = ""

    async def run(self) -> None:
        while True:
            try:
                await self._take(await self._channel.updates(self._offset))
                self._well()
            except TelegramError as fault:
                await self._stumbled(fault.message)
                if isinstance(fault, Conflict):
                    await self._drop_webhook()
            except Exception as fault:
                # A database that is away, an update the library cannot read: the loop outlives it and asks again.
                await self._stumbled(type(fault).__name__, unforeseen=True)

    async def _take(self, updates: Sequence[Update]) -> None:
        for update in updates:
            callback_id = await self._store(update)
            # Only now: what was not committed is asked for again.
            self._offset = update.update_id + 1
            if callback_id is not None:
                await self._channel.acknowledge(callback_id)

    async def _store(self, update: Update) -> str | None:
        """The id of a press to be acknowledged. An update that makes no sense is passed over, or it would come for ever."""
        try:
            decoded = decode_update(update, self._channel.account, datetime.now(UTC))
        except MalformedUpdate:
            log.error("Telegram: update %s makes no sense", update.update_id)
            return None
        if decoded.incoming is not None:
            await self._put(decoded.incoming)
        return decoded.callback_id

    def _well(self) -> None:
        self._delays, self._complaint = iter(BACK_OFF), ""

    async def _stumbled(self, complaint: str, *, unforeseen: bool = False) -> None:
        """Says the same thing once, however long it lasts."""
        if complaint != self._complaint:
            log.error("Telegram: polling: %s", complaint, exc_info=unforeseen)
        self._complaint = complaint
        await self._pause(next(self._delays, BACK_OFF[-1]))

    async def _drop_webhook(self) -> None:
        """One that was set from elsewhere, or that could not be dropped at the start."""
        try:
            await self._channel.choose_intake()
        except TelegramError as fault:
            log.info("Telegram: the webhook could not be dropped: %s", fault.message)
