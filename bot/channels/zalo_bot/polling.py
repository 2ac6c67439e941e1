"""Polling for a machine that nobody can reach from outside: one event a call, and none of them twice."""

import asyncio
import logging
from typing import Any, Protocol

from bot.channels.base import Put
from bot.channels.polling import Pause, Stumbles, until_stopped
from bot.channels.soundness import Malformed
from bot.channels.zalo_bot.client import CallFault, Refused
from bot.channels.zalo_bot.decoding import decode
from bot.channels.zalo_bot.registration import told

log = logging.getLogger(__name__)


class Polled(Protocol):
    """What the loop asks of the channel."""

    account: str

    async def update(self) -> dict[str, Any] | None: ...
    async def choose_intake(self) -> None: ...


async def poll(channel: Polled, put: Put, stop: asyncio.Event, pause: Pause = asyncio.sleep) -> None:
    """Feeds ``put`` until ``stop`` is set; the next event is asked for only when ``put`` has returned."""
    await until_stopped(_Poller(channel, put, pause).run(), stop)


class _Poller:
    def __init__(self, channel: Polled, put: Put, pause: Pause) -> None:
        self._channel = channel
        self._put = put
        self._stumbles = Stumbles("Zalo Bot", log, pause)

    async def run(self) -> None:
        while True:
            try:
                event = await self._channel.update()
            except CallFault as fault:
                await self._stumbles.told(told(fault))
                if isinstance(fault, Refused):
                    await self._drop_webhook()
                continue
            self._stumbles.over()
            if event is not None:
                await self._keep(event)

    async def _keep(self, event: dict[str, Any]) -> None:
        """The platform has no way to ask again: an event that cannot be stored is held until it can."""
        try:
            incoming = decode(event, self._channel.account)
        except Malformed:
            log.error("Zalo Bot: an event makes no sense")
            return
        while incoming is not None:
            try:
                await self._put(incoming)
                break
            except Exception as fault:
                await self._stumbles.told(type(fault).__name__, unforeseen=True)
        self._stumbles.over()

    async def _drop_webhook(self) -> None:
        """One that was set from elsewhere, or that could not be dropped at the start: with it nothing can be polled."""
        try:
            await self._channel.choose_intake()
        except CallFault as fault:
            log.info("Zalo Bot: the webhook could not be dropped: %s", told(fault))
