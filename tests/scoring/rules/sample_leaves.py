"""The rules of the illustrative set, leaf by leaf, with the leaf's maximum."""

from decimal import Decimal

from scoring.rules import (
    Band,
    Banded,
    Checklist,
    Deduction,
    ExternalIndex,
    Labelled,
    PerItem,
    Portion,
    Proportional,
    Rule,
    Share,
    SingleChoice,
    SurveyMean,
    WithNotApplicable,
    WithNotArisen,
    YesNo,
)


def choice(*options: tuple[str, str]) -> SingleChoice:
    return SingleChoice(
        tuple(Labelled(letter, label, Decimal(points)) for letter, (label, points) in zip("abcde", options, strict=False))
    )


def checklist(*labels: str, by_count: dict[int, str]) -> Checklist:
    conditions = tuple(Labelled(letter, label) for letter, label in zip("abcde", labels, strict=False))
    return Checklist(conditions, tuple((met, Decimal(points)) for met, points in by_count.items()))


def share(*options: tuple[str, str]) -> Share:
    return Share(tuple(Portion(letter, label, Decimal(part)) for letter, (label, part) in zip("abcde", options, strict=False)))


def falling_bands(*steps: tuple[str, str]) -> Banded:
    """Bands closed below and open above, from the top down, and 0 under the last: "từ 60% đến dưới 80%: 2"."""
    tops = [None, *(Decimal(lo) for lo, _ in steps)]
    bands = [Band(Decimal(lo), True, hi, False, Decimal(points)) for (lo, points), hi in zip(steps, tops, strict=False)]
    return Banded((*bands, Band(None, False, tops[-1], False, Decimal(0))))


def whole_or_nothing(points: str) -> Banded:
    full = Band(Decimal(100), True, Decimal(100), True, Decimal(points))
    return Banded((full, Band(None, False, Decimal(100), False, Decimal(0))))


LEAVES: dict[str, tuple[Rule, str]] = {
    "1.1": (choice(("Ban hành đúng hạn", "1.5"), ("Ban hành chậm", "0.75"), ("Không ban hành", "0")), "1.5"),
    "1.2": (Proportional(floor=Decimal(80)), "3.5"),
    "1.3": (checklist("Đủ số lượng", "Đúng thời hạn", "Đủ nội dung", by_count={3: "2", 2: "1"}), "2"),
    "1.4": (falling_bands(("100", "2"), ("80", "1")), "2"),
    "1.5": (PerItem(Decimal("0.5"), Decimal(2), "hình thức"), "2"),
    "1.6": (PerItem(Decimal(1), Decimal(2), "sáng kiến được công nhận"), "2"),
    "1.7": (Deduction(Decimal("0.25"), counted="nhiệm vụ quá hạn"), "2"),
    "2.1": (WithNotArisen(YesNo("100% văn bản đúng quy định", "Có văn bản sai", whole=True), Decimal(2)), "2"),
    "2.2": (YesNo("Có thực hiện và công bố", "Không"), "2"),
    "2.3": (choice(("Có kế hoạch và báo cáo", "2"), ("Có một", "1"), ("Không", "0")), "2"),
    "2.4": (WithNotArisen(Proportional(floor=Decimal(70)), Decimal(2), "không có văn bản trái pháp luật", "R5"), "2"),
    "3.1": (checklist("Tại Bộ phận Một cửa", "Trên trang thông tin điện tử", by_count={2: "3", 1: "1.5"}), "3"),
    "3.2": (Proportional(floor=Decimal(95)), "6"),
    "3.3": (WithNotArisen(whole_or_nothing("2"), Decimal(2), "không có hồ sơ trễ hạn"), "2"),
    "3.4": (YesNo("Đạt", "Không đạt"), "2"),
    "3.5": (WithNotArisen(Proportional(), Decimal(2)), "2"),
    "3.6": (falling_bands(("80", "3"), ("60", "2"), ("40", "1")), "3"),
    "3.7": (SurveyMean(), "4"),
    "4.1": (YesNo(), "2"),
    "4.2": (YesNo("Không vượt", "Vượt"), "2"),
    "4.3": (SurveyMean(), "2"),
    "5.1": (Proportional(), "3"),
    "5.2": (Proportional(floor=Decimal(80)), "2"),
    "5.3": (Deduction(Decimal(1), Decimal(3), counted="trường hợp bị kỷ luật"), "3"),
    "5.4": (SurveyMean("người dân"), "3"),
    "6.1": (choice(("Ban hành và công khai", "2"), ("Chỉ ban hành", "1"), ("Không", "0")), "2"),
    "6.2": (checklist("Đủ nội dung", "Đúng hạn", by_count={2: "2"}), "2"),
    "6.3": (WithNotApplicable(Proportional(), "không có kiến nghị"), "2"),
    "6.4": (WithNotApplicable(Proportional(), "không được giao vốn"), "2"),
    "7.1": (Proportional(), "3"),
    "7.2": (falling_bands(("70", "4"), ("50", "3"), ("30", "1.5")), "4"),
    "7.3": (falling_bands(("60", "2"), ("40", "1")), "2"),
    "7.4": (checklist("Đủ mục", "Cập nhật thường xuyên", by_count={2: "2"}), "2"),
    "7.5": (
        share(("Đạt đủ", "100"), ("Còn thiếu sót đã khắc phục", "75"), ("Chỉ công bố", "50"), ("Không áp dụng", "0")),
        "2",
    ),
    "7.6": (SurveyMean(), "2"),
    "8.1": (ExternalIndex(Decimal(70), "SIPAS"), "10"),
    "8.2": (SurveyMean("lãnh đạo huyện, HĐND, MTTQ"), "5"),
}
