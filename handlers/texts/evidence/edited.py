"""What is said of a message that was edited after it was sent."""

from handlers.texts.common import shortened
from handlers.texts.scoring.value import points_of
from scoring.sheet.entry import Entry
from scoring.written.numbers import show

MOVE = "Chuyển sang {code}"
NOTHING_CHANGED = "Sửa tin nhắn sau khi gửi thì điểm đã lưu không đổi. Muốn đổi thì anh/chị gửi tin mới, ví dụ: 1.2 45/50."


def of_score(entry: Entry) -> str:
    code = entry.leaf.code
    return (
        f"Sửa tin nhắn sau khi gửi thì điểm đã lưu không đổi: {code} vẫn là {points_of(entry)}/{show(entry.leaf.max)}. "
        f"Muốn đổi thì chọn [Sửa {code}] hoặc gõ: /chamdiem {code}"
    )


def of_file(code: str, name: str) -> str:
    return (
        f"Sửa chú thích sau khi gửi thì tệp không chuyển chỗ: “{shortened(name, 40)}” vẫn ở {code}. "
        f"Muốn đổi thì chọn bên dưới hoặc gõ: /tailieu {code}"
    )
