"""The HTTP server, stopping without waiting for open pages."""

import socket

import uvicorn

from bot.news import News


class Server(uvicorn.Server):
    """Uvicorn waits for every open response before the application hears of the end; the pages' streams never end."""

    def __init__(self, config: uvicorn.Config, news: News) -> None:
        super().__init__(config)
        self._news = news

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._news.close()
        await super().shutdown(sockets)
