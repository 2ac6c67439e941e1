"""Access tokens: 25 hours long good, renewed after 20 with a refresh token that works exactly once."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import httpx

from bot.channels.base import Run
from bot.channels.zalo_oa.faults import NOT_YET_SENT, TOO_MANY, AuthorisationGone, NotNow
from bot.channels.zalo_oa.pairs import LIFETIME, Pair, Pairs, Renewal

log = logging.getLogger(__name__)

RENEW_AFTER = timedelta(hours=20)
PATH = "/v4/oa/access_token"
#: How long to wait between two looks at what another process is doing, in seconds, and how often to look.
LOOK, LOOKS = 0.1, 300
#: How long the authority is left in peace after it was too busy, or could not be reached. Who sends waits longer himself.
PAUSE = timedelta(seconds=0.5)


class Busy(Exception):
    """The authority has certainly not used the refresh token."""


class NoAnswer(Exception):
    """The request left, and nobody knows what became of it."""


@dataclass(frozen=True, slots=True)
class App:
    """The application that the account has authorised."""

    id: str
    secret: str


class Authority:
    """Zalo's place for tokens. Knows nothing of who shares them."""

    def __init__(self, http: httpx.AsyncClient, url: str, app: App) -> None:
        self._http = http
        self._address = url.rstrip("/") + PATH
        self._app = app

    async def renew(self, refresh_token: str) -> tuple[Pair, timedelta]:
        """The next pair and how long its access token lives; raises ``Busy``, ``NoAnswer`` or ``AuthorisationGone``."""
        form = {"refresh_token": refresh_token, "app_id": self._app.id, "grant_type": "refresh_token"}
        try:
            answer = await self._http.post(self._address, data=form, headers={"secret_key": self._app.secret})
        except NOT_YET_SENT as fault:
            raise Busy from fault
        except httpx.TransportError as fault:
            raise NoAnswer from fault
        if answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
            raise Busy
        return _minted(answer)


def _minted(answer: httpx.Response) -> tuple[Pair, timedelta]:
    try:
        read = answer.json()
        if "access_token" in read:
            lifetime = timedelta(seconds=int(read.get("expires_in", LIFETIME.total_seconds())))
            return Pair(str(read["access_token"]), str(read["refresh_token"])), lifetime
        code = int(read["error"])
    except (ValueError, TypeError, KeyError) as fault:
        raise NoAnswer from fault
    if code == TOO_MANY:
        raise Busy
    raise AuthorisationGone(f"{code}: {read.get('message') or read.get('error_name') or 'the refresh token is refused'}")


class Tokens:
    """Whoever needs a token gets one here; of all processes that find it stale, one renews it and the others wait."""

    def __init__(
        self,
        pairs: Pairs,
        authority: Authority,
        run: Run,
        clock: Callable[[], datetime],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._pairs = pairs
        self._authority = authority
        self._run = run
        self._clock = clock
        self._sleep = sleep

    async def current(self) -> str:
        """The access token to use now; raises ``AuthorisationGone`` or ``NotNow``."""
        known, now = await self._run(self._pairs.standing), self._clock()
        if known.dead:
            raise AuthorisationGone(known.dead)
        if now - known.minted_at < RENEW_AFTER:
            return str(known.pair.access)
        try:
            return await self.after(known.pair.access)
        except NotNow:
            if now >= known.expires_at:
                raise
            return str(known.pair.access)

    async def after(self, stale: str) -> str:
        """The access token that follows a stale one; raises ``AuthorisationGone`` or ``NotNow``."""
        for _ in range(LOOKS):
            claim = await self._run(self._pairs.claim, stale)
            pair = await self._taken(claim)
            if pair is not None:
                return pair.access
        raise NotNow("another process is renewing the token")

    async def _taken(self, claim: Renewal | None) -> Pair | None:
        """What a claim leads to; ``None`` to look again."""
        if claim is None:
            await self._wait()
            return None
        return await self._renewed(claim.pair) if claim.renew else claim.pair

    async def _wait(self) -> None:
        known = await self._run(self._pairs.standing)
        if known.dead:
            raise AuthorisationGone(known.dead)
        await self._sleep(LOOK)

    async def _renewed(self, used: Pair) -> Pair | None:
        try:
            new, lifetime = await self._authority.renew(used.refresh)
        except NoAnswer:
            log.error("Zalo OA: a request for a new token stayed without an answer")
            await self._run(lambda: self._pairs.give_back(spent=True))
            return None
        except Busy:
            await self._run(lambda: self._pairs.give_back(spent=False, pause=PAUSE))
            raise NotNow("the authority for tokens is busy or cannot be reached") from None
        except AuthorisationGone as fault:
            log.error("Zalo OA: no new token (%s): an administrator has to authorise the application again", fault.why)
            await self._run(self._pairs.condemn, used, fault.why)
            raise
        await self._run(self._pairs.keep, used, new, lifetime)
        log.info("Zalo OA: the token was renewed")
        return new
