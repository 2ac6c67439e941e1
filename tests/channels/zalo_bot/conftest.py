"""A strict Zalo Bot Platform on a port of this machine, and the channel that talks to it."""

from collections.abc import AsyncIterator

import pytest

from bot.channels.zalo_bot import ZaloBotChannel
from tests.channels.telegram.world import Shelf
from tests.channels.zalo_bot.world import connected
from tests.fakes.serving import served
from tests.fakes.zalo_bot.person import Person
from tests.fakes.zalo_bot.platform import FakeZaloBot


@pytest.fixture
async def fake() -> AsyncIterator[FakeZaloBot]:
    made = FakeZaloBot()
    async with served(made) as made.address:
        yield made


@pytest.fixture
def lan(fake: FakeZaloBot) -> Person:
    return fake.person("Lan")


@pytest.fixture
async def channel(fake: FakeZaloBot) -> AsyncIterator[ZaloBotChannel]:
    async with connected(fake.token, fake.address) as made:
        yield made


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()
