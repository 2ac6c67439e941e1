"""The web chat on a real port, in a thread of its own."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn

from bot.web.server import BoundedHead, Server
from bot.workers.news import News
from tests.web.world import WebWorld


@contextmanager
def served(world: WebWorld) -> Iterator[str]:
    """The address of the chat; at the end the server has stopped by itself."""
    with listening(world.app(), world.news) as address:
        yield address


@contextmanager
def listening(app: Any, news: News) -> Iterator[str]:
    config = uvicorn.Config(app, port=0, http=BoundedHead, log_config=None, ws="none", lifespan="off")
    server = Server(config, news)
    socket = config.bind_socket()
    # Whoever comes before the server has started waits in line instead of being turned away.
    socket.listen()
    thread = threading.Thread(target=server.run, args=([socket],))
    thread.start()
    try:
        yield f"http://127.0.0.1:{socket.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
    assert not thread.is_alive()
