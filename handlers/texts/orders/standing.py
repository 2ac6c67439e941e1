"""How things stand, in answer to a question in words: a leaf, what is missing, whose it is, last year, the signature."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from handlers.texts.appraisal import appraise
from handlers.texts.common import OK, codes, points, shortened
from handlers.texts.evidence.one_file import of_leaf
from knowledge.working import in_words
from scoring.criteria import Field, Leaf
from scoring.rounds.round import Outstanding
from scoring.sheet.entry import Entry, Stage
from scoring.written.numbers import show

THANKS = "Không có gì ạ. Anh/chị cần gì cứ nhắn tôi."
GREETING = "Chào anh/chị. Tôi giúp được ngay việc nào dưới đây:"
FAREWELL = "Chào anh/chị. Việc đã lưu vẫn còn nguyên, lúc nào quay lại cũng làm tiếp được."
NOTHING_LACKING = f"{OK} Không tiêu chí nào đã chấm còn thiếu tài liệu."
NO_CUTS = "Chưa tiêu chí nào bị trừ điểm trong đợt này."
NO_REQUESTS = "Chưa có yêu cầu giải trình nào chờ xã trả lời."
NO_LAST_YEAR = "Tôi chưa có kết quả của năm trước."
HOW_TO_TAKE_OFF = (
    "Gửi nhầm thì sửa được ngay: anh/chị mở tài liệu của tiêu chí, chọn tệp đó rồi chọn [Bỏ tệp này] hoặc [Thay tệp này]. "
    "Mở tiêu chí nào?"
)
FILES_OF = "Tài liệu của {code}"
SCORE_LEAF = "Chấm {code}"
EDIT_LEAF = "Sửa {code}"
RULE = "Cách chấm {code}"
FULL_MARKS = f"{OK} Không tiêu chí nào đã chấm bị mất điểm."


def nothing_to_undo(code: str) -> str:
    return f"Ở {code} không có điểm vừa ghi nào để hoàn tác."


def drop_file(code: str, name: str) -> str:
    return f"Bỏ {shortened(name, 20)} khỏi {code}"


def leaf(entry: Entry, who: Sequence[str], *, draft: bool) -> str:
    """The answer, its points and its documents; of a leaf not scored yet who is in charge of it.

    Once it is no ``draft`` others may have given points as well: then it is said that these are the commune's own.
    """
    head = f"**{entry.leaf.code} {entry.leaf.name}**"
    own = entry.score(Stage.SELF)
    if own is None:
        return f"{head}: **chưa chấm** (tối đa {show(entry.leaf.max)} điểm). Phụ trách: {codes(who)}."
    scored = f"{head}: đã chấm" if draft else f"{head}\nTự chấm"
    lines = [f"{scored} **{points(own.points)}/{show(entry.leaf.max)}** ({in_words(entry.working)})."]
    lines += [appraise.DECLARATION_LOST] if entry.unreadable else []
    lines.append(of_leaf(entry))
    lines += [f"Giải trình: {entry.explanation}"] if entry.explanation else []
    lines += [f"Còn thiếu: {_names(entry)}."] if entry.missing_items else []
    lines.append(appraise.asked_and_answered(entry.request))
    return "\n".join(line for line in lines if line)


def _names(entry: Entry) -> str:
    return "; ".join(item.name for item in entry.missing_items)


def lacking(entries: Sequence[Entry], unscored: Sequence[str], more: int) -> str:
    lines = [f"• {entry.leaf.code}: {_names(entry)}" for entry in entries]
    lines += [f"• và {more} tiêu chí khác"] if more else []
    head = ["**Còn thiếu tài liệu:**", *lines] if entries else [NOTHING_LACKING]
    return "\n".join([*head, *([f"Chưa chấm nên chưa tính: {codes(unscored)}."] if unscored else [])])


def my_work(done: int, total: int, owed: Outstanding, names: Sequence[str]) -> str:
    lines = [f"Anh/chị đã xong **{done}/{total}** tiêu chí. Còn phải làm:"]
    lines += [f"• Gửi tài liệu: {codes(owed.lacking)}"] if owed.lacking else []
    lines += [f"• Chấm điểm: {codes(owed.unscored)}"] if owed.unscored else []
    return "\n".join([*lines, *(f"Trước hết: {name}" for name in names[:1])])


def all_done(total: int) -> str:
    return f"{OK} Anh/chị đã xong cả {total} tiêu chí được giao."


def fields_of_mine(fields: Iterable[Field], single: Iterable[Leaf]) -> str:
    lines = [f"• Lĩnh vực {field.code} {field.name}: {_span(field)}" for field in fields]
    return "\n".join(["Anh/chị phụ trách:", *lines, *(f"• {leaf_.code} {leaf_.name}" for leaf_ in single)])


def _span(field: Field) -> str:
    declared = [leaf.code for leaf in field.leaves if leaf.source.declared_by_commune]
    return f"{declared[0]} đến {declared[-1]}" if len(declared) > 1 else codes(declared)


def in_charge(what: str, names: Sequence[str]) -> str:
    return f"**{what}**: {codes(names) or 'chưa giao cho ai'} phụ trách."


def scored_by(entry: Entry, who: str, when: str) -> str:
    own = entry.score(Stage.SELF)
    given = f"{points(own.points)}/{show(entry.leaf.max)}" if own else ""
    return f"{who} chấm **{given}** lúc {when}."


def field_progress(field: Field, entries: Sequence[Entry], people: Sequence[str]) -> str:
    done = sum(entry.complete for entry in entries)
    lines = [f"• {entry.leaf.code} {_state(entry)}" for entry in entries]
    who = f" Phụ trách: {codes(people)}." if people else ""
    return "\n".join([f"**Lĩnh vực {field.code} {field.name}**: xong **{done}/{len(entries)}** tiêu chí.{who}", *lines])


def _state(entry: Entry) -> str:
    own = entry.score(Stage.SELF)
    if own is None:
        return "chưa chấm"
    given = f"{points(own.points)}/{show(entry.leaf.max)}"
    return f"{given}, thiếu tài liệu" if entry.missing_items else f"{given} {OK}"


def person_progress(name: str, done: int, total: int, owed: Outstanding) -> str:
    lines = [f"**{name}** đã xong {done}/{total} tiêu chí" + (f", còn {len(owed.codes)}." if owed.codes else f". {OK}")]
    lines += [f"Thiếu tài liệu: {codes(owed.lacking)}"] if owed.lacking else []
    lines += [f"Chưa chấm: {codes(owed.unscored)}"] if owed.unscored else []
    return "\n".join(lines)


def nothing_given(name: str) -> str:
    return f"**{name}** chưa được giao tiêu chí nào."


def who_owes(lines: Sequence[str]) -> str:
    return "\n".join(["**Chưa xong:**", *lines]) if lines else f"{OK} Mọi người đã xong phần của mình."


# -- last year -------------------------------------------------------------------------------------------------------------


def last_year_leaf(year: int, leaf_: Leaf, given: Fraction | None, note: str) -> str:
    said = f" Người thẩm định ghi: {note}" if note else ""
    return f"Năm trước ({year}), tiêu chí **{leaf_.code} {leaf_.name}** được **{points(given)}/{show(leaf_.max)}** điểm.{said}"


def no_last_year_leaf(code: str) -> str:
    return f"Tôi không có điểm năm trước của tiêu chí {code}."


def last_year_lost(year: int, lines: Sequence[str], lost: Fraction) -> str:
    if not lines:
        return f"{OK} Năm trước ({year}) xã không mất điểm ở tiêu chí nào."
    return "\n".join([f"Năm trước ({year}) xã mất **{show(lost)}** điểm, nhiều nhất ở:", *lines])


def lost_line(leaf_: Leaf, given: Fraction, note: str) -> str:
    return f"• {leaf_.code} {leaf_.name}: {show(given)}/{show(leaf_.max)}" + (f" – {note}" if note else "")


def compared(now: Fraction, before: Fraction, year: int, scored: int, total: int) -> str:
    difference = now - before
    more = f"{'nhiều' if difference > 0 else 'ít'} hơn {show(abs(difference))} điểm" if difference else "bằng nhau"
    partly = f" Phiếu mới chấm {scored}/{total} tiêu chí." if scored < total else ""
    return f"So với tự chấm năm trước ({year}): năm nay **{show(now)}**, năm trước **{show(before)}**, {more}.{partly}"


def moved(lines: Sequence[str]) -> str:
    return "\n".join(["Khác nhiều nhất:", *lines])


def moved_line(leaf_: Leaf, before: Fraction, now: Fraction) -> str:
    return f"• {leaf_.code} {leaf_.name}: {show(before)} → {show(now)}"


# -- the way of the sheet --------------------------------------------------------------------------------------------------


def lowest(lines: Sequence[str]) -> str:
    return "\n".join(["**Mất điểm nhiều nhất:**", *lines]) if lines else FULL_MARKS


def lowest_line(entry: Entry) -> str:
    own = entry.score(Stage.SELF)
    given = f"{points(own.points if own else None)}/{show(entry.leaf.max)}"
    return f"• {entry.leaf.code} {entry.leaf.name}: {given} – {in_words(entry.working)}"


def signing(leader: str, state_line: str, *, sent: bool, signed: bool) -> str:
    who = leader or "Lãnh đạo"
    if signed:
        return f"{OK} {who} đã ký. {state_line}"
    if sent:
        return f"{who} chưa ký. {state_line}"
    return f"{who} chưa ký vì phiếu chưa được trình. {state_line}"


def after_done(coordinator: str, leader: str) -> str:
    first = f"{coordinator} (đầu mối của xã) kiểm tra và trình" if coordinator else "đầu mối của xã kiểm tra và trình"
    return f"Anh/chị không phải gửi đi đâu: mọi thứ đã lưu trong phiếu. Khi cả xã xong, {first} {leader or 'lãnh đạo'} ký gửi."


def handover(coordinator: str) -> str:
    who = f"**{coordinator}**, đầu mối của xã," if coordinator else "đầu mối của xã"
    return f"Anh/chị báo {who} bàn giao phần việc cho người khác; việc đã làm vẫn còn nguyên và người nhận làm tiếp được ngay."


def whose(name: str, duties: str) -> str:
    return f"• {name}: {duties or 'mọi tiêu chí'}"


def change_people(lines: Sequence[str]) -> str:
    return "\n".join(["Đang phụ trách:", *lines, "Chọn người cần đổi, rồi chọn bàn giao cho ai:"])


def nudge_all(lines: Sequence[str]) -> str:
    return "\n".join([f"Nhắc **{len(lines)} người** này?", *lines])


def cuts(lines: Sequence[str]) -> str:
    return "\n".join(["**Bị trừ điểm:**", *lines])


def cut_line(leaf_: Leaf, before: Fraction, now: Fraction, note: str) -> str:
    return f"• {leaf_.code} {leaf_.name}: {show(before)} → {show(now)}" + (f" – {note}" if note else "")


def still_open(done: int, total: int, ends: str) -> str:
    until = f", tự khoá lúc {ends}" if ends else ""
    return f"Phiếu chưa khoá{until}; xong {done}/{total} tiêu chí."


NUDGE_ALL = "Nhắc tất cả"
