"""Browsing, searching and explaining criteria."""

from handlers.texts.common import SUPPLIERS, heading
from knowledge.explain import Explanation
from scoring.criteria import CriteriaSet, Field, Leaf
from scoring.numbers import show

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
}
CHOOSE = "Ý anh/chị là tiêu chí nào?"
UNKNOWN = "Việc này không thuộc chấm điểm CCHC hoặc tôi chưa rõ ý nên chưa giúp được."


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


def explanation(leaf: Leaf, told: Explanation, *, sample: bool, days_left: int | None) -> str:
    parts = [
        heading(leaf),
        leaf.guidance.asked,
        f"**Cách tính:** {leaf.rule.describe(leaf.max)}",
        leaf.guidance.points,
        _evidence(leaf),
        f"**Dễ sai:** {leaf.guidance.mistakes}" if leaf.guidance.mistakes else "",
        f"**Ai cho điểm:** {SUPPLIERS[leaf.source]}" + (f"; thẩm định: {leaf.department}" if leaf.department else ""),
        f"**Căn cứ:** {told.legal_basis}" if told.legal_basis else "",
        f"Còn {days_left} ngày để tự chấm." if days_left is not None and days_left >= 0 else "",
        "(Bộ tiêu chí mẫu, minh hoạ)" if sample else "",
    ]
    return "\n".join(part for part in parts if part)


def _evidence(leaf: Leaf) -> str:
    if not leaf.evidence:
        return ""
    names = "; ".join(item.name + (f" ({item.when})" if item.when else "") for item in leaf.evidence)
    convinces = f" {leaf.guidance.convinces}" if leaf.guidance.convinces else ""
    return f"**Tài liệu:** {names}.{convinces}"
