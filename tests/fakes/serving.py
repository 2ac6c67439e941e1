"""An ASGI application on a port of this machine, inside the running event loop."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import uvicorn


class _Server(uvicorn.Server):
    """Ends at once: the ticking of the original costs every story a tenth of a second."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ending = asyncio.Event()

    async def main_loop(self) -> None:
        await self.ending.wait()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals are a matter of the program around it."""
        yield


@asynccontextmanager
async def served(app: Any, port: int = 0) -> AsyncIterator[str]:
    """The address under which the application answers; the port takes connections from the first moment on."""
    listening = socket.create_server(("127.0.0.1", port))
    config = uvicorn.Config(
        app, lifespan="off", log_config=None, log_level="error", access_log=False, ws="none", timeout_graceful_shutdown=1
    )
    server = _Server(config)
    running = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.ending.set()
        await running
        listening.close()
