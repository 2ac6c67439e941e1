"""What the browser shows of a chat."""

from bot.db.messages.transcript import Item
from handlers.cards.card import Card
from handlers.session import Session
from tests.db.world import WEB, World, event


def _shown(world: World, chat: int, after: int = 0) -> list[Item]:
    with world.store.read() as work:
        return list(work.transcripts.read(chat, after))


def _texts(items: list[Item]) -> list[str]:
    shown = [item.message or item.card for item in items]
    return [one.text for one in shown if one]


def _talk(world: World) -> int:
    chat = world.chat(WEB, world.hoa)
    for number, (said, answered) in enumerate([("chào", "xin chào"), ("1.1 có", "đã ghi 1.1")]):
        world.clock.pass_(minutes=1)
        world.put(event(str(number), said, chat=WEB))
        world.reply(chat, answered, slot=said)
    return chat


def test_messages_and_cards_stand_in_the_order_of_time(world: World) -> None:
    assert _texts(_shown(world, _talk(world))) == ["chào", "xin chào", "1.1 có", "đã ghi 1.1"]


def test_a_page_that_knows_everything_gets_only_what_changed(world: World) -> None:
    chat = _talk(world)
    known = _shown(world, chat)
    world.send()
    world.clock.pass_(minutes=1)
    world.reply(chat, "đã ghi 1.1, đủ tài liệu", slot="1.1 có")
    (changed,) = [item for item in _shown(world, chat, known[-1].change) if item.change > known[-1].change]
    assert (_texts([changed]), changed.id) == (["đã ghi 1.1, đủ tài liệu"], known[-1].id)


def test_a_change_that_became_visible_late_is_not_missed(world: World) -> None:
    chat = _talk(world)
    ahead = _shown(world, chat)[-1].change + 1_000_000
    assert "đã ghi 1.1" in _texts(_shown(world, chat, ahead))


def test_a_card_kept_for_later_shows_when_its_time_has_come(world: World) -> None:
    chat = _talk(world)
    known = _shown(world, chat)[-1].change
    world.notify(world.hoa, "còn 3 ngày", "hạn-3", world.clock.now.replace(hour=20))
    assert "còn 3 ngày" not in _texts(_shown(world, chat))
    world.clock.pass_(hours=12)
    assert "còn 3 ngày" in _texts(_shown(world, chat, known))


def test_whoever_has_the_chat_now_sees_nothing_of_the_one_before(world: World) -> None:
    chat = _talk(world)
    world.clock.pass_(minutes=1)
    with world.store.write() as work:
        work.chats.link(chat, world.nam.id, world.now)
        work.chats.save(chat, Session())
        work.outbox.put(chat, Card("chào anh Nam"), world.clock.pass_(seconds=1))
    assert _texts(_shown(world, chat)) == ["chào anh Nam"]
