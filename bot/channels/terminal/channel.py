"""The shell as a channel. Whoever sits there reads the transcript, so that a written card has already arrived."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Self

from fastapi import APIRouter

from bot.channels.base import Capabilities, FetchRefused, Health, Mark, Outgoing, Put
from bot.channels.kind import Surroundings
from handlers.ports import Entrance

NAME, TITLE = "terminal", "Cửa sổ lệnh"
SHOWN = "shown"
CAPABILITIES = Capabilities(
    buttons=0,
    label=200,
    text=100_000,
    edits=True,
    files_out=False,
    fetches=0,
    per_second=0,
    per_chat_second=0,
)


class TerminalChannel:
    name = NAME
    account = NAME
    capabilities = CAPABILITIES

    @classmethod
    def of(cls, around: Surroundings) -> Self:  # noqa: ARG003
        """Always on: it opens nothing, and lets nobody in without a code."""
        return cls()

    async def send(self, outgoing: Outgoing) -> str:
        """Nothing leaves, whichever process delivers: ``cchc chat`` shows what is written down."""
        return outgoing.replaces or SHOWN

    async def look(self, outgoing: Outgoing, since: datetime) -> str:  # noqa: ARG002
        return SHOWN

    def fetch(self, ref: str) -> AsyncIterator[bytes]:  # noqa: ARG002
        """Files are stored before their event is; there is nowhere to fetch one from."""
        raise FetchRefused("gone")

    async def start(self, put: Put, stop: asyncio.Event) -> None:
        """Nothing runs beside the command."""

    def routes(self, put: Put) -> Sequence[APIRouter]:  # noqa: ARG002
        return ()

    async def check(self) -> Health:
        return Health(Mark.WELL, "cchc chat")

    def address(self, known_as: str, code: str = "") -> Entrance | None:  # noqa: ARG002
        """Nobody is invited to a shell."""
        return None

    async def close(self) -> None:
        """It holds no connections."""
