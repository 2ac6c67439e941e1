"""Steering a round: how far each commune is, who has handed in, nudging, extending, reopening."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from handlers.texts.common import OK, STATES, codes, moment
from scoring.states import State

NUDGE_ALL = "Nhắc các xã chưa nộp"
SEE_UNIT = "Xem {unit}"
NUDGE_UNIT = "Nhắc {unit}"
EXTEND_UNIT = "Gia hạn {unit}"
REOPEN_UNIT = "Mở lại {unit}"
INVITE_UNIT = "Cấp mã mời {unit}"
MORE_UNITS = "Xem tiếp"
ALL_STATES = "Tình hình các xã"
EVERYBODY_HANDED_IN = f"{OK} Tất cả các xã đã nộp."
WHICH_REOPENING = "Mở lại phiếu của xã nào?"
NOBODY_HANDED_IN = "Chưa xã nào nộp."
NOBODY_TO_NUDGE = "Không còn ai phải nhắc."
EVERY_UNIT = "tất cả các xã"
NOT_HANDED_IN = "Xã nào chưa nộp"
ANOTHER_DAY = "Chọn ngày khác"
EXTENSION_ASKED = "Đã gửi đề nghị gia hạn tới cơ quan thường trực. Tôi sẽ báo khi có trả lời; hạn hiện nay vẫn giữ nguyên."
WHO_EXTENDS = "Việc gia hạn do cơ quan thường trực quyết định. Anh/chị gửi đề nghị ngay ở đây; được thì hạn đổi theo."
ASK_EXTENSION = "Xin gia hạn"
REFUSE_EXTENSION = "Không gia hạn"
WHY_LONGER = "Vì sao xã cần thêm thời gian, và đến ngày nào? Ví dụ: đến 5/12, vì chờ số liệu của huyện."


def handed_in(done: int, total: int) -> str:
    return f"**{done}/{total}** xã đã nộp."


def states_heading(name: str, done: int, total: int) -> str:
    return f"**{name}**: {handed_in(done, total)}"


def unit_line(unit: str, state: str) -> str:
    return f"• {unit}: {state}"


def drafting(done: int, total: int) -> str:
    return f"xong {done}/{total} tiêu chí" if done else "chưa xong tiêu chí nào"


def state(value: State) -> str:
    return STATES[value]


def more(count: int) -> str:
    return f"• và {count} xã khác"


def not_handed_in(count: int, lines: Sequence[str], ends: datetime | None, zone: tzinfo) -> str:
    until = f" (hạn {moment(ends, zone)})" if ends else ""
    return "\n".join([f"**{count} xã chưa nộp**{until}:", *lines])


def handed_in_all(units: Sequence[str]) -> str:
    return f"{codes(units)} đã nộp rồi, không cần nhắc." if units else EVERYBODY_HANDED_IN


def unit_button(code: str) -> str:
    return f"Xem phiếu {code}"


def no_need(state_line: str) -> str:
    return f"{state_line}\nPhiếu đã rời xã nên không cần gia hạn; cần sửa thì xin mở lại."


def why_reopen(unit: str, code: str) -> str:
    return f"Vì sao mở lại {'tiêu chí ' + code if code else 'phiếu'} của {unit}? Một câu ngắn là đủ, gửi xong là mở."


def those_handed_in(done: int, total: int, lines: Sequence[str]) -> str:
    return "\n".join([f"**{done}/{total}** xã đã nộp:", *lines])


def unit_progress(unit: str, state_: str, done: int, total: int, ends: datetime | None, zone: tzinfo) -> str:
    until = f" Hạn {moment(ends, zone)}." if ends else ""
    return f"**{unit}** – {state_}: xong **{done}/{total}** tiêu chí.{until}"


def unit_appraisal(unit: str, state_: str, waiting: int, asked: int, answered: int) -> str:
    parts = [
        f"còn {waiting} tiêu chí chờ thẩm định" if waiting else "",
        f"{asked} yêu cầu giải trình chờ xã trả lời" if asked else "",
        f"{answered} yêu cầu xã đã trả lời" if answered else "",
    ]
    told = "; ".join(part for part in parts if part)
    return f"**{unit}** – {state_}." + (f" {told[:1].upper()}{told[1:]}." if told else "")


# -- nudging -------------------------------------------------------------------------------------------------------------


def ask_nudge(lines: Sequence[str], people: int) -> str:
    return "\n".join([f"Nhắc **{people} người** này?", *lines])


def to_nudge(unit: str, names: Sequence[str], left: str) -> str:
    return f"• {unit}, {left}: {codes(names) or 'chưa có ai để nhắc'}"


def nudge(who: str, unit: str, left: str, ends: datetime | None, zone: tzinfo) -> str:
    until = f" Hạn {moment(ends, zone)}." if ends else ""
    return f"{who} nhắc {unit}: phiếu {left}.{until}"


def nudged(sent: Sequence[str], unreached: Sequence[str], lately: Sequence[str], hours: int) -> str:
    lines = [
        f"{OK} Đã nhắc {codes(sent)}." if sent else "",
        f"Chưa tới được {codes(unreached)}: chưa vào chat hoặc đã chặn. Anh/chị gọi điện giúp, hoặc cấp mã mời."
        if unreached
        else "",
        f"Vừa được nhắc trong {hours} giờ qua nên không nhắc lại: {codes(lately)}." if lately else "",
    ]
    return "\n".join(line for line in lines if line) or NOBODY_TO_NUDGE


# -- extending -----------------------------------------------------------------------------------------------------------


def ask_until(unit: str, ends: datetime | None, zone: tzinfo) -> str:
    now = f" Hạn hiện nay: {moment(ends, zone)}." if ends else ""
    return f"Gia hạn tự chấm cho {unit} đến ngày nào?{now} Ví dụ: 17:00 5/12, thêm 3 ngày, thứ Sáu."


def ask_reason(unit: str, until: datetime, before: datetime | None, zone: tzinfo) -> str:
    moved = f" (hạn hiện nay {moment(before, zone)})" if before else ""
    return f"Gia hạn cho {unit} đến **{moment(until, zone)}**{moved}. Vì lý do gì? Một câu ngắn là đủ, gửi xong là gia hạn."


def with_reason(reason: str) -> str:
    return f"Gia hạn: {reason}"


def not_later(until: datetime, ends: datetime, zone: tzinfo) -> str:
    return f"{moment(until, zone)} không muộn hơn hạn hiện nay ({moment(ends, zone)}). Anh/chị chọn ngày sau đó."


def extended(unit: str, until: datetime, zone: tzinfo, unreached: Sequence[str]) -> str:
    missed = f" Chưa báo được {codes(unreached)} (chưa vào chat)." if unreached else ""
    return f"{OK} Đã gia hạn cho {unit} đến **{moment(until, zone)}**, và đã báo những người chấm điểm.{missed}"


def told_extended(until: datetime, reason: str, zone: tzinfo) -> str:
    return f"Hạn tự chấm được gia hạn đến **{moment(until, zone)}**: “{reason}”."


def handed_in_already(unit: str) -> str:
    return f"{unit} đã nộp phiếu rồi nên gia hạn không còn tác dụng. Nếu xã cần sửa, anh/chị mở lại phiếu."


def extension_asked(unit: str, who: str, reason: str, ends: datetime | None, until: datetime | None, zone: tzinfo) -> str:
    now = f" Hạn hiện nay: {moment(ends, zone)}." if ends else ""
    wanted = f" đến {moment(until, zone)}" if until else ""
    return f"**{unit}** xin gia hạn{wanted} ({who}): “{reason}”.{now}"


def extend_until(until: datetime, zone: tzinfo) -> str:
    return f"Gia hạn đến {moment(until, zone)}"


def extension_refused(ends: datetime | None, zone: tzinfo) -> str:
    until = f" Hạn vẫn là {moment(ends, zone)}." if ends else ""
    return f"Đề nghị gia hạn chưa được chấp nhận.{until} Cần trao đổi, anh/chị gọi cơ quan thường trực giúp."


def refused_extension(unit: str) -> str:
    return f"Đã báo {unit}: không gia hạn."


def reopened_unit(unit: str, code: str, unreached: Sequence[str]) -> str:
    missed = f" Chưa báo được {codes(unreached)} (chưa vào chat)." if unreached else ""
    return f"{OK} Đã mở lại {'tiêu chí ' + code if code else 'phiếu'} của {unit} và báo xã.{missed}"


def still_a_draft(unit: str, state_: str) -> str:
    return f"Phiếu của {unit} chưa nộp ({state_}) nên xã vẫn sửa được, không cần mở lại."
