"""Whose chat it is: a signed cookie that holds a chat id nobody can guess."""

import secrets
from collections.abc import Iterator

from fastapi import Request, Response

from bot.web.channel import chat_key
from bot.web.deps import WebDeps
from bot.web.refusals import ChatUnknown
from handlers.incoming.events import ChatKey

COOKIE = "cchc_chat"
#: An assessment round takes months; the chat should still be there at its end.
A_YEAR = 366 * 24 * 3600


class Visitors:
    def __init__(self, deps: WebDeps) -> None:
        self._keys = deps.keys
        self._path = deps.root or "/"
        self._secure = deps.public_url.startswith("https:")

    def chat(self, request: Request) -> ChatKey:
        """The chat of a browser; raises ``ChatUnknown``."""
        known = (self._keys.read_cookie(cookie) for cookie in _cookies(request))
        chat = next((one for one in known if one is not None), None)
        if chat is None:
            raise ChatUnknown
        return chat_key(chat)

    def chat_or_new(self, request: Request) -> ChatKey:
        try:
            return self.chat(request)
        except ChatUnknown:
            return chat_key(secrets.token_urlsafe(16))

    def remember(self, chat: ChatKey, response: Response) -> None:
        response.set_cookie(
            COOKIE,
            self._keys.chat_cookie(chat.chat),
            max_age=A_YEAR,
            path=self._path,
            httponly=True,
            samesite="lax",
            secure=self._secure,
        )


def _cookies(request: Request) -> Iterator[str]:
    """Beside ours, that of another installation higher up on the same host may come under the same name."""
    for header in request.headers.getlist("cookie"):
        for pair in header.split(";"):
            name, _, value = pair.strip().partition("=")
            if name == COOKIE:
                yield value.strip('"')
