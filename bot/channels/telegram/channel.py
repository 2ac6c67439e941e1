"""Telegram as a channel of the application."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Self

from fastapi import APIRouter
from telegram import Update
from telegram.error import TelegramError

from bot.channels.base import Capabilities, Health, Learn, Mark, Outgoing, Put
from bot.channels.kind import Surroundings
from bot.channels.telegram.client import connect
from bot.channels.telegram.decoding import DOWNLOADABLE
from bot.channels.telegram.downloads import Downloads
from bot.channels.telegram.faults import send_fault
from bot.channels.telegram.polling import poll
from bot.channels.telegram.registration import ALLOWED_UPDATES, Registration
from bot.channels.telegram.sending import Sender
from bot.channels.telegram.webhook import PATH, telegram_router
from bot.channels.webhooks import Standing, WebhookTarget, target_of
from handlers.ports import Entrance

log = logging.getLogger(__name__)

NAME, TITLE = "telegram", "Telegram"
LONG_POLL = timedelta(seconds=25)
CAPABILITIES = Capabilities(
    buttons=100,
    label=60,
    text=4096,
    edits=True,
    files_out=True,
    fetches=DOWNLOADABLE,
    per_second=30,
    per_chat_second=1,
    burst=10,
    per_chat_burst=3,
)


class TelegramChannel:
    """One bot. Without a ``target`` for webhooks it is made ready for polling."""

    name = NAME
    capabilities = CAPABILITIES

    def __init__(self, token: str, api_url: str, learn: Learn, target: WebhookTarget | None = None) -> None:
        self.account = token.partition(":")[0]
        self._learn = learn
        self._target = target
        self._client = connect(token, api_url)
        self._bot = self._client.bot
        self._sender = Sender(self._bot, self.capabilities)
        self._downloads = Downloads(self._client)
        self._registration = Registration(self._bot, target)

    @classmethod
    def of(cls, around: Surroundings) -> Self | None:
        """The channel as configured; ``None`` without a token."""
        settings = around.settings
        if settings.telegram_token is None:
            return None
        target = target_of(settings.telegram_mode, settings.public_url + PATH, settings.telegram_secret)
        token = settings.telegram_token.get_secret_value()
        return cls(token, settings.telegram_api_url, partial(around.learn, NAME), target)

    async def start(self, put: Put, stop: asyncio.Event) -> None:
        await self.start_up()
        name = (await self.examine()).name
        if name:
            await self._learn(name)
        if self._target is None:
            await poll(self, put, stop)

    async def start_up(self) -> None:
        """Tells Telegram where updates go and what the menu says; raises ``NotReady``."""
        await self._registration.settle()

    def routes(self, put: Put) -> Sequence[APIRouter]:
        if self._target is None:
            return ()
        return (telegram_router(self.account, self._target.secret, put, self.acknowledge),)

    async def check(self) -> Health:
        fault = await self._registration.complaint()
        mode = "polling" if self._target is None else "webhook"
        return Health(Mark.TO_MEND, fault) if fault else Health(Mark.WELL, f"{mode}, mã truy cập được chấp nhận")

    def address(self, known_as: str, code: str = "") -> Entrance | None:
        """``None`` until the bot's name is known."""
        start = f"?start={code}" if code else ""
        return Entrance(NAME, TITLE, f"https://t.me/{known_as}{start}") if known_as else None

    async def updates(self, offset: int) -> Sequence[Update]:
        """Waits for updates from ``offset`` on, which tells Telegram to forget those before it."""
        return await self._bot.get_updates(offset=offset, timeout=LONG_POLL, allowed_updates=ALLOWED_UPDATES)

    async def choose_intake(self) -> None:
        """Sets or drops the webhook, as the mode wants it; raises what the Bot API answers."""
        await self._registration.choose_intake()

    async def examine(self) -> Standing:
        """The bot's name for links, and how its webhook does."""
        return await self._registration.standing()

    async def send(self, outgoing: Outgoing) -> str:
        try:
            return await self._sender.send(outgoing)
        except TelegramError as fault:
            raise send_fault(fault) from fault

    async def look(self, outgoing: Outgoing, since: datetime) -> str:  # noqa: ARG002
        """The Bot API shows no bot what stands in a chat: only whether it answers."""
        try:
            await self._bot.get_me()
        except TelegramError as fault:
            raise send_fault(fault) from fault
        return ""

    def fetch(self, ref: str) -> AsyncIterator[bytes]:
        return self._downloads.fetch(ref)

    async def acknowledge(self, callback_query_id: str) -> None:
        """Ends the waiting sign on a pressed button; nobody misses it for long when it cannot be ended."""
        try:
            await self._bot.answer_callback_query(callback_query_id)
        except TelegramError as fault:
            log.info("Telegram: a press was not acknowledged: %s", fault.message)

    async def close(self) -> None:
        await self._client.close()
