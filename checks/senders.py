"""How an input reaches the product: as its page posts it, and as Telegram does."""

import time
from dataclasses import dataclass
from typing import Any, Protocol

import httpx

from checks.session import Input
from tests.fakes.telegram import FakeTelegram

SECRET = "kill-check"
FIRST_UPDATE, FIRST_CHAT = 500_000_001, 700_000_001
#: Files are taken from people who have joined; the turn that lets them in may still be waiting.
NOT_YET = 403


@dataclass(frozen=True, slots=True)
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

    async def send(self, given: Input) -> bool:
        if not self._client.cookies and not await self._opened():
            return False
        form = {"key": f"kill-{given.number:08}", "text": given.text, "choice": given.choice, "label": "…"}
        paper = given.paper
        files = {"files": (paper.name, paper.content, "image/png")} if paper else {"files": ("", b"")}
        return await _acknowledged(given, self._client, "/chat/messages", data=form, files=files)

    async def _opened(self) -> bool:
        try:
            return (await self._client.get("/")).is_success
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
        self._begun = int(time.time())
        self._kept: dict[int, dict[str, Any]] = {}

    async def send(self, given: Input) -> bool:
        update = {"update_id": FIRST_UPDATE + given.number, **(self._press(given) if given.choice else self._written(given))}
        return await _acknowledged(given, self._client, "/webhooks/telegram", json=update)

    def _press(self, given: Input) -> dict[str, Any]:
        message = self._message(given) | {"text": "…"}
        press = {"id": str(given.number), "from": self._person, "message": message, "chat_instance": "-49"}
        self._fake.chats.presses.add(press["id"])
        return {"callback_query": press | {"data": given.choice}}

    def _written(self, given: Input) -> dict[str, Any]:
        message = self._message(given) | {"from": self._person}
        if given.paper is None:
            return {"message": message | {"text": given.text}}
        return {"message": message | {"document": self._document(given), "caption": given.text}}

    def _message(self, given: Input) -> dict[str, Any]:
        place = {"id": self._person["id"], "first_name": "Lan", "type": "private"}
        return {"message_id": given.number + 1, "date": self._begun + given.number, "chat": place}

    def _document(self, given: Input) -> dict[str, Any]:
        """Sent again it is the same file."""
        if given.number not in self._kept and given.paper is not None:
            kept = self._fake.chats.files.keep("document", given.paper.name, given.paper.content)
            self._kept[given.number] = kept | {"file_name": given.paper.name, "mime_type": "image/png"}
        return self._kept[given.number]

    async def close(self) -> None:
        await self._client.aclose()
