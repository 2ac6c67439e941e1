"""Explaining in place of a document."""

from handlers.texts.common import OK, shortened
from scoring.sheet.entry import Entry

DONE = "Xong"
REWRITE = "Xoá, viết lại"
EDIT = "Xem, sửa giải trình"
SHOWN = 600


def why(entry: Entry) -> str:
    """What belongs into it: why a document is lacking, or why there is nothing to show."""
    leaf = entry.leaf
    if entry.claims_nothing_to_show:
        return f"**{leaf.code}**: anh/chị viết ngắn vì sao, ví dụ: Trong năm xã không có việc này nên không có tài liệu."
    return (
        f"**{leaf.code}**: giải trình thay cho tài liệu còn thiếu. Anh/chị viết hoặc đọc cho máy gõ, một hay nhiều tin:\n"
        "• Lý do: vì sao chưa có tài liệu, vì sao vẫn tính mức điểm này\n"
        "• Đã làm gì: việc, kết quả, số liệu\n"
        "• Bao giờ xong: ngày bổ sung tài liệu"
    )


def noted(entry: Entry) -> str:
    written = shortened(entry.explanation, SHOWN)
    return f"{OK} Đã ghi giải trình cho {entry.leaf.code}:\n“{written}”\nAnh/chị viết tiếp, hoặc bấm [{DONE}]."
