"""How an input reaches the product: as its page posts it, and as Telegram does."""

import asyncio
import time
from dataclasses import dataclass
from typing import Any, Protocol

import httpx

from checks.sessions.session import Input
from tests.fakes.telegram.bot_api import FakeTelegram

SECRET = "kill-check"
FIRST_UPDATE, FIRST_CHAT = 500_000_001, 700_000_001
#: Files are taken from people who have joined; the turn that lets them in may still be waiting.
NOT_YET = 403


@dataclass
class Refused(Exception):
    """The product will never take this input."""

    input: Input
    status: int


class Sender(Protocol):
    async def send(self, given: Input) -> bool:
        """Whether the product has acknowledged it; with ``False`` it is to be sent again, under the same key."""
        ...

    async def close(self) -> None: ...


async def _acknowledged(given: Input, client: httpx.AsyncClient, path: str, **content: Any) -> bool:
    try:
        status = (await client.post(path, **content)).status_code
    except httpx.TransportError:
        return False
    if 400 <= status < 500 and status != NOT_YET:
        raise Refused(given, status)
    return status < 300


class Page:
    """The web chat of one browser."""

    def __init__(self, address: str) -> None:
        self._client = httpx.AsyncClient(base_url=address, timeout=20)
        self._opening = asyncio.Lock()

    async def send(self, given: Input) -> bool:
        if not await self._opened():
            return False
        form = {"key": f"kill-{given.number:08}", "text": given.text, "choice": given.choice, "label": "…"}
        paper = given.paper
        files = {"files": (paper.name, paper.content, "image/png")} if paper else {"files": ("", b"")}
        return await _acknowledged(given, self._client, "/chat/messages", data=form, files=files)

    async def _opened(self) -> bool:
        """Once, as the first answer says whose browser it is."""
        async with self._opening:
            try:
                return bool(self._client.cookies) or (await self._client.get("/")).is_success
            except httpx.TransportError:
                return False

    async def close(self) -> None:
        await self._client.aclose()


class Phone:
    """A private chat at Telegram, which posts an update to the webhook until it is taken."""

    def __init__(self, address: str, fake: FakeTelegram, chat: int) -> None:
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        self._client = httpx.AsyncClient(base_url=address, headers=headers, timeout=20)
        self._fake = fake
        self._person = {"id": chat, "is_bot": False, "first_name": "Lan"}
        self._updates: dict[int, dict[str, Any]] = {}

    async def send(self, given: Input) -> bool:
        return await _acknowledged(given, self._client, "/webhooks/telegram", json=self._update(given))

    def _update(self, given: Input) -> dict[str, Any]:
        """Sent again it is the same, with the time at which the person wrote it."""
        if given.number not in self._updates:
            content = self._press(given) if given.choice else self._written(given)
            self._updates[given.number] = {"update_id": FIRST_UPDATE + given.number, **content}
        return self._updates[given.number]

    def _press(self, given: Input) -> dict[str, Any]:
        message = self._message(given) | {"text": "…"}
        press = {"from": self._person, "message": message, "chat_instance": "-49", "data": given.choice}
        self._fake.chats.presses.add(str(given.number))
        return {"callback_query": press | {"id": str(given.number)}}

    def _written(self, given: Input) -> dict[str, Any]:
        message = self._message(given) | {"from": self._person}
        if given.paper is None:
            return {"message": message | {"text": given.text}}
        kept = self._fake.chats.files.keep("document", given.paper.name, given.paper.content)
        document = kept | {"file_name": given.paper.name, "mime_type": "image/png"}
        return {"message": message | {"document": document, "caption": given.text}}

    def _message(self, given: Input) -> dict[str, Any]:
        place = {"id": self._person["id"], "first_name": "Lan", "type": "private"}
        return {"message_id": given.number + 1, "date": int(time.time()), "chat": place}

    async def close(self) -> None:
        await self._client.aclose()
