"""What is due is taken under a lease, and every end of a delivery is seen by the operator."""

from datetime import timedelta

from bot.db.messages.deliveries import LEASE, REPEATED, Delivery
from handlers.cards.card import Attachment, Card, Export
from handlers.incoming.events import ChatKey, EventKind
from handlers.texts.common import MISSED
from tests.db.world import TELEGRAM, WEB, ZALO, World, event


def _taken(world: World) -> Delivery:
    with world.store.write() as work:
        (delivery,) = work.deliveries.due(world.now, 10)
    return delivery


def test_the_cards_of_a_chat_leave_one_after_the_other(world: World) -> None:
    chat = world.chat(TELEGRAM, world.hoa)
    world.reply(chat, "một")
    world.reply(chat, "hai")
    first = _taken(world)
    assert (first.card.text, world.due()) == ("một", [])
    with world.store.write() as work:
        work.deliveries.sent(first.id, "m1")
    assert world.send() == ["hai"]


def test_a_reply_takes_the_place_of_one_that_is_tried_again_later_and_says_what_it_said(world: World) -> None:
    chat = world.chat(TELEGRAM, world.hoa)
    world.reply(chat, "✔ Đã lưu 1.1\n\n1.2?")
    world.reply(chat, "✔ Đã lưu 1.2\n\n1.3?")
    tried_later(world)
    assert world.send() == [f"{MISSED}\n• ✔ Đã lưu 1.1\n\n✔ Đã lưu 1.2\n\n1.3?"]
    world.clock.pass_(seconds=31)
    assert world.send() == []
    assert world.states() == [("superseded", "telegram"), ("sent", "telegram")]


def test_what_nobody_was_told_goes_from_answer_to_answer(world: World) -> None:
    chat = world.chat(TELEGRAM, world.hoa)
    for number in (1, 2):
        world.reply(chat, f"✔ Đã lưu 1.{number}\n\n1.{number + 1}?")
    tried_later(world)
    tried_later(world)
    world.reply(chat, "✔ Đã lưu 1.3\n\nXong.")
    assert world.send() == [f"{MISSED}\n• ✔ Đã lưu 1.1\n• ✔ Đã lưu 1.2\n\n✔ Đã lưu 1.3\n\nXong."]


def test_a_file_that_was_asked_for_is_not_forgotten_over_a_later_question(world: World) -> None:
    chat = world.chat(TELEGRAM, world.hoa)
    with world.store.write() as work:
        work.outbox.put(chat, Card("Bảng chấm điểm", attachment=Attachment(Export.SHEET, "XA01", "D1", "bang.xlsx")), world.now)
    tried_later(world)
    world.reply(chat, "tiến độ")
    assert world.send() == ["tiến độ"]
    world.clock.pass_(seconds=31)
    assert world.send() == ["Bảng chấm điểm"]
    with world.store.read() as work:
        seen = work.outbox.last_card(chat, world.now)
    assert seen is not None
    assert seen.text == "Bảng chấm điểm"


def test_a_reply_does_not_wait_for_a_notification_that_is_tried_again_later(world: World) -> None:
    chat = world.chat(TELEGRAM, world.hoa)
    world.notify(world.hoa, "còn 3 ngày", "r1")
    tried_later(world)
    world.reply(chat, "chào")
    assert world.send() == ["chào"]
    world.clock.pass_(seconds=31)
    assert world.send() == ["còn 3 ngày"]


def tried_later(world: World) -> None:
    with world.store.write() as work:
        (first,) = work.deliveries.due(world.now, 10)
        work.deliveries.retry(first.id, world.now + timedelta(seconds=30), "not now")


def test_who_lost_a_lease_has_nothing_to_say_any_more(world: World) -> None:
    world.reply(world.chat(TELEGRAM, world.hoa), "một")
    first, second = processes(world, "a", "b")
    world.store.process = first
    taken = _taken(world)
    with world.store.write() as work:
        work.processes.leave(first)
    world.store.process = second
    again = _taken(world)
    world.store.process = first
    with world.store.write() as work:
        work.deliveries.failed(taken.id, "too late")
    world.store.process = second
    assert world.states() == [("waiting", "telegram")]
    with world.store.write() as work:
        work.deliveries.sent(again.id, "m1")
    assert world.states() == [("sent", "telegram")]


def processes(world: World, *names: str) -> list[int]:
    with world.store.write() as work:
        return [work.processes.enter(name, world.now) for name in names]


def test_whoever_is_in_a_conversation_does_not_wait_behind_a_broadcast(world: World) -> None:
    chat = world.chat(TELEGRAM, world.hoa)
    world.chat(WEB, world.nam)
    world.notify(world.nam, "thông báo", "tb-1")
    world.reply(chat, "xin chào")
    assert world.send() == ["xin chào", "thông báo"]


def test_what_was_on_its_way_in_a_crash_is_sent_again_and_marked(world: World) -> None:
    world.reply(world.chat(TELEGRAM, world.hoa), "một")
    assert _taken(world).tries == 1
    assert world.due() == []
    world.clock.now += LEASE
    again = _taken(world)
    with world.store.write() as work:
        work.deliveries.sent(again.id, "m1")
        (listed,) = work.deliveries.list()
    assert (again.tries, listed.state, listed.why) == (2, "sent", REPEATED)


def test_a_send_whose_end_nobody_knows_is_not_repeated(world: World) -> None:
    world.reply(world.chat(TELEGRAM, world.hoa), "một")
    with world.store.write() as work:
        (delivery,) = work.deliveries.due(world.now, 10)
        work.deliveries.unknown(delivery.id, "hết giờ chờ")
    world.clock.now += 2 * LEASE
    assert world.due() == []
    assert world.states() == [("unknown", "telegram")]


def test_a_person_who_left_one_chat_is_reached_on_the_next(world: World) -> None:
    world.chat(WEB, world.hoa)
    world.chat(TELEGRAM, world.hoa)
    world.notify(world.hoa, "còn 3 ngày", "hạn-3")
    with world.store.write() as work:
        (delivery,) = work.deliveries.due(world.now, 10)
        work.deliveries.unreachable(delivery.id, "đã chặn")
    again = _taken(world)
    assert (delivery.chat, again.chat, again.message_ref) == (TELEGRAM, WEB, None)


def test_a_person_who_left_every_chat_is_listed_and_reached_when_back(world: World) -> None:
    world.chat(TELEGRAM, world.hoa)
    world.notify(world.hoa, "còn 3 ngày", "hạn-3")
    with world.store.write() as work:
        (delivery,) = work.deliveries.due(world.now, 10)
        work.deliveries.unreachable(delivery.id, "đã chặn")
        (listed,) = work.deliveries.list(failed=True)
    assert (listed.to, listed.unit, listed.state, listed.why) == ("Nguyễn Thị Hoà", "XA01", "unreached", "đã chặn")
    world.put(event("1", "tôi đây"))
    world.take()
    assert world.send() == ["còn 3 ngày"]


def test_somebody_who_says_goodbye_is_not_written_to(world: World) -> None:
    world.chat(ZALO, world.hoa)
    world.chat(TELEGRAM, world.hoa)
    world.put(event("1", kind=EventKind.LEFT))
    world.take()
    world.notify(world.hoa, "còn 3 ngày", "hạn-3")
    assert world.states() == [("waiting", "zalo_oa")]


def test_what_waits_follows_a_chat_to_its_new_id(world: World) -> None:
    chat = world.chat(TELEGRAM, world.hoa)
    world.reply(chat, "một")
    with world.store.write() as work:
        work.chats.moved(chat, "-100200")
    assert _taken(world).chat == ChatKey("telegram", "cchc_bot", "-100200")


def test_what_waits_follows_a_chat_to_an_id_that_is_known_already(world: World) -> None:
    chat, new = world.chat(TELEGRAM, world.hoa), ChatKey("telegram", "cchc_bot", "-100200")
    world.chat(new)
    world.reply(chat, "một")
    with world.store.write() as work:
        work.chats.moved(chat, new.chat)
    assert _taken(world).chat == new


def test_a_reply_to_a_closed_chat_has_failed(world: World) -> None:
    world.chat(WEB, world.hoa)
    world.reply(world.chat(TELEGRAM, world.hoa), "một")
    with world.store.write() as work:
        (delivery,) = work.deliveries.due(world.now, 10)
        work.deliveries.unreachable(delivery.id, "đã chặn")
    assert world.states() == [("failed", "telegram")]


def test_a_card_that_was_refused_makes_room_for_the_next(world: World) -> None:
    chat = world.chat(TELEGRAM, world.hoa)
    world.reply(chat, "một")
    world.reply(chat, "hai")
    with world.store.write() as work:
        (delivery,) = work.deliveries.due(world.now, 10)
        work.deliveries.failed(delivery.id, "quá dài")
    assert world.send() == ["hai"]
    assert world.states() == [("failed", "telegram"), ("sent", "telegram")]
