"""The whole way of a message: the webhook, the inbox, a turn, the outbox, and the account that sends it."""

from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
from fastapi import FastAPI

from bot.channels.base import Channel
from bot.channels.zalo_oa import ZaloOAChannel, signature_of, zalo_oa_router
from bot.db.work import Store
from bot.files.storage import EvidenceStore
from bot.reports.exports import Exports
from bot.reports.unit.sheet_json import SheetJson
from bot.workers.delivering import Delivering
from bot.workers.fetching import Fetching
from bot.workers.turns import Turns
from handlers.cards.card import Card
from handlers.incoming.events import ChatKey, Incoming
from tests.bot.post import linked
from tests.channels.zalo_oa.world import Clock, settings
from tests.doorway import quiet
from tests.fakes.zalo_oa.open_api import OA_ID, FakeZaloOA

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


class House:
    """The product around one account, whose work is done when it is told to."""

    def __init__(self, store: Store, clock: Clock, channel: ZaloOAChannel, folder: Path, threads: ThreadPoolExecutor) -> None:
        channels: dict[str, Channel] = {channel.name: channel}
        evidence = EvidenceStore(folder)
        self.store = store
        self._clock = clock
        self._turns = Turns(store, clock, ZONE, channels, "")
        self._delivering = Delivering(
            store, channels, evidence, Exports(store, evidence, ZONE), clock, threads, linked, wake=quiet, sleep=self._at_once
        )
        self._fetching = Fetching(store, channels, evidence, clock, threads, wake=quiet)

    async def _at_once(self, seconds: float) -> None:
        """Time is the story's own."""

    async def put(self, incoming: Incoming) -> bool:
        with self.store.write() as work:
            return work.inbox.put(incoming, self._clock())

    async def works(self) -> None:
        """Until nothing more can be done now."""
        while self._turns.one():
            continue
        self._clock.pass_(seconds=2)
        while await self._fetching.some() or await self._delivering.some():
            await self._delivering.finish()

    def notify(self, person: str, text: str, key: str) -> None:
        with self.store.write() as work:
            work.cards.notify(person, Card(text), key=key)

    def deliveries(self) -> list[tuple[str, str]]:
        """(state, why) of every card, the youngest first."""
        with self.store.read() as work:
            return [(one.state, one.why) for one in work.deliveries.list()]

    def leaf(self, code: str, unit: str = "XA01") -> dict[str, Any]:
        with self.store.read() as work:
            [current] = work.rounds.alive()
            sheet = SheetJson(current, work.people.name, ZONE).whole(work.sheets.read(current, unit), unit)
        found: dict[str, Any] = next(one for one in sheet["leaves"] if one["code"] == code)
        return found

    def owner(self, user: str) -> str | None:
        """Whose chat it is."""
        with self.store.read() as work:
            chat = work.chats.find(ChatKey("zalo_oa", OA_ID, user))
            return None if chat is None else work.chats.person(chat)


@asynccontextmanager
async def opened(store: Store, clock: Clock, fake: FakeZaloOA, channel: ZaloOAChannel, folder: Path) -> AsyncIterator[House]:
    """The house, with the fake's webhook led to its door."""
    app = FastAPI()
    with ThreadPoolExecutor(2) as threads:
        house = House(store, clock, channel, folder, threads)
        app.include_router(zalo_oa_router(OA_ID, signature_of(settings(fake.address)), house.put, channel.hear))
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot") as door:

            async def post(body: bytes, headers: dict[str, str]) -> int:
                return (await door.post("/webhooks/zalo-oa", content=body, headers=headers)).status_code

            fake.webhook.post = post
            yield house
