"""How points come about, as it is read to an official before the answer; and what the question has to say."""

from decimal import Decimal

import pytest

import scoring.rules
from scoring.rules import Asks, Band, Rule
from tests.scoring.rules.other_rules import OTHERS
from tests.scoring.rules.sample_leaves import LEAVES

RULES: dict[str, tuple[Rule, str]] = LEAVES | OTHERS

DESCRIBED = [
    ("1.1", "Ban hành đúng hạn: 1,5; Ban hành chậm: 0,75; Không ban hành: 0"),
    ("1.2", "(tỷ lệ % × 3,5)/100; dưới 80% được 0"),
    ("1.3", "đủ 3 điều kiện: 2; đạt 2 điều kiện: 1; còn lại: 0"),
    ("1.5", "mỗi hình thức được 0,5; tối đa 2"),
    ("1.7", "2 điểm; mỗi nhiệm vụ quá hạn trừ 0,25; tối thiểu 0"),
    ("2.1", "100% văn bản đúng quy định: 2; Có văn bản sai: 0; không phát sinh: 2"),
    ("3.3", "tỷ lệ 100%: 2; dưới 100%: 0; không có hồ sơ trễ hạn: 2"),
    ("3.6", "tỷ lệ từ 80% trở lên: 3; từ 60% đến dưới 80%: 2; từ 40% đến dưới 60%: 1; dưới 40%: 0"),
    ("3.7", "bình quân phiếu (%) × 4"),
    ("5.4", "bình quân phiếu người dân (%) × 3"),
    ("6.4", "(tỷ lệ % × 2)/100; không được giao vốn: không đánh giá, quy đổi"),
    (
        "7.5",
        (
            "Đạt đủ: 100% điểm tối đa, là 2; Còn thiếu sót đã khắc phục: 75% điểm tối đa, là 1,5;"
            " Chỉ công bố: 50% điểm tối đa, là 1; Không áp dụng: 0% điểm tối đa, là 0"
        ),
    ),
    ("8.1", "SIPAS (%) × 10; dưới 70% được 0"),
    ("trên 90", "tỷ lệ trên 90%: 2; từ 70% đến 90%: 1; dưới 70%: 0"),
    ("trừ dưới không", "0 điểm; mỗi trường hợp trừ 0,25; tối thiểu −0,5"),
    ("bậc thang", "tỷ lệ hồ sơ trực tuyến từ 50 được 2; cứ thêm 5 được thêm 0,25, tối đa 3; dưới 50 được 0"),
    ("thưởng", "mỗi mô hình được nhân rộng cộng 0,5; tối đa 1"),
    ("phạt", "mỗi ngày chậm trừ 0,25; tối đa 1"),
    (
        "công thức",
        (
            "(a+0,5 × b)/c × 3, trong đó a là số chỉ tiêu hoàn thành; b là số chỉ tiêu đạt từ 90% nhưng chưa hoàn thành;"
            " c là tổng số chỉ tiêu; tối đa 3"
        ),
    ),
    ("chấm từ nửa điểm", "từ 0,5 đến 1 điểm, phải nêu lý do"),
]


@pytest.mark.parametrize(("name", "line"), DESCRIBED)
def test_description(name: str, line: str) -> None:
    rule, maximum = RULES[name]
    assert rule.describe(Decimal(maximum)) == line


def test_several_formulas_are_named() -> None:
    rule, maximum = RULES["hai công thức"]
    assert rule.describe(Decimal(maximum)).startswith("có kế hoạch: a / b × 2 hoặc không có kế hoạch: a - b, ")
    assert rule.need.branches == ("có kế hoạch", "không có kế hoạch")


def test_a_count_of_none_may_have_points_of_its_own() -> None:
    conditions = scoring.rules.Labelled("a", "Có"), scoring.rules.Labelled("b", "Đủ")
    rule = scoring.rules.Checklist(conditions, ((0, Decimal("0.5")), (2, Decimal(1))))
    assert rule.describe(Decimal(1)) == "đủ 2 điều kiện: 1; không đạt điều kiện nào: 0,5"


@pytest.mark.parametrize(
    ("band", "words"),
    [
        (Band(None, False, Decimal(50), True, Decimal(0)), "từ 50% trở xuống"),
        (Band(Decimal("33.5"), False, Decimal(50), False, Decimal(0)), "trên 33,5% đến dưới 50%"),
        (Band(None, False, None, False, Decimal(0)), "mọi tỷ lệ"),
    ],
)
def test_the_ends_of_a_band_in_words(band: Band, words: str) -> None:
    assert band.words == words


@pytest.mark.parametrize(
    ("name", "asks"),
    [
        ("1.1", Asks.CHOICE),
        ("1.3", Asks.CHECKLIST),
        ("1.4", Asks.RATIO),
        ("1.5", Asks.COUNT),
        ("2.1", Asks.YES_NO),
        ("3.7", Asks.NOTHING),
        ("6.3", Asks.RATIO),
        ("7.5", Asks.CHOICE),
        ("8.1", Asks.NUMBER),
        ("bậc thang", Asks.NUMBER),
        ("thưởng", Asks.COUNT),
        ("công thức", Asks.VARIABLES),
        ("chấm tay", Asks.POINTS),
    ],
)
def test_each_rule_asks_for_one_thing(name: str, asks: Asks) -> None:
    assert RULES[name][0].need.asks is asks


def test_claims_are_offered_only_where_the_set_allows_them() -> None:
    both, plain = RULES["cả hai"][0].need, RULES["3.2"][0].need
    assert (both.not_arisen, both.not_applicable) == ("không có phản ánh", "không được phân cấp")
    assert (plain.not_arisen, plain.not_applicable) == (None, None)


def test_a_floor_keeps_its_kind_under_a_claim() -> None:
    assert [RULES[code][0].kind for code in ("2.4", "3.5", "1.2", "5.1")] == ["R5", "R9", "R5", "R4"]


def test_every_public_name_exists_and_the_list_is_sorted() -> None:
    names = scoring.rules.__all__
    assert names == sorted(names)
    assert [name for name in names if not hasattr(scoring.rules, name)] == []
