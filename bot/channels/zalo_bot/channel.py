"""Zalo Bot as a channel of the application."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any, Self

from fastapi import APIRouter

from bot.channels.base import Capabilities, FileLink, Health, Learn, Mark, Outgoing, Put
from bot.channels.kind import Surroundings
from bot.channels.media import Media
from bot.channels.webhooks import Standing, WebhookTarget, target_of
from bot.channels.zalo_bot.client import CallFault, Client, Refused
from bot.channels.zalo_bot.faults import send_fault
from bot.channels.zalo_bot.polling import poll
from bot.channels.zalo_bot.registration import Registration
from bot.channels.zalo_bot.sending import Sender
from bot.channels.zalo_bot.webhook import PATH, zalo_bot_router
from handlers.incoming.files import MAX_BYTES
from handlers.ports import Entrance

NAME, TITLE = "zalo_bot", "Zalo Bot"
LONG_POLL = 25
#: The platform publishes no pace: this one is a careful guess, and "too many" holds the whole channel anyway.
CAPABILITIES = Capabilities(
    buttons=0,
    label=200,
    text=2000,
    edits=False,
    files_out=False,
    fetches=MAX_BYTES,
    per_second=10,
    per_chat_second=1,
    burst=10,
    per_chat_burst=3,
)


class ZaloBotChannel:
    """One bot. Without a ``target`` for webhooks it is made ready for polling."""

    name = NAME
    capabilities = CAPABILITIES

    def __init__(
        self,
        token: str,
        api_url: str,
        learn: Learn,
        *,
        media: Media,
        link: FileLink,
        target: WebhookTarget | None = None,
    ) -> None:
        self.account = token.partition(":")[0]
        self._learn = learn
        self._target = target
        self._client = Client(token, api_url)
        self._media = media
        self._sender = Sender(self._client, self.capabilities, link)
        self._registration = Registration(self._client, target)

    @classmethod
    def of(cls, around: Surroundings) -> Self | None:
        """The channel as configured; ``None`` without a token."""
        settings = around.settings
        if settings.zalo_bot_token is None:
            return None
        token, media = settings.zalo_bot_token.get_secret_value(), Media(settings.zalo_media_hosts, MAX_BYTES)
        target = target_of(settings.zalo_bot_mode, settings.public_url + PATH, settings.zalo_bot_secret)
        learn = partial(around.learn, NAME)
        return cls(token, settings.zalo_bot_api_url, learn, media=media, link=around.link, target=target)

    async def start(self, put: Put, stop: asyncio.Event) -> None:
        await self.start_up()
        name = (await self.examine()).name
        if name:
            await self._learn(name)
        if self._target is None:
            await poll(self, put, stop)

    async def start_up(self) -> None:
        """Tells the platform where events go; raises ``NotReady``."""
        await self._registration.settle()

    def routes(self, put: Put) -> Sequence[APIRouter]:
        return () if self._target is None else (zalo_bot_router(self.account, self._target.secret, put),)

    async def check(self) -> Health:
        fault = await self._registration.complaint()
        mode = "polling" if self._target is None else "webhook"
        return Health(Mark.TO_MEND, fault) if fault else Health(Mark.WELL, f"{mode}, mã truy cập được chấp nhận")

    def address(self, known_as: str, code: str = "") -> Entrance | None:
        """A Zalo bot has no address: it is found by its name, once that is known."""
        typed = f"/start {code}" if code else ""
        return Entrance(NAME, TITLE, name=known_as, inside="Zalo", typed=typed) if known_as else None

    async def update(self) -> dict[str, Any] | None:
        """Waits for one event, or ``None``. It is not sent again: whoever asks has to keep it."""
        try:
            return await self._client.call("getUpdates", patience=LONG_POLL, timeout=str(LONG_POLL)) or None
        except Refused as fault:
            if fault.code == 408:
                return None
            raise

    async def choose_intake(self) -> None:
        """Sets or drops the webhook, as the mode wants it; raises a ``CallFault``."""
        await self._registration.choose_intake()

    async def examine(self) -> Standing:
        """The bot's name for invitations, and its webhook."""
        return await self._registration.standing()

    async def send(self, outgoing: Outgoing) -> str:
        try:
            return await self._sender.send(outgoing)
        except CallFault as fault:
            raise send_fault(fault) from fault

    async def look(self, outgoing: Outgoing, since: datetime) -> str:  # noqa: ARG002
        """The platform shows no bot what stands in a chat: only whether it answers."""
        try:
            await self._client.call("getMe")
        except CallFault as fault:
            raise send_fault(fault) from fault
        return ""

    def fetch(self, ref: str) -> AsyncIterator[bytes]:
        return self._media.fetch(ref)

    async def close(self) -> None:
        await self._client.close()
        await self._media.close()
