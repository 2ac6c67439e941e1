"""The chat's page, what a person sends from it, and what comes back while it is open."""

import re

from fastapi import Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse, StreamingResponse

from bot.web.chat.stream import Stream
from bot.web.chat.visitors import Visitors
from bot.web.deps import WebDeps
from bot.web.forms import Sent, reading
from bot.web.guard import check_origin, wants_page
from bot.web.pages.rendering import Pages
from bot.web.refusals import MalformedForm
from handlers.incoming.events import ChatKey, Incoming

MAX_CODE = 64
#: A change is a time, in microseconds: of the year 2286 at the latest.
CHANGE = re.compile(r"[0-9]{1,16}")


class Chat:
    def __init__(self, deps: WebDeps) -> None:
        self._deps = deps
        self._visitors = Visitors(deps)
        self._pages = Pages(deps.zone, deps.root)

    async def page(self, request: Request, start: str = "") -> Response:
        """``start`` is the code of an invitation: only put into the box, as programs that preview links open them too."""
        chat = self._visitors.chat_or_new(request)
        items = await self._deps.transcript(chat, 0)
        draft = f"/start {start[:MAX_CODE]}" if start else ""
        response = HTMLResponse(self._pages.chat(chat, items, self._deps.clock(), self._deps.demo, draft))
        self._visitors.remember(chat, response)
        return response

    async def take(self, request: Request) -> Response:
        """Stores one message, then answers; a page without script is shown anew."""
        check_origin(request, self._deps.public_url)
        chat = self._visitors.chat(request)
        async with reading(request, joined=await self._deps.joined(chat)) as sent:
            await self._deps.put(await self._incoming(chat, sent))
        return RedirectResponse(f"{self._deps.root}/", 303) if wants_page(request) else Response(status_code=204)

    async def _incoming(self, chat: ChatKey, sent: Sent) -> Incoming:
        return Incoming(
            chat=chat,
            # Keys are made by browsers: nobody's may collide with another chat's.
            key=f"{chat.chat}:{sent.key}",
            at=self._deps.clock(),
            text=sent.label if sent.choice else sent.text,
            choice=sent.choice,
            files=tuple([await self._deps.store_file(file) for file in sent.files]),
        )

    async def events(self, request: Request, after: str = "0") -> Response:
        """``after``: the greatest change on the page; a browser that reconnects says it in a header instead."""
        chat = self._visitors.chat(request)
        stream = Stream(self._deps, chat, _change(request.headers.get("last-event-id") or after))
        headers = {"X-Accel-Buffering": "no"}
        return StreamingResponse(stream.events(request.is_disconnected), media_type="text/event-stream", headers=headers)


def _change(said: str) -> int:
    """What a page says it has seen. Only we hand out such numbers: any other is a mistake, and not to be guessed at."""
    if not CHANGE.fullmatch(said):
        raise MalformedForm
    return int(said)
