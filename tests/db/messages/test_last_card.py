"""The card that a person had before his eyes when he wrote."""

from datetime import datetime, timedelta

from tests.db.world import TELEGRAM, WEB, World


def seen(world: World, chat: int, at: datetime | None = None) -> str | None:
    with world.store.read() as work:
        card = work.outbox.last_card(chat, at or world.now)
    return card.text if card else None


def test_the_last_card_is_the_one_written_last(world: World) -> None:
    chat = world.chat(TELEGRAM, world.hoa)
    assert seen(world, chat) is None
    world.reply(chat, "2.1")
    world.reply(chat, "2.2")
    world.reply(world.chat(WEB, world.nam), "khác")
    assert seen(world, chat) == "2.2"


def test_nobody_answers_a_card_that_was_written_after_him(world: World) -> None:
    chat = world.chat(TELEGRAM, world.hoa)
    world.reply(chat, "2.1", slot="tick")
    first = world.now
    world.clock.pass_(seconds=2)
    world.reply(chat, "2.2")
    assert seen(world, chat, first + timedelta(seconds=1)) == "2.1"


def test_a_reminder_that_waits_for_its_hour_is_not_seen_yet(world: World) -> None:
    chat = world.chat(TELEGRAM, world.hoa)
    world.reply(chat, "2.1")
    world.notify(world.hoa, "còn 3 ngày", "k1", not_before=world.now + timedelta(hours=1))
    assert seen(world, chat) == "2.1"
    assert seen(world, chat, world.now + timedelta(hours=2)) == "còn 3 ngày"


def test_what_did_not_arrive_is_not_seen(world: World) -> None:
    chat = world.chat(TELEGRAM, world.hoa)
    world.reply(chat, "2.1")
    world.send()
    world.reply(chat, "2.2")
    with world.store.write() as work:
        (lost,) = work.deliveries.due(world.now, 10)
        work.deliveries.failed(lost.id, "refused")
    assert seen(world, chat) == "2.1"
