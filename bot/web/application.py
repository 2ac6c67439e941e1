"""The application around all routers: which addresses lead to them, and what stands above every one of them."""

import logging
import secrets
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import PlainTextResponse
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.web.guard import told

log = logging.getLogger(__name__)

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]

#: Bytes and lines of a request's head. Browsers send one or two thousand bytes, proxies add a few hundred.
LONGEST_HEAD = 32 * 1024
MOST_HEADERS = 100
WORDS = "Máy chủ gặp lỗi nên chưa làm được việc vừa rồi. Anh/chị thử lại sau; nếu vẫn vậy, báo người vận hành mã lỗi {id}."


def application(routers: Sequence[APIRouter], root: str, lifespan: Lifespan | None) -> FastAPI:
    """Every address is there twice, under ``root`` and without it: a proxy passes the path on, or strips it."""
    app = FastAPI(
        title="Trợ lý CCHC", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False
    )
    app.add_middleware(Outermost, root=root)
    for prefix in dict.fromkeys((root, "")):
        for router in routers:
            app.include_router(router, prefix=prefix)
    return app


class Outermost:
    """No request gets further than its head allows, and no fault further than this: its sender learns only the number
    under which the log has it."""

    def __init__(self, app: ASGIApp, root: str) -> None:
        self._app = app
        self._root = root

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if _too_large(scope):
            await PlainTextResponse("431", 431)(scope, receive, send)
            return
        scope["path"] = self._bare(scope["path"])
        answer = _Answer(send)
        try:
            await self._app(scope, receive, answer.send)
        except ClientDisconnect:
            # Whoever has left hears nothing; what a cut request may leave behind, its reader has seen to.
            log.info("cut: %s %s", scope["method"], _where(scope))
        except Exception:
            fault = secrets.token_hex(4)
            log.exception("fault %s: %s %s", fault, scope["method"], _where(scope))
            if not answer.begun:
                response = told(Request(scope), WORDS.format(id=fault), 500, self._root)
                response.headers["X-Fault"] = fault
                await response(scope, receive, send)

    def _bare(self, path: str) -> str:
        """A slash at an address's end is nobody's meaning; only the chat itself has one."""
        bare = path.rstrip("/")
        return f"{bare}/" if bare in {"", self._root} else bare


class _Answer:
    """Whether an answer has been begun; a second one cannot follow it then."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.begun = False

    async def send(self, message: Message) -> None:
        self.begun = True
        await self._send(message)


def _too_large(scope: Scope) -> bool:
    head = len(scope.get("raw_path") or b"") + len(scope["query_string"])
    head += sum(len(name) + len(value) for name, value in scope["headers"])
    return head > LONGEST_HEAD or len(scope["headers"]) > MOST_HEADERS


def _where(scope: Scope) -> str:
    """The address without the secrets that stand in it."""
    return getattr(scope.get("route"), "path", "no address of ours")
