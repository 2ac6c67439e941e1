"""The HTTP server, stopping without waiting for open pages."""

import socket

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from bot.web.application import LONGEST_HEAD
from bot.workers.news import News


class Server(uvicorn.Server):
    """Uvicorn waits for every open response before the application hears of the end; the pages' streams never end."""

    def __init__(self, config: uvicorn.Config, news: News) -> None:
        super().__init__(config)
        self._news = news

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._news.close()
        await super().shutdown(sockets)


class BoundedHead(HttpToolsProtocol):
    """The parser keeps a request's head until it is complete, however long it gets: here the line is cut before."""

    _head = 0
    _complete = True

    def on_message_begin(self) -> None:
        self._head, self._complete = 0, False
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._complete = True
        super().on_headers_complete()

    def data_received(self, data: bytes) -> None:
        # The first block is left out: it may have brought the end of another request, and is not large.
        self._head += len(data)
        super().data_received(data)
        if not self._complete and self._head > 2 * LONGEST_HEAD:
            self.send_400_response("The request's head is too long.")
