"""A strict Zalo Bot Platform of one's own: refuses what it refuses, and plays the people who use the bot.

fake = FakeZaloBot()
async with served(fake) as fake.address:
    lan = fake.person("Lan")
    await lan.says("/start …")
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import httpx
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tests.fakes.zalo_bot.person import Chat, Message, Person
from tests.fakes.zalo_bot.rules import (
    Given,
    Refused,
    bad,
    check,
    check_action,
    check_photo,
    check_text,
    check_voice,
    check_webhook,
)

TOKEN = "900000001:fake-Token_of-the-demo"
SECRET_HEADER = "X-Bot-Api-Secret-Token"
SENDING = frozenset({"sendMessage", "sendPhoto", "sendSticker", "sendVoice", "sendChatAction"})
ME = {"id": "1000000000000000009", "account_name": "bot.demoxa", "account_type": "BASIC", "can_join_groups": False}


@dataclass
class Knobs:
    """What goes wrong on demand."""

    blocked: set[str] = field(default_factory=set)
    refusals: list[Refused] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    hanging: int = 0
    twice: bool = False
    wrapped: bool = False
    unseen: int = 0


class FakeZaloBot:
    """An ASGI application. ``calls`` are the calls that were let in, in their order, the refused ones too."""

    def __init__(self, token: str = TOKEN) -> None:
        self.token = token
        self.address = ""
        self.knobs = Knobs()
        self.calls: list[tuple[str, Given]] = []
        self.webhook: Given = {}
        self.waiting: asyncio.Queue[Given] = asyncio.Queue()
        self.chats: dict[str, Chat] = {}
        self.media: dict[str, bytes] = {}
        self._numbers = count(1)
        self._called = asyncio.Condition()
        self._methods: dict[str, Callable[[Given], Awaitable[Any]]] = {
            "getMe": self._get_me,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
            "getWebhookInfo": self._webhook_info,
            "sendMessage": self._send_message,
            "sendPhoto": self._send_photo,
            "sendSticker": self._send_sticker,
            "sendVoice": self._send_voice,
            "sendChatAction": self._send_action,
        }

    # -- what tests turn -----------------------------------------------------------------------------------------------

    def person(self, name: str = "Lan") -> Person:
        chat = Chat(f"{next(self._numbers):020x}", name)
        self.chats[chat.id] = chat
        return Person(chat, self.host, self.tell)

    def host(self, content: bytes) -> str:
        """Keeps a content where people's photos are kept, and gives the link."""
        name = f"{next(self._numbers)}.jpg"
        self.media[name] = content
        return f"{self.address}/media/{name}"

    def called(self, method: str) -> list[Given]:
        return [given for name, given in self.calls if name == method]

    async def until_called(self, method: str, seconds: float = 5) -> None:
        """Returns once the bot has called this method, answered or not."""
        async with self._called:
            await asyncio.wait_for(self._called.wait_for(lambda: self.called(method)), seconds)

    async def tell(self, event: Given) -> int:
        """The status with which the webhook took an event; 0 where it waits to be asked for."""
        told = {"ok": True, "result": event} if self.knobs.wrapped else event
        if not self.webhook:
            self.waiting.put_nowait(event)
            return 0
        status = await self._post(told)
        return await self._post(told) if self.knobs.twice else status

    async def _post(self, body: Given) -> int:
        async with httpx.AsyncClient(timeout=10) as client:
            headers = {SECRET_HEADER: self.webhook["secret_token"]}
            return (await client.post(self.webhook["url"], json=body, headers=headers)).status_code

    # -- the server ----------------------------------------------------------------------------------------------------

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        request = Request(scope, receive)
        await (await self._answer(request))(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        if request.url.path.startswith("/media/"):
            found = self.media.get(request.url.path.removeprefix("/media/"))
            return Response(found, media_type="image/jpeg") if found is not None else Response(status_code=404)
        try:
            return await self._call(request)
        except Refused as refused:
            return JSONResponse(refused.answer, refused.code)

    async def _call(self, request: Request) -> Response:
        token, _, method = request.url.path.removeprefix("/bot").partition("/")
        if token != self.token:
            raise Refused(401, "Unauthorized")
        if request.method != "POST" or request.headers.get("content-type") != "application/json":
            raise bad()
        given = json.loads(await request.body())
        await self._note(method, given)
        if self.knobs.broken:
            return Response("<html>Bad Gateway</html>", self.knobs.broken.pop(0))
        check(method, given)
        return await self._obey(request, method, given)

    async def _note(self, method: str, given: Given) -> None:
        self.calls.append((method, given))
        async with self._called:
            self._called.notify_all()

    async def _obey(self, request: Request, method: str, given: Given) -> Response:
        if method == "getUpdates":
            return JSONResponse({"ok": True, "result": await self._update(request, float(given.get("timeout", "0")))})
        if method in SENDING:
            self._check_addressee(given["chat_id"])
        result = await self._methods[method](given)
        if method in SENDING and self.knobs.hanging:
            self.knobs.hanging -= 1
            await _gone(request)
        return JSONResponse({"ok": True} if result is None else {"ok": True, "result": result})

    def _check_addressee(self, chat: str) -> None:
        if self.knobs.refusals:
            raise self.knobs.refusals.pop(0)
        if chat in self.knobs.blocked:
            raise Refused(403, "Forbidden")
        if chat not in self.chats:
            raise Refused(404, "Not found")

    # -- the methods ---------------------------------------------------------------------------------------------------

    async def _get_me(self, _: Given) -> Given:
        return ME

    async def _update(self, request: Request, seconds: float) -> Given:
        """One event, which is then forgotten; whoever hangs up takes none."""
        if self.webhook:
            raise bad("webhook is set")
        event, left = asyncio.create_task(self.waiting.get()), asyncio.create_task(_gone(request))
        await asyncio.wait({event, left}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        left.cancel()
        if not event.done():
            event.cancel()
            raise Refused(408, "Request timeout")
        return event.result()

    async def _set_webhook(self, given: Given) -> Given:
        """Stored, whether or not it can be reached."""
        check_webhook(given)
        self.webhook = given
        return {"url": given["url"], "updated_at": 1790000000000, "verification": await self._verified(given["url"])}

    async def _verified(self, url: str) -> Given:
        try:
            if self.knobs.unseen:
                self.knobs.unseen -= 1
                raise httpx.ConnectError("nobody listens")
            status = await self._post({})
        except httpx.HTTPError:
            return {"ok": False, "url": url, "outcome": "webhook.unreachable", "hint": "check that the server is public"}
        outcome = "webhook.ok" if status == 200 else f"webhook.http.{status}"
        return {"ok": status == 200, "url": url, "outcome": outcome, "status_code": status}

    async def _delete_webhook(self, _: Given) -> Given:
        self.webhook = {}
        return {}

    async def _webhook_info(self, _: Given) -> Given:
        return {"url": self.webhook.get("url", ""), "updated_at": 1790000000000}

    async def _send_message(self, given: Given) -> Given:
        check_text(given)
        return _sent(await self.chats[given["chat_id"]].show(given["text"]))

    async def _send_photo(self, given: Given) -> Given:
        """The platform fetches the photo itself."""
        check_photo(given)
        async with httpx.AsyncClient(timeout=5) as client:
            try:
                answer = await client.get(given["photo"])
            except httpx.HTTPError as fault:
                raise bad() from fault
        if answer.status_code != 200 or not answer.headers["content-type"].startswith("image/"):
            raise bad()
        return _sent(await self.chats[given["chat_id"]].show(given.get("caption", ""), answer.content))

    async def _send_sticker(self, given: Given) -> Given:
        return _sent(await self.chats[given["chat_id"]].show(f"[{given['sticker']}]"))

    async def _send_voice(self, given: Given) -> Given:
        check_voice(given)
        return _sent(await self.chats[given["chat_id"]].show(f"[{given['voice_url']}]"))

    async def _send_action(self, given: Given) -> None:
        """Nothing stays of it on the screen, and nothing is told of it."""
        check_action(given)


async def _gone(request: Request) -> None:
    """Returns when the client has hung up."""
    while (await request.receive())["type"] != "http.disconnect":
        continue


def _sent(message: Message) -> Given:
    return {"message_id": message.id, "date": 1790000000000}
