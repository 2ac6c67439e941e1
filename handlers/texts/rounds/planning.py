"""A new round: the proposal, its changes, and opening it."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from handlers.texts.common import MILESTONES, codes, shortened, unit_in_sentence, weekday
from scoring.people import Unit
from scoring.rounds.planning import Known, RoundPlan, Tier, peer_group, tier_of
from scoring.rounds.round import Milestone, Round

ROUNDS = "Đợt chấm điểm"
CREATE = "Tạo đợt"
NEW_ROUND = "Tạo đợt mới"
YEAR = "Đổi năm"
SET = "Đổi bộ tiêu chí"
AUTHORITY = "Đổi cơ quan thẩm định"
UNITS = "Đổi đơn vị"
DATES = "Đổi mốc thời gian"
CANCEL = "Thôi"
DONE = "Xong"
ALL_UNITS = "Chọn tất cả"
OPEN = "Mở đợt"
INVITE = "Ai đã vào, ai chưa"
LATER = "Để sau"
TIERS = {Tier.PROVINCE: "hai cấp (tỉnh – xã)", Tier.DISTRICT: "ba cấp (huyện chấm xã)"}
WHICH_YEAR = "Năm đánh giá là năm nào? Ví dụ: 2026."
WHICH_SET = "Dùng bộ tiêu chí nào?"
WHICH_AUTHORITY = "Cơ quan nào thẩm định các xã?"
WHICH_DATE = "Anh/chị chọn mốc cần đổi:"
LISTED_UNITS = 30


def at(moment: datetime, zone: tzinfo) -> str:
    """With its year: a round runs from one into the next."""
    local = moment.astimezone(zone)
    return f"{local:%H:%M} {weekday(local)} {local:%d/%m/%Y}"


def preview(plan: RoundPlan, known: Known, zone: tzinfo) -> str:
    authority = known.unit(plan.authority)
    lines = [
        f"**Đợt CCHC {plan.year}** (mã {plan.code(known)})",
        f"Bộ tiêu chí: {known.set_name(plan.set)}",
        f"Cơ quan thẩm định: {authority.name} – {TIERS[tier_of(authority)]}",
        f"Đơn vị: {units_summary(plan, known)}",
        "Hạn cuối từng bước (đổi được):",
        *(f"• {MILESTONES[step]}: {at(plan.ends[step], zone)}" for step in Milestone if step in plan.ends),
    ]
    return "\n".join(lines)


def units_summary(plan: RoundPlan, known: Known) -> str:
    groups = [peer_group(known.unit(code)) for code in plan.units]
    counted = (f"{groups.count(name)} {_members(name)}" for name in dict.fromkeys(groups))
    left = [unit.code for unit in known.communes if unit.code not in plan.units]
    return (codes(counted) or "chưa có") + (f"; không có {shortened(codes(left), 60)}" if left else "")


def _members(group: str) -> str:
    """ "Khối xã" counts "6 xã"."""
    return unit_in_sentence(group).removeprefix("khối ")


def which_units(plan: RoundPlan, known: Known) -> str:
    shown = [_unit(unit, chosen=unit.code in plan.units) for unit in known.communes[:LISTED_UNITS]]
    more = [f"… và {len(known.communes) - LISTED_UNITS} đơn vị nữa"] if len(known.communes) > LISTED_UNITS else []
    ask = "Gõ mã đơn vị để bỏ ra hoặc thêm lại, ví dụ: XA05 XA06."
    return "\n".join([f"Đã chọn {len(plan.units)}/{len(known.communes)} đơn vị:", *shown, *more, ask])


def _unit(unit: Unit, *, chosen: bool) -> str:
    return f"{'✔' if chosen else '✘'} {unit.code} {unit.name} – {peer_group(unit)}"


def date_button(milestone: Milestone, moment: datetime, zone: tzinfo) -> str:
    return f"{MILESTONES[milestone]}: {moment.astimezone(zone):%d/%m/%Y}"


def which_date(milestone: Milestone, moment: datetime, zone: tzinfo) -> str:
    return (
        f"{MILESTONES[milestone]}: hạn cuối đang là {at(moment, zone)}. Gõ ngày mới, ví dụ: 25/11/2026 hoặc 17:00 25/11/2026."
    )


def created(round_: Round) -> str:
    return f"Đã tạo đợt **{round_.name}** (mã {round_.code}). Các xã chỉ thấy đợt này khi anh/chị mở."


def prepared(rounds: Sequence[Round]) -> str:
    return "\n".join(
        ["Đợt đã tạo, chưa mở:", *(f"• {round_.name} (mã {round_.code}), {len(round_.units)} đơn vị" for round_ in rounds)]
    )


def open_button(code: str) -> str:
    return f"{OPEN} {code}"


def open_asked(round_: Round, beside: Sequence[tuple[Round, str]]) -> str:
    """``beside``: the rounds that are open already, each with what is unfinished in it."""
    ask = f"Mở **{round_.name}** (mã {round_.code})? {len(round_.units)} đơn vị chấm được ngay và được báo tin."
    if not beside:
        return ask
    running = [f"• **{other.name}** ({other.code}): {unfinished or 'mọi phiếu đã xong'}" for other, unfinished in beside]
    both = "Mở thêm thì các đợt chạy song song, không đợt nào mất việc; người có việc ở nhiều đợt sẽ được hỏi làm đợt nào."
    return "\n".join([ask, "Đang mở, chưa đóng:", *running, both])


def opened(round_: Round) -> str:
    return f"Đã mở **{round_.name}** (mã {round_.code}) và báo tin tới người chấm điểm của {len(round_.units)} đơn vị."


def round_opened(round_: Round, ends: datetime | None, zone: tzinfo) -> str:
    deadline = f" Hạn tự chấm và nộp: {at(ends, zone)}." if ends else ""
    return f"**{round_.name}** (năm đánh giá {round_.year}) đã mở.{deadline}"
