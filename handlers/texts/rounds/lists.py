"""Lists of units and people that are sent by chat."""

from collections.abc import Iterable, Sequence

from handlers.ports import DraftKind, SetDraft
from handlers.texts.common import OK

WRITE = "Ghi danh sách này"
DROP = "Bỏ"
REPORT = "Tải bản đọc thử"
PEOPLE = "Người và mã mời"
#: What becomes of a list.
WRITTEN, DROPPED = "written", "dropped"
WHAT = {DraftKind.UNITS: "danh sách đơn vị", DraftKind.PEOPLE: "danh sách người"}
WHAT_NEXT = {
    DraftKind.UNITS: "Tiếp theo: gửi danh sách người của các đơn vị.",
    DraftKind.PEOPLE: "Ai đổi nhiệm vụ đã được báo. Người mới cần mã mời.",
}
SHOWN = 8
LONGEST = 160
SEND_HERE = "Anh/chị gửi danh sách hoặc phụ lục (.xlsx, .csv, .docx) ở trang này, rồi quay lại đây: {link}"


def send_here(link: str) -> str:
    return SEND_HERE.format(link=link)


def kept(unit: str, name: str) -> str:
    return f"= {unit}\t{name}\tkhông có trong tệp, giữ nguyên"


def no_operator(row: int, name: str) -> str:
    return f"dòng {row}: {name} – vai trò vận hành chỉ đặt trên máy chủ (cchc people import)"


def not_yourself(row: int) -> str:
    return f"dòng {row}: anh/chị không tự đổi vai trò của mình; nhờ người vận hành"


def report(
    faults: Sequence[str],
    lines: Sequence[str],
    counted: str,
    notes: Sequence[str],
    ignored: Sequence[str],
    private: Sequence[str],
) -> str:
    """The whole dry run, as a file."""
    parts = [*(f"LỖI {fault}" for fault in faults), *(f"Lưu ý {note}" for note in notes)]
    parts += [f"Không đọc, không lưu: {', '.join(private)}"] if private else []
    parts += [f"Bỏ qua cột: {', '.join(ignored)}"] if ignored else []
    return "\n".join([*parts, f"Nếu ghi: {counted}.", *lines, ""])


def read(draft: SetDraft) -> str:
    """The dry run on a card."""
    head = f"**“{draft.file}”: {WHAT[draft.kind]}**"
    if draft.active == WRITTEN:
        return f"{head}\n{OK} Đã ghi: {draft.total}."
    if draft.active == DROPPED:
        return f"{head}\nĐã bỏ, không ghi gì."
    if not draft.leaves:
        return f"{head}\nĐọc được {draft.total}: hệ thống đã đúng như tệp, không cần ghi."
    return "\n".join([head, f"Chưa ghi gì. Nếu ghi: {draft.total}.", *_some(draft.uncertain)])


def _some(lines: Sequence[str]) -> Iterable[str]:
    yield from (f"• {_short(line)}" for line in lines[:SHOWN])
    if len(lines) > SHOWN:
        yield f"• và {len(lines) - SHOWN} dòng khác, xem trong bản đọc thử"


def _short(line: str) -> str:
    told = " · ".join(part for part in line.split("\t") if part)
    return told if len(told) <= LONGEST else f"{told[: LONGEST - 1]}…"


def written(draft: SetDraft) -> str:
    return f"{read(draft)}\n{WHAT_NEXT[draft.kind]}"


def changed_meanwhile() -> str:
    return "Số liệu trong hệ thống vừa đổi nên tôi đọc lại và chưa ghi gì. Anh/chị xem lại:"
