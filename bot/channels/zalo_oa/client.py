"""The Official Account API over HTTP: its envelope, its header, and a token that may have to be renewed meanwhile."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx

from bot.channels.trust import trust
from bot.channels.zalo_oa.faults import TOKEN, Declined, ForeignAnswer
from bot.channels.zalo_oa.tokens import Tokens

#: Seconds. Who waits longer for an answer in vain finds out too late that the service is well again.
CONNECT, READ, WRITE = 5.0, 8.0, 15.0
CONNECTIONS = 16
KEPT_OPEN = 60.0

Data = dict[str, Any]


def connect() -> httpx.AsyncClient:
    limits = httpx.Limits(max_connections=CONNECTIONS, keepalive_expiry=KEPT_OPEN)
    timeout = httpx.Timeout(READ, connect=CONNECT, write=WRITE, pool=CONNECT)
    return httpx.AsyncClient(limits=limits, timeout=timeout, verify=trust())


class Client:
    def __init__(self, http: httpx.AsyncClient, url: str, tokens: Tokens) -> None:
        self._http = http
        self._base = url.rstrip("/")
        self._tokens = tokens

    async def get(self, path: str) -> Data:
        return _record(await self._asked(lambda token: self._http.get(self._base + path, headers=token)))

    async def listed(self, path: str, **asked: str) -> list[Data]:
        """The ``data`` of an answer that is a list."""
        found = await self._asked(lambda token: self._http.get(self._base + path, params=asked, headers=token))
        return found if isinstance(found, list) else []

    async def post(self, path: str, body: Data) -> Data:
        """Raises what ``faults.FAULTS`` lists."""
        return _record(await self._asked(lambda token: self._http.post(self._base + path, json=body, headers=token)))

    async def upload(self, path: str, name: str, content: bytes, mime: str) -> Data:
        file = {"file": (name, content, mime)}
        return _record(await self._asked(lambda token: self._http.post(self._base + path, files=file, headers=token)))

    async def _asked(self, ask: Callable[[dict[str, str]], Awaitable[httpx.Response]]) -> Any:
        """The ``data`` of the answer. A token refused means that nothing was done, so the same is asked with the next one."""
        token = await self._tokens.current()
        try:
            return _data(await ask(_header(token)))
        except Declined as fault:
            if fault.code not in TOKEN:
                raise
        return _data(await ask(_header(await self._tokens.after(token))))


def _header(token: str) -> dict[str, str]:
    """Bare, unlike the bearer tokens of others."""
    return {"access_token": token}


def _data(answer: httpx.Response) -> Any:
    """The status says nothing: a refusal comes with 200 as well."""
    try:
        read = answer.json()
        code = int(read["error"])
    except (ValueError, TypeError, KeyError):
        raise ForeignAnswer(answer.status_code) from None
    if code:
        raise Declined(code, str(read.get("message", "")))
    return read.get("data")


def _record(data: Any) -> Data:
    return data if isinstance(data, dict) else {}
