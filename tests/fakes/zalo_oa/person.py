"""A person with Zalo on the phone, and a colleague of the office who writes to him by hand."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import md5, sha256
from itertools import count
from typing import Any

import httpx

Post = Callable[[bytes, dict[str, str]], Awaitable[int]]
Message = dict[str, Any]


class NoSuchButton(AssertionError):
    """The newest message has no button with these words."""


@dataclass
class Webhook:
    """How events leave Zalo: signed, to one address. ``post`` may be replaced where it is reached without a port."""

    app_id: str
    oa_id: str
    secret: str
    clock: Callable[[], datetime]
    url: str = ""
    post: Post | None = None
    twice: bool = False
    numbers: "count[int]" = field(default_factory=lambda: count(1))

    def message_id(self) -> str:
        return f"msgdemo{next(self.numbers):06}"

    async def tell(self, name: str, **rest: Any) -> int:
        """The status with which the event was taken; 0 where nobody is to be told."""
        stamp = str(int(self.clock().timestamp() * 1000))
        event = {"app_id": self.app_id, "event_name": name, **rest, "timestamp": stamp}
        return await self.send(json.dumps(event, ensure_ascii=False).encode(), stamp)

    async def echo(self, user: str, message_id: str, text: str) -> int:
        """Of a message that the account has sent through the API."""
        message = {"text": text, "msg_id": message_id}
        return await self.tell("oa_send_text", sender={"id": self.oa_id}, recipient={"id": user}, message=message)

    async def send(self, body: bytes, stamp: str) -> int:
        status = await self._post(body, {"X-ZEvent-Signature": f"mac={self.signature(body, stamp)}"})
        if self.twice:
            status = await self._post(body, {"X-ZEvent-Signature": self.signature(body, stamp), "num_retry": "1"})
        return status

    def signature(self, body: bytes, stamp: str) -> str:
        return sha256(self.app_id.encode() + body + stamp.encode() + self.secret.encode()).hexdigest()

    async def _post(self, body: bytes, headers: dict[str, str]) -> int:
        headers = {"Content-Type": "application/json", **headers}
        if self.post is not None:
            return await self.post(body, headers)
        if not self.url:
            return 0
        async with httpx.AsyncClient(timeout=10) as client:
            return (await client.post(self.url, content=body, headers=headers)).status_code


class Screens:
    """What the account has sent to everybody, and the files that people have sent it."""

    def __init__(self) -> None:
        self.messages: dict[str, list[Message]] = {}
        self.media: dict[str, bytes] = {}
        self.spoke_at: dict[str, datetime] = {}
        self.followers: set[str] = set()
        self._changed = asyncio.Condition()

    async def show(self, user: str, message: Message) -> None:
        self.messages.setdefault(user, []).append(message)
        async with self._changed:
            self._changed.notify_all()

    async def until(self, seen: Callable[[], bool], seconds: float) -> None:
        async with self._changed:
            await asyncio.wait_for(self._changed.wait_for(seen), seconds)


class Person:
    """What a person does returns the status with which the webhook took it."""

    def __init__(self, webhook: Webhook, screens: Screens, user: str, media: Callable[[], str]) -> None:
        self._webhook = webhook
        self._screens = screens
        self._media = media
        self.user = user
        screens.followers.add(user)
        screens.spoke_at[user] = webhook.clock()

    async def _sends(self, kind: str, **message: Any) -> int:
        self._screens.spoke_at[self.user] = self._webhook.clock()
        return await self._webhook.tell(
            f"user_send_{kind}",
            sender={"id": self.user},
            recipient={"id": self._webhook.oa_id},
            user_id_by_app=f"app{self.user}",
            message={"msg_id": self._webhook.message_id(), **message},
        )

    async def says(self, text: str) -> int:
        return await self._sends("text", text=text)

    async def sends_photo(self, content: bytes, caption: str | None = None) -> int:
        url = self._kept("i.jpg", content)
        attachment = {"type": "image", "payload": {"thumbnail": url, "url": url}}
        return await self._sends("image", attachments=[attachment], **({"text": caption} if caption else {}))

    async def sends_file(self, name: str, content: bytes) -> int:
        digest = md5(content, usedforsecurity=False).hexdigest()
        payload = {"url": self._kept(name, content), "size": str(len(content)), "name": name, "checksum": digest}
        return await self._sends("file", attachments=[{"type": "file", "payload": payload}])

    def _kept(self, name: str, content: bytes) -> str:
        path = f"/media/{len(self._screens.media) + 1}/{name}"
        self._screens.media[path] = content
        return self._media() + path

    async def sends_sticker(self) -> int:
        return await self._sends("sticker", attachments=[{"type": "sticker", "payload": {"id": "20001", "url": "https://a"}}])

    async def presses(self, label: str) -> int:
        """The button's payload comes as a text, as everything does."""
        buttons = {one["title"]: one["payload"] for one in _buttons(self.received[-1])}
        found = next((payload for title, payload in buttons.items() if label in title), None)
        if found is None:
            raise NoSuchButton(f"{label!r} is not among {list(buttons)}")
        return await self._sends("text", text=found)

    async def follows(self) -> int:
        self._screens.followers.add(self.user)
        self._screens.spoke_at[self.user] = self._webhook.clock()
        return await self._stands("follow")

    async def unfollows(self) -> int:
        self._screens.followers.discard(self.user)
        return await self._stands("unfollow")

    async def _stands(self, name: str) -> int:
        return await self._webhook.tell(
            name, oa_id=self._webhook.oa_id, follower={"id": self.user}, user_id_by_app="4", source="oa_profile"
        )

    async def withdraws(self) -> int:
        return await self._webhook.tell("user_withdraw", user_id=self.user, user_id_by_app=f"app{self.user}")

    async def is_written_to_by_hand(self, text: str) -> int:
        """By a colleague who sits at the account's own page."""
        return await self._webhook.tell(
            "oa_send_text",
            sender={"id": self._webhook.oa_id, "admin_id": "5000000000000000005"},
            recipient={"id": self.user},
            message={"text": text, "msg_id": self._webhook.message_id()},
        )

    # -- what stands on the screen ---------------------------------------------------------------------------------------

    @property
    def received(self) -> list[Message]:
        return self._screens.messages.get(self.user, [])

    def sees(self) -> str:
        """The words of the newest message."""
        return str(self.received[-1].get("text", "")) if self.received else ""

    def buttons(self) -> list[str]:
        return [button["title"] for button in _buttons(self.received[-1])] if self.received else []

    async def waits_for(self, words: str, seconds: float = 10) -> str:
        """The newest message, once it has these words."""
        await self._screens.until(lambda: words in self.sees(), seconds)
        return self.sees()


def _buttons(message: Message) -> list[dict[str, str]]:
    shown: list[dict[str, str]] = message.get("attachment", {}).get("payload", {}).get("buttons", [])
    return shown
