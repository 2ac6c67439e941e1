"""The web chat as a channel. Its page reads the transcript itself, so that a written card has already arrived."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import datetime

from fastapi import APIRouter

from bot.channels.base import FetchRefused, Health, Mark, Outgoing, Put
from bot.channels.kind import Kind
from bot.web.channel import CAPABILITIES, NAME, TITLE
from bot.web.outside import Outside
from bot.web.routes import web_router
from bot.web.surroundings import WebSurroundings
from bot.web.work import WebWork
from handlers.ports import Entrance

SHOWN = "shown"


class WebChannel:
    name = NAME
    account = NAME
    capabilities = CAPABILITIES

    def __init__(self, around: WebSurroundings) -> None:
        self._around = around
        self._public_url = around.settings.public_url

    async def send(self, outgoing: Outgoing) -> str:
        """Nothing leaves: the reference only says that the page shows the card."""
        return outgoing.replaces or SHOWN

    async def look(self, outgoing: Outgoing, since: datetime) -> str:  # noqa: ARG002
        return SHOWN

    def fetch(self, ref: str) -> AsyncIterator[bytes]:  # noqa: ARG002
        """Files of the web chat are stored before their event is; there is nowhere to fetch one from."""
        raise FetchRefused("gone")

    async def start(self, put: Put, stop: asyncio.Event) -> None:
        """Nothing runs beside its pages."""

    def routes(self, put: Put) -> Sequence[APIRouter]:
        return (web_router(WebWork(self._around).deps(put)),)

    async def check(self) -> Health:
        """The way by which everybody comes in: through whatever stands in front of the product."""
        if "public_url" not in self._around.settings.model_fields_set:
            return Health(Mark.ASIDE, f"{self._public_url}, chỉ mở được trên máy này → đặt CCHC_PUBLIC_URL để người khác vào")
        fault = await asyncio.to_thread(Outside(self._public_url, self._around.keys).fault)
        if fault:
            return Health(Mark.TO_MEND, fault)
        return Health(Mark.WELL, f"{self._public_url} dẫn tới đúng bản cài này")

    def address(self, known_as: str, code: str = "") -> Entrance | None:  # noqa: ARG002
        start = f"?start={code}" if code else ""
        return Entrance(NAME, TITLE, f"{self._public_url}/{start}")

    async def close(self) -> None:
        """It holds no connections."""


KIND = Kind(NAME, TITLE, called="trang web", make=WebChannel)
