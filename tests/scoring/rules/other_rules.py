"""Rules that the illustrative set does not use, in the wordings of real decisions, with a maximum."""

from decimal import Decimal

from scoring.rules import (
    Band,
    Banded,
    BonusPenalty,
    Branch,
    Deduction,
    Formula,
    JudgedRule,
    Labelled,
    PerItem,
    Proportional,
    Rule,
    SingleChoice,
    Steps,
    Variable,
    WithNotApplicable,
    WithNotArisen,
    YesNo,
)

# "Thực hiện trên 90% kế hoạch: 2 / từ 70% - 90%: 1 / dưới 70%: 0": 90 and 70 themselves lie in the middle.
ABOVE_NINETY = Banded(
    (
        Band(Decimal(90), False, None, False, Decimal(2)),
        Band(Decimal(70), True, Decimal(90), True, Decimal(1)),
        Band(None, False, Decimal(70), False, Decimal(0)),
    )
)
UP_TO_FIFTY = Banded((Band(None, False, Decimal(50), True, Decimal(0)), Band(Decimal(50), False, None, False, Decimal(1))))
WITH_A_GAP = Banded((Band(Decimal(80), True, None, False, Decimal(1)), Band(None, False, Decimal(70), False, Decimal(0))))

TARGETS = (
    Variable("a", "số chỉ tiêu hoàn thành"),
    Variable("b", "số chỉ tiêu đạt từ 90% nhưng chưa hoàn thành"),
    Variable("c", "tổng số chỉ tiêu"),
)

OTHERS: dict[str, tuple[Rule, str]] = {
    "trên 90": (ABOVE_NINETY, "2"),
    "đến 50": (UP_TO_FIFTY, "1"),
    "khoảng hở": (WITH_A_GAP, "1"),
    "tính tối đa 100": (Proportional(above_hundred="cap"), "4"),
    "bậc, tối đa 100": (Banded(ABOVE_NINETY.bands, above_hundred="cap"), "2"),
    "điểm tối đa": (YesNo("Có ban hành", "Không ban hành"), "0.5"),
    "không đạt bị trừ": (YesNo("Đạt", "Không đạt", Decimal(1), Decimal("-0.25")), "1"),
    "đủ cả": (YesNo("Tất cả đúng hạn", "Có việc trễ", whole=True), "2"),
    "quá điểm": (SingleChoice((Labelled("a", "Xuất sắc", Decimal(9)), Labelled("b", "Đạt"))), "3"),
    "lựa chọn R6": (SingleChoice((Labelled("a", "Đủ", Decimal(1)), Labelled("b", "Thiếu", Decimal("0.5"))), "R6"), "1"),
    "mỗi quy chế": (PerItem(Decimal("0.5"), counted="quy chế"), "2"),
    "trừ dưới không": (Deduction(Decimal("0.25"), Decimal(0), Decimal("-0.5")), "1"),
    "trừ nửa điểm": (Deduction(Decimal("0.5"), Decimal("1.5"), Decimal(-1), "lần trễ"), "2"),
    "bậc thang": (
        Steps(Decimal(50), Decimal(2), Decimal(5), Decimal("0.25"), Decimal(3), counted="tỷ lệ hồ sơ trực tuyến"),
        "3.5",
    ),
    "bậc dân số": (Steps(Decimal(20000), Decimal(10), Decimal(1000), Decimal("0.5"), below_base_points=Decimal(8)), "25"),
    "thưởng": (BonusPenalty(Decimal("0.5"), Decimal(1), "mô hình được nhân rộng"), "1"),
    "phạt": (BonusPenalty(Decimal("0.25"), counted="ngày chậm", penalty=True), "1"),
    "công thức": (Formula(TARGETS, (Branch("", "(a+0.5*b)/c*3"),)), "3"),
    "hai công thức": (
        Formula(TARGETS[:2], (Branch("có kế hoạch", "a / b * 2"), Branch("không có kế hoạch", "a - b"))),
        "2",
    ),
    "chấm tay": (JudgedRule(), "1.5"),
    "chấm từ nửa điểm": (JudgedRule(Decimal("0.5"), Decimal(1)), "2"),
    "cả hai": (WithNotApplicable(WithNotArisen(Proportional(), Decimal(1), "không có phản ánh"), "không được phân cấp"), "2"),
    "phát sinh trọn điểm": (WithNotArisen(PerItem(Decimal(1))), "3"),
    "không áp dụng, có/không": (WithNotApplicable(YesNo()), "1"),
}
