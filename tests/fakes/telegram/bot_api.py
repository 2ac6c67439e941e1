"""A strict Bot API of one's own: refuses what Telegram refuses, and plays the people who use the bot.

fake = FakeTelegram()
async with served(fake) as address:
    lan = fake.person(700000001, "Lan Nguyễn")
    await lan.says("/start")
"""

import asyncio
import json
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from tests.fakes.telegram.chats import Chats
from tests.fakes.telegram.methods import Call, Methods, Upload
from tests.fakes.telegram.person import Person
from tests.fakes.telegram.rules import Refused, bad
from tests.fakes.telegram.updates import Updates

TOKEN = "800000002:fake-Token_of-the-demo"
SENDING = frozenset({"sendMessage", "editMessageText", "sendPhoto", "sendMediaGroup", "sendDocument"})


@dataclass
class Knobs:
    """What goes wrong on demand."""

    blocked: set[int] = field(default_factory=set)
    unknown: set[int] = field(default_factory=set)
    moved: dict[int, int] = field(default_factory=dict)
    flood: list[int] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    hanging: int = 0
    delay: float = 0


class FakeTelegram:
    """An ASGI application. ``calls`` are the calls that were let in, in their order, the refused ones too."""

    def __init__(self, token: str = TOKEN, username: str = "troly_xa_demo_bot") -> None:
        self.token = token
        self.me = {"id": int(token.partition(":")[0]), "is_bot": True, "first_name": "Trợ lý xã (demo)", "username": username}
        self.knobs = Knobs()
        self.chats = Chats(self.me)
        self.updates = Updates()
        self.methods = Methods(self.me, self.chats, self.updates)
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self._people = count(700000001)
        self._called = asyncio.Condition()

    # -- what tests turn -----------------------------------------------------------------------------------------------

    def person(self, chat_id: int | None = None, name: str = "Lan Nguyễn") -> Person:
        chat = next(self._people) if chat_id is None else chat_id
        return Person(self.chats, self.updates, chat, name)

    def block(self, chat: int) -> None:
        self.knobs.blocked.add(chat)

    def unblock(self, chat: int) -> None:
        self.knobs.blocked.discard(chat)

    def forget(self, chat: int) -> None:
        """From now on this chat is not found."""
        self.knobs.unknown.add(chat)

    def flood(self, seconds: int, times: int = 1) -> None:
        """The next messages are too many, each told to wait so long."""
        self.knobs.flood += [seconds] * times

    def migrate(self, chat: int, new: int) -> None:
        self.knobs.moved[chat] = new

    def accept_then_hang(self, times: int = 1) -> None:
        """The next messages arrive, but their sender is never told."""
        self.knobs.hanging += times

    def break_down(self, code: int = 502, times: int = 1) -> None:
        """The next calls end at a gateway that finds nobody behind it."""
        self.knobs.broken += [code] * times

    def slow(self, seconds: float) -> None:
        self.knobs.delay = seconds

    def called(self, method: str) -> list[dict[str, Any]]:
        return [given for name, given in self.calls if name == method]

    async def until_called(self, method: str, seconds: float = 5) -> None:
        """Returns once the bot has called this method and was answered, or while it waits for the answer."""
        async with self._called:
            await asyncio.wait_for(self._called.wait_for(lambda: self.called(method)), seconds)

    # -- the server ----------------------------------------------------------------------------------------------------

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        request = Request(scope, receive)
        # A caller that was killed in the middle of its request wants no answer.
        with suppress(ClientDisconnect):
            await (await self._answer(request))(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        kind, token, rest = _place(request.url.path)
        if token != self.token:
            return _json(Refused(401, "Unauthorized"))
        if kind == "file":
            return self._download(rest)
        return await self._call(request, rest)

    def _download(self, path: str) -> Response:
        content = self.chats.files.at(path)
        return Response(content) if content is not None else _json(Refused(404, "Not Found"))

    async def _call(self, request: Request, method: str) -> Response:
        call = await _read(request)
        await self._note(method, call)
        if self.knobs.broken:
            return Response("<html>Bad Gateway</html>", self.knobs.broken.pop(0))
        await asyncio.sleep(self.knobs.delay)
        try:
            return await self._obey(request, method, call)
        except Refused as refused:
            return _json(refused)

    async def _note(self, method: str, call: Call) -> None:
        self.calls.append((method, call.given))
        async with self._called:
            self._called.notify_all()

    async def _obey(self, request: Request, method: str, call: Call) -> Response:
        obey = self.methods.named(method)
        if method in SENDING:
            self._check_addressee(call)
        result = await obey(call)
        if method in SENDING and self.knobs.hanging:
            self.knobs.hanging -= 1
            await _until_gone(request)
        return JSONResponse({"ok": True, "result": result})

    def _check_addressee(self, call: Call) -> None:
        chat = call.chat
        if self.knobs.flood:
            seconds = self.knobs.flood.pop(0)
            raise Refused(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})
        if chat in self.knobs.blocked:
            raise Refused(403, "Forbidden: bot was blocked by the user")
        if chat in self.knobs.moved:
            new = {"migrate_to_chat_id": self.knobs.moved[chat]}
            raise Refused(400, "Bad Request: group chat was upgraded to a supergroup chat", new)
        if chat in self.knobs.unknown:
            raise bad("chat not found")


def _place(path: str) -> tuple[str, str, str]:
    """(``bot`` or ``file``, the token, the method or the file's path)."""
    kind = "file" if path.startswith("/file/bot") else "bot"
    token, _, rest = path.removeprefix("/file").removeprefix("/bot").partition("/")
    return kind, token, rest


async def _read(request: Request) -> Call:
    """The parameters of a call, in each of the forms that the Bot API takes."""
    if request.headers.get("content-type", "").startswith("application/json"):
        return Call(dict(json.loads(await request.body() or "{}")), {})
    given, uploads = dict(request.query_params), {}
    async with request.form() as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                uploads[name] = Upload(value.filename or "", value.content_type or "", await value.read())
            else:
                given[name] = value
    return Call(given, uploads)


def _json(refused: Refused) -> Response:
    return JSONResponse(refused.answer, refused.code)


async def _until_gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        continue
