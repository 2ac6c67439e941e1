"""The same rule in many wordings, with figures drawn at random, reads back the same; and nothing makes the reader fall."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.annex.leaf_text import LeafText, PrintedLine
from knowledge.annex.wording import read_rule
from scoring.declared import Percent
from scoring.rules import Band, Banded, Deduction, PerItem, Proportional, Rule
from scoring.written.numbers import show

POINTS = st.integers(1, 40).map(lambda quarters: Decimal(quarters) / 4)
EDGES = st.lists(st.integers(1, 199).map(lambda halves: Decimal(halves) / 2), min_size=1, max_size=4, unique=True).map(sorted)
END = st.sampled_from([": {p} điểm", ": {p}", " được {p} điểm", " thì đạt {p} điểm", " đ", ": {p}đ.", " ({p} điểm)"]).filter(
    lambda end: "{p}" in end
)
FROM_ON = st.sampled_from(
    ["Từ {lo}% trở lên", "Đạt từ {lo} % trở lên", "≥ {lo}%", "Không dưới {lo}%", "{lo}% trở lên", ">= {lo}%"]
)
BETWEEN = st.sampled_from(
    [
        "Từ {lo}% đến dưới {hi}%",
        "từ {lo} đến dưới {hi}%",
        "{lo}% - dưới {hi}%",
        "{lo}% ≤ tỷ lệ < {hi}%",
        "Đạt từ {lo}% tới < {hi}%",
    ]
)
BELOW = st.sampled_from(["Dưới {hi}%", "< {hi}%", "Đạt dưới {hi} %", "Chưa đạt {hi}%", "Thấp hơn {hi}%"])


def read(lines: list[str], maximum: Decimal) -> Rule:
    reading = read_rule(LeafText("Tiêu chí", maximum, tuple(PrintedLine(line) for line in lines)))
    assert not reading.uncertain, (lines, reading)
    return reading.rule


@settings(deadline=None)
@given(EDGES, st.data())
def test_bands_from_the_best_down(edges: list[Decimal], data: st.DataObject) -> None:
    points = [Decimal(len(edges) - place) / 2 for place in range(len(edges) + 1)]
    descending = edges[::-1]
    lines, bands = [], []
    for place, worth in enumerate(points):
        lo = descending[place] if place < len(descending) else None
        hi = descending[place - 1] if place else None
        words = data.draw(BELOW if lo is None else FROM_ON if hi is None else BETWEEN)
        said = words.format(lo=lo and show(lo), hi=hi and show(hi))
        lines.append(said + data.draw(END).format(p=show(worth)))
        bands.append(Band(lo, lo is not None, hi, False, worth))
    rule = read(lines, points[0])
    assert isinstance(rule, Banded)
    assert rule.bands == tuple(bands)


@settings(deadline=None)
@given(POINTS, st.integers(1, 99), st.data())
def test_a_rate_with_a_floor_counts_from_the_floor_on(maximum: Decimal, floor: int, data: st.DataObject) -> None:
    formula = data.draw(
        st.sampled_from(
            [
                "(Tỷ lệ % hồ sơ đúng hạn x {m})/100",
                "Điểm = tỉ lệ % × {m} : 100",
                "[Tỷ lệ %] x điểm tối đa",
                "Điểm đánh giá được tính theo công thức: (Tỷ lệ % x {m})/100",
                "Tính điểm theo tỷ lệ hồ sơ đúng hạn: [tỷ lệ %] x {m} / 100",
                "Điểm = (Số hồ sơ đúng hạn/Tổng số hồ sơ) x {m}",
            ]
        )
    ).format(m=show(maximum))
    under = data.draw(
        st.sampled_from(
            [
                "Dưới {f}%: 0 điểm",
                "nếu dưới {f}% thì 0 điểm",
                "Trường hợp tỷ lệ đạt < {f}% thì không tính điểm",
                "Đạt dưới {f} % được 0 điểm",
            ]
        )
    ).format(f=floor)
    lines = [formula, under] if data.draw(st.booleans()) else [f"{formula}; {under}"]
    rule = read(lines, maximum)
    assert isinstance(rule, Proportional)
    assert rule.floor == floor
    assert rule.score(Percent(Decimal(floor)), maximum).points == Fraction(maximum) * floor / 100
    assert rule.score(Percent(Decimal(floor) - Decimal("0.01")), maximum).points == 0


@settings(deadline=None)
@given(POINTS, st.integers(1, 8), st.data())
def test_points_for_each_item(each: Decimal, times: int, data: st.DataObject) -> None:
    maximum = each * times
    words = data.draw(
        st.sampled_from(
            [
                "Mỗi mô hình được {e} điểm, tối đa {m} điểm",
                "Cứ mỗi mô hình: {e} điểm (tối đa không quá {m} điểm)",
                "Mỗi mô hình cộng {e}đ; tối đa {m}đ",
                "01 mô hình được tính {e} điểm nhưng không quá {m} điểm",
                "Mỗi mô hình đạt {e} điểm; không có mô hình: 0 điểm",
            ]
        )
    )
    rule = read([words.format(e=show(each), m=show(maximum))], maximum)
    assert rule == PerItem(each, maximum, "mô hình")


@settings(deadline=None)
@given(POINTS, POINTS, st.data())
def test_points_off_for_each_case(maximum: Decimal, each: Decimal, data: st.DataObject) -> None:
    words = data.draw(
        st.sampled_from(
            [
                "Không có vi phạm: {m} điểm; mỗi vi phạm trừ {e} điểm, trừ đến hết số điểm của tiêu chí",
                "Điểm tối đa {m}; cứ mỗi vi phạm bị trừ {e} điểm; tối thiểu 0 điểm",
                "{m} điểm; mỗi vi phạm trừ {e}; tối thiểu 0",
                "Mỗi vi phạm trừ {e} điểm, không trừ âm",
            ]
        )
    )
    rule = read([words.format(e=show(each), m=show(maximum))], maximum)
    assert isinstance(rule, Deduction)
    assert (rule.per_case, rule.start, rule.floor, rule.counted) == (each, maximum, Decimal(0), "vi phạm")


WORDS = st.sampled_from(
    [
        *(
            "mỗi",
            "cứ",
            "trừ",
            "cộng",
            "tối đa",
            "điểm",
            "%",
            "từ",
            "đến",
            "dưới",
            "trên",
            "trở lên",
            "không",
            "phát sinh",
            "tỷ lệ",
        ),
        *(
            "x",
            "/",
            "100",
            "(",
            ")",
            ";",
            ":",
            "0,5",
            "2",
            "80",
            ".",
            ",",
            "≤",
            "trong đó",
            "a",
            "là",
            "[",
            "]",
            "điểm tối đa",
            "=",
        ),
    ]
)


@settings(deadline=None)
@given(st.lists(st.lists(WORDS, max_size=30).map(" ".join) | st.text(max_size=60), max_size=6), POINTS)
def test_any_words_are_read_or_flagged_with_a_reason(lines: list[str], maximum: Decimal) -> None:
    reading = read_rule(LeafText("Tiêu chí", maximum, tuple(PrintedLine(line) for line in lines)))
    assert reading.uncertain == bool(reading.why)
    assert reading.rule.describe(maximum)
