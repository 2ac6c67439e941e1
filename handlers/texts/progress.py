"""Progress, deadlines and reminders."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from handlers.texts.common import MILESTONES, OK, STATES, codes, moment, points
from scoring.results.lift import Lift
from scoring.results.totals import Totals
from scoring.rounds.round import Milestone, Outstanding, Round
from scoring.sheet.entry import Entry, Stage
from scoring.sheet.score_sheet import ScoreSheet
from scoring.states import State
from scoring.written.numbers import show

SHOWN_LIFTS = 2
SHOWN_CHANGES = 5
SHOWN_CODES = 3
GO_ON = "Làm tiếp {code}"
SEND = "Trình lãnh đạo ký"
NO_DEADLINES = "Đợt này chưa có mốc thời gian."


def own(done: int, total: int, owed: Outstanding) -> str:
    head = f"Anh/chị đã làm xong **{done}/{total}** tiêu chí."
    return "\n".join([head, *_owed_lines(owed)]) if owed.codes else f"{head} {OK}"


def _owed_lines(owed: Outstanding) -> list[str]:
    lacking = [f"Thiếu tài liệu: {codes(owed.lacking)}"] if owed.lacking else []
    return lacking + ([f"Chưa chấm: {codes(owed.unscored)}"] if owed.unscored else [])


def by_person(name: str, done: int, total: int, owed: Outstanding, *, whole: bool) -> str:
    """ "Tư pháp: 8/11, thiếu 2.3, 3.1, 3.3"; of many codes the figure tells enough where it is not the ``whole`` list."""
    if not owed.codes:
        return f"• {name}: {done}/{total} {OK}"
    lacking = f", thiếu {codes(owed.codes)}" if whole or len(owed.codes) <= SHOWN_CODES else ""
    return f"• {name}: {done}/{total}{lacking}"


def totals_line(totals: Totals) -> str:
    pending = f" (còn {show(totals.pending)} điểm do điều tra xã hội học, thẩm định cho)" if totals.pending else ""
    return f"Điểm tự chấm: **{show(totals.points)}/{show(totals.max)}**{pending}."


def running(totals: Totals, best: Sequence[Lift]) -> str:
    """Where the sheet stands, and what would lift it most."""
    lifted = _lifted(best)
    return f"Đang có {show(totals.points)}/{show(totals.max)}" + (f". {lifted}" if lifted else ".")


def easiest(best: Sequence[Lift]) -> str:
    return _lifted(best)


def _lifted(best: Sequence[Lift]) -> str:
    shown = codes(f"{lift.leaf} ({show(lift.points)} điểm)" for lift in best[:SHOWN_LIFTS])
    return f"Còn có thể thêm nhiều nhất: {shown}." if shown else ""


def changed_points(entries: Sequence[Entry]) -> str:
    """What reviewers have given instead, leaf by leaf: "3.2 (5,76 → 4,5/6)"."""
    given = [(entry, entry.score(Stage.SELF), entry.changed) for entry in entries]
    shown = [
        f"{entry.leaf.code} ({points(own.points) if own else 0} → {points(new.points)}/{show(entry.leaf.max)})"
        for entry, own, new in given[:SHOWN_CHANGES]
        if new
    ]
    more = len(given) - len(shown)
    return f"Thẩm định đã đổi điểm: {codes(shown)}{f' và {more} tiêu chí khác' if more else ''}."


def state_line(sheet: ScoreSheet, zone: tzinfo) -> str:
    since = f" (ký gửi lúc {moment(sheet.locked_at, zone)})" if sheet.locked_at and sheet.state is not State.DRAFT else ""
    returned = f"\nLãnh đạo trả lại: {sheet.returned_reason}" if sheet.returned_reason else ""
    return f"Phiếu: {STATES[sheet.state]}{since}.{returned}"


def deadline_line(milestone: Milestone, at: datetime, now: datetime, zone: tzinfo, *, extended: bool) -> str:
    left = (at.astimezone(zone).date() - now.astimezone(zone).date()).days
    when = f"còn {left} ngày" if left > 0 else ("hôm nay" if left == 0 and at >= now else "đã qua")
    return f"• {MILESTONES[milestone]}: {moment(at, zone)} ({when}{', đã gia hạn' if extended else ''})"


def deadlines_heading(round_: Round) -> str:
    return f"**{round_.name}** (năm đánh giá {round_.year})"


def reminder(owed: Outstanding, left: int, at: datetime, zone: tzinfo) -> str:
    days = f"Còn **{left} ngày**" if left else "**Hôm nay là ngày cuối**"
    return f"{days} (hạn {moment(at, zone)}). Anh/chị còn {_still(owed)}."


def _still(owed: Outstanding) -> str:
    parts = [
        f"{codes(owed.lacking)} thiếu tài liệu" if owed.lacking else "",
        f"{codes(owed.unscored)} chưa chấm" if owed.unscored else "",
    ]
    return f"{len(owed.codes)} tiêu chí: " + "; ".join(part for part in parts if part)


def nudge(who: str, owed: Outstanding, ends: datetime | None, zone: tzinfo) -> str:
    until = f" Hạn {moment(ends, zone)}." if ends else ""
    return f"{who} nhờ anh/chị làm nốt {_still(owed)}.{until}"


def nudged(name: str, owed: Outstanding) -> str:
    return f"{OK} Đã nhắc {name}: còn {_still(owed)}."


def nudged_already(name: str, hours: int) -> str:
    return f"{name} vừa được nhắc; mỗi người chỉ nhắc một lần trong {hours} giờ. Cần gấp, anh/chị gọi điện giúp."


def owes_nothing(name: str) -> str:
    return f"{name} không còn việc nào phải nhắc."


def not_in_chat(name: str) -> str:
    return f"{name} chưa vào chat nên chưa nhận được lời nhắc; khi vào sẽ thấy ngay. Anh/chị cấp mã mời cho {name} nhé?"


def reminder_by_person(left: int, at: datetime, zone: tzinfo, lines: Sequence[str]) -> str:
    days = f"Còn **{left} ngày**" if left else "**Hôm nay là ngày cuối**"
    return "\n".join([f"{days} (hạn {moment(at, zone)}). Cả xã còn:", *lines])


INVITE = "Cấp mã mời {name}"
NUDGE = "Nhắc {name}"
NUDGE_NOW = "Nhắc ngay"
RESUME = "Quay lại việc đang làm"
SEE_PROGRESS = "Tiến độ"
WHO_OWES = "Ai còn thiếu gì"
QUEUE = "Hàng chờ thẩm định"
