"""Signed, and yet nothing to be written down: what one event of each channel may not hold."""

import copy
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.channels import telegram, zalo_bot, zalo_oa
from bot.channels.soundness import Malformed
from tests.channels.telegram import world as telegram_world
from tests.channels.zalo_bot import world as zalo_bot_world
from tests.channels.zalo_oa import world as zalo_oa_world

NOW = datetime(2026, 11, 20, tzinfo=UTC)
LONE, ENDLESS = "\ud800", 10**400
DECODERS: dict[str, Callable[[Any], object]] = {
    "telegram": lambda event: telegram.decoding.decode(event, "1", NOW),
    "zalo_oa": lambda event: zalo_oa.decoding.decode(event, b"raw", "2000000000000000002"),
    "zalo_bot": lambda event: zalo_bot.decoding.decode(event, "1"),
}
SAMPLES = {"telegram": telegram_world.sample, "zalo_oa": zalo_oa_world.sample, "zalo_bot": zalo_bot_world.sample}
GONE = object()


def changed(event: Any, path: str, value: object) -> Any:
    event = copy.deepcopy(event)
    holder, *keys = event, *path.split(".")
    for key in keys[:-1]:
        holder = holder[int(key) if isinstance(holder, list) else key]
    if value is GONE:
        del holder[keys[-1]]
    else:
        holder[int(keys[-1]) if isinstance(holder, list) else keys[-1]] = value
    return event


@pytest.mark.parametrize(
    ("channel", "name", "path", "value"),
    [
        ("telegram", "my_chat_member_blocked", "my_chat_member.date", GONE),
        ("telegram", "my_chat_member_blocked", "my_chat_member.date", 10**17),
        ("telegram", "message_text", "message.date", GONE),
        ("telegram", "message_text", "message.date", None),
        ("telegram", "message_text", "message.date", 253402300799),
        ("telegram", "message_text", "message.date", -(10**10)),
        ("telegram", "message_text", "message.chat.id", ENDLESS),
        ("telegram", "message_text", "update_id", ENDLESS),
        ("telegram", "message_text", "message.text", "x" * 20_001),
        ("telegram", "message_text", "message.text", ["x"]),
        ("telegram", "message_text", "message.from.first_name", "x" * 1_001),
        ("telegram", "message_document", "message.document.file_size", 2**63),
        ("telegram", "message_document", "message.document.file_size", -1),
        ("telegram", "message_document", "message.document.file_id", ""),
        ("telegram", "message_document", "message.document.file_unique_id", LONE),
        ("telegram", "callback_query", "callback_query.id", 7),
        ("telegram", "callback_query", "callback_query.id", LONE),
        ("zalo_oa", "user_send_text", "timestamp", "253402300799000"),
        ("zalo_oa", "user_send_text", "timestamp", "-62135596800000"),
        ("zalo_oa", "user_send_text", "timestamp", GONE),
        ("zalo_oa", "user_send_text", "sender.id", LONE),
        ("zalo_oa", "user_send_text", "message.msg_id", "a\0"),
        ("zalo_oa", "user_send_text", "message.text", "x" * 20_001),
        ("zalo_oa", "user_send_file", "message.attachments.0.payload.size", str(2**63)),
        ("zalo_oa", "user_send_file", "message.attachments.0.payload.url", "https://a/\ud800"),
        ("zalo_oa", "user_send_file", "message.attachments.0.payload.url", "https://a/" + "x" * 4_000),
        ("zalo_oa", "user_send_file", "message.attachments.0.payload.checksum", {"a": "b" * 300}),
        ("zalo_oa", "user_send_file", "message.attachments.0.payload.name", ["a"]),
        ("zalo_bot", "message_text_received", "message.date", 253402300799000),
        ("zalo_bot", "message_text_received", "message.chat.id", LONE),
        ("zalo_bot", "message_text_received", "message.message_id", "x" * 201),
        ("zalo_bot", "message_text_received", "message.text", "x" * 20_001),
        ("zalo_bot", "message_text_received", "message.from.display_name", "x" * 1_001),
        ("zalo_bot", "message_image_received", "message.photo_url", "https://a/\0"),
    ],
)
def test_what_would_break_whoever_takes_it_is_refused(channel: str, name: str, path: str, value: object) -> None:
    event, decode = SAMPLES[channel](name), DECODERS[channel]
    assert decode(event) is not None
    with pytest.raises(Malformed):
        decode(changed(event, path, value))


@pytest.mark.parametrize(
    ("channel", "name", "path"),
    [
        ("telegram", "message_text", "message.text"),
        ("zalo_oa", "user_send_text", "message.text"),
        ("zalo_bot", "message_text_received", "message.text"),
    ],
)
def test_half_a_sign_in_what_a_person_says_is_no_reason_to_turn_him_away(channel: str, name: str, path: str) -> None:
    """Old phones cut a text in the middle of a picture sign; what is written down has a mark in its place."""
    assert DECODERS[channel](changed(SAMPLES[channel](name), path, f"chào {LONE}")) is not None
