"""A Zalo Official Account as a channel of the application."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Self

from fastapi import APIRouter
from pydantic import SecretStr
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.base import Capabilities, Health, Mark, Outgoing, Put, Window
from bot.channels.kind import Surroundings
from bot.channels.media import Media
from bot.channels.zalo_oa.account import Report, report
from bot.channels.zalo_oa.client import Client, connect
from bot.channels.zalo_oa.decoding import Echo
from bot.channels.zalo_oa.faults import FAULTS, AuthorisationGone, NotNow, send_fault
from bot.channels.zalo_oa.outlet import Outlet
from bot.channels.zalo_oa.pairs import Pair, Pairs
from bot.channels.zalo_oa.sending import Sender
from bot.channels.zalo_oa.signature import Signature
from bot.channels.zalo_oa.tokens import App, Authority, Tokens
from bot.channels.zalo_oa.webhook import zalo_oa_router
from bot.environment.settings import Settings
from bot.links.sealing import Seal
from handlers.incoming.files import MAX_BYTES
from handlers.ports import Entrance

log = logging.getLogger(__name__)

NAME, TITLE = "zalo_oa", "Zalo OA"
FREE, HARD = timedelta(hours=48), timedelta(days=7)
CAPABILITIES = Capabilities(
    buttons=5,
    label=60,
    text=2000,
    edits=False,
    files_out=True,
    fetches=MAX_BYTES,
    per_second=30,
    per_chat_second=2,
    burst=30,
    per_chat_burst=5,
)


#: How often is looked whether the tokens have to be renewed, in seconds.
LOOK_AT_TOKENS = 3600.0


class ZaloOAChannel:
    """One Official Account."""

    name = NAME

    def __init__(self, first: Pair, around: Surroundings) -> None:
        settings = around.settings
        self.account = settings.zalo_oa_id
        self.capabilities = _capabilities(settings)
        self._zone, self._clock, self._around = settings.zone, around.clock, around
        self._signature = signature_of(settings)
        self._http = connect()
        app = App(settings.zalo_oa_app_id, _secret(settings.zalo_oa_app_secret))
        authority = Authority(self._http, settings.zalo_oauth_url, app)
        pairs = Pairs(around.store, Seal(settings.secret, "zalo oa tokens"), self.account, first, around.clock)
        self._tokens = Tokens(pairs, authority, around.run, around.clock)
        self._client = Client(self._http, settings.zalo_oa_api_url, self._tokens)
        self._outlet = Outlet(self._client, around.store, self.account, around.run, around.clock)
        self._sender = Sender(self._client, self._outlet, self.capabilities, around.link, settings.zalo_oa_buttons)
        self._media = Media(settings.zalo_media_hosts, self.capabilities.fetches)

    @classmethod
    def of(cls, around: Surroundings) -> Self | None:
        """The channel as configured; ``None`` without a token."""
        settings = around.settings
        if settings.zalo_oa_access_token is None:
            return None
        return cls(Pair(_secret(settings.zalo_oa_access_token), _secret(settings.zalo_oa_refresh_token)), around)

    async def send(self, outgoing: Outgoing) -> str:
        try:
            return await self._sender.send(outgoing)
        except FAULTS as fault:
            raise send_fault(fault, self._clock(), self._zone) from fault

    async def look(self, outgoing: Outgoing, since: datetime) -> str:
        """Looks for the card among the last messages of its chat."""
        try:
            return await self._sender.stands(outgoing, since)
        except FAULTS as fault:
            raise send_fault(fault, self._clock(), self._zone) from fault

    async def hear(self, echo: Echo) -> None:
        """A message of ours has arrived: if nobody knew that of it, it is known now."""
        await self._around.run(self._settle, echo)

    def _settle(self, echo: Echo) -> None:
        with self._around.store.read() as work:
            found = work.deliveries.unsettled(echo.chat, echo.message, lambda card: self._sender.shows(card, echo.text))
        if found is not None:
            with self._around.store.write() as work:
                work.deliveries.arrived(found, echo.message)

    def fetch(self, ref: str) -> AsyncIterator[bytes]:
        return self._media.fetch(ref)

    async def examine(self) -> Report:
        """How the account does, asked of Zalo now."""
        return await report(self._client, self._outlet, self.account)

    async def start(self, put: Put, stop: asyncio.Event) -> None:  # noqa: ARG002
        """Says in the log what keeps the account from working, and keeps its tokens fresh."""
        found = await self.examine()
        if found.fault:
            log.error("Zalo OA: %s", found.fault)
        elif found.words:
            log.info("Zalo OA: %s", found.words)
        while not stop.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), LOOK_AT_TOKENS)
            if not stop.is_set():
                await self.keep_fresh()

    def routes(self, put: Put) -> Sequence[APIRouter]:
        return (zalo_oa_router(self.account, self._signature, put, self.hear),)

    async def check(self) -> Health:
        try:
            found = await self.examine()
        except SQLAlchemyError:
            return Health(Mark.TO_MEND, "token nằm trong cơ sở dữ liệu, hiện không đọc được → xem dòng cơ sở dữ liệu")
        if found.fault:
            return Health(Mark.TO_MEND, found.fault)
        return Health(Mark.WELL, f"token được chấp nhận: {found.words}")

    def address(self, known_as: str, code: str = "") -> Entrance | None:  # noqa: ARG002
        """Zalo hands no word of a link on to the account, so the code has to be typed."""
        typed = f"/start {code}" if code else ""
        return Entrance(NAME, TITLE, f"https://zalo.me/{self.account}", typed=typed)

    async def keep_fresh(self) -> None:
        """Renews the tokens when it is time, also of an account that sends nothing for months."""
        try:
            await self._tokens.current()
        except (AuthorisationGone, NotNow) as fault:
            log.error("Zalo OA: %s", fault.why)

    async def close(self) -> None:
        await self._media.close()
        await self._http.aclose()


def signature_of(settings: Settings) -> Signature:
    """What webhooks of the account are signed with."""
    return Signature(
        identity=settings.zalo_oa_signed_with,
        identities={"app_id": settings.zalo_oa_app_id, "oa_id": settings.zalo_oa_id},
        secret=_secret(settings.zalo_oa_secret),
        secrets={
            "CCHC_ZALO_OA_SECRET": _secret(settings.zalo_oa_secret),
            "CCHC_ZALO_OA_APP_SECRET": _secret(settings.zalo_oa_app_secret),
        },
    )


def _capabilities(settings: Settings) -> Capabilities:
    window = Window(FREE, HARD, paid=settings.zalo_oa_paid)
    buttons = 0 if settings.zalo_oa_buttons == "none" else CAPABILITIES.buttons
    takeover = timedelta(minutes=settings.zalo_oa_takeover_minutes)
    return replace(CAPABILITIES, buttons=buttons, window=window, takeover=takeover)


def _secret(value: SecretStr | None) -> str:
    return "" if value is None else value.get_secret_value()
