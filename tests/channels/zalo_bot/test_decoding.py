"""Events of the platform become events of a conversation, or nothing at all."""

import unicodedata
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.soundness import Malformed
from bot.channels.zalo_bot import decode
from handlers.incoming.events import ChatKey, EventKind, File, Incoming, from_json, to_json
from tests.channels.zalo_bot.world import sample

ACCOUNT = "900000001"
LAN = ChatKey("zalo_bot", ACCOUNT, "0f1e2d3c4b5a69788796")
PHOTO = File(
    "https://photo-stal-1.zdn.vn/demo/i.jpg", "zalo_bot:c0ffee00000000000003", "anh-000003.jpg", "image/jpeg", photo=True
)


def at(second: int) -> datetime:
    return datetime.fromtimestamp(1790000000 + second, UTC)


def event(number: int, **rest: Any) -> Incoming:
    return Incoming(LAN, f"c0ffee{number:014}", at(number), name="Lan", **rest)


READ = {
    "message_text_received": event(1, text="Xin chào"),
    "message_image_received": event(3, text="ảnh đơn", files=(PHOTO,), unmarked=True),
    "message_voice_received": event(5, kind=EventKind.UNSUPPORTED, media="voice"),
    "message_sticker_received": event(6, kind=EventKind.UNSUPPORTED, media="sticker"),
    "message_unsupported_received": event(7, kind=EventKind.FILE_ELSEWHERE),
    "message_text_received_group": None,
    "probe_empty_object": None,
    "resp_getUpdates_one": event(10, text="Xin chào"),
}


@pytest.mark.parametrize("name", READ)
def test_each_sample_is_read(name: str) -> None:
    assert decode(sample(name), ACCOUNT) == READ[name]


@pytest.mark.parametrize("name", [name for name in READ if name.startswith("message_")])
def test_an_event_in_the_wrapping_of_the_documentation_is_the_same(name: str) -> None:
    assert decode({"ok": True, "result": sample(name)}, ACCOUNT) == READ[name]


def test_a_photo_under_its_documented_name_is_a_photo() -> None:
    told = sample("message_image_received")
    told["message"]["photo"] = told["message"].pop("photo_url")
    assert decode(told, ACCOUNT) == READ["message_image_received"]


def test_a_photo_without_a_link_is_nothing_to_work_with() -> None:
    told = sample("message_image_received")
    del told["message"]["photo_url"]
    assert decode(told, ACCOUNT) == event(3, kind=EventKind.UNSUPPORTED, text="ảnh đơn")


def test_a_sticker_may_be_an_object() -> None:
    told = sample("message_sticker_received")
    told["message"]["sticker"] = {"id": "demo"}
    assert decode(told, ACCOUNT) == READ["message_sticker_received"]


def test_letters_whose_marks_come_apart_are_put_together() -> None:
    told = sample("message_text_received")
    told["message"]["text"] = unicodedata.normalize("NFD", "tiến độ")
    assert decode(told, ACCOUNT) == event(1, text="tiến độ")


@pytest.mark.parametrize("data", [None, {}, {"ok": True, "result": {}}, {"event_name": "bot.added"}])
def test_probes_and_what_is_no_message_are_left_alone(data: object) -> None:
    assert decode(data, ACCOUNT) is None


def test_an_unsupported_message_without_a_message_names_nobody_to_answer() -> None:
    assert decode({"event_name": "message.unsupported.received"}, ACCOUNT) is None


def test_another_bot_is_not_listened_to() -> None:
    told = sample("message_text_received")
    told["message"]["from"]["is_bot"] = True
    assert decode(told, ACCOUNT) is None


def spoilt(**fields: object) -> dict[str, Any]:
    told = sample("message_text_received")
    told["message"] |= fields
    return told


MALFORMED: list[object] = [
    [],
    "xin chào",
    {"message": sample("message_text_received")["message"]},
    {"event_name": 1},
    {"event_name": "message.text.received", "message": "xin chào"},
    spoilt(text=12),
    spoilt(date="1790000001000"),
    spoilt(date=10**20),
    spoilt(message_id=""),
    spoilt(chat={"chat_type": "PRIVATE"}),
    spoilt(**{"from": None}),
]


@pytest.mark.parametrize("data", MALFORMED)
def test_what_is_no_event_is_told_apart(data: object) -> None:
    with pytest.raises(Malformed):
        decode(data, ACCOUNT)


ANYTHING = st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.lists(st.text(max_size=2), max_size=2)


@given(key=st.sampled_from(["date", "chat", "from", "message_id", "photo_url", "caption"]), value=ANYTHING)
def test_one_field_gone_wrong_gives_an_event_that_can_be_stored_or_a_refusal(key: str, value: Any) -> None:
    told = deepcopy(sample("message_image_received"))
    told["message"][key] = value
    try:
        incoming = decode(told, ACCOUNT)
    except Malformed:
        return
    assert incoming is None or from_json(to_json(incoming)) == incoming
