"""What an office has in front of the product: a server that passes one path of its host on to it."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from bot.channels.trust import trust
from bot.workers.news import News
from tests.web.served import listening

#: What belongs to one connection alone. The host is left out as well: many proxies put that of the product in its place.
NOT_PASSED = {b"host", b"connection", b"keep-alive", b"transfer-encoding"}


@dataclass
class Proxy:
    """``strips``: whether the path's beginning is left out on the way; ``upstream``: the product's own address."""

    path: str
    strips: bool
    upstream: str = ""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        path = scope["raw_path"].decode()
        if path != self.path and not path.startswith(f"{self.path}/"):
            await send({"type": "http.response.start", "status": 404, "headers": []})
            await send({"type": "http.response.body", "body": b"another site"})
            return
        passed = (path.removeprefix(self.path) or "/") if self.strips else path
        query = scope["query_string"].decode()
        headers = [(name, value) for name, value in scope["headers"] if name not in NOT_PASSED]
        async with httpx.AsyncClient(timeout=10, verify=trust()) as client:
            url = f"{self.upstream}{passed}" + (f"?{query}" if query else "")
            content = _body(receive) if scope["method"] not in {"GET", "HEAD"} else None
            async with client.stream(scope["method"], url, headers=headers, content=content) as answer:
                kept = [(name.lower(), value) for name, value in answer.headers.raw if name.lower() not in NOT_PASSED]
                await send({"type": "http.response.start", "status": answer.status_code, "headers": kept})
                async for block in answer.aiter_raw():
                    await send({"type": "http.response.body", "body": block, "more_body": True})
                await send({"type": "http.response.body", "body": b""})


async def _body(receive: Any) -> AsyncIterator[bytes]:
    more = True
    while more:
        message = await receive()
        more = message.get("more_body", False)
        yield message.get("body", b"")


@contextmanager
def proxied(proxy: Proxy) -> Iterator[str]:
    """The public address of what the proxy passes on to."""
    with listening(proxy, News()) as site:
        yield f"{site}{proxy.path}"
