"""As little HTTP as a measuring tool can do with: it shares a core with nothing but itself, and must stay out of the way."""

import asyncio
import re
from dataclasses import dataclass
from typing import Self

LENGTH = re.compile(rb"content-length: *([0-9]+)", re.IGNORECASE)
END = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Message:
    """A request or a response; ``start`` is its first line."""

    start: str
    body: bytes


async def read(reader: asyncio.StreamReader) -> Message:
    """Raises ``asyncio.IncompleteReadError`` when the other side has hung up."""
    head = await reader.readuntil(END)
    length = LENGTH.search(head)
    body = await reader.readexactly(int(length[1])) if length else b""
    return Message(head.split(b"\r\n", 1)[0].decode(), body)


def answer(body: bytes) -> bytes:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
    return head % len(body) + body


@dataclass
class NotTaken(Exception):
    """The webhook did not answer with 200."""

    start: str


class Caller:
    """One connection that is kept open, for one request after the other."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    async def to(cls, port: int) -> Self:
        return cls(*await asyncio.open_connection("127.0.0.1", port))

    async def post(self, path: str, body: bytes, headers: bytes) -> None:
        start = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n".encode()
        self._writer.write(start + headers + b"Content-Length: %d\r\n\r\n" % len(body) + body)
        answered = await read(self._reader)
        if " 200 " not in answered.start:
            raise NotTaken(answered.start)

    @property
    def open(self) -> bool:
        return not self._reader.at_eof()

    def close(self) -> None:
        self._writer.close()
