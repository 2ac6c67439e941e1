"""Where messages leave: the version of the endpoint that this account may use, and whether any may leave at all.

Accounts of authorities have been refused on the newer endpoint (-235) and served on the older one. Which it is shows
only when something is sent; what worked is pinned for all processes, and found out anew every day.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.channels.base import Run
from bot.channels.zalo_oa.client import Client, Data
from bot.channels.zalo_oa.faults import GONE, MONEY, POLICY, WRONG_ENDPOINT, AuthorisationGone, Declined
from bot.db.tables import facts
from bot.db.unreadable import decoded_or
from bot.db.work import Store
from handlers.stored import read_stored

log = logging.getLogger(__name__)

PATHS = {"v3": "/v3.0/oa/message/cs", "v2": "/v2.0/oa/message"}
NONE = "none"
ENDPOINT, STOPPED = "zalo_oa_endpoint", "zalo_oa_stopped"
PINNED_FOR = timedelta(days=1)
#: After a refusal that an operator has to look into, one message is tried so much later.
STOPPED_FOR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Note:
    """What one account has found out, and when."""

    account: str
    value: str
    at: datetime


def read_note(stored: Any) -> Note | None:
    return None if stored is None else read_stored(Note, stored)


class Outlet:
    def __init__(self, client: Client, store: Store, account: str, run: Run, clock: Callable[[], datetime]) -> None:
        self._client = client
        self._store = store
        self._account = account
        self._run = run
        self._clock = clock

    async def send(self, body: Data) -> str:
        """Sends one message; its id. Raises what ``faults.FAULTS`` lists."""
        pinned = await self._run(self._pinned)
        refusal = Declined(-235, "this account can send through no endpoint")
        for version in _order(pinned):
            try:
                return await self._through(version, pinned, body)
            except Declined as fault:
                if fault.code not in WRONG_ENDPOINT:
                    raise
                refusal = fault
        if pinned != NONE:
            await self._pin(NONE)
        raise refusal

    async def _through(self, version: str, pinned: str, body: Data) -> str:
        try:
            data = await self._client.post(PATHS[version], body)
        except Declined as fault:
            await self._alarm(fault)
            raise
        if version != pinned:
            await self._pin(version)
        return str(data.get("message_id", ""))

    async def _alarm(self, fault: Declined) -> None:
        if fault.code in GONE | POLICY | MONEY:
            log.error("Zalo OA: somebody has to look: %s", fault.why)
        if fault.code in GONE | POLICY:
            await self._run(self._note, STOPPED, fault.why)

    async def _pin(self, version: str) -> None:
        log.warning("Zalo OA: messages leave through: %s", version)
        await self._run(self._note, ENDPOINT, version)

    async def standing(self) -> tuple[str, str]:
        """The pinned version ("" when it has to be found out), and why nothing leaves ("" when it does)."""
        return await self._run(self._noted, ENDPOINT, PINNED_FOR), await self._run(self._noted, STOPPED, STOPPED_FOR)

    def _pinned(self) -> str:
        stopped = self._noted(STOPPED, STOPPED_FOR)
        if stopped:
            raise AuthorisationGone(stopped)
        return self._noted(ENDPOINT, PINNED_FOR)

    def _noted(self, name: str, lasts: timedelta) -> str:
        with self._store.read() as work:
            noted = decoded_or(None, facts.c.value, name, work.facts.get(name), read_note)
        fresh = noted and noted.account == self._account and self._clock() - noted.at < lasts
        return noted.value if noted and fresh else ""

    def _note(self, name: str, value: str) -> None:
        with self._store.write() as work:
            work.facts.set(name, {"account": self._account, "value": value, "at": self._clock().isoformat()})


def _order(pinned: str) -> list[str]:
    if pinned == NONE:
        return []
    return sorted(PATHS, key=lambda version: (version != pinned, version != "v3"))
