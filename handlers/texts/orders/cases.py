"""The reviewers' questions in words: a leaf across communes, answered requests, a commune that nobody knows."""

from collections.abc import Sequence

from handlers.texts.common import REQUESTS, codes, points, shortened
from scoring.criteria import Leaf
from scoring.sheet.entry import Entry, RequestState, Stage
from scoring.written.numbers import show

NOBODY_ANSWERED = "Chưa xã nào trả lời yêu cầu giải trình trong phần của anh/chị."


def no_such_unit(name: str, known: Sequence[str]) -> str:
    return f"Đợt này không có {shortened(name, 40)}. Các đơn vị trong đợt: {codes(known)}."


def across(leaf: Leaf, lines: Sequence[str], unseen: int, *, lacking: bool) -> str:
    what = "xã chưa có tài liệu" if lacking else "các xã tự chấm"
    rest = [f"{unseen} xã chưa nộp phiếu nên chưa xem được."] if unseen else []
    listed = lines or ["Không có xã nào đã nộp mà thiếu tài liệu." if lacking else "Chưa có xã nào nộp."]
    return "\n".join([f"**{leaf.code} {leaf.name}** – {what}:", *listed, *rest])


def across_line(unit: str, entry: Entry) -> str:
    own = entry.score(Stage.SELF)
    given = f"{points(own.points)}/{show(entry.leaf.max)}" if own else "chưa chấm"
    missing = f", thiếu {'; '.join(item.name for item in entry.missing_items)}" if entry.missing_items else ""
    return f"• {unit}: {given}{missing}"


def requests_heading(answered: int, open_: int) -> str:
    return f"**{answered}** yêu cầu giải trình đã được trả lời, {open_} còn chờ:"


def request_line(unit: str, code: str, state: RequestState) -> str:
    return f"• {unit} {code}: {REQUESTS[state]}"


def elsewhere_line(unit: str, state: str) -> str:
    return f"• {unit}: {state}"
