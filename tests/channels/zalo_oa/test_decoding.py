"""Every recorded event, and what a conversation makes of it."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.channels.soundness import Malformed
from bot.channels.zalo_oa import decode
from handlers.incoming.events import ChatKey, Incoming
from tests.channels.zalo_oa.world import LAN, sample
from tests.fakes.zalo_oa.open_api import OA_ID

CHAT = ChatKey("zalo_oa", OA_ID, LAN)


def event_of(body: dict[str, Any]) -> Incoming | None:
    return decode(body, json.dumps(body).encode(), OA_ID)


def known(body: dict[str, Any]) -> Incoming:
    incoming = event_of(body)
    assert incoming is not None
    return incoming


def test_a_text_says_who_when_and_what() -> None:
    at = datetime(2026, 9, 21, 14, 13, 22, tzinfo=UTC)
    expected = Incoming(CHAT, "user_send_text:msgdemo000001", at, text="Xã mình có tiếp dân thứ Bảy không?")
    assert known(sample("user_send_text")) == expected


def test_letters_and_their_marks_come_together() -> None:
    body = sample("user_send_text")
    body["message"]["text"] = "Xa\u0303 mi\u0300nh"
    assert known(body).text == "Xã mình"


def test_a_press_is_a_text_that_carries_a_code() -> None:
    incoming = known(sample("user_send_text_button_click"))
    assert (incoming.choice, incoming.text) == ("f:ho_tich", "")


@pytest.mark.parametrize("text", ["#", "# 1.2", "#1", "#Ý kiến", "số #a"])
def test_what_only_looks_like_a_press_is_a_text(text: str) -> None:
    body = sample("user_send_text")
    body["message"]["text"] = text
    assert (known(body).choice, known(body).text) == ("", text)


def test_a_picture_comes_with_its_words() -> None:
    incoming = known(sample("user_send_image"))
    [file] = incoming.files
    assert (incoming.text, file.name, file.mime, file.photo) == ("ảnh đơn", "anh-msgdemo000007.jpg", "image/jpeg", True)
    assert file.ref == "https://f6.photo.talk.zdn.vn/demo/i.jpg"


def test_several_pictures_of_one_message_are_told_apart() -> None:
    body = sample("user_send_image")
    other = {"type": "image", "payload": {"url": "https://f6.photo.talk.zdn.vn/demo/j.jpg"}}
    body["message"]["attachments"].append(other)
    first, second = known(body).files
    assert (first.name, second.name) == ("anh-msgdemo000007.jpg", "anh-msgdemo000007-2.jpg")
    assert first.fingerprint != second.fingerprint


def test_a_file_is_known_again_by_its_content() -> None:
    [file] = known(sample("user_send_file")).files
    body = sample("user_send_file")
    body["message"]["attachments"][0]["payload"]["url"] = "https://b-f7-zpc.zdn.vn/demo/again.pdf"
    assert (file.name, file.size, file.photo, file.fault) == ("don.pdf", 48211, False, None)
    assert known(body).files[0].fingerprint == file.fingerprint


@pytest.mark.parametrize(("size", "fault"), [(str(100 * 1024 * 1024), None), (str(100 * 1024 * 1024 + 1), "too_large")])
def test_a_file_too_large_is_refused_before_it_is_fetched(size: str, fault: str | None) -> None:
    body = sample("user_send_file")
    body["message"]["attachments"][0]["payload"]["size"] = size
    assert known(body).files[0].fault == fault


@pytest.mark.parametrize("size", ["", "rất lớn", "-1", None])
def test_a_size_that_says_nothing_does_not_cost_the_file(size: str | None) -> None:
    body = sample("user_send_file")
    body["message"]["attachments"][0]["payload"]["size"] = size
    assert known(body).files[0].size is None


OTHER_MEDIA = {"sticker": "sticker", "audio": "voice", "video": "video", "location": "place", "business_card": "contact"}


@pytest.mark.parametrize(("kind", "media"), [*OTHER_MEDIA.items(), ("link", "")])
def test_what_cannot_be_read_is_answered_all_the_same(kind: str, media: str) -> None:
    incoming = known(sample(f"user_send_{kind}"))
    assert (incoming.kind, incoming.media, incoming.chat) == ("unsupported", media, CHAT)


def test_the_words_beside_a_film_stand_with_the_film() -> None:
    body = sample("user_send_video")
    assert known(body).text == ""
    body["message"]["attachments"][0]["payload"]["description"] = "1.2 45/50"
    assert known(body).text == "1.2 45/50"


@pytest.mark.parametrize(("name", "kind"), [("follow", "back"), ("unfollow", "left")])
def test_coming_and_going(name: str, kind: str) -> None:
    incoming = known(sample(name))
    assert (incoming.kind, incoming.chat, len(incoming.key)) == (kind, CHAT, 64)


def test_events_without_a_message_id_are_told_apart_by_their_bytes() -> None:
    later = sample("follow") | {"timestamp": "1790000027001"}
    assert known(sample("follow")).key == known(sample("follow")).key != known(later).key


def test_a_colleague_who_writes_by_hand_takes_the_chat_over() -> None:
    body = sample("oa_send_text_api_echo")
    body["sender"]["admin_id"] = "5000000000000000005"
    assert (known(body).kind, known(body).chat) == ("takeover", CHAT)


def test_who_withdraws_is_named_in_the_event_itself() -> None:
    body = {"event_name": "user_withdraw", "user_id": LAN, "user_id_by_app": "4", "timestamp": "1790000027000"}
    assert (known(body).kind, known(body).chat) == ("withdraw", CHAT)


NOTHING_TO_DO = [
    "oa_send_text_api_echo",
    "user_received_message",
    "user_seen_message",
    "user_reacted_message",
    "zns_user_received_message",
    "user_submit_info",
    "user_click_chatnow",
]


@pytest.mark.parametrize("name", NOTHING_TO_DO)
def test_what_is_no_conversation_is_passed_over(name: str) -> None:
    assert event_of(sample(name)) is None


@pytest.mark.parametrize("name", ["user_send_text", "user_send_file", "follow", "unfollow"])
def test_what_another_account_of_the_application_was_told_is_passed_over(name: str) -> None:
    body = sample(name)
    assert decode(body, b"", "9000000000000000009") is None


@pytest.mark.parametrize("kind", ["anonymous_send_text", "user_send_group_text", "widget_interaction", "an_event_of_next_year"])
def test_events_that_nobody_asked_for_are_passed_over(kind: str) -> None:
    assert event_of({"event_name": kind, "timestamp": "1790000027000"}) is None


MALFORMED: list[Any] = [
    [],
    {},
    {"event_name": 7},
    {"event_name": "user_send_text"},
    {"event_name": "follow", "oa_id": OA_ID},
    sample("user_send_text") | {"timestamp": "hôm qua"},
    sample("user_send_text") | {"timestamp": "9" * 40},
    sample("user_send_text") | {"message": "Chào"},
    sample("user_send_text") | {"sender": {"id": 3}},
    sample("user_send_image") | {"message": {"msg_id": "m"}},
    sample("user_send_file") | {"message": {"msg_id": "m", "attachments": [{"type": "file", "payload": {}}]}},
]


@pytest.mark.parametrize("body", MALFORMED)
def test_known_events_without_what_they_need_are_refused(body: Any) -> None:
    with pytest.raises(Malformed):
        event_of(body)
