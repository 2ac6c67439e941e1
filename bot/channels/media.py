"""Files behind links that a channel names: fetched from where it keeps them, and from nowhere else."""

import asyncio
import ipaddress
import logging
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Self

import httpx

from bot.channels.base import FetchLater, FetchRefused, stumbles
from bot.channels.trust import trust

log = logging.getLogger(__name__)

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]

REDIRECTS = 5
#: Seconds. All of it stays below the lease of a fetch, or another worker would begin anew meanwhile.
CONNECT, READ, ALL = 5.0, 15.0, 240.0
#: Nothing behind the link, any more or for us.
GONE = frozenset({401, 403, 404, 410})


@dataclass(frozen=True, slots=True)
class Hosts:
    """Where files may come from: ``suffixes`` of public names, over HTTPS; ``exact`` (host, port) pairs, also without."""

    suffixes: tuple[str, ...]
    exact: frozenset[tuple[str, int]]

    @classmethod
    def of(cls, listed: str) -> Self:
        """Reads ".zdn.vn,127.0.0.1:9000"; an entry with a port names one exact host."""
        entries = [entry.strip().lower() for entry in listed.split(",") if entry.strip()]
        pairs = [entry.rpartition(":") for entry in entries if ":" in entry]
        return cls(
            tuple(entry for entry in entries if ":" not in entry),
            frozenset((host.strip("[]"), int(port)) for host, _, port in pairs if port.isdigit()),
        )

    def trusts(self, url: httpx.URL) -> bool:
        """An exact host may be private: an operator has named it."""
        return url.scheme in ("http", "https") and (url.host, _port(url)) in self.exact

    def allows(self, url: httpx.URL) -> bool:
        return self.trusts(url) or (
            url.scheme == "https" and url.port is None and any(_within(url.host, suffix) for suffix in self.suffixes)
        )


def _port(url: httpx.URL) -> int:
    return url.port or (443 if url.scheme == "https" else 80)


def _within(host: str, suffix: str) -> bool:
    return host == suffix or host.endswith(f".{suffix.removeprefix('.')}")


async def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of a name."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


class Media:
    """Fetches with an allow-list, redirects checked again, at most ``largest`` bytes, and no way into our own network."""

    def __init__(self, hosts: str, largest: int, resolve: Resolve = resolve) -> None:
        self._hosts = Hosts.of(hosts)
        self._largest = largest
        self._resolve = resolve
        timeout = httpx.Timeout(READ, connect=CONNECT)
        # A proxy of the environment would resolve names itself, behind the check of their addresses.
        self._http = httpx.AsyncClient(timeout=timeout, follow_redirects=False, trust_env=False, verify=trust())

    async def close(self) -> None:
        await self._http.aclose()

    async def fetch(self, link: str) -> AsyncIterator[bytes]:
        """The bytes behind a link; raises ``FetchLater`` or ``FetchRefused``."""
        try:
            answer = await self._followed(_url(link))
        except httpx.HTTPError as fault:
            raise FetchLater(type(fault).__name__, of_channel=True) from fault
        try:
            async for piece in self._pieces(answer):
                yield piece
        except httpx.HTTPError as fault:
            raise FetchLater(type(fault).__name__, of_channel=True) from fault
        finally:
            await answer.aclose()

    async def _followed(self, url: httpx.URL) -> httpx.Response:
        """The answer at the end of the redirects, its body still to be read."""
        for _ in range(REDIRECTS + 1):
            answer = await self._asked(url)
            if not answer.has_redirect_location:
                return answer
            await answer.aclose()
            url = _joined(url, answer.headers["location"])
        log.error("a file lies behind too many redirects")
        raise FetchRefused("gone")

    async def _asked(self, url: httpx.URL) -> httpx.Response:
        if not self._hosts.allows(url):
            log.error("a file was announced on %s, which CCHC_ZALO_MEDIA_HOSTS does not allow", url.host)
            raise FetchRefused("gone")
        # The address that was checked is the one connected to: a name may have another one a moment later.
        headers = {"Host": url.netloc.decode("ascii"), "Accept-Encoding": "identity"}
        request = self._http.build_request(
            "GET", url.copy_with(host=await self._address(url)), headers=headers, extensions={"sni_hostname": url.host}
        )
        return await self._http.send(request, stream=True)

    async def _address(self, url: httpx.URL) -> str:
        try:
            addresses = await self._resolve(url.host, _port(url))
        except OSError as fault:
            raise FetchLater("the name of the host cannot be resolved", of_channel=True) from fault
        if not addresses or not (self._hosts.trusts(url) or all(map(_public, addresses))):
            log.error("a file was announced on %s, which is no public address", url.host)
            raise FetchRefused("gone")
        return addresses[0]

    async def _pieces(self, answer: httpx.Response) -> AsyncIterator[bytes]:
        _check(answer.status_code)
        ends, size = time.monotonic() + ALL, int(answer.headers.get("content-length", 0))
        if size > self._largest:
            raise FetchRefused("too_large")
        size = 0
        async for piece in answer.aiter_bytes():
            size += len(piece)
            if size > self._largest:
                raise FetchRefused("too_large")
            if time.monotonic() > ends:
                raise FetchLater("it takes too long")
            yield piece


def _url(link: str) -> httpx.URL:
    try:
        return httpx.URL(link)
    except httpx.InvalidURL as fault:
        raise FetchRefused("gone") from fault


def _joined(url: httpx.URL, location: str) -> httpx.URL:
    try:
        return url.join(location)
    except httpx.InvalidURL as fault:
        raise FetchRefused("gone") from fault


def _public(address: str) -> bool:
    found = ipaddress.ip_address(address.partition("%")[0])
    inner = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return (inner or found).is_global and not found.is_multicast


def _check(status: int) -> None:
    if status in GONE:
        raise FetchRefused("gone")
    if status != httpx.codes.OK:
        raise FetchLater(f"HTTP {status}", of_channel=stumbles(status))
