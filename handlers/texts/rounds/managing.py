"""Rounds side by side: which one somebody works in, and what is unfinished where."""

from collections.abc import Sequence

from handlers.asked import Duty, Owes
from handlers.ports import Unfinished
from handlers.texts.common import STATES, codes, shortened
from scoring.rounds.round import Round, RoundState

CHANGE = "Đổi đợt"
CHOOSE = "Chọn đợt"
WHICH_FIRST = "Đang có nhiều đợt. Anh/chị chọn đợt trước: gõ đổi đợt."
ROUND_STATES = {
    RoundState.PREPARED: "đã tạo, chưa mở",
    RoundState.OPEN: "đang mở",
    RoundState.CLOSED: "đã đóng",
    RoundState.PUBLISHED: "đã công bố",
}
DUTIES = {
    Duty.LEAVES: "còn {count} tiêu chí chưa xong",
    Duty.REQUESTS: "{count} yêu cầu giải trình chờ trả lời",
    Duty.SEND: "phiếu đã đủ, chờ trình ký",
    Duty.SIGN: "phiếu chờ anh/chị ký",
    Duty.CASES: "{count} tiêu chí chờ thẩm định",
    Duty.REOPENINGS: "{count} đề nghị mở lại",
    Duty.STEERING: "đang chạy",
}
NOTHING = "chưa có việc của anh/chị"
#: A name that is longer leaves no room on a button for what stands beside it.
NAME_LENGTH = 30


def name(round_: Round) -> str:
    """A round as people call it; the assessed year stands in it or behind it, its code behind a name that is cut."""
    if len(round_.name) > NAME_LENGTH:
        # What tells two long names apart may stand at their ends.
        return f"{shortened(round_.name, NAME_LENGTH - 6)} ({round_.code})"
    return round_.name if str(round_.year) in round_.name else f"{round_.name} – năm {round_.year}"


def heading(round_: Round) -> str:
    return f"▸ **{name(round_)}**"


def duties(owed: Sequence[Owes]) -> str:
    """What a round asks of somebody; that it runs is only said where there is nothing else."""
    told = [owes for owes in owed if owes.what is not Duty.STEERING] or list(owed)
    return "; ".join(DUTIES[owes.what].format(count=owes.count) for owes in told) or NOTHING


def choice(round_: Round, owed: Sequence[Owes]) -> str:
    return shortened(f"{name(round_)}: {duties(owed[:1])}", 60)


def which(rounds: Sequence[tuple[Round, Sequence[Owes]]], *, left: Round | None) -> str:
    """Which round somebody wants to work in; ``left``: the one in which he has nothing more to do."""
    lines = [f"• **{name(round_)}**: {duties(owed)}" for round_, owed in rounds]
    done = [f"Ở {name(left)} anh/chị không còn việc nào."] if left else []
    busy = sum(bool(owed) for _, owed in rounds)
    head = f"Anh/chị có việc ở {busy} đợt:" if busy > 1 else f"Đang có {len(rounds)} đợt:"
    return "\n".join([*done, head, *lines, "Anh/chị muốn làm đợt nào? Muốn đổi, lúc nào cũng gõ được: đổi đợt."])


def kept_for_later(files: int) -> str:
    return f"Tôi đang giữ {files} tệp vừa nhận; chọn đợt xong tôi xếp ngay."


def not_a_round(typed: str) -> str:
    return f"Tôi chưa rõ “{shortened(typed, 30)}” là đợt nào, nên chưa ghi gì."


def working_in(round_: Round, leaf: str = "") -> str:
    return f"Anh/chị đang làm **{name(round_)}**{f', tiêu chí {leaf}' if leaf else ''}."


def only(round_: Round) -> str:
    return f"Hiện anh/chị chỉ có một đợt: **{name(round_)}**."


def over(round_name: str, state: RoundState) -> str:
    """A button of a round in which nobody works."""
    if state is RoundState.OPEN:
        return f"Đơn vị của anh/chị không tham gia {round_name}."
    return f"{round_name} {ROUND_STATES[state]} nên không làm tiếp trong đợt đó được."


def is_over(round_: Round) -> str:
    return f"{round_.name} {ROUND_STATES[round_.state]}."


def nothing_written(round_: Round) -> str:
    return f"{round_.name} {ROUND_STATES[round_.state]} nên tôi chưa ghi gì từ tin vừa rồi."


def over_now(here: Round) -> str:
    return f"Bây giờ anh/chị làm **{name(here)}**."


# -- closing and taking back ------------------------------------------------------------------------------------------------

LIST = "Các đợt chấm điểm:"
NONE = "Chưa có đợt chấm điểm nào."
CLOSE = "Đóng: {name}"
GO_ON = "Việc của tôi"
CLOSE_NOW = "Đóng đợt"
REOPEN = "Mở lại: {name}"
TAKE_BACK = "Hoàn tác, chưa mở"
UNDO_CLOSING = "Hoàn tác, mở lại đợt"
BESIDE = "Mở đợt, chạy song song"
BY_MISTAKE = "mở lại theo đề nghị của cơ quan thường trực"


def line(round_: Round, unfinished: str) -> str:
    return f"• **{name(round_)}** ({round_.code}): {ROUND_STATES[round_.state]}{f'; {unfinished}' if unfinished else ''}"


def unfinished(what: Unfinished) -> str:
    """What is open in a round, in one line; "" where nothing is."""
    sheets = [f"{count} phiếu {STATES[state]}" for state, count in what.sheets.items()]
    counted = (
        (what.cases, "tiêu chí chờ thẩm định"),
        (what.requests, "yêu cầu giải trình chưa trả lời"),
        (what.reopenings, "đề nghị mở lại chưa quyết định"),
    )
    return codes([*sheets, *(f"{count} {words}" for count, words in counted if count)])


def close_asked(round_: Round, open_: str) -> str:
    what = (
        f"{name(round_)} còn dở: {open_}.\nĐóng rồi thì xã và người thẩm định không làm tiếp được trong đợt này; "
        "điểm, tài liệu vẫn xem được, và có thể mở lại. Ghi lý do đóng, một câu ngắn là đủ."
    )
    return what if open_ else f"Đóng **{name(round_)}**? Mọi phiếu đã xong; điểm, tài liệu vẫn xem được, và có thể mở lại."


def closed(round_: Round, people: int) -> str:
    return f"Đã đóng **{name(round_)}** và báo tin tới {people} người."


def told_closed(round_: Round, reason: str) -> str:
    why = f": “{reason}”" if reason else ""
    return f"**{round_.name}** đã đóng{why}. Điểm và tài liệu đã ghi vẫn còn nguyên."


def reopened(round_: Round, people: int) -> str:
    return f"Đã mở lại **{name(round_)}** và báo tin tới {people} người."


def told_reopened(round_: Round) -> str:
    return f"**{round_.name}** được mở lại; anh/chị làm tiếp từ chỗ đang dở."


def taken_back(round_: Round) -> str:
    return f"Đã rút lại: **{name(round_)}** về trạng thái chưa mở, các xã không chấm trong đợt này nữa. Tôi đã báo họ."


def told_taken_back(round_: Round) -> str:
    return f"**{round_.name}** chưa mở: cơ quan thường trực đã rút lại việc mở đợt. Anh/chị chưa phải làm gì trong đợt này."


def not_in(code: str, state: RoundState) -> str:
    return f"Đợt {code} {ROUND_STATES[state]} nên không làm được việc này. Gõ /dot để xem các đợt."


def used(code: str) -> str:
    return f"Đợt {code} đã có người nhập liệu nên không rút lại việc mở được nữa. Muốn dừng, anh/chị đóng đợt."
