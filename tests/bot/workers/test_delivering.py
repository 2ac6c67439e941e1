"""Cards leave in order, at the channel's pace, and what became of each is written down."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.channels.base import ChannelFault, ChatMoved, NotSendable, SendFault, TryLater, Unreachable
from handlers.cards.card import Attachment, Card, Export
from handlers.incoming.events import ChatKey
from tests.bot.post import Post, Wire
from tests.db.world import TELEGRAM, ZALO, World

HOUR = timedelta(hours=1)


async def test_several_cards_of_one_chat_arrive_in_order(world: World, tmp_path: Path) -> None:
    wire, chat = Wire(), world.chat(TELEGRAM, world.hoa)
    for number in range(5):
        world.reply(chat, f"thẻ {number}")
    await Post(world, tmp_path, wire).delivers(timedelta(seconds=30))
    assert wire.texts == [f"thẻ {number}" for number in range(5)]


async def test_one_chat_gets_no_more_than_the_channel_lets_pass(world: World, tmp_path: Path) -> None:
    wire, chat = Wire(), world.chat(TELEGRAM, world.hoa)
    for number in range(8):
        world.reply(chat, f"thẻ {number}")
    began = world.now
    await Post(world, tmp_path, wire).delivers(timedelta(seconds=30))
    assert len(wire.arrived) == 8
    assert world.now - began >= timedelta(seconds=5), "three at once, then one a second"


async def test_a_storm_of_429_holds_everybody_and_loses_nobody(world: World, tmp_path: Path) -> None:
    wire = Wire(faults=[ChannelFault("flood", timedelta(seconds=14)) for _ in range(40)])
    chats = [world.chat(ChatKey("telegram", "cchc_bot", str(number))) for number in range(10)]
    for chat in chats:
        world.reply(chat, f"thẻ {chat}")
    post = Post(world, tmp_path, wire)
    await post.delivers(HOUR)
    assert sorted(wire.texts) == sorted(f"thẻ {chat}" for chat in chats)
    assert set(post.states()) == {"sent"}


async def test_nothing_leaves_while_the_channel_asks_to_wait(world: World, tmp_path: Path) -> None:
    wire = Wire(faults=[ChannelFault("flood", timedelta(minutes=5))])
    world.reply(world.chat(TELEGRAM, world.hoa), "thẻ")
    post = Post(world, tmp_path, wire)
    await post.delivers(timedelta(minutes=4))
    assert wire.arrived == []
    await post.delivers(timedelta(minutes=2))
    assert wire.texts == ["thẻ"]


async def test_a_passing_fault_is_tried_again_and_in_the_end_given_up(world: World, tmp_path: Path) -> None:
    wire = Wire(faults=[TryLater(timedelta(0), "no answer") for _ in range(20)])
    world.reply(world.chat(TELEGRAM, world.hoa), "thẻ")
    post = Post(world, tmp_path, wire)
    await post.delivers(2 * HOUR)
    assert post.states() == ["failed"]
    assert post.reasons() == ["no answer"]
    assert len(wire.faults) == 20 - 7, "six waits, seven tries"


@pytest.mark.parametrize(
    ("fault", "state"),
    [(NotSendable("bad request"), "failed"), (Unreachable("blocked"), "failed")],
)
async def test_what_never_will_arrive_is_not_sent_again(world: World, tmp_path: Path, fault: SendFault, state: str) -> None:
    wire = Wire(faults=[fault])
    world.reply(world.chat(TELEGRAM, world.hoa), "thẻ")
    post = Post(world, tmp_path, wire)
    await post.delivers(2 * HOUR)
    assert wire.arrived == []
    assert post.states() == [state]


async def test_a_reminder_goes_to_the_next_chat_when_the_first_is_blocked(world: World, tmp_path: Path) -> None:
    blocked, other = Wire(faults=[Unreachable("blocked")]), Wire("zalo_oa", "oa")
    world.chat(ZALO, world.hoa)
    world.chat(TELEGRAM, world.hoa)
    world.notify(world.hoa, "Còn 3 ngày", "r1")
    await Post(world, tmp_path, blocked, other).delivers(timedelta(seconds=5))
    assert (blocked.texts, other.texts) == ([], ["Còn 3 ngày"])


async def test_who_cannot_be_reached_anywhere_is_listed(world: World, tmp_path: Path) -> None:
    world.chat(TELEGRAM, world.hoa)
    world.notify(world.hoa, "Còn 3 ngày", "r1")
    post = Post(world, tmp_path, Wire(faults=[Unreachable("blocked")]))
    await post.delivers(timedelta(seconds=5))
    assert post.states() == ["unreached"]
    assert post.reasons() == ["blocked"]


async def test_a_chat_that_moved_gets_its_card_at_the_new_address(world: World, tmp_path: Path) -> None:
    wire = Wire(faults=[ChatMoved("-1001")])
    world.reply(world.chat(TELEGRAM, world.hoa), "thẻ")
    await Post(world, tmp_path, wire).delivers(timedelta(seconds=10))
    assert [one.chat for one in wire.arrived] == ["-1001"]


async def test_a_channel_that_is_off_says_so(world: World, tmp_path: Path) -> None:
    world.reply(world.chat(TELEGRAM, world.hoa), "thẻ")
    post = Post(world, tmp_path)
    await post.delivers()
    assert post.reasons() == ["the channel is off"]


async def test_a_reminder_goes_to_the_next_chat_when_its_channel_is_off(world: World, tmp_path: Path) -> None:
    other = Wire("zalo_oa", "oa")
    world.chat(ZALO, world.hoa)
    world.chat(TELEGRAM, world.hoa)
    world.notify(world.hoa, "Còn 3 ngày", "r1")
    post = Post(world, tmp_path, other)
    await post.delivers(timedelta(seconds=5))
    assert (other.texts, post.states()) == (["Còn 3 ngày"], ["sent"])


async def test_whose_only_channel_is_off_is_listed_and_reached_when_it_is_on_again(world: World, tmp_path: Path) -> None:
    world.chat(TELEGRAM, world.hoa)
    world.notify(world.hoa, "Còn 3 ngày", "r1")
    post = Post(world, tmp_path, Wire("zalo_oa", "oa"))
    await post.delivers(timedelta(seconds=5))
    assert (post.states(), post.reasons()) == (["unreached"], ["the channel is off"])
    again = Wire()
    await Post(world, tmp_path, again).delivers(timedelta(seconds=5))
    assert (again.texts, post.states()) == (["Còn 3 ngày"], ["sent"])


async def test_a_channel_that_was_off_for_a_while_is_used_first_again(world: World, tmp_path: Path) -> None:
    world.chat(ZALO, world.hoa)
    world.chat(TELEGRAM, world.hoa)
    world.notify(world.hoa, "Còn 3 ngày", "r1")
    await Post(world, tmp_path, Wire("zalo_oa", "oa")).delivers(timedelta(seconds=5))
    again, other = Wire(), Wire("zalo_oa", "oa")
    world.notify(world.hoa, "Còn 1 ngày", "r2")
    await Post(world, tmp_path, again, other).delivers(timedelta(seconds=5))
    assert (again.texts, other.texts) == (["Còn 1 ngày"], [])


async def test_a_redrawn_card_takes_the_place_of_the_message(world: World, tmp_path: Path) -> None:
    wire, chat = Wire(), world.chat(TELEGRAM, world.hoa)
    post = Post(world, tmp_path, wire)
    world.reply(chat, "☐ a", slot="tick:1.3")
    await post.delivers()
    world.reply(chat, "✔ a", slot="tick:1.3")
    await post.delivers()
    assert [(one.card.text, one.replaces) for one in wire.arrived] == [("☐ a", None), ("✔ a", "1")]


async def test_a_paper_that_cannot_be_made_fails_alone(world: World, tmp_path: Path) -> None:
    wire, chat = Wire(), world.chat(TELEGRAM, world.hoa)
    with world.store.write() as work:
        missing = Attachment(Export.SHEET, "XA99", "D1", "bang.xlsx")
        work.outbox.put(chat, Card("Bảng chấm điểm", attachment=missing), world.now)
    world.reply(chat, "thẻ sau")
    post = Post(world, tmp_path, wire)
    await post.delivers(timedelta(seconds=10))
    assert wire.texts == ["thẻ sau"]
    assert post.states() == ["failed", "sent"]
