"""Appraisal: the queue, one leaf, requests for explanation and their answers."""

from collections.abc import Sequence
from datetime import datetime, tzinfo
from fractions import Fraction

from handlers.texts.common import LISTED_POINTS, codes, duties, heading, moment, one_of, points, shortened
from handlers.texts.evidence.one_file import items, line, of_leaf
from knowledge.working import in_words
from scoring.sheet.entry import Claim, Entry, Request, Stage
from scoring.written.numbers import show

BEGIN = "Bắt đầu"
BY_UNIT = "Theo xã"
CHANGE = "Đổi điểm"
REQUEST = "Yêu cầu giải trình"
LATER = "Để sau"
TAKE_BACK = "Hoàn tác {unit} {code}"
DECIDE_ANEW = "Đổi lại"
TAKE_REQUEST_BACK = "Rút yêu cầu"
NEXT = "Việc tiếp theo"
MORE_LEAVES = "Xem tiếp"
MORE_FILES = "Xem các tệp sau"
LOOK_AGAIN = "Xem lại {code}"
ANSWER_FILES = "Gửi tài liệu khác"
ANSWER_TEXT = "Trả lời bằng chữ"
REPLY = "Trả lời {code}"
SEND_ANSWER = "Gửi trả lời"
WRITE_ANEW = "Xoá chữ, viết lại"
SHOWN_ANSWER = 1500
OPEN_LEAF = "Xem {unit} {code}"
ACCEPT_CLAIM = "Chấp nhận không áp dụng"
REQUEST_REASONS = ("Tài liệu không phải của xã", "Thiếu tài liệu", "Số liệu không khớp")
CHANGE_REASONS = ("Thiếu tài liệu kiểm chứng", "Tài liệu chưa chứng minh đủ", "Chậm so với thời hạn")
DECLARATION_LOST = "Lưu ý: phần xã đã khai ở máy chủ không đọc lại được; điểm và cách tính ở trên vẫn là bản đã lưu."
EMPTY = "Hàng chờ của anh/chị không còn tiêu chí nào."


def agree(value: Fraction | None) -> str:
    return f"Đồng ý {points(value)}"


def queue(scope: Sequence[str], units: int, left: int, answered: int, claims: int, lacking: int) -> str:
    where = duties(scope) or "tất cả lĩnh vực"
    parts = [
        f"{answered} tiêu chí đã giải trình" if answered else "",
        f"{claims} tiêu chí khai không phát sinh, không áp dụng" if claims else "",
        f"{lacking} tiêu chí thiếu tài liệu" if lacking else "",
    ]
    first = codes(part for part in parts if part)
    head = f"{where[:1].upper()}{where[1:]} · {units} xã · còn **{left}** tiêu chí chờ thẩm định."
    return head + (f" Nên xem trước: {first}." if first else "")


def unit_line(code: str, left: int) -> str:
    return f"{code}: {left} tiêu chí"


def leaf(unit: str, entry: Entry, last_year: Fraction | None, shared: Sequence[tuple[str, str]], by: str = "") -> str:
    """``by``: the name of whoever gave the points of the first appraisal."""
    own = entry.score(Stage.SELF)
    lines = [f"**{unit}** · {heading(entry.leaf)}", _self(entry, own.points if own else None, own is not None, last_year)]
    lines.append(f"**Cách tính:** {entry.leaf.rule.describe(entry.leaf.max)}")
    if entry.unreadable:
        lines.append(DECLARATION_LOST)
    lines.append(of_leaf(entry))
    lines += [f"Lưu ý: tệp này cũng nằm ở {other} · {code}" for other, code in shared]
    # A claim that is explained has nothing to show: no document of it is lacking.
    lacking = entry.missing_items if entry.claims_nothing_to_show else entry.unshown_items
    if lacking:
        lines.append("Lưu ý: còn thiếu " + "; ".join(item.name[:1].lower() + item.name[1:] for item in lacking))
    lines += [f"Giải trình: {entry.explanation}"] if entry.explanation else []
    lines += [asked_and_answered(entry.request), *_given(entry, by)]
    return "\n".join(line for line in lines if line)


def _self(entry: Entry, value: Fraction | None, scored: bool, last_year: Fraction | None) -> str:
    before = f" · năm trước {points(last_year)}" if last_year is not None else ""
    if not scored:
        return f"Xã chưa chấm{before}"
    claim = " – **khai không áp dụng**" if entry.claim is Claim.CLAIMED else ""
    given = points(value) if value is None else f"{points(value)}/{show(entry.leaf.max)}"
    return f"Tự chấm **{given}** ({in_words(entry.working)}){claim}{before}"


def asked_and_answered(request: Request | None) -> str:
    """What was asked about a leaf, and the answer that was sent; "" where nothing was asked."""
    if request is None:
        return ""
    answer = (request.sent_answer or "đã gửi thêm tài liệu") if request.answered else "chưa trả lời"
    return f"Đã hỏi: “{request.reason}” → {answer}"


def _given(entry: Entry, by: str) -> list[str]:
    given = entry.score(Stage.FIRST_APPRAISAL)
    if given is None:
        return []
    who, why = f" ({by})" if by else "", f" – {given.note}" if given.note else ""
    return [f"Thẩm định lần 1: **{points(given.points)}**{who}{why}"]


def agreed(unit: str, code: str, value: Fraction | None) -> str:
    return f"✔ {unit} · {code}: đã đồng ý {points(value)}{' điểm' if value is not None else ''}."


def new_points(entry: Entry, possible: Sequence[Fraction]) -> str:
    levels = one_of(possible) if 0 < len(possible) <= LISTED_POINTS else f"0 đến {show(entry.leaf.max)}"
    return f"Điểm mới cho {entry.leaf.code} ({levels})?"


def level(value: Fraction) -> str:
    return f"{show(value)} điểm"


def why(unit: str, code: str, question: str) -> str:
    return f"{unit} · {code} · {question}"


WHY_CHANGE = "Vì sao đổi điểm? Anh/chị chọn hoặc viết một câu."
WHY_REQUEST = "Anh/chị hỏi xã điều gì? Chọn hoặc viết một câu."


def changed(unit: str, entry: Entry, value: Fraction, *, told: bool) -> str:
    heard = ", đã báo xã" if told else ""
    return f"✔ {unit} · {entry.leaf.code}: đổi thành {points(value)}/{show(entry.leaf.max)}{heard}."


def told_change(entry: Entry, value: Fraction, reason: str, who: str) -> str:
    own = entry.score(Stage.SELF)
    before = f" (xã tự chấm {points(own.points)})" if own else ""
    return f"**{entry.leaf.code}**: {who} cho **{points(value)}/{show(entry.leaf.max)}** điểm{before}. Lý do: “{reason}”."


def requested(names: Sequence[str], unit: str, due: datetime, zone: tzinfo) -> str:
    if not names:
        return f"✔ Đã ghi yêu cầu với {unit}, hạn trả lời {moment(due, zone)}."
    return f"Đã gửi yêu cầu tới {codes(names)} ({unit}), hạn trả lời {moment(due, zone)}."


def taken_back(unit: str, code: str, *, told: bool) -> str:
    return f"Đã hoàn tác {unit} · {code}, tiêu chí trở lại hàng chờ{', đã báo xã' if told else ''}."


def told_taken_back(code: str, who: str, *, asked: bool) -> str:
    if asked:
        return f"**{code}**: {who} rút lại yêu cầu giải trình, anh/chị không phải trả lời nữa."
    return f"**{code}**: {who} rút lại điểm vừa đổi và sẽ thẩm định lại; hiện vẫn tính theo điểm xã tự chấm."


def decided_last(unit: str, code: str, *, asked: bool) -> str:
    way = TAKE_REQUEST_BACK if asked else DECIDE_ANEW
    return f"Quyết định gần nhất của anh/chị là {unit} · {code}. Muốn đổi thì chọn [{way}]."


NOTHING_DECIDED = "Anh/chị chưa có quyết định nào còn đổi lại được; phiếu đã chuyển bước thì không hoàn tác nữa."


def nothing_yet(unit: str, code: str) -> str:
    return f"Chưa ghi gì cho {unit} · {code}."


def told_request(code: str, who: str, reason: str, due: datetime, zone: tzinfo) -> str:
    return f"**{code}**: {who} yêu cầu giải trình: “{reason}”. Anh/chị trả lời trước {moment(due, zone)}."


def _asked(code: str, reason: str) -> str:
    """The question, unless it stands on the card already ("")."""
    return f"**{code}** – người thẩm định hỏi: “{reason}”. " if reason else ""


def write_answer(code: str, reason: str) -> str:
    return (
        f"{_asked(code, reason)}Anh/chị viết câu trả lời; cần thì gửi kèm ảnh hoặc tệp. Đủ rồi mới gửi đi bằng [{SEND_ANSWER}]."
    )


def send_for_answer(code: str, reason: str) -> str:
    return (
        f"{_asked(code, reason)}Anh/chị chụp ảnh, gửi tệp, hoặc dùng lại tài liệu đã gửi; "
        f"cần thì viết thêm vài lời. Đủ rồi mới gửi đi bằng [{SEND_ANSWER}]."
    )


def gathered(entry: Entry, request: Request) -> str:
    """What will be sent, and that it has not been."""
    words = [f"“{shortened(request.answer, SHOWN_ANSWER)}”"] if request.answer else []
    files = [f"Tệp: {line(file, items(entry))}" for file in entry.sent_since_asked]
    head = f"**{entry.leaf.code}** – người thẩm định hỏi: “{request.reason}”. Trả lời đang soạn, chưa gửi:"
    return "\n".join([head, *words, *files, f"Anh/chị viết hoặc gửi tiếp được; đủ rồi thì chọn [{SEND_ANSWER}]."])


def answer_waits(code: str) -> str:
    return f"Trả lời cho {code} đang soạn, chưa gửi: vào [{ANSWER_TEXT}] để xem và gửi đi."


def no_answer(typed: str) -> str:
    return f"“{shortened(typed, 20)}” chưa phải câu trả lời nên tôi chưa ghi. Ví dụ: báo cáo tháng 12 nộp bù ngày 5/1."


def answered(code: str, *, told: bool) -> str:
    done = "Đã gửi trả lời cho" if told else "Đã ghi vào hàng chờ thẩm định câu trả lời cho"
    return f"✔ {done} {code}. Còn tài liệu thì cứ gửi tiếp."


def added_to_answer(code: str, *, told: bool) -> str:
    return f"✔ {'Đã gửi thêm' if told else 'Đã ghi thêm'} vào câu trả lời cho {code}."


def still_asked(count: int) -> str:
    return f"Còn **{count}** yêu cầu giải trình chờ trả lời."


def told_answer(unit: str, code: str, answer: str, files: int) -> str:
    if not answer:
        return f"**{unit} · {code}** đã gửi thêm tài liệu."
    return f"**{unit} · {code}** đã giải trình: “{shortened(answer, SHOWN_ANSWER)}”" + (f", kèm {files} tệp." if files else "")


def unit_sheet(unit: str, state: str, left: int) -> str:
    return f"**{unit}** · {state} · còn {left} tiêu chí chờ anh/chị thẩm định. Chọn tiêu chí:"


CHANGED_MEANWHILE = "Tiêu chí này vừa có thay đổi; đây là bản mới nhất:"


def leaf_line(entry: Entry, *, waiting: bool) -> str:
    given = entry.score(Stage.FIRST_APPRAISAL)
    state = f"thẩm định {points(given.points)}" if given else ("chờ thẩm định" if waiting else "chờ xã trả lời")
    return f"{entry.leaf.code} {shortened(entry.leaf.name, 28)}: {state}"
