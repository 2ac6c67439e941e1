"""A strict Official Account API on a port of this machine, and the channel that talks to it."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.channels.zalo_oa import ZaloOAChannel
from bot.db.work import Store
from bot.demo import world as demo
from bot.files.storage import EvidenceStore
from tests.channels.zalo_oa.house import ZONE, House, opened
from tests.channels.zalo_oa.world import LAN, Clock, connected, store_on
from tests.fakes.serving import served
from tests.fakes.zalo_oa.open_api import FakeZaloOA
from tests.fakes.zalo_oa.person import Person
from tests.stories.telling.databases import checkpoint, copied


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


@pytest.fixture(scope="session")
def demo_file(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the demo world in it."""
    folder = tmp_path_factory.mktemp("demo")
    clock = Clock()
    with copied(migrated_file, folder / "demo.db") as engine:
        demo.load(store_on(engine, clock), EvidenceStore(folder / "evidence"), clock(), ZONE)
        checkpoint(engine)
    return folder / "demo.db"


@pytest.fixture
def demo_store(demo_file: Path, clock: Clock, tmp_path: Path) -> Iterator[Store]:
    with copied(demo_file, tmp_path / "house.db") as engine:
        yield store_on(engine, clock)


@pytest.fixture
async def house(demo_store: Store, clock: Clock, fake: FakeZaloOA, address: str, tmp_path: Path) -> AsyncIterator[House]:
    """The demo world behind the account."""
    folder = tmp_path / "evidence"
    async with connected(demo_store, clock, address) as channel, opened(demo_store, clock, fake, channel, folder) as made:
        yield made
