"""What the stories about Zalo Bot have in common."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.channels.base import Outgoing
from bot.channels.media import Media
from bot.channels.webhooks import WebhookTarget
from bot.channels.zalo_bot import ZaloBotChannel
from handlers.cards.card import Attachment, Card, Choice, Picture
from tests.doorway import nobody_learns
from tests.fakes.zalo_bot.person import Person

SAMPLES = Path(__file__).parent / "samples"
LARGEST = 1024 * 1024


class Pauses:
    """Waits for nothing, and remembers how long it should have been; ``reached`` when there were so many."""

    def __init__(self, enough: int = 1) -> None:
        self.taken: list[float] = []
        self.reached = asyncio.Event()
        self._enough = enough

    async def __call__(self, seconds: float) -> None:
        self.taken.append(seconds)
        if len(self.taken) >= self._enough:
            self.reached.set()
        await asyncio.sleep(0)


def link(file: Picture | Attachment) -> str:
    return f"https://cchc.example.gov.vn/f/{file.name}"


@asynccontextmanager
async def connected(
    token: str, address: str, target: WebhookTarget | None = None, pictures: str = ""
) -> AsyncIterator[ZaloBotChannel]:
    """A channel that is closed afterwards; ``pictures``: where its links lead to instead of nowhere."""
    media = Media(address.removeprefix("http://"), LARGEST)
    channel = ZaloBotChannel(
        token, address, nobody_learns, media=media, link=lambda file: pictures or link(file), target=target
    )
    try:
        yield channel
    finally:
        await channel.close()


def sample(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SAMPLES / f"{name}.json").read_text())
    return found


def to(person: Person, text: str, *choices: Choice, **rest: Any) -> Outgoing:
    return Outgoing(person.chat.id, Card(text, choices, **rest))
