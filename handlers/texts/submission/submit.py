"""Sending for signature, signing, returning, reopening."""

from collections.abc import Sequence
from datetime import datetime, tzinfo
from fractions import Fraction

from handlers.texts.common import OK, codes, moment, points, shortened
from scoring.results.differences import Difference
from scoring.results.totals import Totals
from scoring.sheet.entry import Entry, Stage
from scoring.sheet.score_sheet import ScoreSheet
from scoring.written.numbers import show

SEND = "Trình lãnh đạo ký"
SIGN = "Ký gửi"
RETURN = "Trả lại kèm lý do"
LOOK = "Xem từng tiêu chí"
READ = "Xem {code}: {files} tệp"
READ_EXPLANATION = "Xem {code}: giải trình"
READ_NEXT = "Xem tiếp {code}"
READ_HINT = "Chọn tiêu chí để đọc từng tệp:"
GRANT = "Mở lại"
REFUSE = "Từ chối"
AS_ASKED = "Đồng ý theo lý do xã nêu"
LOCK_AGAIN = "Sửa xong, khoá lại {code}"
SHOWN_INCOMPLETE = 4
SHOWN_DIFFERENCES = 4


def incomplete(entries: Sequence[tuple[Entry, Sequence[str]]]) -> str:
    """What is missing, leaf by leaf, with the names of the others who have to finish it."""
    lines = [f"• {entry.leaf.code} {_lack(entry)}{_whose(names)}" for entry, names in entries[:SHOWN_INCOMPLETE]]
    more = [f"• và {len(entries) - SHOWN_INCOMPLETE} tiêu chí khác"] if len(entries) > SHOWN_INCOMPLETE else []
    return "\n".join([f"Chưa trình được, còn **{len(entries)}** tiêu chí:", *lines, *more])


def _whose(names: Sequence[str]) -> str:
    return f" – {codes(names)}" if names else ""


def _lack(entry: Entry) -> str:
    if entry.unreadable:
        return "phần đã khai không đọc lại được, cần trả lời lại"
    if not entry.scored:
        return "chưa chấm"
    return "thiếu " + "; ".join(item.name[:1].lower() + item.name[1:] for item in entry.missing_items)


def summary(unit: str, sheet: ScoreSheet, totals: Totals, last_year: Fraction | None, changed: Sequence[Difference]) -> str:
    """``unit`` is the commune's name as it stands in a sentence."""
    declared = list(sheet.declared_entries())
    done = sum(entry.complete for entry in declared)
    pending = f" ({show(totals.pending)} điểm điều tra xã hội học chưa có)" if totals.pending else ""
    points_ = f"**{show(totals.points)}/{show(totals.max)}** điểm tự chấm{pending}"
    lines = [f"Phiếu của {unit}: **{done}/{len(declared)}** tiêu chí, {points_}."]
    if last_year is not None and done == len(declared):
        difference = totals.points - last_year
        lines.append(_beside_last_year(difference))
    # Where points were lost is looked at once all is there.
    compared = [*_changed(changed), *_lowest(declared)] if done == len(declared) else []
    return "\n".join([*lines, *compared, *_explained(declared), *_not_applicable(declared)])


def _beside_last_year(difference: Fraction) -> str:
    if not difference:
        return "Bằng điểm tự chấm năm trước."
    return f"{'Tăng' if difference > 0 else 'Giảm'} {show(abs(difference))} điểm so với tự chấm năm trước."


def _changed(differences: Sequence[Difference]) -> list[str]:
    shown = [
        f"{difference.leaf} ({show(difference.before)} → {show(difference.now)})"
        for difference in differences[:SHOWN_DIFFERENCES]
    ]
    more = len(differences) - len(shown)
    return [f"Khác nhiều so với năm trước: {codes(shown)}{f' và {more} tiêu chí khác' if more else ''}."] if shown else []


def _lowest(entries: Sequence[Entry]) -> list[str]:
    lost = [
        (entry, Fraction(entry.leaf.max) - own.points)
        for entry in entries
        if (own := entry.score(Stage.SELF)) and own.points is not None
    ]
    worst = sorted((pair for pair in lost if pair[1] > 0), key=lambda pair: -pair[1])[:3]
    shown = [f"{entry.leaf.code} ({points(Fraction(entry.leaf.max) - gap)}/{show(entry.leaf.max)})" for entry, gap in worst]
    return [f"Các tiêu chí mất điểm nhiều nhất: {codes(shown)}."] if shown else []


def _explained(entries: Sequence[Entry]) -> list[str]:
    shown = [entry.leaf.code for entry in entries if entry.explained]
    return [f"Giải trình thay tài liệu: {codes(shown)}."] if shown else []


def _not_applicable(entries: Sequence[Entry]) -> list[str]:
    shown = [entry.leaf.code for entry in entries if entry.claim]
    return [f"Khai không áp dụng: {codes(shown)}."] if shown else []


READY = "Phiếu đã đủ. Trình lãnh đạo ký?"


def sent(leader: str) -> str:
    return f"{OK} Đã trình {leader or 'lãnh đạo'} ký. Tôi sẽ báo khi phiếu được ký hoặc trả lại."


def own_done(coordinator: str) -> str:
    who = f"{coordinator} (đầu mối của xã)" if coordinator else "đầu mối của xã"
    return f"{OK} Phần của anh/chị đã xong. Khi cả xã xong, {who} sẽ trình lãnh đạo ký; anh/chị không phải nộp gì thêm."


def with_reason(reason: str) -> str:
    return f"Trả lại: {reason}"


WAITING = "Phiếu đang chờ lãnh đạo ký."
ALREADY = "Phiếu đã ký gửi."
NOT_SENT_YET = "Đầu mối của xã chưa trình phiếu. Anh/chị xem tiến độ trong lúc chờ."
WHY_RETURN = "Vì sao trả lại phiếu? Một câu ngắn là đủ."
RETURNED = "Đã trả lại phiếu kèm lý do."


def to_sign(text: str) -> str:
    return f"{text}\nAnh/chị ký gửi, hoặc trả lại kèm lý do."


def returned(reason: str) -> str:
    return f"Lãnh đạo trả lại phiếu: “{reason}”. Sửa xong, anh/chị gõ: nộp để trình lại."


def receipt(totals: Totals, at: datetime, zone: tzinfo) -> str:
    return f"{OK} Đã ký gửi lúc {moment(at, zone)}: **{show(totals.points)}/{show(totals.max)}** điểm tự chấm. Phiếu đã khoá."


def ask_reopen(code: str | None) -> str:
    return f"Xin mở lại tiêu chí {code}" if code else "Xin mở lại phiếu"


def why_reopen(code: str | None) -> str:
    return f"Vì sao cần mở lại {'tiêu chí ' + code if code else 'phiếu'}? Một câu ngắn là đủ."


NO_LEADER = (
    "Xã chưa có lãnh đạo ký phiếu trong danh sách nên phiếu chưa tới ai. "
    "Anh/chị báo cơ quan thường trực thêm người và cấp mã mời."
)
NOTED_REOPEN = "Đã ghi đề nghị vào danh sách chờ của cơ quan thường trực. Tôi sẽ báo khi có trả lời."
ASKED_REOPEN = "Đã gửi đề nghị tới cơ quan thường trực. Tôi sẽ báo khi có trả lời."


def as_asked(reason: str) -> str:
    """The reason on record of who grants what was asked for."""
    return f"theo đề nghị của xã: {reason}"


def reopening(unit: str, code: str | None, who: str, reason: str) -> str:
    return f"**{unit[:1].upper()}{unit[1:]}** xin mở lại {'tiêu chí ' + code if code else 'cả phiếu'} ({who}): “{reason}”."


def why_decide(*, granted: bool) -> str:
    return "Anh/chị ghi lý do mở lại, hoặc chọn bên dưới." if granted else "Vì sao từ chối? Một câu ngắn là đủ."


def decided(unit: str, code: str | None, *, granted: bool) -> str:
    what = f"tiêu chí {code}" if code else "phiếu"
    return f"Đã {'mở lại' if granted else 'từ chối mở lại'} {what} của {unit}."


def reopened(code: str | None, reason: str) -> str:
    what = f"Tiêu chí {code}" if code else "Phiếu"
    return f"{what} đã được mở lại: “{reason}”."


def reopen_refused(code: str | None, reason: str) -> str:
    return f"Đề nghị mở lại {'tiêu chí ' + code if code else 'phiếu'} không được chấp nhận: “{reason}”."


DECIDED_ALREADY = "Đề nghị này đã được trả lời."
LEAF_LOCKED_AGAIN = "Đã khoá lại {code}."


FIELD = "Lĩnh vực {code}"


def read(entry: Entry) -> str:
    files = len(entry.documents)
    return READ.format(code=entry.leaf.code, files=files) if files else READ_EXPLANATION.format(code=entry.leaf.code)


def field_of_sheet(sheet: ScoreSheet, code: str) -> str:
    field = sheet.criteria.field(code)
    lines = []
    for leaf in field.leaves:
        entry = sheet.entry(leaf.code)
        own = entry.score(Stage.SELF)
        waits = "chưa chấm" if leaf.source.declared_by_commune else "chờ số liệu"
        value = f"{points(own.points)}/{show(leaf.max)}" if own else f"{waits} (tối đa {show(leaf.max)})"
        changed = f", thẩm định {points(entry.changed.points)}" if entry.changed else ""
        # The whole name stands behind the leaf's own button.
        lines.append(f"• {leaf.code} {shortened(leaf.name, 24)}: {value}{changed}")
    return "\n".join([f"**{field.code}. {field.name}**", *lines])
