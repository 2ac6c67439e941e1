"""Around every page: headers that keep foreign content out, and refusals told in words."""

import logging
from collections.abc import Callable, Coroutine
from typing import Any
from urllib.parse import urlsplit

from fastapi import Request, Response
from fastapi.responses import HTMLResponse, PlainTextResponse
from fastapi.routing import APIRoute

from bot.web.pages import notice
from bot.web.refusals import ForeignOrigin, StoredUnreadable, WebRefusal
from handlers.stored import UnreadableRow

log = logging.getLogger(__name__)

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' blob:; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    # Upload links are secrets; "no-referrer" would also hide the origin of our own forms.
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guarded(APIRoute):
    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handler = super().get_route_handler()

        async def guarded(request: Request) -> Response:
            try:
                response = await handler(request)
            except WebRefusal as refusal:
                response = _told(request, refusal)
                response.headers.update(refusal.headers())
            except UnreadableRow as fault:
                log.error("a page cannot be shown: %s", fault)
                response = _told(request, StoredUnreadable())
            for name, value in HEADERS.items():
                response.headers.setdefault(name, value)
            return response

        return guarded


def _told(request: Request, refusal: WebRefusal) -> Response:
    if wants_page(request):
        return HTMLResponse(notice(refusal.words), refusal.status)
    return PlainTextResponse(refusal.words, refusal.status)


def wants_page(request: Request) -> bool:
    """Whether a browser is leaving its page for the answer; the page's script stays where it is."""
    return "text/html" in request.headers.get("accept", "")


def check_origin(request: Request, public_url: str) -> None:
    """The second lock besides SameSite: browsers name the page whose form it is. Raises ``ForeignOrigin``."""
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc not in {urlsplit(public_url).netloc, request.headers.get("host")}:
        raise ForeignOrigin(origin)
