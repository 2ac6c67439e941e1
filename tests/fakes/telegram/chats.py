"""Messages and files as the Bot API keeps them."""

import asyncio
import time
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import count
from pathlib import PurePath
from typing import Any

from tests.fakes.telegram.rules import MEGABYTE, bad

Message = dict[str, Any]
FOLDERS = {"photo": "photos", "document": "documents"}


@dataclass(frozen=True, slots=True)
class StoredFile:
    """``size`` may be more than there are bytes: a large file that nobody has to make."""

    path: str
    size: int
    content: bytes


class Files:
    def __init__(self) -> None:
        self._known: dict[str, StoredFile] = {}
        self._numbers = count(7)
        self._lost = False

    def keep(self, kind: str, name: str, content: bytes, size: int | None = None) -> dict[str, Any]:
        """The file's ids and size, as they stand in a message."""
        number = next(self._numbers)
        file_id = f"BQACAgUAAxk{kind}{number}"
        path = f"{FOLDERS[kind]}/file_{number}{PurePath(name).suffix}"
        self._known[file_id] = StoredFile(path, len(content) if size is None else size, content)
        return {"file_id": file_id, "file_unique_id": f"AgAD{kind}{number}", "file_size": self._known[file_id].size}

    def describe(self, file_id: str) -> dict[str, Any]:
        """The answer of getFile."""
        file = self._known.get(file_id)
        if file is None:
            raise bad("wrong file_id or the file is temporarily unavailable")
        if file.size > 20 * MEGABYTE:
            raise bad("file is too big")
        return {"file_id": file_id, "file_unique_id": file_id[::-1], "file_size": file.size, "file_path": file.path}

    def at(self, path: str) -> bytes | None:
        return None if self._lost else next((file.content for file in self._known.values() if file.path == path), None)

    def lose(self) -> None:
        """As after an hour: no link leads anywhere any more, though the ids stay."""
        self._lost = True


@dataclass
class Chats:
    me: dict[str, Any]
    files: Files = field(default_factory=Files)
    messages: dict[int, list[Message]] = field(default_factory=lambda: defaultdict(list))
    presses: set[str] = field(default_factory=set)
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    numbers: "count[int]" = field(default_factory=lambda: count(11))

    async def write(self, chat: int, content: dict[str, Any], sender: dict[str, Any] | None = None) -> Message:
        """A new message, of the bot unless somebody else is named."""
        message = {"message_id": next(self.numbers), "from": sender or self.me, "chat": _chat(chat), "date": int(time.time())}
        self.messages[chat].append(message | content)
        await self._tell()
        return self.messages[chat][-1]

    async def rewrite(self, chat: int, message_id: int, content: dict[str, Any]) -> Message:
        message = self._own(chat, message_id)
        if all(message.get(name) == content.get(name) for name in ("text", "reply_markup")):
            raise bad(
                "message is not modified: specified new message content and reply markup are exactly the same"
                " as a current content and reply markup of the message"
            )
        message.pop("reply_markup", None)
        message.update(content, edit_date=int(time.time()))
        await self._tell()
        return message

    async def acknowledge(self, press: str) -> None:
        self.presses.discard(press)
        await self._tell()

    def _own(self, chat: int, message_id: int) -> Message:
        message = next((one for one in self.messages[chat] if one["message_id"] == message_id), None)
        if message is None:
            raise bad("message to edit not found")
        if message["from"] != self.me:
            raise bad("message can't be edited")
        if "text" not in message:
            raise bad("there is no text in the message to edit")
        return message

    async def _tell(self) -> None:
        async with self.changed:
            self.changed.notify_all()


def _chat(chat: int) -> dict[str, Any]:
    if chat < 0:
        return {"id": chat, "type": "group", "title": "Tổ"}
    return {"id": chat, "type": "private", "first_name": "Lan", "last_name": "Nguyễn", "username": "lan_canbo_demo"}
