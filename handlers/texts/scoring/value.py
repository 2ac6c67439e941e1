"""Scoring: the question, the working, what comes next."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from handlers.texts.common import OK, codes, heading, points, shortened
from knowledge.documents.addresses import is_page
from knowledge.examples import figures
from knowledge.working import in_words
from scoring.criteria import EvidenceItem, Leaf
from scoring.declared import (
    Conditions,
    Count,
    Declared,
    Judged,
    MeanPercent,
    Met,
    NotApplicable,
    NotArisen,
    Option,
    Percent,
    Ratio,
    Value,
    Variables,
)
from scoring.rules.base import Asks, Need
from scoring.sheet.entry import Entry, Stage
from scoring.written.numbers import show

EDIT = "Sửa"
UNDO = "Hoàn tác"
EXPLAIN = "Giải thích"
LATER = "Để sau"
NEXT = "Tiếp"
NOT_ARISEN = "Không phát sinh"
NOT_APPLICABLE = "Không áp dụng"
ALL_MET = "Đủ tất cả"
NONE_MET = "Không có điều kiện nào"
DONE_TICKING = "Xong"
CONFIRM = "Đúng, lưu"
TYPE_AGAIN = "Nhập lại"
#: Letters of a document's name on a button.
SHORT_ITEM = 40


def question(leaf: Leaf) -> str:
    need = leaf.rule.need
    # Where every level is a choice with its points, the rule in one line would only say them twice.
    how = "" if need.asks in (Asks.YES_NO, Asks.CHOICE) else f"{leaf.rule.describe(leaf.max)}\n"
    return f"{heading(leaf)}\n{how}{_ask(leaf, need)}"


def _ask(leaf: Leaf, need: Need) -> str:
    match need.asks:
        case Asks.YES_NO | Asks.CHOICE:
            return "Xã ở mức nào?"
        case Asks.CHECKLIST:
            return "Xã đạt những điều kiện nào?\n" + "\n".join(f"{option.letter}. {option.label}" for option in need.options)
        case Asks.RATIO:
            return f"Nhập **{need.numerator} / {need.denominator}**, ví dụ {figures(leaf)} (hoặc 85,3%)."
        case Asks.COUNT:
            return f"Có bao nhiêu {need.counted}? Gõ một số nguyên, không có thì gõ 0."
        case Asks.POINTS:
            return f"Gõ số điểm (0 đến {show(leaf.max)}) rồi lý do, ví dụ: 1,5 vì thiếu một báo cáo."
        case _:
            return f"Gõ một số ({need.counted})." if need.counted else "Gõ một số, ví dụ 82,5."


def variable_question(leaf: Leaf, title: str, done: Sequence[tuple[str, str]]) -> str:
    known = "".join(f"\n{name} = {value}" for name, value in done)
    return f"{heading(leaf)}{known}\nNhập **{title}**:"


def branch_question(leaf: Leaf) -> str:
    return f"{heading(leaf)}\nTrường hợp nào đúng với xã?"


def saved(entry: Entry) -> str:
    own = entry.score(Stage.SELF)
    if own is None or own.points is None:
        return f"{OK} {entry.leaf.code}: **không áp dụng** – chờ người thẩm định chấp nhận."
    return f"{OK} {entry.leaf.code}: **{points(own.points)}/{show(entry.leaf.max)}** – {in_words(entry.working)}"


def points_of(entry: Entry) -> str:
    own = entry.score(Stage.SELF)
    return "chưa chấm" if own is None else points(own.points)


def undone(entry: Entry) -> str:
    if entry.score(Stage.SELF) is None:
        return f"Đã hoàn tác {entry.leaf.code}: trở lại chưa chấm."
    return f"Đã hoàn tác {entry.leaf.code}: trở lại {points_of(entry)}/{show(entry.leaf.max)}."


def which_letter(leaf: Leaf, typed: str) -> str:
    """Something that is no letter was answered where one of several levels is to be chosen."""
    letters = [option.letter for option in leaf.rule.need.options]
    listed = f"{codes(letters[:-1])} hoặc {letters[-1]}"
    return f"{leaf.code}: “{shortened(typed, 30)}” chưa cho biết mức nào. Gõ một chữ: {listed}."


def or_code(code: str) -> str:
    return f"Nếu là tiêu chí {code} thì gõ: tc {code}"


def why_judged(leaf: Leaf) -> str:
    return f"Vì sao {leaf.code} được mức điểm này? Một câu ngắn là đủ."


def done_next(code: str) -> str:
    return f"{OK} Xong {code}."


def finished(count: int) -> str:
    return f"{OK} Anh/chị đã chấm xong cả {count} tiêu chí được giao."


def only_left(code: str) -> str:
    return f"Chỉ còn {code} chưa xong."


def lower(code: str, old: Fraction | None, new: Fraction | None, files: int) -> str:
    saved_before = f"mức {points(old)} điểm đã lưu kèm {files} tài liệu"
    return f"{code}: mức mới được {points(new)} điểm, thấp hơn {saved_before}. Anh/chị lưu mức mới chứ?"


def other_caption(entry: Entry, declared: Declared) -> str:
    known = declared_words(entry.declared) if entry.declared is not None else ""
    return (
        f"{entry.leaf.code}: các tệp gửi cùng lúc ghi hai số liệu khác nhau; đã lưu {known}. "
        f"Anh/chị đổi thành {declared_words(declared)} chứ?"
    )


def not_applicable(leaf: Leaf) -> str:
    return (
        f"Anh/chị khai **không áp dụng** cho {leaf.code}? Tiêu chí này sẽ không tính vào điểm tối đa, "
        "điểm các tiêu chí còn lại được quy đổi; người thẩm định sẽ xem trước."
    )


def guessed(leaf: Leaf) -> str:
    return f"Ý anh/chị là tiêu chí **{leaf.code} {leaf.name}**?"


def above_whole(leaf: Leaf, numerator: Decimal, denominator: Decimal) -> str:
    need = leaf.rule.need
    return (
        f"{leaf.code}: {need.numerator} ({show(numerator)}) lớn hơn {need.denominator} ({show(denominator)}). "
        "Anh/chị có nhập ngược không?"
    )


def swap(numerator: str, denominator: str) -> str:
    return f"Đổi lại: {denominator}/{numerator}"


DECLARED: dict[type[Declared], Callable[[Any], str]] = {
    Met: lambda it: "có" if it.met else "không",
    Option: lambda it: f"mức {it.letter}",
    Conditions: lambda it: f"điều kiện {codes(it.letters)}" if it.letters else "không có điều kiện nào",
    Ratio: lambda it: f"{show(it.numerator)}/{show(it.denominator)}",
    Percent: lambda it: f"{show(it.percent)}%",
    MeanPercent: lambda it: f"{show(it.mean_percent)}%",
    Count: lambda it: show(it.count),
    Value: lambda it: show(it.value),
    Variables: lambda it: "; ".join(f"{symbol} = {show(value)}" for symbol, value in it.variables),
    Judged: lambda it: f"{show(it.points)} điểm",
    NotArisen: lambda _: "không phát sinh",
    NotApplicable: lambda _: "không áp dụng",
}


def declared_words(declared: Declared) -> str:
    """A declaration as a person would type it."""
    return DECLARED[type(declared)](declared)


def as_before(declared: Declared) -> str:
    return f"Như năm trước: {declared_words(declared)}"


def last_year(value: str) -> str:
    return f"Năm trước được {value} điểm."


def items(entry: Entry) -> str:
    """What of the required documents is there and what is still lacking: "1.3 đã có 2/4 tài liệu. Còn thiếu: …"."""
    required, missing = entry.owed.items, entry.missing_items
    if not missing:
        return f"{entry.leaf.code} đã đủ {len(required)} tài liệu."
    lacking = "\n".join(f"• {item.name}" for item in missing)
    if len(missing) == len(required):
        return f"{entry.leaf.code} cần {len(required)} tài liệu:\n{lacking}"
    return f"{entry.leaf.code} đã có {len(required) - len(missing)}/{len(required)} tài liệu. Còn thiếu:\n{lacking}"


def send_these(entry: Entry) -> str:
    """A single document, or one of several, is asked for by name; with more the list says what is there already."""
    if entry.owed.enough == 1:
        return f"{entry.leaf.code} còn thiếu: {entry.missing_items[0].name}. Anh/chị {_how(entry)} hoặc gửi tệp."
    pages = ", dán đường dẫn" if any(is_page(item.name) for item in entry.missing_items) else ""
    return f"{items(entry)}\nAnh/chị chụp ảnh{pages} hoặc gửi tệp; gửi nhiều tệp một lúc cũng được."


def _how(entry: Entry) -> str:
    """A page's address is pasted; what is on paper is photographed."""
    return "dán đường dẫn" if is_page(entry.missing_items[0].name) else "chụp ảnh"


def short_item(item: EvidenceItem) -> str:
    return shortened(item.name[:1].lower() + item.name[1:], SHORT_ITEM)
