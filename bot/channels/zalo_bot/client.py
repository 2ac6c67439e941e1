"""A thin client of the Zalo Bot Platform: one call in, its result or a named fault out."""

from dataclasses import dataclass
from typing import Any

import httpx

from bot.channels.trust import trust

CONNECTIONS = 16
#: Seconds. Who waits longer for an answer in vain finds out too late that the service is well again.
CONNECT, READ, WRITE = 5.0, 8.0, 15.0
KEPT_OPEN = 60.0

NOT_YET_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
    httpx.WriteError,
    httpx.WriteTimeout,
)


class CallFault(Exception):
    """A call without a result."""


@dataclass
class Refused(CallFault):
    """The platform says no. ``code`` is its own, or the HTTP status where it gives none."""

    code: int
    why: str

    def __str__(self) -> str:
        return f"{self.code} {self.why}"


@dataclass
class NotSent(CallFault):
    """The request has certainly not been taken."""

    why: str


@dataclass
class Unanswered(CallFault):
    """The request has left, and nobody knows what became of it."""

    why: str


class Client:
    """The token stands in the address of every call: no fault carries an address."""

    def __init__(self, token: str, api_url: str) -> None:
        self._http = httpx.AsyncClient(
            base_url=f"{api_url.rstrip('/')}/bot{token}/",
            timeout=httpx.Timeout(READ, connect=CONNECT, write=WRITE, pool=CONNECT),
            limits=httpx.Limits(max_connections=CONNECTIONS, keepalive_expiry=KEPT_OPEN),
            verify=trust(),
        )

    async def call(self, method: str, *, patience: float = 0, **given: str) -> dict[str, Any]:
        """The result of a method; ``patience``: seconds that the platform itself may take. Raises a ``CallFault``."""
        try:
            answer = await self._http.post(method, json=given, timeout=self._timeout(patience))
        except NOT_YET_SENT as fault:
            raise NotSent(type(fault).__name__) from None
        except httpx.HTTPError as fault:
            raise Unanswered(type(fault).__name__) from None
        return _result(answer)

    def _timeout(self, patience: float) -> httpx.Timeout:
        return httpx.Timeout(READ + patience, connect=CONNECT, write=WRITE, pool=CONNECT)

    async def close(self) -> None:
        await self._http.aclose()


def _result(answer: httpx.Response) -> dict[str, Any]:
    body = _body(answer)
    if body.get("ok") is True:
        result = body.get("result")
        return result if isinstance(result, dict) else {}
    # Both spellings of the code have been seen.
    code = body.get("error_code", body.get("errorCode", answer.status_code))
    if not body and answer.is_success:
        raise Unanswered("an answer that cannot be read")
    raise Refused(code if isinstance(code, int) else answer.status_code, str(body.get("description", answer.reason_phrase)))


def _body(answer: httpx.Response) -> dict[str, Any]:
    try:
        body = answer.json()
    except (ValueError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}
