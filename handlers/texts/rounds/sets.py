"""Criteria sets out of an office's own annex: sending the file, the report, and putting the set to use."""

from collections.abc import Sequence

from handlers.ports import DraftState, ListedSet, SetDraft
from handlers.texts.common import OK, codes

IMPORT = "Nhập từ tệp Word, Excel"
SETS = "Các bộ tiêu chí"
ACTIVATE = "Đưa vào sử dụng"
REPORT = "Tải báo cáo đọc tệp"
YAML = "Tải bộ tiêu chí (.yaml)"
STOP = "Thôi"
NONE_YET = "Chưa có bộ tiêu chí nào."
SEND_FILE = "Anh/chị gửi phụ lục bộ tiêu chí của quyết định: tệp Word (.docx) hoặc Excel (.xlsx)."
HERE_IS_THE_REPORT = "Báo cáo: đã đọc được gì, chỗ nào chưa chắc, cộng điểm có khớp không."
HERE_IS_THE_YAML = "Bộ tiêu chí dạng tệp chữ (YAML). Cần sửa gì thì anh/chị chuyển cho người vận hành."
GONE = "Tệp này không còn nữa. Anh/chị gửi lại giúp."
UNREADABLE = "Tôi không đọc được tệp này. Anh/chị mở bằng Word hoặc Excel, lưu lại rồi gửi giúp."
SHOWN_FAULTS = 6
SHOWN_UNCERTAIN = 8


def known(sets: Sequence[ListedSet]) -> str:
    return "\n".join(["**Bộ tiêu chí đã có**", *(_line(set_) for set_ in sets)]) if sets else NONE_YET


def _line(set_: ListedSet) -> str:
    used = f" – dùng ở đợt {codes(set_.rounds)}" if set_.rounds else ""
    return f"• {set_.name} ({set_.id}@{set_.version}){used}"


def reading(name: str) -> str:
    return f"Đang đọc “{name}”. Xong tôi gửi báo cáo ngay, thường trong nửa phút."


def not_a_set(name: str) -> str:
    return (
        f"“{name}” không phải tệp Word (.docx) hay Excel (.xlsx), cũng không phải danh sách .csv. "
        "Ví dụ đúng: phu-luc-bo-tieu-chi.docx."
    )


def draft(draft_: SetDraft) -> str:
    if draft_.state is DraftState.WAITING:
        return reading(draft_.file)
    return _refused(draft_) if draft_.faults else _read(draft_)


def _refused(draft_: SetDraft) -> str:
    shown = [f"• {fault}" for fault in draft_.faults[:SHOWN_FAULTS]]
    more = (
        [f"• và {len(draft_.faults) - SHOWN_FAULTS} lỗi khác, xem trong báo cáo"] if len(draft_.faults) > SHOWN_FAULTS else []
    )
    mend = "Sửa trong tệp rồi gửi lại; chưa có gì được lưu vào sử dụng."
    return "\n".join([f"**“{draft_.file}” chưa dùng được:**", *shown, *more, mend])


def _read(draft_: SetDraft) -> str:
    sure = draft_.leaves - len(draft_.uncertain)
    lines = [f"**Đã đọc “{draft_.file}”**", f"{draft_.leaves} tiêu chí, {draft_.total} điểm; {sure} tiêu chí đọc chắc chắn."]
    if draft_.uncertain:
        shown = [f"• {line}" for line in draft_.uncertain[:SHOWN_UNCERTAIN]]
        more = (
            [f"• và {len(draft_.uncertain) - SHOWN_UNCERTAIN} tiêu chí khác"] if len(draft_.uncertain) > SHOWN_UNCERTAIN else []
        )
        lines += ["Các tiêu chí cần anh/chị xem lại (tạm để người thẩm định cho điểm):", *shown, *more]
    if draft_.active:
        lines.append(f"{OK} Đã đưa vào sử dụng: {draft_.active}.")
    return "\n".join(lines)


def activated(set_id: str, version: str) -> str:
    return f"{OK} Bộ tiêu chí {set_id}, phiên bản {version}, dùng được cho đợt mới. Đợt đang chạy vẫn theo bộ cũ."


def report_file(name: str) -> str:
    return f"bao-cao-doc-{name}.txt"


def yaml_file(name: str) -> str:
    return f"{name}.yaml"
