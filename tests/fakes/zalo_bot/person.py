"""A person with Zalo on the phone: writes, sends, reads."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from tests.fakes.zalo_bot.rules import Given

MESSAGES = count(1)


@dataclass
class Message:
    """What a person sees: words, or a photo with its caption."""

    id: str
    text: str
    photo: bytes | None = None


@dataclass
class Chat:
    """One chat with the bot."""

    id: str
    name: str
    messages: list[Message] = field(default_factory=list)
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def show(self, text: str, photo: bytes | None = None) -> Message:
        message = Message(f"c0ffee{next(MESSAGES):014}", text, photo)
        async with self.changed:
            self.messages.append(message)
            self.changed.notify_all()
        return message


class Person:
    """What a person does returns the status with which the webhook took it, or 0 where the bot polls.

    ``host`` keeps a content where Zalo would, and gives its link; ``tell`` hands an event over.
    """

    def __init__(self, chat: Chat, host: Callable[[bytes], str], tell: Callable[[Given], Awaitable[int]]) -> None:
        self.chat = chat
        self._host = host
        self._tell = tell

    async def says(self, text: str) -> int:
        return await self._sends("text", {"text": text})

    async def sends_photo(self, content: bytes, caption: str = "") -> int:
        shown = {"photo_url": self._host(content), "message_type": "CHAT_PHOTO"}
        return await self._sends("image", shown | ({"caption": caption} if caption else {}))

    async def sends_file(self) -> int:
        """The bot is told that there was something, and not what."""
        return await self._sends("unsupported", {})

    async def sends_sticker(self) -> int:
        return await self._sends("sticker", {"sticker": "demo-sticker-id", "message_type": "CHAT_STICKER"})

    async def _sends(self, kind: str, content: dict[str, Any]) -> int:
        number = next(MESSAGES)
        message = {
            "date": 1790000000000 + number,
            "chat": {"id": self.chat.id, "chat_type": "PRIVATE"},
            "message_id": f"c0ffee{number:014}",
            "from": {"id": self.chat.id, "is_bot": False, "display_name": self.chat.name},
            **content,
        }
        return await self._tell({"event_name": f"message.{kind}.received", "message": message})

    @property
    def received(self) -> list[Message]:
        return self.chat.messages

    def sees(self) -> str:
        """The words of the newest message of the bot."""
        return self.received[-1].text if self.received else ""

    async def waits_for(self, words: str, seconds: float = 5) -> str:
        """The newest message, once it has these words."""
        async with self.chat.changed:
            await asyncio.wait_for(self.chat.changed.wait_for(lambda: words in self.sees()), seconds)
        return self.sees()
