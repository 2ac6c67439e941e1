"""Browsing, searching and explaining criteria."""

from handlers.texts.common import SUPPLIERS, heading
from knowledge.explain import Explanation
from scoring.criteria import CriteriaSet, Field, Leaf
from scoring.written.numbers import show

DETAILS = "Tài liệu đạt, chỗ dễ sai"
EXPLANATION = "Giải thích {code}"
SCORE_NOW = "Chấm {code} luôn"
BACK_TO = "Quay lại {code}"
OPEN = "việc đang làm"
LOOK_UP = "Tra tiêu chí"
MORE = "Hỏi tiêu chí khác"
INTENTS = {
    "intent:deadline": "Hạn nộp",
    "intent:progress": "Tiến độ của xã",
    "intent:submit": "Nộp phiếu",
    "intent:ranking": "Kết quả, xếp hạng",
    "intent:extend": "Gia hạn",
    "intent:reopen": "Mở lại phiếu",
    "intent:assignment": "Ai phụ trách",
    "intent:appraisal_note": "Điểm và nhận xét",
    "intent:appeal": "Chưa đồng ý với điểm",
    "intent:change_round": "Đổi đợt",
}
CHOOSE = "Ý anh/chị là tiêu chí nào?"
UNKNOWN = "Tôi chưa hiểu ý anh/chị. Anh/chị nói lại ngắn hơn, hoặc chọn:"


def set_heading(criteria: CriteriaSet) -> str:
    note = " – mẫu minh hoạ, không phải văn bản chính thức" if criteria.sample else ""
    return f"**{criteria.name}**{note}: {len(criteria.leaves)} tiêu chí, {show(criteria.max)} điểm. Chọn lĩnh vực:"


def field_line(field: Field) -> str:
    return f"{field.code}. {field.name} ({show(field.max)})"


def field_list(field: Field) -> str:
    lines = [f"{leaf.code} {leaf.name} ({show(leaf.max)})" for leaf in field.leaves]
    return "\n".join([f"**{field.code}. {field.name}** · {show(field.max)} điểm", *lines])


def leaf_choice(leaf: Leaf) -> str:
    return f"{leaf.code} {leaf.name}"


def explanation(leaf: Leaf, told: Explanation, *, sample: bool, days_left: int | None, before: str) -> str:
    """What fits a small screen; the rest stands behind one button. ``before`` is last year's line, if there is one."""
    parts = [
        heading(leaf),
        told.asked,
        f"**Cách tính:** {told.how}",
        _worked(told),
        _evidence(told),
        f"**Ai cho điểm:** {SUPPLIERS[leaf.source]}" + (f"; thẩm định: {told.appraiser}" if told.appraiser else ""),
        before,
        f"Còn {days_left} ngày để tự chấm." if days_left is not None and days_left >= 0 else "",
        "(Bộ tiêu chí mẫu, minh hoạ)" if sample else "",
    ]
    return "\n".join(part for part in parts if part)


def _worked(told: Explanation) -> str:
    return f"**Ví dụ:** {'; hoặc '.join(told.worked)}" if told.worked else ""


def _evidence(told: Explanation) -> str:
    names = "; ".join(item.name + (f" ({item.when})" if item.when else "") for item in told.evidence)
    return f"**Tài liệu:** {names}." if names else ""


def has_details(told: Explanation) -> bool:
    return any((told.example, told.convinces, told.mistakes, told.legal_basis, told.position))


def details(leaf: Leaf, told: Explanation) -> str:
    """The long parts: what convinces, frequent mistakes, who usually does it, the legal basis."""
    parts = [
        heading(leaf),
        told.example,
        f"**Tài liệu đạt khi:** {told.convinces}" if told.convinces else "",
        f"**Dễ sai:** {told.mistakes}" if told.mistakes else "",
        f"**Thường giao cho:** {told.position}" if told.position else "",
        f"**Căn cứ:** {told.legal_basis}" if told.legal_basis else "",
    ]
    return "\n".join(part for part in parts if part)


def last_year(points: str, note: str) -> str:
    """The points of the round before, and why the appraiser gave them."""
    return f"**Năm trước:** {points} điểm." + (f" Người thẩm định ghi: {note}" if note else "")
