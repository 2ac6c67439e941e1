"""Long polling for a machine that nobody can reach from outside: the same inbox, another way in."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Protocol

from telegram import Update
from telegram.error import Conflict, TelegramError

from bot.channels.base import Put
from bot.channels.polling import Pause, Stumbles, until_stopped
from bot.channels.soundness import Malformed
from bot.channels.telegram.decoding import decode_update

log = logging.getLogger(__name__)


class Polled(Protocol):
    """What the loop asks of the channel."""

    account: str

    async def updates(self, offset: int) -> Sequence[Update]: ...
    async def choose_intake(self) -> None: ...
    async def acknowledge(self, callback_query_id: str) -> None: ...


async def poll(channel: Polled, put: Put, stop: asyncio.Event, pause: Pause = asyncio.sleep) -> None:
    """Feeds ``put`` until ``stop`` is set; an update counts as taken only when ``put`` has returned."""
    await until_stopped(_Poller(channel, put, pause).run(), stop)


class _Poller:
    def __init__(self, channel: Polled, put: Put, pause: Pause) -> None:
        self._channel = channel
        self._put = put
        self._offset = 0
        self._stumbles = Stumbles("Telegram", log, pause)

    async def run(self) -> None:
        while True:
            try:
                await self._take(await self._channel.updates(self._offset))
                self._stumbles.over()
            except TelegramError as fault:
                await self._stumbles.told(fault.message)
                if isinstance(fault, Conflict):
                    await self._drop_webhook()
            except Exception as fault:
                # A database that is away, an update the library cannot read: the loop outlives it and asks again.
                await self._stumbles.told(type(fault).__name__, unforeseen=True)

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
        except Malformed:
            log.error("Telegram: update %s makes no sense", update.update_id)
            return None
        if decoded.incoming is not None:
            await self._put(decoded.incoming)
        return decoded.callback_id

    async def _drop_webhook(self) -> None:
        """One that was set from elsewhere, or that could not be dropped at the start."""
        try:
            await self._channel.choose_intake()
        except TelegramError as fault:
            log.info("Telegram: the webhook could not be dropped: %s", fault.message)
