"""Zalo Bot as a channel of the application."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any, Self

from bot.channels.base import Capabilities, Outgoing
from bot.channels.media import Media
from bot.channels.zalo_bot.client import CallFault, Client, Refused
from bot.channels.zalo_bot.faults import send_fault
from bot.channels.zalo_bot.registration import Pause, Registration, Standing, WebhookTarget
from bot.channels.zalo_bot.sending import FileLink, Sender
from bot.settings import Settings
from handlers.files import MAX_BYTES

PATH = "/webhooks/zalo-bot"
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

    name = "zalo_bot"
    capabilities = CAPABILITIES

    def __init__(self, token: str, api_url: str, *, media: Media, link: FileLink, target: WebhookTarget | None = None) -> None:
        self.account = token.partition(":")[0]
        self._client = Client(token, api_url)
        self._media = media
        self._sender = Sender(self._client, self.capabilities, link)
        self._registration = Registration(self._client, target)

    @classmethod
    def of(cls, settings: Settings, link: FileLink) -> Self | None:
        """The channel as configured; ``None`` without a token."""
        if settings.zalo_bot_token is None:
            return None
        token, media = settings.zalo_bot_token.get_secret_value(), Media(settings.zalo_media_hosts, MAX_BYTES)
        return cls(token, settings.zalo_bot_api_url, media=media, link=link, target=_target(settings))

    async def start_up(self, pause: Pause = asyncio.sleep) -> None:
        """Tells the platform where events go; a fault is logged, and ``check_up`` tells it again."""
        await self._registration.settle(pause)

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

    async def check_up(self) -> str:
        """What an operator has to mend, in one line; empty when all is well."""
        return await self._registration.complaint()

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


def _target(settings: Settings) -> WebhookTarget | None:
    if settings.zalo_bot_mode == "polling" or settings.zalo_bot_secret is None:
        return None
    return WebhookTarget(settings.public_url + PATH, settings.zalo_bot_secret.get_secret_value())
