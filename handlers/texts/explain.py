"""Explaining in place of a document."""

from handlers.texts.common import OK, shortened
from scoring.criteria import Leaf
from scoring.entry import Entry

DONE = "Xong"
REWRITE = "Xoá, viết lại"
EDIT = "Xem, sửa giải trình"
SHOWN = 1500


def why(leaf: Leaf) -> str:
    return (
        f"**{leaf.code}**: giải trình thay cho tài liệu còn thiếu. Viết hoặc nói thành chữ, một hay nhiều tin:\n"
        "• Lý do: vì sao chưa có tài liệu, vì sao vẫn tính mức điểm này\n"
        "• Đã làm gì: việc, kết quả, số liệu\n"
        "• Bao giờ xong: ngày bổ sung tài liệu"
    )


def noted(entry: Entry) -> str:
    return (
        f"{OK} Đã ghi giải trình cho {entry.leaf.code}:\n“{shortened(entry.explanation, SHOWN)}”\nViết tiếp, hoặc bấm [{DONE}]."
    )
