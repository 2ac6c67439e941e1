"""The line between the product and a service: it can be cut before a request, after it, or fall silent.

async with served(fake) as address, Line(address).laid() as line:
    line.faults = ["cut before", "silent"]
    ... line.address ...
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from typing import Literal
from urllib.parse import urlsplit

Fault = Literal["cut before", "cut after", "silent"]


def utc_now() -> datetime:
    return datetime.now(UTC)


class Line:
    """``faults`` befall the next requests, one each; ``down``: every request that comes, in this way.

    ``at``: when a request was begun; ``reached`` counts those that got through to the service.
    """

    def __init__(self, address: str, clock: Callable[[], datetime] = utc_now) -> None:
        self._to = urlsplit(address)
        self.address = ""
        self.faults: list[Fault] = []
        self.down: Fault | None = None
        self.at: list[datetime] = []
        self._clock = clock
        self.reached = 0

    @asynccontextmanager
    async def laid(self) -> AsyncIterator["Line"]:
        server = await asyncio.start_server(self._connection, "127.0.0.1", 0)
        self.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        try:
            yield self
        finally:
            server.close()

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            while await self._request(reader, writer):
                continue
        writer.close()

    async def _request(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """One request with its answer; ``False`` when the line is dead after it."""
        head = await reader.readuntil(b"\r\n\r\n")
        self.at.append(self._clock())
        fault = self.down or (self.faults.pop(0) if self.faults else None)
        if fault == "cut before":
            return False
        whole = head + await reader.readexactly(_length(head))
        answer = await self._passed_on(whole)
        if fault == "silent":
            await reader.read()
        if fault is not None:
            return False
        writer.write(answer)
        await writer.drain()
        return True

    async def _passed_on(self, request: bytes) -> bytes:
        self.reached += 1
        assert self._to.hostname is not None
        reader, writer = await asyncio.open_connection(self._to.hostname, self._to.port)
        try:
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            return head + await reader.readexactly(_length(head))
        finally:
            writer.close()


def _length(head: bytes) -> int:
    """Every message on this line says how long it is."""
    lines = (line.partition(b":") for line in head.split(b"\r\n")[1:])
    return next((int(value) for name, _, value in lines if name.lower() == b"content-length"), 0)
