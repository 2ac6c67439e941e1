"""What words of the work mean, and what the assistant does not have."""

from knowledge.search.glossary import Term

NO_SUCH_CODE = "Bộ tiêu chí không có mã này. Gõ mã như in trong bộ, ví dụ 3.2, hoặc chọn từ danh sách."
NO_SUCH_TERM = "Tôi chưa có từ này trong bảng giải nghĩa. Anh/chị viết đủ chữ giúp, ví dụ: tài liệu kiểm chứng là gì."
KEPT_ELSEWHERE = "Tôi chỉ có Chỉ số CCHC của đơn vị anh/chị; chỉ số khác (PAPI, PCI…) và điểm của đơn vị khác thì tôi không có."
REOPEN = "Phiếu chưa nộp thì sửa được ngay; đã nộp thì xin cơ quan thường trực mở lại, kèm lý do."
ASK_REOPENING = "Xin mở lại"
WHO_SCORES = "**Ai chấm:**"
WHO_APPRAISES = "**Ai thẩm định:**"


def meaning(term: Term) -> str:
    short = f" ({term.short})" if term.short and term.short != term.name else ""
    source = f"\nCăn cứ: {term.source}." if term.source else ""
    return f"**{term.name}**{short}: {term.means}{source}"


def document(number: str, decision: str, *, own: bool) -> str:
    """``own``: the number is that of the decision behind the set in use."""
    if own:
        return f"Văn bản số {number} là căn cứ của bộ tiêu chí đang dùng: {decision}."
    known = f" Bộ tiêu chí đang dùng theo: {decision}." if decision else ""
    return f"Tôi chưa lưu văn bản số {number}.{known}"


def in_charge(who: str, fields: str) -> str:
    return f"• {who}: {fields}"
