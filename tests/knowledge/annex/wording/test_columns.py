"""What stands beside the method counts too: bonus and penalty parts, sources in columns, points that are missing."""

from decimal import Decimal

import pytest

from knowledge.annex.leaf_text import LeafText, PrintedLine
from knowledge.annex.wording import RuleReading, read_rule
from knowledge.checking.faults import Wrong
from scoring.criteria import Sign, Source
from scoring.rules import BonusPenalty, JudgedRule, SurveyMean
from tests.knowledge.annex.wording.short import short

NOT_PRINTED = Decimal("NaN")


def extra(*lines: str, sign: Sign = Sign.BONUS, name: str = "Có mô hình mới", maximum: Decimal = NOT_PRINTED) -> RuleReading:
    return read_rule(LeafText(name, maximum, tuple(PrintedLine(line) for line in lines), source=Source.APPRAISER, sign=sign))


@pytest.mark.parametrize(
    ("line", "sign", "wanted"),
    [
        ("Mỗi Bằng khen cộng 1 điểm, tối đa 1 điểm", Sign.BONUS, "R14 1 max 1"),
        ("Mỗi mô hình được nhân rộng cộng 0,5 điểm, tối đa 01 điểm", Sign.BONUS, "R14 0.5 max 1"),
        ("Mỗi ngày chậm trừ 0,25 điểm, tối đa 1 điểm", Sign.PENALTY, "R14 0.25 max 1"),
        ("Mỗi trường hợp trừ 01 điểm, tối đa 02 điểm", Sign.PENALTY, "R14 1 max 2"),
        ("Cứ mỗi sáng kiến được cộng thêm 0,5 điểm nhưng không quá 2 điểm", Sign.BONUS, "R14 0.5 max 2"),
        ("Trừ 0,5 điểm đối với mỗi văn bản trả lời chậm; tổng điểm trừ tối đa 2 điểm", Sign.PENALTY, "R14 0.5 max 2"),
    ],
)
def test_a_bonus_or_a_penalty_by_the_case(line: str, sign: Sign, wanted: str) -> None:
    reading = extra(line, sign=sign)
    assert (short(reading.rule, NOT_PRINTED), reading.uncertain) == (wanted, False)
    assert isinstance(reading.rule, BonusPenalty)
    assert reading.rule.penalty is (sign is Sign.PENALTY)


def test_the_name_of_a_bonus_may_say_what_it_is_worth() -> None:
    reading = extra(name="Mỗi sáng kiến được công nhận cộng 0,5 điểm, tối đa 1 điểm")
    assert (short(reading.rule, NOT_PRINTED), reading.uncertain) == ("R14 0.5 max 1", False)


def test_a_bonus_that_only_prints_its_points_is_given_once_and_shown_to_a_person() -> None:
    reading = extra(name="Được tặng Bằng khen", maximum=Decimal(1))
    assert short(reading.rule, Decimal(1)) == "R14 1 max 1"
    assert reading.uncertain


def test_a_cross_in_the_column_of_the_survey_is_enough() -> None:
    reading = read_rule(LeafText("Chất lượng phục vụ", Decimal(3), (), source=Source.SURVEY))
    assert isinstance(reading.rule, SurveyMean)
    assert not reading.uncertain


def test_a_survey_column_beside_answers_of_one_s_own_is_shown_to_a_person() -> None:
    lines = (PrintedLine("Đạt: 1 điểm"), PrintedLine("Không đạt: 0 điểm"))
    assert read_rule(LeafText("Chất lượng phục vụ", Decimal(1), lines, source=Source.SURVEY)).uncertain


def test_words_that_name_the_survey_say_where_the_points_come_from() -> None:
    reading = read_rule(LeafText("Chất lượng", Decimal(2), (PrintedLine("Điều tra xã hội học (người dân, tổ chức)"),)))
    assert reading.source is Source.SURVEY
    assert isinstance(reading.rule, SurveyMean)
    assert reading.rule.respondents == "người dân, tổ chức"


def test_a_band_without_points_is_a_fault_of_its_line() -> None:
    lines = (PrintedLine("Từ 90% trở lên: 2 điểm"), PrintedLine("Từ 70% đến dưới 90%:"), PrintedLine("Dưới 70%: 0 điểm"))
    faults = read_rule(LeafText("Số hoá", Decimal(2), lines)).faults
    assert [(one.error, one.line) for one in faults] == [(Wrong.NO_POINTS, 1)]


def test_a_cell_of_a_novel_is_not_read_and_not_waited_for() -> None:
    reading = read_rule(LeafText("Tiêu chí", Decimal(2), (PrintedLine("mỗi mô hình được 0,5 điểm " * 4000),)))
    assert isinstance(reading.rule, JudgedRule)
    assert reading.uncertain
    assert len(reading.why) < 250
