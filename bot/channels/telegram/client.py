"""The one place that chooses and sets up the HTTP class under the Telegram library."""

import os
from dataclasses import dataclass

import httpx
from telegram import Bot
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, HTTPXRequest

from bot.channels.trust import trust

# The library's own switch: spans of time as such. Without it every "too many requests" warns of a coming change.
os.environ.setdefault("PTB_TIMEDELTA", "true")

CONNECTIONS = 16
#: Seconds. Who waits longer for an answer in vain finds out too late that the service is well again.
CONNECT, READ, WRITE, WRITE_MEDIA = 5.0, 8.0, 15.0, 30.0
#: The HTTP library drops idle connections after 5 s, and a quiet bot would shake hands anew for each message.
KEPT_OPEN = 60.0

NOT_YET_SENT = (httpx.ConnectTimeout, httpx.PoolTimeout, httpx.WriteTimeout)
CUT_OFF_WAITING = (httpx.ReadError, httpx.RemoteProtocolError)


@dataclass(frozen=True, slots=True)
class Client:
    """The bot, and beside it what fetches files in pieces: the library would gather each in memory as a whole."""

    bot: Bot
    files: httpx.AsyncClient
    requests: tuple[BaseRequest, ...]

    async def close(self) -> None:
        await self.files.aclose()
        for request in self.requests:
            await request.shutdown()


def connect(token: str, api_url: str) -> Client:
    base = api_url.rstrip("/")
    sending, polling = _request(CONNECTIONS), _request(1)
    bot = Bot(
        token,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=sending,
        get_updates_request=polling,
    )
    files = httpx.AsyncClient(timeout=httpx.Timeout(READ, connect=CONNECT), verify=trust())
    return Client(bot, files, (sending, polling))


def _request(connections: int) -> BaseRequest:
    limits = httpx.Limits(max_connections=connections, keepalive_expiry=KEPT_OPEN)
    return HTTPXRequest(
        connect_timeout=CONNECT,
        read_timeout=READ,
        write_timeout=WRITE,
        pool_timeout=CONNECT,
        media_write_timeout=WRITE_MEDIA,
        httpx_kwargs={"limits": limits, "verify": trust()},
    )


def may_have_arrived(fault: NetworkError) -> bool:
    """Whether the request had left as a whole when the connection failed, so that nobody knows what became of it."""
    if isinstance(fault, TimedOut):
        return not isinstance(fault.__cause__, NOT_YET_SENT)
    return isinstance(fault.__cause__, CUT_OFF_WAITING)
