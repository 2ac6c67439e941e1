"""What keeps a message from arriving is told to the operator in words, with what the platform said in brackets."""

import pytest

from bot.cli.whys import why_in_words
from bot.db.messages.deliveries import PACED, REPEATED, SWITCHED_OFF
from bot.db.messages.outbox import UNSURE


@pytest.mark.parametrize(
    ("why", "words"),
    [
        (REPEATED, "gửi lại sau khi máy dừng đột ngột"),
        (SWITCHED_OFF, "kênh đang tắt"),
        (PACED, "chờ tới lượt"),
        (f"{UNSURE}: ReadTimeout", "chưa rõ đã tới hay chưa"),
        ("Forbidden: bot was blocked by the user", "người nhận đã chặn"),
        ("-213: user has not followed the OA", "người nhận đã chặn"),
        ("Chat not found", "không còn ô chat"),
        ("-320: quota", "hết tin nhắn miễn phí"),
        ("Flood control exceeded. Retry in 7 seconds", "kênh báo gửi quá nhanh"),
        ("-216: access token is invalid", "khoá truy cập"),
        ("ConnectError", "không nối được"),
        ("HTTP 502", "máy chủ của kênh bị lỗi"),
        ("ConnectTimeout", "kênh không trả lời kịp"),
        ("something new", "lỗi chưa rõ của kênh"),
    ],
)
def test_a_why_is_told_in_words_and_kept_in_brackets(why: str, words: str) -> None:
    assert why_in_words(why).startswith(words)
    assert why_in_words(why).endswith(f" [{why}]")


def test_nothing_written_down_is_nothing_told() -> None:
    assert why_in_words("") == ""
