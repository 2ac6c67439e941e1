"""A strict Official Account API on a port of this machine, and the channel that talks to it."""

from collections.abc import AsyncIterator

import pytest
import sqlalchemy as sa

from bot.channels.zalo_oa import ZaloOAChannel
from bot.db.work import Store
from tests.channels.zalo_oa.world import LAN, Clock, connected, store_on
from tests.fakes.serving import served
from tests.fakes.zalo_oa import FakeZaloOA
from tests.fakes.zalo_oa_person import Person


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def fake(clock: Clock) -> FakeZaloOA:
    return FakeZaloOA(clock)


@pytest.fixture
def lan(fake: FakeZaloOA) -> Person:
    return fake.person(LAN)


@pytest.fixture
async def address(fake: FakeZaloOA) -> AsyncIterator[str]:
    async with served(fake) as url:
        fake.address = url
        yield url


@pytest.fixture
def store(sqlite_engine: sa.Engine, clock: Clock) -> Store:
    return store_on(sqlite_engine, clock)


@pytest.fixture
async def channel(store: Store, clock: Clock, address: str) -> AsyncIterator[ZaloOAChannel]:
    async with connected(store, clock, address) as made:
        yield made
