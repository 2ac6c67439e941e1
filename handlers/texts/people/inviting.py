"""Who has joined, invitations, handing over, and a person's own chats."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, tzinfo

from handlers.ports import Entrance, Invitation
from handlers.texts import common
from handlers.texts.common import LACKING, OK, ROLES, codes, moment, shortened
from knowledge.text import sounded
from scoring.people import Person, Unit

#: So many people are named in a line that must stay readable on a phone.
NAMED = 8

PEOPLE = "Người và mã mời"
OFFICE = "Quản lý đợt, người"
OFFICE_MENU = "Việc của cơ quan thường trực. Anh/chị chọn việc:"
ALL_UNITS = "Danh sách đơn vị"
NEXT_PAGE = "Trang sau"
NO_PEOPLE = "Đơn vị này chưa có ai. Cơ quan thường trực gửi danh sách người (.xlsx, .csv) vào chat của mình là thêm được."
NO_UNITS = "Chưa có đơn vị nào. Anh/chị gửi danh sách đơn vị (.xlsx, .csv) vào đây."
SHEETS = "Tạo phiếu mời mã QR (PDF)"
ALL_SHEETS = "Phiếu mời mọi đơn vị (PDF)"
EVERYBODY_JOINED = "Mọi người đã vào, không cần phiếu mời."
NEW_CODE = "Cấp mã mời mới"
LEAVING = "Thôi nhiệm vụ, bàn giao"
CONFIRM_HANDOVER = "Bàn giao"
CANCEL = "Thôi"
ANSWER = "Trả lời {code}"
RETURN = "Quay lại {unit}"

# -- /moi ------------------------------------------------------------------------------------------------------------------


def unit_button(unit: Unit, joined: int, total: int) -> str:
    """ "XA01 Xã An Bình: 3/5"; the heading tells what the figures are."""
    return f"{shortened(f'{unit.code} {unit.name}', 34)}: {joined}/{total}" + (f" {OK}" if total and joined == total else "")


def units_heading(joined: int, total: int) -> str:
    return f"**Người và mã mời** – {joined}/{total} người đã vào."


def unreached(people: Sequence[Person]) -> str:
    """Who has joined and is not reached now; the rest of a long list as a number."""
    named = ", ".join(f"{person.name} ({person.unit})" for person in people[:NAMED])
    more = f" và {len(people) - NAMED} người nữa" if len(people) > NAMED else ""
    return (
        f"{LACKING} **Chưa tới được:** {named}{more}. Anh/chị báo trực tiếp giúp; khi họ nhắn lại cho trợ lý, tin chờ sẽ tới."
    )


def unit_heading(unit: Unit, joined: int, total: int) -> str:
    return f"**{unit.name}** ({unit.code}) – {joined}/{total} người đã vào."


def person_line(person: Person, channels: Sequence[str]) -> str:
    where = _channels(channels) if channels else "chưa vào"
    return f"{OK if channels else LACKING} {person.name} – {duties(person)} – {where}"


def _channels(channels: Sequence[str]) -> str:
    return codes(dict.fromkeys(channels))


def duties(person: Person) -> str:
    scope = common.duties(person.scope)
    return f"{ROLES[person.role]}, {scope}" if scope else ROLES[person.role]


def sheets_ready(place: str, people: int, until: datetime, zone: tzinfo) -> str:
    return (
        f"Phiếu mời {place}: {people} người chưa vào, mỗi người một mã dùng một lần, hạn {moment(until, zone)}. "
        "Anh/chị in, cắt và đưa tận tay từng người."
    )


def file_name(place: str) -> str:
    return f"phieu-moi-{place or 'tat-ca'}.pdf"


EVERY_UNIT = "mọi đơn vị"


# -- one code ----------------------------------------------------------------------------------------------------------------


def invitation(name: str, given: Invitation, zone: tzinfo) -> str:
    head = (
        f"Mã mời của **{name}**: **{given.code}** – dùng một lần, hạn {moment(given.until, zone)}. Chuyển tiếp cho đúng người:"
    )
    return "\n".join([head, *ways(given)])


def ways(given: Invitation) -> list[str]:
    """How to come in with a code, a line a channel."""
    return [f"• {entrance.title}: {way(entrance)}" for entrance in given.entrances] or [f"• gõ: /start {given.code}"]


def way(entrance: Entrance) -> str:
    place = entrance.url or f"tìm {entrance.name} trong {entrance.inside}"
    return f"{place} rồi gõ: {entrance.typed}" if entrance.typed else place


def code_given(by: str) -> str:
    return (
        f"{by} vừa cấp một mã mời mới cho anh/chị (thường khi đổi máy). "
        "Nếu không phải anh/chị nhờ, báo cơ quan thường trực; xem các ô chat của mình: /toi"
    )


# -- handing over --------------------------------------------------------------------------------------------------------------


def who_succeeds(leaver: Person) -> str:
    return f"Ai nhận việc của **{leaver.name}** ({duties(leaver)})? Anh/chị chọn tên, hoặc gõ họ tên người mới."


def handover(leaver: Person, successor: str, *, new: bool) -> str:
    who = f"{successor} (người mới, sẽ có mã mời)" if new else successor
    return (
        f"**{leaver.name}** thôi nhiệm vụ; **{who}** nhận: {duties(leaver)}, mọi việc chưa xong và yêu cầu đang mở.\n"
        f"Các ô chat của {leaver.name} ngừng liên kết ngay. Điểm và nhật ký cũ vẫn đứng tên {leaver.name}."
    )


def handed_over(leaver: str, successor: str) -> str:
    return f"Đã bàn giao việc của {leaver} cho {successor}."


def farewell(unit: str) -> str:
    return (
        f"Anh/chị đã thôi nhiệm vụ ở {unit}; ô chat này không còn liên kết. "
        "Điểm và tài liệu đã ghi vẫn đứng tên anh/chị. Nếu có nhầm lẫn, hỏi đầu mối của đơn vị hoặc cơ quan thường trực."
    )


def taken_over(leaver: Person) -> str:
    return f"Anh/chị nhận việc của **{leaver.name}**: {duties(leaver)}."


def left_open(unfinished: Sequence[str], asked: Sequence[str]) -> str:
    """What the leaver has left open in one round; "" where there is nothing."""
    lines = [f"Chưa xong {len(unfinished)} tiêu chí: {codes(unfinished)}."] if unfinished else []
    lines += [f"Yêu cầu giải trình đang chờ trả lời: {codes(asked)}."] if asked else []
    return "\n".join(lines)


# -- duties ------------------------------------------------------------------------------------------------------------------

MY_DUTIES = "Tôi là ai ở đây"


def duties_changed(before: Person, after: Person, at: datetime, zone: tzinfo) -> str:
    lines = [f"**Nhiệm vụ của anh/chị thay đổi** từ {moment(at, zone)}:"]
    if before.role is not after.role:
        lines.append(f"• Vai trò: {ROLES[before.role]} → **{ROLES[after.role]}**")
    if before.scope != after.scope:
        lines.append(f"• Phụ trách: {_scope(before)} → **{_scope(after)}**")
    lines.append("Việc đã làm vẫn đứng tên anh/chị. Nếu không đúng, báo đầu mối của đơn vị hoặc cơ quan thường trực.")
    return "\n".join(lines)


def _scope(person: Person) -> str:
    return codes(sorted(person.scope)) or "tất cả"


# -- people of one name ------------------------------------------------------------------------------------------------------


def told_apart(person: Person, others: Iterable[Person], last: datetime | None, zone: tzinfo) -> str:
    """What stands on a button: the name, and of two people of one name what tells them apart, the shortest first."""
    same = [member for member in others if member.id != person.id and sounded(member.name) == sounded(person.name)]
    if not same:
        return person.name
    seen = f"dùng {moment(last, zone)}" if last else "chưa vào"
    marks: tuple[Callable[[Person], str], ...] = (
        lambda member: f"lĩnh vực {codes(sorted(member.scope))}" if member.scope else "",
        lambda member: member.position,
        lambda member: ROLES[member.role],
    )
    telling = [mark(person) for mark in marks if mark(person) and all(mark(member) != mark(person) for member in same)]
    return f"{person.name} – {telling[0] if telling else seen}"


def which_of(name: str, unit: Unit) -> str:
    return f"Ở {unit.name} có nhiều người tên **{name}**. Anh/chị chọn đúng người:"


def several_named(name: str) -> str:
    return f"Có nhiều người tên **{name}**. Anh/chị chọn đúng người:"


def nobody_of_that_name(name: str, unit: Unit) -> str:
    return f"Ở {unit.name} chưa có ai tên {name}. Cơ quan thường trực thêm người bằng danh sách (.xlsx, .csv) gửi vào chat."


# -- one's own chats -----------------------------------------------------------------------------------------------------------

MY_CHATS = "Ô chat của tôi"
ANOTHER_PHONE = "Dùng thêm máy khác, kênh khác"
UNLINK_YES = "Bỏ liên kết"
UNLINK_NO = "Giữ lại"
UNLINKED_ELSEWHERE = "Ô chat này đã được bỏ liên kết từ một ô chat khác của anh/chị. Muốn dùng lại: gõ /start và mã mời mới."
UNLINK_DONE = "Đã bỏ liên kết {chat}. Tin mới chỉ tới các ô chat còn lại."


def own_chats(chats: Sequence[str]) -> str:
    return "\n".join(["Các ô chat đang liên kết:", *chats])


def chat(channel: str, number: int, last: datetime | None, zone: tzinfo, *, here: bool) -> str:
    when = " (đang dùng)" if here else f" (dùng lần cuối {moment(last, zone)})" if last else ""
    return f"{number}. {channel}{when}"


def unlink(channel: str, number: int) -> str:
    return f"Bỏ liên kết {number}. {channel}"


def unlink_asked(chat: str) -> str:
    return f"Bỏ liên kết {chat}? Việc đã làm vẫn còn nguyên."


def own_code(given: Invitation, zone: tzinfo) -> str:
    head = f"Mã của anh/chị: **{given.code}** – dùng một lần, hạn {moment(given.until, zone)}. Chỉ mở trên máy của mình:"
    tail = "Ô chat này vẫn dùng được; bỏ bớt ô chat cũ: /toi"
    return "\n".join([head, *ways(given), tail])
