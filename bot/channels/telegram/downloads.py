"""Files that people sent, piece by piece."""

from collections.abc import AsyncIterator

import httpx
from telegram.error import TelegramError

from bot.channels.base import FetchLater, FetchRefused, stumbles
from bot.channels.telegram.client import Client
from bot.channels.telegram.faults import fetch_fault


class Downloads:
    def __init__(self, client: Client) -> None:
        self._client = client

    async def fetch(self, file_id: str) -> AsyncIterator[bytes]:
        address = await self._address(file_id)
        try:
            async with self._client.files.stream("GET", address) as answer:
                _check(answer.status_code)
                async for piece in answer.aiter_bytes():
                    yield piece
        except httpx.HTTPError as fault:
            # Without its cause: that one tells the address, and the address has the token in it.
            raise FetchLater(type(fault).__name__, of_channel=True) from None

    async def _address(self, file_id: str) -> str:
        try:
            file = await self._client.bot.get_file(file_id)
        except TelegramError as fault:
            raise fetch_fault(fault) from fault
        if not file.file_path:
            raise FetchLater("no address yet")
        return file.file_path


def _check(status: int) -> None:
    if status == httpx.codes.NOT_FOUND:
        raise FetchRefused("gone")
    if status != httpx.codes.OK:
        raise FetchLater(f"HTTP {status}", of_channel=stumbles(status))
