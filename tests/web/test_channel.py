"""The web chat among the channels: a written card has arrived, and nothing is fetched from it."""

import pytest

from bot.channels.base import Channel, FetchRefused, Outgoing
from handlers.cards.card import Card
from tests.bot.conftest import Makes, makes

__all__ = ["makes"]


@pytest.fixture
def web(makes: Makes) -> Channel:
    return makes().channels["web"]


async def test_a_card_has_arrived_when_it_is_written(web: Channel) -> None:
    assert await web.send(Outgoing("visitor", Card("Chào"))) == "shown"
    assert await web.send(Outgoing("visitor", Card("Chào"), replaces="before")) == "before"


async def test_there_is_nowhere_to_fetch_a_file_from(web: Channel) -> None:
    with pytest.raises(FetchRefused):
        web.fetch("anything")
