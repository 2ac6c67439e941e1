"""Progress, deadlines and reminders."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from handlers.texts.common import MILESTONES, OK, STATES, codes, moment
from scoring.numbers import show
from scoring.rounds import Milestone, Owed, Round
from scoring.sheet import ScoreSheet
from scoring.states import State
from scoring.totals import Totals

GO_ON = "Làm tiếp {code}"
SEND = "Trình lãnh đạo ký"
NO_DEADLINES = "Đợt này chưa có mốc thời gian."


def own(done: int, total: int, owed: Owed) -> str:
    head = f"Anh/chị đã xong **{done}/{total}** tiêu chí."
    return "\n".join([head, *_owed_lines(owed)]) if owed.codes else f"{head} {OK}"


def _owed_lines(owed: Owed) -> list[str]:
    lacking = [f"Thiếu tài liệu: {codes(owed.lacking)}"] if owed.lacking else []
    return lacking + ([f"Chưa chấm: {codes(owed.unscored)}"] if owed.unscored else [])


def by_person(name: str, done: int, total: int, owed: Owed) -> str:
    """ "Tư pháp: 8/11, thiếu 2.3, 3.1, 3.3"."""
    return f"• {name}: {done}/{total}" + (f", thiếu {codes(owed.codes)}" if owed.codes else f" {OK}")


def totals_line(totals: Totals) -> str:
    pending = f" ({show(totals.pending)} điểm từ điều tra XHH, cơ quan thẩm định chưa có)" if totals.pending else ""
    return f"Điểm tự chấm: **{show(totals.points)}/{show(totals.max)}**{pending}."


def state_line(sheet: ScoreSheet, zone: tzinfo) -> str:
    since = f" từ {moment(sheet.locked_at, zone)}" if sheet.locked_at and sheet.state is not State.DRAFT else ""
    returned = f"\nLãnh đạo trả lại: {sheet.returned_reason}" if sheet.returned_reason else ""
    return f"Phiếu: {STATES[sheet.state]}{since}.{returned}"


def unit_state(code: str, state: str) -> str:
    return f"• {code}: {STATES[State(state)]}"


def deadline_line(milestone: Milestone, at: datetime, now: datetime, zone: tzinfo, *, extended: bool) -> str:
    left = (at.astimezone(zone).date() - now.astimezone(zone).date()).days
    when = f"còn {left} ngày" if left > 0 else ("hôm nay" if left == 0 and at >= now else "đã qua")
    return f"• {MILESTONES[milestone]}: {moment(at, zone)} ({when}{', đã gia hạn' if extended else ''})"


def deadlines_heading(round_: Round) -> str:
    return f"**{round_.name}** (năm đánh giá {round_.year})"


def reminder(owed: Owed, left: int, at: datetime, zone: tzinfo) -> str:
    days = f"Còn **{left} ngày**" if left else "**Hôm nay là ngày cuối**"
    parts = [
        f"{codes(owed.lacking)} thiếu tài liệu" if owed.lacking else "",
        f"{codes(owed.unscored)} chưa chấm" if owed.unscored else "",
    ]
    what = "; ".join(part for part in parts if part)
    return f"{days} (hạn {moment(at, zone)}). Anh/chị còn {len(owed.codes)} tiêu chí: {what}."


def reminder_by_person(left: int, at: datetime, zone: tzinfo, lines: Sequence[str]) -> str:
    days = f"Còn **{left} ngày**" if left else "**Hôm nay là ngày cuối**"
    return "\n".join([f"{days} (hạn {moment(at, zone)}). Cả xã còn:", *lines])


RESUME = "Quay lại việc đang làm"
SEE_PROGRESS = "Tiến độ"
QUEUE = "Hàng chờ thẩm định"
