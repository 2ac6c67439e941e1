"""Why a message has not left, or may not have arrived, in words for the operator.

What is written down are our own short notes and what the platforms answer, in English; a code or a wording is kept in
brackets behind the words, as that is what people search for.
"""

import re

#: A pattern of what is written down, and what it means; the first that is found counts.
MEANINGS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), words)
    for pattern, words in (
        (r"^repeated after a crash$", "gửi lại sau khi máy dừng đột ngột, có thể tới hai lần"),
        (r"^the channel is off$", "kênh đang tắt"),
        (r"^waits for the pace of the channel$", "chờ tới lượt, kênh giới hạn tốc độ gửi"),
        (r"^superseded by ", "đã có tin mới hơn thay thế"),
        (r"^silent for longer than", "người nhận im lặng lâu hơn thời gian kênh cho phép nhắn"),
        (r"^the chat has a new id$", "ô chat đã đổi mã, đang gửi lại theo mã mới"),
        (r"^the file that belongs to it cannot be made", "không làm được tệp kèm theo"),
        (r"^cannot be made ready", "chưa chuẩn bị được tin để gửi"),
        (r"^may have arrived, sent once more", "chưa rõ đã tới hay chưa nên gửi thêm một lần"),
        (r"blocked|\bForbidden\b|-213\b|-227\b|-230\b|-232\b|-244\b|\b403\b", "người nhận đã chặn hoặc không cho phép nhắn"),
        (r"chat not found|user not found|peer_id_invalid|-217\b|\b404\b", "không còn ô chat của người nhận"),
        (r"^-(211|320|321)\b", "hết tin nhắn miễn phí, phải trả tiền mới gửi được"),
        (r"^-218\b", "đã gửi đủ số tin trong ngày cho người này"),
        (r"^-234\b", "kênh không cho nhắn ban đêm"),
        (r"^-32\b|too many|flood|retry (in|after)|\b42[69]\b", "kênh báo gửi quá nhanh hoặc quá nhiều"),
        (r"^-(216|220)\b|refresh token|token|unauthorized", "khoá truy cập của kênh không dùng được nữa"),
        (r"^-(118|14014|209|212|219|223|204|205|248|249)\b", "tài khoản của kênh bị dừng hoặc vi phạm quy định"),
        (r"too large|entity too large|file is too big", "tin hoặc tệp lớn quá mức của kênh"),
        (r"timed? ?out|timeout|takes too long", "kênh không trả lời kịp"),
        (r"connect|resolve|network|readerror|writeerror|closed", "không nối được tới máy chủ của kênh"),
        (r"\b5[0-9]{2}\b|bad gateway", "máy chủ của kênh bị lỗi"),
        (r"unreadable|cannot be read", "dữ liệu hoặc câu trả lời không đọc được"),
    )
)


def why_in_words(why: str) -> str:
    """ "người nhận đã chặn … [Forbidden: bot was blocked by the user]"; "" where nothing is written down."""
    if not why:
        return ""
    meaning = next((words for pattern, words in MEANINGS if pattern.search(why)), "lỗi chưa rõ của kênh")
    return f"{meaning} [{why}]"
