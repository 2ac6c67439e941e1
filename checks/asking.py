"""One HTTP request put to an application without a line between: what a server would make of it, and its answer."""

import asyncio
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from starlette.types import ASGIApp

#: Seconds. What has not answered by then holds others up; the stream of a page never ends by itself.
PATIENCE, STREAMING = 60.0, 0.05


@dataclass(frozen=True, slots=True)
class Ask:
    """``cut``: the line breaks off in the middle of the body; ``streams``: whoever asks leaves after a moment."""

    method: str
    path: str
    query: bytes = b""
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""
    cut: bool = False
    streams: bool = False

    def told(self, longest: int = 3000) -> str:
        """As it stands in a report, to be asked again."""
        heads = "".join(f"\n    {name.decode()}: {value[:200]!r}" for name, value in self.headers)
        shown = repr(self.body[:longest]) + (f" … {len(self.body)} bytes" if len(self.body) > longest else "")
        return f"{self.method} {self.path[:300]}?{self.query[:300]!r}{' (cut)' if self.cut else ''}{heads}\n    {shown}"


@dataclass
class Answer:
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


async def asked(app: ASGIApp, ask: Ask) -> Answer:
    """Raises what the application raises, and ``TimeoutError`` when it does not answer."""
    line, answer = _Line(ask), Answer()

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            answer.status = message["status"]
            answer.headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in message["headers"]}
        elif message["type"] == "http.response.body":
            answer.body += message.get("body", b"")

    raw = ask.path.encode("ascii", "replace")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": ask.method,
        "scheme": "http",
        "path": unquote(ask.path),
        "raw_path": raw,
        "query_string": ask.query,
        "root_path": "",
        "headers": [(b"host", b"chat.test"), *ask.headers],
        "client": ("127.0.0.1", 5),
        "server": ("127.0.0.1", 8000),
        "state": {},
    }
    try:
        await asyncio.wait_for(app(scope, line.receive, send), PATIENCE)
    finally:
        line.over.set()
    return answer


class _Line:
    def __init__(self, ask: Ask) -> None:
        middle = len(ask.body) // 2
        self._blocks = [ask.body[:middle]] if ask.cut else [ask.body[:middle], ask.body[middle:]]
        self._ask = ask
        self.over = asyncio.Event()

    async def receive(self) -> Any:
        if self._blocks:
            block = self._blocks.pop(0)
            return {"type": "http.request", "body": block, "more_body": self._ask.cut or bool(self._blocks)}
        if self._ask.streams:
            await asyncio.sleep(STREAMING)
        elif not self._ask.cut:
            await self.over.wait()
        return {"type": "http.disconnect"}
