"""Several processes share the work: each does its own parts and leaves the others alone, and ends in peace."""

import asyncio
import threading
from dataclasses import dataclass, field

import pytest

from bot.channels.base import Outgoing
from bot.db.record.readings import Backlog
from bot.product import Parts, Product
from bot.web.channel import chat_key
from bot.workers import turns
from handlers.cards.card import Card
from handlers.turn import take
from tests.bot.conftest import Makes
from tests.bot.post import ABLE, Wire
from tests.db.world import event

CHAT = chat_key("w1")
TURNS = Parts(turns=True, deliveries=False, scheduler=False)
DELIVERIES = Parts(turns=False, deliveries=True, scheduler=False)


@dataclass
class Screen(Wire):
    """The web chat's place; somebody waits for the first card."""

    name: str = "web"
    account: str = "web"
    shown: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, outgoing: Outgoing) -> str:
        self.shown.set()
        return await super().send(outgoing)


def on_screen(product: Product) -> Screen:
    screen = Screen(capabilities=ABLE)
    product.channels["web"] = screen
    return screen


def reading(product: Product) -> Backlog:
    with product.store.read() as work:
        return work.readings.take()


async def handled(product: Product) -> None:
    """Waits until no event waits any more; whoever watches the chat is told of each turn."""
    with product.news.watching(CHAT) as watch:
        while reading(product).inbox_waiting:
            await watch.wait(5)


async def test_one_machine_takes_the_turns_and_another_delivers(makes: Makes) -> None:
    first, second = makes(), makes()
    quiet, screen = on_screen(first), on_screen(second)
    await first.start(TURNS)
    await first.put(event("1", "chào", chat=CHAT))
    await handled(first)
    assert (quiet.texts, reading(first).outbox_waiting) == ([], 1)
    await second.start(DELIVERIES)
    await asyncio.wait_for(screen.shown.wait(), 10)
    assert "mã" in screen.texts[0]


async def test_without_turns_an_event_waits_while_cards_leave(makes: Makes) -> None:
    product = makes()
    screen = on_screen(product)
    await product.start(DELIVERIES)
    await product.put(event("1", "chào", chat=CHAT))
    with product.store.write() as work:
        work.outbox.put(work.chats.ensure(CHAT), Card("một thẻ"), product.clock())
    await asyncio.wait_for(screen.shown.wait(), 10)
    assert (screen.texts, reading(product).inbox_waiting) == (["một thẻ"], 1)


@dataclass
class Slow:
    """A turn that goes on until it is let go."""

    begun: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)

    def __call__(self, *given: object) -> Card | None:
        self.begun.set()
        assert self.go_on.wait(10)
        return take(*given)  # type: ignore[arg-type]


async def test_a_turn_in_hand_is_finished_before_the_end(makes: Makes, monkeypatch: pytest.MonkeyPatch) -> None:
    slow, product = Slow(), makes()
    monkeypatch.setattr(turns, "take", slow)
    await product.put(event("1", "chào", chat=CHAT))
    await product.put(event("2", "còn nữa", chat=CHAT))
    await product.start(TURNS)
    assert await asyncio.to_thread(slow.begun.wait, 10)
    ending = asyncio.create_task(product.stop())
    done, _ = await asyncio.wait({ending}, timeout=0.05)
    assert not done
    slow.go_on.set()
    await ending
    left = reading(makes())
    assert (left.inbox_waiting, left.outbox_waiting) == (1, 1), "the one in hand, and no other"


async def test_a_product_that_was_never_started_can_be_stopped(makes: Makes) -> None:
    product = makes()
    await product.stop()
    assert product.news.closed
