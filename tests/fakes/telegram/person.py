"""A person with Telegram on the phone: writes, sends, presses, reads."""

import asyncio
import time
from itertools import count
from typing import Any

from tests.fakes.telegram.chats import Chats, Message
from tests.fakes.telegram.updates import Updates

PRESSES = count(3006477107000000001)


class NoSuchButton(AssertionError):
    """No message on the screen has a button with these words."""


class Person:
    """What a person does returns the status with which the webhook took it, or 0 where the bot polls."""

    def __init__(self, chats: Chats, updates: Updates, chat: int, name: str) -> None:
        self._chats = chats
        self._updates = updates
        self.chat = chat
        first, _, last = name.partition(" ")
        self._names = {"first_name": first} | ({"last_name": last} if last else {})
        self._user = {"id": chat, "is_bot": False, **self._names, "language_code": "vi"}

    async def _sends(self, content: dict[str, Any]) -> int:
        message = await self._chats.write(self.chat, {"chat": self._place, **content}, self._user)
        return await self._updates.add("message", message)

    @property
    def _place(self) -> dict[str, Any]:
        return {"id": self.chat, **self._names, "type": "private"}

    async def says(self, text: str) -> int:
        command = text.partition(" ")[0]
        entities = [{"offset": 0, "length": len(command), "type": "bot_command"}] if command.startswith("/") else []
        return await self._sends({"text": text} | ({"entities": entities} if entities else {}))

    async def sends_photo(self, content: bytes, caption: str | None = None, album: str | None = None) -> int:
        """Telegram makes smaller ones of it as well, and names the smallest first."""
        small = self._chats.files.keep("photo", "s.jpg", content[:1204]) | {"width": 67, "height": 90}
        whole = self._chats.files.keep("photo", "x.jpg", content) | {"width": 960, "height": 1280}
        return await self._sends({"photo": [small, whole]} | _known(caption=caption, media_group_id=album))

    async def sends_file(
        self,
        name: str,
        content: bytes,
        caption: str | None = None,
        mime: str | None = None,
        size: int | None = None,
        album: str | None = None,
    ) -> int:
        """``size`` where the file is to be larger than its bytes."""
        document = self._chats.files.keep("document", name, content, size) | {"file_name": name} | _known(mime_type=mime)
        return await self._sends({"document": document} | _known(caption=caption, media_group_id=album))

    async def sends_sticker(self) -> int:
        sticker = {"file_id": "CAACAgUAAxkBdemoStk", "file_unique_id": "AgADdemoStk", "width": 512, "height": 512}
        return await self._sends({"sticker": sticker | {"is_animated": False, "is_video": False, "type": "regular"}})

    async def presses(self, label: str) -> int:
        """The button with these words, on the newest message that has one."""
        message, button = self._find(label)
        press = str(next(PRESSES))
        self._chats.presses.add(press)
        content = {"id": press, "from": self._user, "message": message, "chat_instance": "-49", "data": button["callback_data"]}
        return await self._updates.add("callback_query", content)

    def _find(self, label: str) -> tuple[Message, dict[str, str]]:
        for message in reversed(self.received):
            for button in _buttons(message):
                if label in button["text"]:
                    return message, button
        raise NoSuchButton(label)

    async def leaves(self) -> int:
        return await self._becomes("member", "kicked")

    async def comes_back(self) -> int:
        return await self._becomes("kicked", "member")

    async def _becomes(self, old: str, new: str) -> int:
        change = {"old_chat_member": self._status(old), "new_chat_member": self._status(new)}
        whole = {"chat": self._place, "from": self._user, "date": int(time.time()), **change}
        return await self._updates.add("my_chat_member", whole)

    def _status(self, status: str) -> dict[str, Any]:
        until = {"until_date": 0} if status == "kicked" else {}
        return {"user": self._chats.me, "status": status, **until}

    # -- what stands on the screen ---------------------------------------------------------------------------------------

    @property
    def received(self) -> list[Message]:
        """The bot's messages, the oldest first."""
        return [message for message in self._chats.messages[self.chat] if message["from"] == self._chats.me]

    def sees(self) -> str:
        """The words of the newest message of the bot."""
        return _words(self.received[-1]) if self.received else ""

    def buttons(self) -> list[str]:
        """What can be pressed under it."""
        return [button["text"] for button in _buttons(self.received[-1])] if self.received else []

    async def waits_for(self, words: str, seconds: float = 5) -> str:
        """The newest message, once it has these words."""
        async with self._chats.changed:
            await asyncio.wait_for(self._chats.changed.wait_for(lambda: words in self.sees()), seconds)
        return self.sees()

    async def sees_press_acknowledged(self, seconds: float = 5) -> None:
        """Returns once no button shows the waiting sign any more."""
        async with self._chats.changed:
            await asyncio.wait_for(self._chats.changed.wait_for(lambda: not self._chats.presses), seconds)


def _words(message: Message) -> str:
    return str(message.get("text", message.get("caption", "")))


def _buttons(message: Message) -> list[dict[str, str]]:
    rows: list[list[dict[str, str]]] = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]


def _known(**given: str | None) -> dict[str, str]:
    return {name: value for name, value in given.items() if value is not None}
