"""Polling for a machine that nobody can reach from outside: one event a call, and none of them twice."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from bot.channels.zalo_bot.channel import ZaloBotChannel
from bot.channels.zalo_bot.client import CallFault, Refused
from bot.channels.zalo_bot.decoding import MalformedEvent, decode
from bot.channels.zalo_bot.registration import told
from handlers.events import Incoming

log = logging.getLogger(__name__)

Put = Callable[[Incoming], Awaitable[bool]]
Pause = Callable[[float], Awaitable[None]]
#: Seconds between tries while the platform cannot be asked, or an event not be stored; the last one repeats.
BACK_OFF = (1.0, 2.0, 5.0, 10.0, 30.0)


async def poll(channel: ZaloBotChannel, put: Put, stop: asyncio.Event, pause: Pause = asyncio.sleep) -> None:
    """Feeds ``put`` until ``stop`` is set; the next event is asked for only when ``put`` has returned."""
    poller = asyncio.create_task(_Poller(channel, put, pause).run())
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({poller, stopping}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (poller, stopping):
            task.cancel()
        await asyncio.gather(poller, stopping, return_exceptions=True)


class _Poller:
    def __init__(self, channel: ZaloBotChannel, put: Put, pause: Pause) -> None:
        self._channel = channel
        self._put = put
        self._pause = pause
        self._delays = iter(BACK_OFF)
        self._complaint = ""

    async def run(self) -> None:
        while True:
            try:
                event = await self._channel.update()
            except CallFault as fault:
                await self._stumbled(told(fault))
                if isinstance(fault, Refused):
                    await self._drop_webhook()
                continue
            self._well()
            if event is not None:
                await self._keep(event)

    async def _keep(self, event: dict[str, Any]) -> None:
        """The platform has no way to ask again: an event that cannot be stored is held until it can."""
        try:
            incoming = decode(event, self._channel.account)
        except MalformedEvent:
            log.error("Zalo Bot: an event makes no sense")
            return
        while incoming is not None:
            try:
                await self._put(incoming)
                break
            except Exception as fault:
                await self._stumbled(type(fault).__name__, unforeseen=True)
        self._well()

    def _well(self) -> None:
        self._delays, self._complaint = iter(BACK_OFF), ""

    async def _stumbled(self, complaint: str, *, unforeseen: bool = False) -> None:
        """Says the same thing once, however long it lasts."""
        if complaint != self._complaint:
            log.error("Zalo Bot: polling: %s", complaint, exc_info=unforeseen)
        self._complaint = complaint
        await self._pause(next(self._delays, BACK_OFF[-1]))

    async def _drop_webhook(self) -> None:
        """One that was set from elsewhere, or that could not be dropped at the start: with it nothing can be polled."""
        try:
            await self._channel.choose_intake()
        except CallFault as fault:
            log.info("Zalo Bot: the webhook could not be dropped: %s", told(fault))
