"""A Bot API that takes everything, and tells when something arrived for a chat."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any
from urllib.parse import parse_qs

from benchmarks import wire

ME = {"id": 800000002, "is_bot": True, "first_name": "Trợ lý xã", "username": "troly_xa_demo_bot"}
TOKEN = "800000002:benchmark"
#: What a bot asks about itself when it starts.
STANDING = {"getMe": ME, "getWebhookInfo": {"url": "", "has_custom_certificate": False, "pending_update_count": 0}}
SHOWING = ("sendMessage", "editMessageText")


@dataclass(frozen=True, slots=True)
class Reply:
    """``at``: seconds on this machine's steady clock; ``codes``: what can be pressed under it."""

    at: float
    codes: tuple[str, ...]


class Api:
    def __init__(self) -> None:
        self._awaited: dict[int, asyncio.Future[Reply]] = {}
        self._numbers = count(1)

    def reply_to(self, chat: int) -> "asyncio.Future[Reply]":
        """The next message of this chat."""
        self._awaited[chat] = asyncio.get_running_loop().create_future()
        return self._awaited[chat]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                request = await wire.read(reader)
                writer.write(wire.answer(self._obey(request)))
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    def _obey(self, request: wire.Message) -> bytes:
        method = request.start.split(" ")[1].rsplit("/", 1)[-1]
        if method in SHOWING:
            return _result(self._shown(parse_qs(request.body.decode())))
        return _result(STANDING.get(method, True))

    def _shown(self, given: dict[str, list[str]]) -> dict[str, Any]:
        chat = int(given["chat_id"][0])
        awaited = self._awaited.pop(chat, None)
        if awaited is not None and not awaited.done():
            awaited.set_result(Reply(time.perf_counter(), _codes(given)))
        place = {"id": chat, "type": "private", "first_name": "Lan"}
        return {"message_id": next(self._numbers), "date": int(time.time()), "chat": place, "from": ME, "text": "…"}


def _codes(given: dict[str, list[str]]) -> tuple[str, ...]:
    rows = json.loads(given.get("reply_markup", ["{}"])[0]).get("inline_keyboard", [])
    return tuple(button["callback_data"] for row in rows for button in row)


def _result(result: object) -> bytes:
    return json.dumps({"ok": True, "result": result}).encode()


@asynccontextmanager
async def listening(api: Api) -> AsyncIterator[int]:
    """The port on which the API answers."""
    server = await asyncio.start_server(api.serve, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
