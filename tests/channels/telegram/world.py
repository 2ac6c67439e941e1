"""What the stories about Telegram have in common."""

import asyncio
import io
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PIL import Image

from bot.channels.base import Outgoing
from bot.channels.telegram import TelegramChannel
from bot.channels.webhooks import WebhookTarget
from handlers.cards.card import Card, Choice
from handlers.incoming.events import Incoming
from tests.doorway import nobody_learns

SAMPLES = Path(__file__).parent / "samples"
NOW = datetime(2026, 11, 21, 8, 0, 30, 250_000, tzinfo=UTC)
YES = Choice("Có", "1f!pick:a")
NO = Choice("Không", "1f!pick:b")


@asynccontextmanager
async def connected(token: str, address: str, target: WebhookTarget | None = None) -> AsyncIterator[TelegramChannel]:
    """A channel that is closed afterwards."""
    channel = TelegramChannel(token, address, nobody_learns, target)
    try:
        yield channel
    finally:
        await channel.close()


def sample(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SAMPLES / f"{name}.json").read_text())
    return found


def card(text: str, *choices: Choice) -> Card:
    return Card(text, choices)


def to_lan(text: str, *choices: Choice, **rest: Any) -> Outgoing:
    return Outgoing("700000001", card(text, *choices), **rest)


def jpeg(width: int = 40, height: int = 30, colour: str = "red") -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(written, "JPEG")
    return written.getvalue()


class ShelfIsLocked(Exception):
    """Nothing can be written down at the moment."""


class Shelf:
    """Keeps events like the inbox: each key once, for good, and only while it can be written to."""

    def __init__(self) -> None:
        self.kept: dict[str, Incoming] = {}
        self.failures = 0
        self._changed = asyncio.Condition()

    async def put(self, incoming: Incoming) -> bool:
        if self.failures:
            self.failures -= 1
            raise ShelfIsLocked
        fresh = incoming.key not in self.kept
        self.kept.setdefault(incoming.key, incoming)
        async with self._changed:
            self._changed.notify_all()
        return fresh

    @property
    def texts(self) -> list[str]:
        return [incoming.text for incoming in self.kept.values()]

    async def holds(self, number: int) -> None:
        """Returns once so many events are kept."""
        async with self._changed:
            await asyncio.wait_for(self._changed.wait_for(lambda: len(self.kept) >= number), 5)


def answering(status: int, body: bytes) -> Callable[[Any, Any, Any], Awaitable[None]]:
    """An application that gives one and the same answer to everything."""

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        while (await receive()).get("more_body"):
            continue
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return answer
