"""How updates leave the Bot API: posted to the webhook, or asked for; each until it was taken."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from itertools import count
from typing import Any

import httpx

from tests.fakes.telegram.rules import Refused

Update = dict[str, Any]
Post = Callable[[str, Update, dict[str, str]], Awaitable[int]]
DEFAULT_KINDS = ("message", "edited_message", "callback_query", "my_chat_member", "channel_post")


async def _over_http(url: str, update: Update, headers: dict[str, str]) -> int:
    async with httpx.AsyncClient(timeout=10) as client:
        return (await client.post(url, json=update, headers=headers)).status_code


class Updates:
    """``post`` may be replaced where a webhook is to be reached without a port. ``twice``: every update comes twice."""

    def __init__(self) -> None:
        self.webhook: dict[str, Any] = {}
        self.pending: list[Update] = []
        self.post: Post = _over_http
        self.twice = False
        self._kinds: tuple[str, ...] = DEFAULT_KINDS
        self._numbers = count(500000001)
        self._arrived = asyncio.Condition()
        self._polls = 0
        self.last_error = ""

    @property
    def kinds(self) -> tuple[str, ...]:
        return self._kinds

    def complaint(self) -> dict[str, Any]:
        """What getWebhookInfo says of the last update that was not taken; empty before there was one."""
        return {"last_error_date": int(time.time()), "last_error_message": self.last_error} if self.last_error else {}

    def allow(self, kinds: list[str] | None) -> None:
        """Without a list what was allowed before stays."""
        if kinds is not None:
            self._kinds = tuple(kinds) or DEFAULT_KINDS

    async def add(self, kind: str, content: dict[str, Any]) -> int:
        """The status with which the webhook took it; 0 where it waits to be asked for, or was not wanted."""
        if kind not in self._kinds:
            return 0
        update = {"update_id": next(self._numbers), kind: content}
        self.pending.append(update)
        async with self._arrived:
            self._arrived.notify_all()
        return await self._push(update) if self.webhook else 0

    async def _push(self, update: Update) -> int:
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.webhook["secret_token"]} if "secret_token" in self.webhook else {}
        status = await self.post(self.webhook["url"], update, headers)
        if self.twice:
            status = await self.post(self.webhook["url"], update, headers)
        if 200 <= status < 300:
            self.pending.remove(update)
        else:
            self.last_error = f"Wrong response from the webhook: {status}"
        return status

    async def redeliver(self) -> None:
        """What the webhook did not take is posted again, under the same number."""
        for update in list(self.pending):
            await self._push(update)

    async def since(self, offset: int, limit: int, seconds: float) -> list[Update]:
        """Waits for the first update; those before the offset are forgotten."""
        if self.webhook:
            why = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            raise Refused(409, f"Conflict: {why}")
        self._polls += 1
        self.pending = [update for update in self.pending if update["update_id"] >= offset]
        await self._wait(self._polls, seconds)
        return self.pending[:limit]

    async def hang_up(self) -> None:
        """Ends the polls that still wait."""
        self._polls += 1
        async with self._arrived:
            self._arrived.notify_all()

    async def _wait(self, poll: int, seconds: float) -> None:
        async with self._arrived:
            self._arrived.notify_all()
            ready = self._arrived.wait_for(lambda: self.pending or poll != self._polls or self.webhook)
            try:
                await asyncio.wait_for(ready, seconds)
            except TimeoutError:
                return
        if poll != self._polls:
            raise Refused(
                409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
            )
