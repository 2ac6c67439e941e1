"""Words used everywhere: figures, dates, names of people, units, states and roles, the menu."""

from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo
from fractions import Fraction

from scoring.criteria import Leaf, Source
from scoring.people import Role
from scoring.rounds.round import Milestone
from scoring.sheet.attainable import nearest
from scoring.sheet.entry import RequestState
from scoring.states import State
from scoring.written.numbers import show

FORMS_OF_ADDRESS = frozenset({"chị", "anh", "ông", "bà", "cô", "chú"})
#: The only middle names that tell a woman from a man for sure.
MIDDLE_NAMES = {"Thị": "chị", "Văn": "anh"}
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")

STATES = {
    State.DRAFT: "đang tự chấm",
    State.INTERNAL_REVIEW: "chờ lãnh đạo ký",
    State.SUBMITTED: "đã nộp",
    State.FIRST_APPRAISAL: "đang thẩm định lần 1",
    State.EXPLANATION_REQUESTED: "chờ giải trình",
    State.EXPLANATION_SUBMITTED: "đã giải trình",
    State.SECOND_APPRAISAL: "đang thẩm định lần 2",
    State.COUNCIL: "chờ Hội đồng",
    State.APPROVED: "đã phê duyệt",
    State.PUBLISHED: "đã công bố",
}
ROLES = {
    Role.OFFICIAL: "công chức chấm điểm",
    Role.COORDINATOR: "đầu mối của xã",
    Role.LEADER: "lãnh đạo ký phiếu",
    Role.APPRAISER: "người thẩm định",
    Role.SECRETARIAT: "Tổ Thư ký",
    Role.STANDING_BODY: "cơ quan thường trực",
    Role.COUNCIL: "Hội đồng thẩm định",
    Role.APPROVER: "người phê duyệt",
    Role.OPERATOR: "người vận hành",
}
REQUESTS = {
    RequestState.OPEN: "chờ trả lời",
    RequestState.ANSWERED: "đã trả lời",
    RequestState.CLOSED: "đã xong",
}
MILESTONES = {
    Milestone.SELF_SCORING: "Tự chấm điểm và nộp",
    Milestone.FIRST_APPRAISAL: "Thẩm định lần 1",
    Milestone.EXPLANATION: "Giải trình",
    Milestone.SECOND_APPRAISAL: "Thẩm định lần 2",
    Milestone.COUNCIL: "Hội đồng họp",
    Milestone.PUBLICATION: "Công bố",
}
SUPPLIERS = {
    Source.SELF: "xã tự chấm, có tài liệu kiểm chứng",
    Source.SYSTEM: "xã khai theo số liệu hệ thống, kèm bản in từ hệ thống",
    Source.SURVEY: "điều tra xã hội học",
    Source.APPRAISER: "cơ quan thẩm định",
}

OK = "✔"
LACKING = "✘"


def moment(at: datetime, zone: tzinfo) -> str:
    local = at.astimezone(zone)
    return f"{local:%H:%M} {weekday(local)} {local:%d/%m}"


def weekday(local: datetime) -> str:
    return WEEKDAYS[local.weekday()]


def points(value: Fraction | None) -> str:
    return "không áp dụng" if value is None else show(value)


#: More levels than this are not read out: the two on either side of what was typed tell as much.
LISTED_POINTS = 8


def one_of(values: Sequence[Fraction]) -> str:
    """ "0, 1 hoặc 2"."""
    *before, last = [show(value) for value in values]
    return f"{', '.join(before)} hoặc {last}" if before else last


def only_possible(code: str, given: Fraction, possible: Sequence[Fraction]) -> str:
    if len(possible) <= LISTED_POINTS:
        return f"{code} chỉ có thể là {one_of(possible)} điểm."
    return f"{code} không thể là {show(given)} điểm; mức gần nhất là {one_of(nearest(given, possible))} điểm."


def heading(leaf: Leaf) -> str:
    return f"**{leaf.code} {leaf.name}** · tối đa {show(leaf.max)}"


def codes(values: Iterable[str]) -> str:
    return ", ".join(values)


def duties(scope: Iterable[str]) -> str:
    """ "lĩnh vực 1, 3; tiêu chí 7.5": whole fields and single criteria are not called alike; "" for everything."""
    given = sorted(scope)
    fields, leaves = [code for code in given if "." not in code], [code for code in given if "." in code]
    parts = (f"lĩnh vực {codes(fields)}" if fields else "", f"tiêu chí {codes(leaves)}" if leaves else "")
    return "; ".join(part for part in parts if part)


def addressed(name: str) -> str:
    """ "chị Lan" for "Lê Thị Lan" and for "Chị Lan"; "anh/chị" with the whole name where nothing tells which it is."""
    words = name.split("(", maxsplit=1)[0].split()
    if len(words) > 1 and words[0].lower() in FORMS_OF_ADDRESS:
        return " ".join([words[0].lower(), *words[1:]])
    form = next((MIDDLE_NAMES[word] for word in words[1:-1] if word in MIDDLE_NAMES), "")
    return f"{form} {words[-1]}" if form else " ".join(["anh/chị", *words])


def unit_in_sentence(name: str) -> str:
    """ "Xã An Bình" in the middle of a sentence: "xã An Bình". An abbreviation keeps its capitals."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def shortened(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def unreached(names: Iterable[str]) -> str:
    return (
        f"{codes(names)} chưa mở chat với tôi nên chưa nhận được; tin sẽ tới ngay khi họ vào chat. "
        "Cần gấp, anh/chị gọi điện giúp."
    )


FILES_GO_HERE = "Tệp PDF, Word, Excel thì gửi tại đây (liên kết có hiệu lực 24 giờ):"
OPENS_FOR_A_DAY = "Mở tệp (liên kết có hiệu lực 24 giờ):"
MISSED = "Mạng vừa lỗi, câu trả lời trước có thể chưa tới anh/chị:"
MENU = "Tôi giúp anh/chị chấm điểm, gửi tài liệu, xem hạn nộp và giải thích tiêu chí."
NEVER_MIND = "Thôi"
STALE = "Lựa chọn này thuộc bước trước nên tôi chưa ghi gì. Bước hiện tại:"
NOTHING_OPEN = "Lựa chọn này thuộc bước trước nên tôi chưa ghi gì. Hiện không có câu hỏi nào chờ anh/chị."
STATES_OF_UNITS = "Tình hình các xã"
CHANGED_SINCE = "Tiêu chí này đã được sửa sau đó nên không hoàn tác nữa. Hiện tại:"
CANCELLED = "Đã dừng. Những gì đã lưu vẫn còn nguyên."
_ONLY = "Tôi chỉ đọc được chữ, ảnh và tệp (PDF, Word, Excel)"
UNSUPPORTED = f"{_ONLY}. Anh/chị gửi lại giúp."
#: What the bot cannot take, by what it is; and what would do instead.
NOT_TAKEN = {
    "video": f"Video thì tôi không nhận. {_ONLY}: anh/chị chụp ảnh hoặc gửi tệp thay cho video.",
    "gif": f"Ảnh động (GIF) thì tôi không nhận. {_ONLY}: anh/chị gửi ảnh thường hoặc tệp thay cho GIF.",
    "voice": f"Tin thoại thì tôi không nghe được. {_ONLY}: anh/chị gõ thành chữ giúp.",
    "sticker": f"Nhãn dán thì tôi không hiểu. {_ONLY}: anh/chị gõ thành chữ giúp.",
    "place": f"Vị trí thì tôi không dùng được. {_ONLY}: anh/chị gõ thành chữ hoặc gửi ảnh giúp.",
    "contact": f"Danh thiếp thì tôi không nhận. {_ONLY}: anh/chị gõ thành chữ hoặc gửi ảnh giúp.",
}
BROKEN = "Có lỗi ở phía máy chủ nên tin vừa rồi chưa được ghi. Anh/chị gửi lại giúp; những gì đã lưu vẫn còn nguyên."
UNREADABLE = (
    "Một phần dữ liệu đã lưu ở máy chủ không đọc được nên việc này chưa làm được, và tin vừa rồi chưa được ghi. "
    "Đã ghi lại để người vận hành sửa; những gì khác đã lưu vẫn còn nguyên."
)
NO_ROUND = "Hiện chưa có đợt chấm điểm nào đang mở."
HELP_COMMUNE = (
    "**Trợ lý CCHC** – làm ngay trong ô chat:\n"
    "• /chamdiem – chấm tiếp tiêu chí chưa xong\n"
    "• /tailieu – gửi, xem tài liệu\n"
    "• /tiendo – đã xong gì, còn thiếu gì\n"
    "• /tieuchi – tra tiêu chí\n"
    "• /nop – kiểm tra, trình ký, ký gửi\n"
    "• /hoso – báo cáo tự đánh giá, cả hồ sơ, bản ký\n"
    "• /han – các mốc thời gian\n"
    "• /ketqua – kết quả đã công bố · /toi – tôi là ai\n"
    "Gõ nhanh: 1.2 45/50 · 1.1 b · gửi ảnh kèm chữ 1.2\n"
    "Cứ nói bình thường cũng được: còn thiếu giấy tờ gì · xem lại 2.2 · năm ngoái mất điểm chỗ nào"
)


def not_taken(media: str) -> str:
    return NOT_TAKEN.get(media, UNSUPPORTED)


def manual(address: str) -> str:
    return f"Hướng dẫn sử dụng, đọc khoảng mười phút: {address}"


HELP_REVIEWER = (
    "**Trợ lý CCHC** – làm ngay trong ô chat:\n"
    "• /thamdinh – hàng chờ thẩm định\n"
    "• /thamdinh XA03 – phiếu của một xã\n"
    "• /thamdinh XA03 3.2 – một tiêu chí\n"
    "• /tiendo – tình hình các xã\n"
    "• /tieuchi – tra tiêu chí\n"
    "• /han – các mốc thời gian\n"
    "• /ketqua – kết quả đã công bố · /toi – tôi là ai"
)
HELP_ROUNDS = "• /doidot – sang đợt khác, ví dụ: đổi đợt 2026"
HELP_STANDING_BODY = (
    "Chuẩn bị đợt: /botieuchi · /dot · /taodot · /moi · /hoso XA03\n"
    "Theo dõi đợt: /tiendo XA03, hoặc nói: xã nào chưa nộp · nhắc các xã chưa nộp · gia hạn XA02 đến thứ Sáu · mở lại XA03"
)


def missed(older: Iterable[str], newest: str) -> str:
    """The newest answer, headed by what older ones said first (what was done) that could not be delivered before it."""
    told = [line for text in older for line in _first_words(text) if line not in newest]
    if not told:
        return newest
    known, words = _first_words(newest), newest
    if newest.startswith(MISSED):
        told, words = [*told, *known[:-1]], newest.partition("\n\n")[2]
    return "\n".join([MISSED, *(f"• {line}" for line in dict.fromkeys(told))]) + f"\n\n{words}"


def _first_words(text: str) -> list[str]:
    """The first line of an answer, after those that it has told for others already."""
    if not text.startswith(MISSED):
        return [text.partition("\n")[0]]
    others, _, own = text.partition("\n\n")
    return [*(line.removeprefix("• ") for line in others.splitlines()[1:]), own.partition("\n")[0]]
