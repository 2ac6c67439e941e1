"""The stream over a real connection: it holds nothing up."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import httpx
import pytest

from bot.web.channel import chat_key
from bot.workers.news import News, Watch
from handlers.cards.card import Card
from handlers.incoming.events import ChatKey
from tests.web.served import served
from tests.web.world import WebWorld


class CountedNews(News):
    """Knows how many pages are open."""

    open = 0

    @contextmanager
    def watching(self, chat: ChatKey) -> Iterator[Watch]:
        with super().watching(chat) as watch:
            self.open += 1
            try:
                yield watch
            finally:
                self.open -= 1


def chat_of(world: WebWorld, client: httpx.Client) -> ChatKey:
    return chat_key(str(world.keys.read_cookie(client.get("/").cookies["cchc_chat"])))


def test_an_open_page_does_not_hold_up_the_end_of_the_server() -> None:
    with ExitStack() as open_pages:
        with served(WebWorld()) as address:
            client = open_pages.enter_context(httpx.Client(base_url=address))
            client.get("/")
            lines = open_pages.enter_context(client.stream("GET", "/chat/events")).iter_lines()
            assert next(lines) == "retry: 2000"
            stopping = time.monotonic()
        assert time.monotonic() - stopping < 3


def test_a_page_that_is_left_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.web.chat.stream.LOOK", 0.05)
    world = WebWorld(news=(news := CountedNews()))
    with served(world) as address, httpx.Client(base_url=address) as client:
        client.get("/")
        with client.stream("GET", "/chat/events") as stream:
            lines = stream.iter_lines()
            assert [next(lines) for _ in range(3)] == ["retry: 2000", "", ":"]
            assert news.open == 1
        deadline = time.monotonic() + 5
        while news.open and time.monotonic() < deadline:
            client.get("/static/icon.svg")
        assert news.open == 0


def test_a_browser_that_reconnects_says_where_it_was() -> None:
    world = WebWorld()
    with served(world) as address, httpx.Client(base_url=address) as client:
        chat = chat_of(world, client)
        world.say(chat, Card("Một"))
        seen = next(iter(world.shown[chat].values())).change
        world.say(chat, Card("Hai"))
        with client.stream("GET", "/chat/events", headers={"last-event-id": str(seen)}) as stream:
            text = next(line for line in stream.iter_lines() if 'class="text"' in line)
        assert "Hai" in text
