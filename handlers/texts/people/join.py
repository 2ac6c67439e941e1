"""Joining, and the card shown once before anything else."""

from collections.abc import Sequence

from handlers.texts.common import ROLES, addressed, duties, unit_in_sentence
from scoring.people import Person, Unit

UNDERSTOOD = "Tôi hiểu, bắt đầu"
NOT_ME = "Đây không phải tôi"


def stranger(authority: str) -> str:
    """How to get in, and from whom; ``authority`` is the body that assesses, "" while there is none."""
    body = f"cơ quan thường trực ({authority})" if authority else "cơ quan thường trực (Nội vụ)"
    return (
        "Chào anh/chị. Đây là trợ lý chấm điểm Chỉ số CCHC cấp xã. "
        "Để bắt đầu, mở liên kết hoặc quét mã QR trong phiếu mời, hoặc gõ: /start MÃ-MỜI. "
        f"Chưa có mã thì anh/chị xin đầu mối của xã (Văn phòng) hoặc {body}; "
        "đã vào ở máy khác thì gõ /toi ở máy đó để tự lấy mã. Không cần gửi giấy tờ tuỳ thân."
    )


UNLINKED = "Đã bỏ liên kết chat này. Người được mời mở lại tin mời, hoặc gõ: /start MÃ-MỜI."


def welcome(person: Person, unit: Unit | None, deadline: str) -> str:
    where = unit_in_sentence(unit.name) if unit else person.unit
    scope = f" **{duties(person.scope)}**" if person.scope else ""
    what = {True: f"được giao chấm điểm{scope} của **{where}**", False: f"là {ROLES[person.role]}{scope}, **{where}**"}
    declares = person.role.value in ("official", "coordinator")
    return f"Chào {addressed(person.name)}. Anh/chị {what[declares]}{deadline}."


def deadline(ends: Sequence[tuple[str, str]]) -> str:
    """ " (Đợt CCHC 2026, hạn 17:00 thứ Hai 30/11)", for every round that is open."""
    told = "; ".join(f"{name}, hạn {when}" for name, when in ends)
    return f" ({told})" if told else ""


NOTICE = (
    "Không gửi tài liệu mật. Che số CCCD, số điện thoại, địa chỉ của công dân trước khi chụp.\n"
    "Điểm và tài liệu là hồ sơ của cơ quan; tên và liên kết chat của anh/chị chỉ dùng cho đợt chấm điểm."
)
NOTICE_FIRST = "Anh/chị đọc và bấm [Tôi hiểu, bắt đầu] giúp."
START_SCORING = "Bắt đầu chấm"
START_APPRAISING = "Mở hàng chờ thẩm định"
SEE_PROGRESS = "Tiến độ"


def who(person: Person, unit: Unit | None, channel: str) -> str:
    scope = f", {duties(person.scope)}" if person.scope else ""
    where = unit_in_sentence(unit.name) if unit else person.unit
    return f"Anh/chị là **{person.name}** – {ROLES[person.role]}{scope}, {where}; đang dùng {channel}."


MY_DATA = "Dữ liệu của tôi"
MY_DATA_FILE = "du-lieu-cua-toi.json"
HERE_IS_MY_DATA = "Tệp này có mọi thứ hệ thống đang giữ về anh/chị: tên, vai trò, kênh chat, tin đã gửi và việc đã làm."
FORGET_ME = "Xoá liên kết của tôi"
FORGET_ASKED = (
    "Xoá tên, liên kết chat và tin nhắn của anh/chị? Điểm, tài liệu và nhật ký vẫn là hồ sơ của cơ quan. "
    "Việc này không lấy lại được; muốn làm tiếp phải xin mã mời mới."
)
FORGET_YES = "Xoá"
FORGET_NO = "Giữ lại"
KEPT = "Vẫn giữ nguyên."
FORGOTTEN = "Đã xoá tên, liên kết và tin nhắn của anh/chị. Điểm, tài liệu và nhật ký vẫn là hồ sơ của cơ quan."
