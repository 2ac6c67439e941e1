"""Whose chat it is: a signed cookie that holds a chat id nobody can guess."""

import secrets

from fastapi import Request, Response

from bot.keys import Keys
from bot.web.channel import chat_key
from bot.web.refusals import ChatUnknown
from handlers.events import ChatKey

COOKIE = "cchc_chat"
#: An assessment round takes months; the chat should still be there at its end.
A_YEAR = 366 * 24 * 3600


class Visitors:
    def __init__(self, keys: Keys, public_url: str) -> None:
        self._keys = keys
        self._secure = public_url.startswith("https:")

    def chat(self, request: Request) -> ChatKey:
        """The chat of a browser; raises ``ChatUnknown``."""
        chat = self._keys.read_cookie(request.cookies.get(COOKIE, ""))
        if chat is None:
            raise ChatUnknown
        return chat_key(chat)

    def chat_or_new(self, request: Request) -> ChatKey:
        try:
            return self.chat(request)
        except ChatUnknown:
            return chat_key(secrets.token_urlsafe(16))

    def remember(self, chat: ChatKey, response: Response) -> None:
        cookie = self._keys.chat_cookie(chat.chat)
        response.set_cookie(COOKIE, cookie, max_age=A_YEAR, httponly=True, samesite="lax", secure=self._secure)
