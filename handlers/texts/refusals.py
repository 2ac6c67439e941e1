"""What is wrong and what would be right, in one sentence, for everything the core refuses."""

from collections.abc import Callable
from datetime import tzinfo
from typing import TypeVar

from handlers.cards.card import NoSuchExport
from handlers.incoming.refusals import NoOpenRound, RoundUnclear, StaleChoice
from handlers.ports import (
    DocumentUnknown,
    InviteExpired,
    InviteUnknown,
    InviteUsed,
    NotAName,
    PersonUnknown,
    TooManyAttempts,
    UnknownUnit,
)
from handlers.texts import common
from handlers.texts.rounds import managing as rounds_texts
from handlers.texts.submission import papers
from scoring import errors as e
from scoring import handover, roles, states
from scoring.rounds import planning
from scoring.rounds import round as rounds
from scoring.rules.base import Asks
from scoring.sheet import refusals
from scoring.written import dates
from scoring.written.numbers import show

Refused = TypeVar("Refused", bound=e.Refusal)
WORDS: dict[type[e.Refusal], Callable[[e.Refusal, tzinfo], str]] = {}
EXAMPLES = {
    Asks.YES_NO: "có hoặc không",
    Asks.CHOICE: "a",
    Asks.CHECKLIST: "ac, đủ hoặc 0",
    Asks.RATIO: "9/10 hoặc 85,3%",
    Asks.COUNT: "3",
    Asks.NUMBER: "82,5",
    Asks.VARIABLES: "12,5",
    Asks.POINTS: "1,5 vì thiếu một báo cáo",
}


def _answer(error: e.NotAnAnswer, _: tzinfo) -> str:
    example = EXAMPLES.get(Asks(error.kind), "") if error.kind in set(Asks) else ""
    return f"Tôi chưa hiểu “{common.shortened(error.typed, 40)}”. Ví dụ đúng: {example}."


def _option(error: e.UnknownOption, _: tzinfo) -> str:
    return f"Không có lựa chọn “{common.shortened(error.typed, 20)}”."


def _zero(error: e.ZeroDenominator, _: tzinfo) -> str:
    extra = " Nếu không có việc này trong năm, gõ: không áp dụng." if error.not_applicable_allowed else ""
    return f"Tổng số (mẫu số) đang là 0 nên chưa tính được tỷ lệ. Ví dụ đúng: 9/10.{extra}"


def _locked(error: refusals.SheetLocked, zone: tzinfo) -> str:
    since = f" từ {common.moment(error.since, zone)}" if error.since else ""
    return f"Phiếu đã khoá{since} nên không sửa được nữa."


def _supplied(error: refusals.NotSuppliedByCommune, _: tzinfo) -> str:
    who = common.SUPPLIERS[error.source]
    return f"Tiêu chí {error.code} do {who} cho điểm, xã không tự chấm. Điểm sẽ có sau khi cơ quan chủ trì tổng hợp xong."


def _state(error: states.MoveNotPossible, _: tzinfo) -> str:
    return f"Phiếu đang ở bước “{common.STATES[error.state]}” nên chưa làm việc này được."


def _say(refusal: type[Refused], words: Callable[[Refused, tzinfo], str]) -> None:
    """Gives one kind of refusal its words, which are made of nothing but what it carries."""

    def of(error: e.Refusal, zone: tzinfo) -> str:
        if not isinstance(error, refusal):
            raise TypeError(error)
        return words(error, zone)

    WORDS[refusal] = of


NEW_CODE = (
    "Anh/chị xin đầu mối của đơn vị hoặc cơ quan thường trực cấp mã mới; "
    "nếu máy cũ còn dùng được thì gõ /toi ở máy đó để tự lấy mã."
)
_say(e.NotANumber, lambda x, _: f"“{common.shortened(x.typed, 40)}” không phải là số. Ví dụ đúng: 1,5 hoặc 1.000 (một nghìn).")
_say(e.NumberTooLong, lambda x, _: f"Số “{common.shortened(x.typed, 20)}” không hợp lệ. Ví dụ đúng: 1.250 hoặc 85,3.")
_say(e.NegativeNumber, lambda x, _: f"Số không được âm ({common.shortened(x.typed, 20)}). Ví dụ đúng: 0 hoặc 3.")
_say(e.NotAWholeNumber, lambda x, _: f"Cần một số nguyên, chưa phải “{common.shortened(x.typed, 20)}”. Ví dụ đúng: 3.")
_say(e.NotAnAnswer, _answer)
_say(e.UnknownOption, _option)
_say(e.ZeroDenominator, _zero)
_say(
    e.RatioAboveHundred,
    lambda x, _: f"Số đạt ({show(x.numerator)}) lớn hơn tổng số ({show(x.denominator)}). Anh/chị có nhập ngược không?",
)
_say(e.PercentAboveHundred, lambda x, _: f"Tỷ lệ {show(x.percent)}% lớn hơn 100%. Ví dụ đúng: 9/10 hoặc 85,3%.")
_say(e.AboveMaximum, lambda x, _: f"Điểm phải từ 0 đến {show(x.maximum)}; {show(x.points)} nằm ngoài mức đó.")
_say(e.BelowMinimum, lambda x, _: f"Điểm {show(x.points)} thấp hơn mức thấp nhất {show(x.minimum)} của tiêu chí.")
_say(e.NotAttainable, lambda x, _: common.only_possible(x.code, x.points, x.possible))
_say(e.OutsideBands, lambda _x, _: "Số này nằm ngoài các mức của tiêu chí. Anh/chị xem lại số liệu.")
_say(
    e.UnknownBranch,
    lambda x, _: f"Không có trường hợp “{common.shortened(x.typed, 20)}”. Anh/chị chọn một trường hợp bên dưới.",
)
_say(
    e.WhichMeant,
    lambda x, _: (
        f"“{common.shortened(x.typed, 40)}” ở đây có thể hiểu mấy cách nên tôi chưa ghi. Anh/chị gõ chữ của mức, ví dụ: a."
    ),
)
_say(e.NotArisenNotAllowed, lambda _x, _: "Tiêu chí này không có mức “không phát sinh”. Anh/chị khai số liệu giúp.")
_say(e.NotApplicableNotAllowed, lambda _x, _: "Tiêu chí này không có mức “không áp dụng”. Anh/chị khai số liệu giúp.")
_say(e.MissingVariable, lambda x, _: f"Còn thiếu số liệu “{x.symbol}”.")
_say(
    e.FormulaFault, lambda _x, _: "Với các số này thì công thức không tính được (có phép chia cho 0). Anh/chị xem lại số liệu."
)
_say(e.ReasonNeeded, lambda _x, _: "Cần ghi lý do, một câu ngắn là đủ. Ví dụ: thiếu báo cáo 9 tháng.")
_say(e.NotADate, lambda x, _: f"Không có ngày “{common.shortened(x.typed, 20)}”. Ví dụ đúng: ngày 5/1/2025.")
_say(
    e.NotAPaper,
    lambda x, _: (
        f"Tôi chưa thấy số, ngày hay trang trong “{common.shortened(x.typed, 40)}”. "
        "Ví dụ đúng: số 12/KH-UBND ngày 5/1/2025 của UBND xã, trang 3-5."
    ),
)
_say(e.WrongDeclaration, lambda _x, _: "Câu trả lời không hợp với cách tính của tiêu chí này.")
_say(
    refusals.UnknownLeaf,
    lambda x, _: f"Không có tiêu chí {common.shortened(x.code, 20)} trong bộ tiêu chí. Gõ /tieuchi để xem danh sách.",
)
_say(refusals.NotSuppliedByCommune, _supplied)
_say(refusals.SheetLocked, _locked)
_say(refusals.SheetIncomplete, lambda x, _: f"Phiếu chưa đủ: còn {len(x.codes)} tiêu chí ({common.codes(x.codes)}).")
_say(refusals.ScanMissing, lambda _x, _: papers.SCAN_MISSING)
_say(refusals.ScanNotNow, lambda x, _: papers.SCAN_NOT_NOW.format(state=common.STATES[x.state]))
_say(refusals.NothingToUndo, lambda x, _: f"Tiêu chí {x.code} không còn gì để hoàn tác. Muốn đổi, anh/chị gõ: sửa {x.code}.")
_say(refusals.NotScoredYet, lambda x, _: f"Xã chưa chấm tiêu chí {x.code} nên chưa thẩm định được.")
_say(refusals.NotAppraisedYet, lambda x, _: f"Tiêu chí {x.code} chưa có điểm thẩm định.")
_say(refusals.AlreadyAppraised, lambda x, _: f"Tiêu chí {x.code} đã có điểm thẩm định.")
_say(
    refusals.NotYourDecision,
    lambda x, _: (
        f"Quyết định với {x.code} là của người khác; chỉ người đã quyết định mới đổi lại được. Anh/chị trao đổi với họ giúp."
    ),
)
_say(
    refusals.AnsweredMeanwhile,
    lambda x, _: (
        f"Xã đã trả lời hoặc đang soạn trả lời cho {x.code} nên không rút yêu cầu nữa. Anh/chị xem câu trả lời rồi cho điểm."
    ),
)
_say(refusals.NoOpenRequest, lambda x, _: f"Tiêu chí {x.code} không có yêu cầu giải trình nào đang chờ.")
_say(
    refusals.AnswerEmpty,
    lambda x, _: f"Chưa có câu trả lời hay tài liệu mới cho {x.code}. Anh/chị viết vài dòng hoặc gửi tệp.",
)
_say(
    refusals.NotFiledHere,
    lambda x, _: f"Tệp này không còn ở tiêu chí {x.code}. Gõ /tailieu {x.code} để xem các tệp hiện có.",
)
_say(states.MoveNotPossible, _state)
_say(
    roles.NotAllowed,
    lambda x, _: f"Việc này không thuộc vai trò của anh/chị ({common.ROLES[x.role]}). Gõ /trogiup để xem anh/chị làm được gì.",
)
_say(roles.NotYourUnit, lambda _x, _: "Anh/chị chỉ xem được phiếu của đơn vị mình.")
_say(roles.NotYourField, lambda x, _: f"Tiêu chí {x.leaf} không thuộc lĩnh vực anh/chị được giao.")
_say(roles.StillADraft, lambda x, _: f"Đơn vị {x.unit} chưa nộp phiếu nên chưa xem được.")
_say(
    dates.NotAMoment,
    lambda x, _: f"“{common.shortened(x.typed, 30)}” không phải ngày. Ví dụ đúng: 25/11/2026 hoặc 17:00 25/11/2026.",
)
_say(
    planning.NoSetYet,
    lambda _x, _: (
        "Chưa có bộ tiêu chí nào. Cơ quan thường trực gửi phụ lục vào chat (/botieuchi), "
        "hoặc người vận hành nhập: cchc criteria import TỆP."
    ),
)
_say(
    planning.NoUnitsYet,
    lambda _x, _: (
        "Chưa có xã hay cơ quan cấp trên nào. Cơ quan thường trực gửi danh sách đơn vị vào chat, "
        "hoặc người vận hành nhập: cchc units import TỆP."
    ),
)
_say(planning.NotAYear, lambda x, _: f"“{common.shortened(x.typed, 20)}” không phải năm đánh giá. Ví dụ đúng: 2026.")
_say(
    planning.OutOfOrder,
    lambda x, _: f"“{common.MILESTONES[x.late]}” phải kết thúc sau “{common.MILESTONES[x.early]}”. Anh/chị chọn ngày khác.",
)
_say(
    planning.DeadlineOver,
    lambda x, zone: (
        f"“{common.MILESTONES[x.milestone]}” ({common.moment(x.at, zone)}) đã qua. Anh/chị chọn ngày ở sau hôm nay."
    ),
)
_say(planning.NobodyAssessed, lambda _x, _: "Đợt chưa có đơn vị nào. Anh/chị chọn ít nhất một xã.")
_say(planning.NoSuchCommune, lambda x, _: f"Không có xã mã “{common.shortened(x.typed, 20)}”. Ví dụ đúng: XA05 XA06.")
_say(planning.RoundTaken, lambda x, _: f"Đợt {x.code} đang chạy hoặc đã công bố nên không ghi đè được; dùng mã khác.")
_say(
    handover.NotASuccessor,
    lambda x, _: (
        f"{common.shortened(x.name, 40)} không cùng đơn vị hoặc nhiệm vụ nên chưa nhận bàn giao được. Anh/chị chọn người khác."
    ),
)
_say(PersonUnknown, lambda _x, _: "Người này không còn trong danh sách. Gõ /moi để xem lại.")
_say(NotAName, lambda x, _: f"“{common.shortened(x.typed, 40)}” không phải họ tên. Ví dụ đúng: Nguyễn Thị Hoa.")
_say(DocumentUnknown, lambda _x, _: "Tệp này không còn nữa. Anh/chị gửi lại giúp.")
_say(UnknownUnit, lambda x, _: f"Không có đơn vị {common.shortened(x.code, 20)} trong đợt này. Ví dụ đúng: /thamdinh XA03.")
_say(NoOpenRound, lambda _x, _: common.NO_ROUND)
_say(StaleChoice, lambda _x, _: common.STALE)
_say(NoSuchExport, lambda _x, _: "Không làm được giấy tờ này: đợt, đơn vị hoặc phiếu mời không còn trong dữ liệu.")
_say(RoundUnclear, lambda _x, _: rounds_texts.WHICH_FIRST)
_say(rounds.RoundOver, lambda x, _: rounds_texts.over(x.name, x.state))
_say(rounds.RoundNotIn, lambda x, _: rounds_texts.not_in(x.code, x.state))
_say(rounds.RoundUsed, lambda x, _: rounds_texts.used(x.code))
_say(InviteUnknown, lambda _x, _: "Mã mời không đúng. Anh/chị xem lại tin mời và gõ: /start MÃ")
_say(InviteUsed, lambda _x, _: f"Mã mời này đã được dùng. {NEW_CODE}")
_say(InviteExpired, lambda x, zone: f"Mã mời đã hết hạn lúc {common.moment(x.at, zone)}. {NEW_CODE}")
_say(TooManyAttempts, lambda x, zone: f"Sai mã nhiều lần. Anh/chị thử lại sau {common.moment(x.until, zone)}.")


def words(error: e.Refusal, zone: tzinfo) -> str:
    """The sentence for a refusal; a refusal without one is a fault of this catalogue, which a test finds."""
    return WORDS[type(error)](error, zone)
