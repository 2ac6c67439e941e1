"""Around every page: headers that keep foreign content out, and refusals told in words."""

import logging
import re
from collections.abc import Callable, Coroutine
from typing import Any
from urllib.parse import urlsplit

from fastapi import Request, Response
from fastapi.responses import HTMLResponse, PlainTextResponse
from fastapi.routing import APIRoute

from bot.web.pages.rendering import notice
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

#: Of http and https: a proxy may hand a host on with or without it.
OWN_PORT = re.compile(r":(80|443)?$")


def guarding(root: str) -> type[APIRoute]:
    """Routes of pages whose addresses begin with ``root``."""

    class Guarded(APIRoute):
        def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
            handler = super().get_route_handler()

            async def guarded(request: Request) -> Response:
                try:
                    response = await handler(request)
                except WebRefusal as refusal:
                    response = told(request, refusal.words, refusal.status, root)
                    response.headers.update(refusal.headers())
                except UnreadableRow as fault:
                    log.error("a page cannot be shown: %s", fault)
                    response = told(request, StoredUnreadable.words, StoredUnreadable.status, root)
                for name, value in HEADERS.items():
                    response.headers.setdefault(name, value)
                return response

            return guarded

    return Guarded


def told(request: Request, words: str, status: int, root: str) -> Response:
    """One sentence: as a page to whoever opens one, bare to a script."""
    if wants_page(request):
        return HTMLResponse(notice(words, root), status)
    return PlainTextResponse(words, status)


def wants_page(request: Request) -> bool:
    """Whether a browser is leaving its page for the answer; the page's script stays where it is."""
    return "text/html" in request.headers.get("accept", "")


def check_origin(request: Request, public_url: str) -> None:
    """The second lock besides SameSite: browsers name the page whose form it is. Raises ``ForeignOrigin``."""
    origin = request.headers.get("origin")
    if origin is None:
        return
    site = _site(origin)
    if not site or site not in {_site(public_url), _site(f"//{request.headers.get('host', '')}")}:
        raise ForeignOrigin(origin)


def _site(address: str) -> str:
    """Host and port, the scheme's own port left out as browsers do; "" for what is no address at all."""
    try:
        parts = urlsplit(address)
        return OWN_PORT.sub("", parts.netloc.lower())
    except ValueError:
        return ""
