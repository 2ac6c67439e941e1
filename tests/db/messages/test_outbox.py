"""Cards that wait or were just sent are replaced; the others follow each other."""

from handlers.cards.card import Card, Expects
from tests.db.world import TELEGRAM, WEB, World


def test_a_card_that_still_waits_is_replaced_by_the_next_one_of_its_slot(world: World) -> None:
    chat = world.chat(TELEGRAM, world.hoa)
    world.reply(chat, "đã nhận 1 tệp", slot="tệp")
    world.reply(chat, "đã nhận 2 tệp", slot="tệp")
    assert world.send() == ["đã nhận 2 tệp"]
    assert world.send() == []


def test_the_last_card_sent_is_changed_by_the_next_one_of_its_slot(world: World) -> None:
    chat = world.chat(TELEGRAM, world.hoa)
    world.reply(chat, "đã có 1/4", slot="1.3")
    assert world.send(ref="m7") == ["đã có 1/4"]
    world.reply(chat, "đã có 2/4", slot="1.3")
    assert world.send(ref="m7") == ["m7: đã có 2/4"]


def test_a_card_further_up_is_left_alone(world: World) -> None:
    chat = world.chat(TELEGRAM, world.hoa)
    world.reply(chat, "đã có 1/4", slot="1.3")
    world.send()
    world.reply(chat, "xin chào")
    world.send()
    world.reply(chat, "đã có 2/4", slot="1.3")
    assert world.send() == ["đã có 2/4"]


def test_another_chat_has_its_own_cards(world: World) -> None:
    world.reply(world.chat(TELEGRAM, world.hoa), "một", slot="tệp")
    world.reply(world.chat(WEB, world.nam), "hai", slot="tệp")
    assert world.send() == ["một", "hai"]


def test_an_album_is_answered_once_it_has_settled(world: World) -> None:
    chat = world.chat(TELEGRAM, world.hoa)
    world.reply(chat, "đã nhận 1 ảnh", slot="ảnh", settle=True)
    world.clock.pass_(milliseconds=500)
    world.reply(chat, "đã nhận 2 ảnh", slot="ảnh", settle=True)
    world.clock.pass_(milliseconds=500)
    assert world.send() == []
    world.clock.pass_(milliseconds=300)
    assert world.send() == ["đã nhận 2 ảnh"]


def test_a_card_replaced_while_it_is_on_its_way_is_changed_when_it_has_arrived(world: World) -> None:
    chat = world.chat(TELEGRAM, world.hoa)
    world.reply(chat, "đã có 1/4", slot="1.3")
    with world.store.write() as work:
        (on_its_way,) = work.deliveries.due(world.now, 10)
    world.reply(chat, "đã có 2/4", slot="1.3")
    assert world.due() == []
    with world.store.write() as work:
        work.deliveries.sent(on_its_way.id, "m7")
    assert world.send() == ["m7: đã có 2/4"]
    assert world.states() == [("sent", "telegram")]


def test_a_card_is_stored_whole(world: World) -> None:
    chat = world.chat(TELEGRAM, world.hoa)
    card = Card("**Điểm** 1,5", slot="a", expects=Expects.NUMBER, kind="reply")
    with world.store.write() as work:
        work.outbox.put(chat, card, world.now)
        (delivery,) = work.deliveries.due(world.now, 10)
    assert (delivery.card, delivery.chat, delivery.person) == (card, TELEGRAM, world.hoa.id)


def test_a_notification_goes_to_the_chat_used_last_and_only_once(world: World) -> None:
    world.chat(TELEGRAM, world.hoa)
    world.chat(WEB, world.hoa)
    assert world.notify(world.hoa, "còn 3 ngày", "hạn-3")
    assert not world.notify(world.hoa, "còn 3 ngày", "hạn-3")
    assert world.states() == [("waiting", "web")]


def test_a_notification_kept_for_later_holds_nobody_up(world: World) -> None:
    chat = world.chat(TELEGRAM, world.hoa)
    world.notify(world.hoa, "còn 3 ngày", "hạn-3", world.clock.now.replace(hour=20))
    world.reply(chat, "xin chào")
    assert world.send() == ["xin chào"]
    world.clock.pass_(hours=12)
    assert world.send() == ["còn 3 ngày"]


def test_what_could_not_reach_anybody_goes_to_the_chat_that_the_person_opens(world: World) -> None:
    world.notify(world.hoa, "còn 3 ngày", "hạn-3")
    assert world.states() == [("unreached", "")]
    assert world.send() == []
    world.chat(TELEGRAM, world.hoa)
    assert world.send() == ["còn 3 ngày"]
