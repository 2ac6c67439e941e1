"""The web chat among the channels: a written card has arrived, and nothing is fetched from it."""

import pytest

from bot.channels.base import FetchRefused, Outgoing
from bot.web.as_channel import WebChannel
from handlers.cards.card import Card


async def test_a_card_has_arrived_when_it_is_written() -> None:
    assert await WebChannel().send(Outgoing("visitor", Card("Chào"))) == "shown"
    assert await WebChannel().send(Outgoing("visitor", Card("Chào"), replaces="before")) == "before"


def test_there_is_nowhere_to_fetch_a_file_from() -> None:
    with pytest.raises(FetchRefused):
        WebChannel().fetch("anything")
