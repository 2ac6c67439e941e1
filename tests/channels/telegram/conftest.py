"""A strict Bot API on a port of this machine, and the channel that talks to it."""

from collections.abc import AsyncIterator

import pytest

from bot.channels.telegram import TelegramChannel
from tests.channels.telegram.world import Shelf, connected
from tests.fakes.serving import served
from tests.fakes.telegram.bot_api import FakeTelegram
from tests.fakes.telegram.person import Person


@pytest.fixture
def fake() -> FakeTelegram:
    return FakeTelegram()


@pytest.fixture
def lan(fake: FakeTelegram) -> Person:
    return fake.person(700000001, "Lan Nguyễn")


@pytest.fixture
async def address(fake: FakeTelegram) -> AsyncIterator[str]:
    async with served(fake) as url:
        yield url
        await fake.updates.hang_up()


@pytest.fixture
async def channel(fake: FakeTelegram, address: str) -> AsyncIterator[TelegramChannel]:
    async with connected(fake.token, address) as made:
        yield made


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()
