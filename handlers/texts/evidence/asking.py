"""Evidence: what was received, which document it is, and what a file must not be."""

from collections.abc import Sequence
from pathlib import PurePath

from handlers.texts.common import OK, codes, shortened
from knowledge.documents.addresses import is_page
from knowledge.text import fold
from scoring.criteria import EvidenceItem, Leaf
from scoring.sheet.entry import Entry, Evidence

SEND = "Gửi"
EXPLAIN_INSTEAD = "Không có – giải trình"
SAME_FILE = "Gộp trong tệp đã gửi"
ALL_IN_ONE = "Một tệp có đủ các tài liệu này"
IN_THIS_ORDER = "Các tệp lần lượt như dưới đây"
ADD_MORE = "Gửi thêm tài liệu"

FAULTS = {
    "empty": "Tệp này rỗng (0 byte) nên tôi không nhận. Anh/chị kiểm tra rồi gửi lại.",
    "executable": "Tệp này là chương trình nên tôi không nhận. Anh/chị gửi ảnh, PDF, Word hoặc Excel.",
    "archive": "Tệp nén (zip, rar) thì tôi không nhận. Anh/chị gửi từng ảnh, PDF, Word hoặc Excel bên trong.",
    "macro": "Tệp có macro nên tôi không nhận. Anh/chị lưu lại dạng .docx, .xlsx hoặc PDF rồi gửi.",
    "encrypted": "Tệp này đặt mật khẩu nên người thẩm định không mở được. Anh/chị bỏ mật khẩu rồi gửi lại.",
    "damaged": "Tệp này hỏng, không mở được. Anh/chị xuất hoặc chụp lại rồi gửi.",
    "too_many_pixels": "Ảnh này lớn quá, tôi không mở được an toàn. Anh/chị chụp ở cỡ thường (12–50 triệu điểm ảnh) rồi gửi.",
    "unknown_type": "Loại tệp này thì tôi không nhận. Anh/chị gửi ảnh (JPG, PNG, HEIC), PDF, Word hoặc Excel.",
    "too_large": "Tệp này quá lớn. Anh/chị nén nhỏ hoặc chia ra rồi gửi, mỗi tệp tối đa 100 MB.",
    "gone": "Tôi chưa tải được tệp về sau nhiều lần thử. Anh/chị gửi lại giúp.",
}


def refused(name: str, fault: str) -> str:
    return f"“{shortened(name, 40)}”: {FAULTS[fault]}"


def arrived(name: str) -> str:
    return f"{OK} Đã nhận “{shortened(name, 40)}”."


def doubtful(name: str) -> str:
    return f"“{shortened(name, 40)}” tôi đã lưu nhưng không mở được để kiểm tra. Anh/chị mở thử, cần thì gửi bản khác."


def too_large_here(name: str, link: str) -> str:
    return (
        f"“{shortened(name, 40)}” lớn hơn mức kênh chat này cho phép. "
        f"Anh/chị mở liên kết này để gửi (có hiệu lực 24 giờ): {link}"
    )


def send_elsewhere(link: str) -> str:
    return (
        "Kênh chat này chỉ chuyển được chữ và ảnh. Tệp PDF, Word, Excel thì anh/chị mở liên kết này để gửi "
        f"(có hiệu lực 24 giờ): {link}"
    )


def received(entry: Entry, files: Sequence[Evidence]) -> str:
    """What came, and which document each was taken for."""
    code, names = entry.leaf.code, {item.key: item.name for item in entry.leaf.evidence}
    if len(files) == 1:
        item, name = names.get(files[0].item or ""), files[0].name
        if item and fold(PurePath(name).stem) == fold(item):
            return f"{OK} {code}: đã nhận, ghi là {item}."
        return f"{OK} {code}: đã nhận “{shortened(name, 40)}”" + (f", ghi là {item}." if item else ".")
    by_item = {name: [file for file in files if file.item == key] for key, name in names.items()}
    known = [f"• {_several(found)}: ghi là {name}" for name, found in by_item.items() if found]
    left = [file for file in files if file.item not in names]
    unknown = [f"• {_several(left)}: chưa rõ là tài liệu nào"] if known and left else []
    return "\n".join([f"{OK} {code}: đã nhận {len(files)} tệp" + (":" if known else "."), *known, *unknown])


def sorted_as(entry: Entry, evidence_id: str) -> str:
    """Which documents a file stands for now, after somebody has said so; it may hold several."""
    file = entry.file(evidence_id)
    names = {item.key: item.name for item in entry.leaf.evidence}
    same = [other.item for other in entry.evidence if file and other.document == file.document]
    items = "; ".join(names[one] for one in same if one in names)
    return f"{OK} {entry.leaf.code}: “{shortened(file.name if file else '', 40)}” ghi là {items}."


def in_this_order(code: str, items: Sequence[EvidenceItem]) -> str:
    return f"{OK} {code}: các tệp lần lượt ghi là {'; '.join(item.name for item in items)}."


def _several(files: Sequence[Evidence]) -> str:
    return f"“{shortened(files[0].name, 40)}”" if len(files) == 1 else f"{len(files)} tệp"


def moved(count: int, old: str, new: str) -> str:
    return f"Đã chuyển {count} tệp từ {old} sang {new}."


def two_captions(leaf: str, others: Sequence[str]) -> str:
    return (
        f"Các tệp gửi cùng lúc có chú thích khác nhau: {codes([leaf, *others])}. Tôi đang để tất cả ở **{leaf}**. "
        "Anh/chị muốn để ở đâu?"
    )


def whole_album(code: str) -> str:
    return f"Tất cả ở {code}"


EACH_BY_ITS_CAPTION = "Mỗi tệp theo chú thích của nó"


def which_item(code: str, file: Evidence, number: int, total: int) -> str:
    which = f"Tệp {number} " if total > 1 else ""
    return f"{code}: {which}“{shortened(file.name, 40)}” là tài liệu nào?"


def which_other(code: str, file: Evidence, others: bool) -> str:
    """After "Không phải": it counts for nothing until it is said what it is."""
    which = (
        f"{code}: “{shortened(file.name, 40)}” là tài liệu nào?"
        if others
        else f"{code}: “{shortened(file.name, 40)}” chưa tính."
    )
    return f"{which} Của tiêu chí khác thì gõ mã, ví dụ 1.2."


def which_leaf(names: Sequence[str]) -> str:
    more = f" và {len(names) - 1} tệp gửi cùng" if names[1:] else ""
    return f"“{shortened(names[0], 40)}”{more} là tài liệu của tiêu chí nào? Chọn, hoặc gõ mã (ví dụ 1.2) hay tên tài liệu."


def want(leaf: Leaf, item: EvidenceItem) -> str:
    return f"{leaf.code}: gửi **{item.name}** ({'dán đường dẫn' if is_page(item.name) else 'chụp ảnh'} hoặc gửi tệp)."


MORE_WELCOME = "Cần bổ sung thì gửi tiếp ảnh hoặc tệp."
DOWNLOAD_FAILED_RETRY = "Gửi lại tài liệu"


def fetch_failed(code: str, name: str, fault: str) -> str:
    return f"Tiêu chí {code}: {refused(name, fault)}"
