"""Updates become events of a conversation, or nothing at all."""

import unicodedata
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.soundness import Malformed
from bot.channels.telegram import Decoded, decode
from handlers.incoming.events import ChatKey, EventKind, File, Incoming, from_json, to_json
from tests.channels.telegram.world import NOW, sample

LAN = ChatKey("telegram", "800000002", "700000001")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SENT = datetime(2026, 9, 21, 14, 13, 20, tzinfo=UTC)


def read(data: object) -> Decoded:
    return decode(data, "800000002", NOW)


def event_of(data: object) -> Incoming:
    incoming = read(data).incoming
    assert incoming is not None
    return incoming


def said(number: int, after: int, **rest: Any) -> Incoming:
    """An event of Lan's, so many seconds after the samples' first hour."""
    return Incoming(LAN, str(500000000 + number), SENT + timedelta(seconds=after), name="Lan Nguyễn", **rest)


def picture(letter: str, message: int) -> File:
    ids = f"AgACAgUAAxkBdemo{letter}x", f"AQADdemo{letter}x"
    return File(*ids, f"anh-{message}.jpg", "image/jpeg", 88231, photo=True)


CONVERSATION = {
    "message_text": said(1, 11, text="Thủ tục cấp bản sao trích lục hộ tịch cần giấy tờ gì?"),
    "command_start_deeplink": said(2, 12, text="/start onboard_x7Kd-20"),
    "message_photo_caption": said(4, 14, text="Ảnh chụp đơn, nhờ kiểm tra giúp", files=(picture("A", 14),)),
    "message_album_1": said(5, 15, text="Hồ sơ 2 trang", files=(picture("B", 15),), album="13900000000000001"),
    "message_document": said(7, 17, files=(File("BQACAgUAAxkBdemoDoc", "AgADdemoDoc", "bao_cao_thang.docx", WORD, 48211),)),
    "my_chat_member_blocked": said(20, 40, kind=EventKind.LEFT),
}


@pytest.mark.parametrize("name", CONVERSATION)
def test_what_a_person_does_becomes_an_event(name: str) -> None:
    assert read(sample(name)) == Decoded(CONVERSATION[name])


@pytest.mark.parametrize("kind", ["voice", "audio", "video", "location", "contact", "sticker"])
def test_what_nobody_can_work_with_is_said_to_be_so(kind: str) -> None:
    event = event_of(sample(f"message_{kind}"))
    assert (event.kind, event.chat, event.files) == ("unsupported", LAN, ())


@pytest.mark.parametrize("name", ["group_message_mention", "migrate_to_chat", "web_app_data"])
def test_what_is_no_conversation_with_the_bot_is_left_alone(name: str) -> None:
    assert read(sample(name)) == Decoded()


def edit_of(name: str, **changed: object) -> dict[str, object]:
    return {"update_id": 500000030, "edited_message": sample(name)["message"] | {"edit_date": 1790000050} | changed}


def test_a_corrected_message_is_no_new_one() -> None:
    event = read(edit_of("message_text", text="1.2 46/50")).incoming
    assert event is not None
    assert (event.kind, event.text, event.key) == ("edited", "1.2 46/50", "500000030")


def test_a_corrected_caption_still_tells_its_file() -> None:
    event = read(edit_of("message_photo_caption", caption="1.3")).incoming
    assert event is not None
    assert (event.kind, event.text, len(event.files)) == ("edited", "1.3", 1)


def test_a_place_that_moves_says_nothing() -> None:
    assert read(edit_of("message_location")) == Decoded()


@pytest.mark.parametrize(
    ("name", "media"),
    [
        ("message_video", "video"),
        ("message_voice", "voice"),
        ("message_audio", "voice"),
        ("message_sticker", "sticker"),
        ("message_location", "place"),
        ("message_contact", "contact"),
    ],
)
def test_what_cannot_be_taken_is_called_by_its_name(name: str, media: str) -> None:
    assert (event_of(sample(name)).kind, event_of(sample(name)).media) == ("unsupported", media)


def test_a_repeat_has_the_key_of_the_first() -> None:
    assert event_of(sample("duplicate_of_message_text")).key == event_of(sample("message_text")).key


def test_a_press_carries_its_code_its_words_and_the_wish_to_be_acknowledged() -> None:
    decoded = read(sample("callback_query"))
    assert decoded.callback_id == "3006477107000000001"
    assert decoded.incoming == Incoming(
        LAN, "500000018", NOW.replace(microsecond=0), text="Hộ tịch", choice="f:ho_tich", name="Lan Nguyễn"
    )


def test_a_press_on_a_message_too_old_to_be_shown_still_counts() -> None:
    update = sample("callback_query")
    chat = update["callback_query"]["message"]["chat"]
    update["callback_query"]["message"] = {"message_id": 30, "date": 0, "chat": chat}
    assert (event_of(update).choice, event_of(update).text) == ("f:ho_tich", "")


def test_a_press_does_not_seem_younger_than_the_text_written_right_after_it() -> None:
    text = sample("message_text")
    text["message"]["date"] = int(NOW.timestamp())
    assert event_of(sample("callback_query")).at <= event_of(text).at


def test_a_press_in_a_group_is_acknowledged_and_nothing_else() -> None:
    update = sample("callback_query")
    update["callback_query"]["message"]["chat"] = {"id": -100123, "type": "supergroup", "title": "Tổ công tác"}
    assert read(update) == Decoded(None, "3006477107000000001")


def test_somebody_who_unblocks_the_bot_is_back() -> None:
    update = sample("my_chat_member_blocked")
    change = update["my_chat_member"]
    change["old_chat_member"], change["new_chat_member"] = change["new_chat_member"], change["old_chat_member"]
    assert event_of(update).kind == "back"


@pytest.mark.parametrize(("size", "fault"), [(20 * 1024 * 1024, None), (20 * 1024 * 1024 + 1, "too_large_here")])
def test_a_file_that_cannot_be_had_from_telegram_is_known_at_once(size: int, fault: str | None) -> None:
    update = sample("message_document")
    update["message"]["document"]["file_size"] = size
    assert event_of(update).files[0].fault == fault


def test_a_name_whose_marks_come_apart_is_put_together() -> None:
    update = sample("message_document")
    update["message"]["document"]["file_name"] = unicodedata.normalize("NFD", "Quyết định số 12.docx")
    assert event_of(update).files[0].name == "Quyết định số 12.docx"


def test_a_document_without_a_name_gets_one() -> None:
    update = sample("message_document")
    del update["message"]["document"]["file_name"], update["message"]["document"]["mime_type"]
    assert event_of(update).files[0].name == "tep-17"


def test_a_moving_picture_is_no_document_though_it_comes_as_one() -> None:
    update = sample("message_document")
    update["message"]["animation"] = update["message"]["document"] | {"width": 9, "height": 9, "duration": 1}
    assert (event_of(update).kind, event_of(update).files) == ("unsupported", ())


MALFORMED: list[object] = [
    None,
    [],
    "xin chào",
    {},
    {"message": sample("message_text")["message"]},
    {"update_id": "500000001"},
    {"update_id": 1, "message": "xin chào"},
    {"update_id": 1, "message": {"message_id": 5}},
    {"update_id": 1, "message": sample("message_text")["message"] | {"text": 12}},
    {"update_id": 1, "message": sample("message_text")["message"] | {"date": 10**20}},
    {"update_id": 1, "message": sample("message_text")["message"] | {"chat": {"id": [], "type": "private"}}},
    {"update_id": 1, "callback_query": {"id": "3"}},
]


@pytest.mark.parametrize("data", MALFORMED)
def test_what_is_no_update_is_told_apart(data: object) -> None:
    with pytest.raises(Malformed):
        read(data)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=4,
)
PLACES = [
    ("message_document", "document"),
    ("message_photo_caption", "photo"),
    ("message_text", "from"),
    ("message_text", "chat"),
]


@given(place=st.sampled_from(PLACES), key=st.sampled_from(["id", "file_id", "file_name", "first_name", "type"]), value=ANYTHING)
def test_one_field_gone_wrong_gives_an_event_that_can_be_stored_or_a_refusal(
    place: tuple[str, str], key: str, value: Any
) -> None:
    update = deepcopy(sample(place[0]))
    part = update["message"][place[1]]
    (part[-1] if isinstance(part, list) else part)[key] = value
    try:
        incoming = read(update).incoming
    except Malformed:
        return
    assert incoming is None or from_json(to_json(incoming)) == incoming
