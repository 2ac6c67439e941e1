"""What is said when two people work at one leaf."""

from datetime import datetime, tzinfo

from handlers.texts.common import moment, points
from handlers.texts.scoring.value import declared_words
from scoring.declared import Declared
from scoring.sheet.entry import Entry, Stage
from scoring.written.numbers import show

KEEP = "Giữ của đồng nghiệp"
DECLARE_AGAIN = "Phần đã khai ở máy chủ không đọc lại được; anh/chị trả lời lại câu này giúp."
LOOK = "Xem {code}"


def _score(entry: Entry) -> str:
    own, declared = entry.score(Stage.SELF), entry.declared
    if entry.unreadable and own is not None:
        return f"**{points(own.points)}/{show(entry.leaf.max)}**"
    if own is None or own.points is None or declared is None:
        return f"**{points(None)}**"
    return f"{declared_words(declared)} → **{points(own.points)}/{show(entry.leaf.max)}**"


def present(entry: Entry, who: str) -> str:
    again = f" {DECLARE_AGAIN}" if entry.unreadable else ""
    return f"Đã lưu: {_score(entry)}{f' ({who})' if who else ''}.{again}"


def entered(entry: Entry, who: str, at: datetime, zone: tzinfo) -> str:
    return f"**{entry.leaf.code}** {who} đã chấm lúc {moment(at, zone)}: {_score(entry)}."


def ours(declared: Declared) -> str:
    return f"Câu trả lời của anh/chị: {declared_words(declared)}. Tôi chưa lưu; anh/chị giữ câu trả lời nào?"


def replace_by(declared: Declared) -> str:
    return f"Thay bằng {declared_words(declared)}"


def kept(entry: Entry) -> str:
    return f"Giữ nguyên {entry.leaf.code}: {_score(entry)}."


def told(entry: Entry, who: str) -> str:
    return f"{who} vừa chấm **{entry.leaf.code}**: {_score(entry)}."
