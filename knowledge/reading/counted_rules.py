"""Rules over one figure: R7, R8, R12, R13, R14, R15, R18."""

from decimal import Decimal

from knowledge.reading.table import Table
from scoring.rules import BonusPenalty, Deduction, ExternalIndex, JudgedRule, PerItem, Rule, Steps, SurveyMean


def per_item(table: Table, _maximum: Decimal) -> Rule:
    return PerItem(table.number("per_item"), table.number_if_any("cap"), table.text("item", "nội dung"))


def deduction(table: Table, _maximum: Decimal) -> Rule:
    return Deduction(
        per_case=table.number("per_case"),
        start=table.number_if_any("start"),
        floor=table.number("floor", Decimal(0), signed=True),
        counted=table.text("case", "trường hợp"),
    )


def survey_mean(table: Table, _maximum: Decimal) -> Rule:
    return SurveyMean(table.text("respondents", ""))


def external_index(table: Table, _maximum: Decimal) -> Rule:
    return ExternalIndex(table.number_if_any("floor"), table.text("index", "chỉ số"))


def bonus_penalty(table: Table, _maximum: Decimal) -> Rule:
    """Which of the two it is, its item of the list "bonus_penalty" says."""
    return BonusPenalty(table.number("per_item"), table.number_if_any("cap"), table.text("item", "trường hợp"))


def steps(table: Table, _maximum: Decimal) -> Rule:
    return Steps(
        base_at=table.number("base_at"),
        base_points=table.number("base_points"),
        step=table.number("step"),
        per_step=table.number("per_step"),
        cap=table.number_if_any("cap"),
        below_base_points=table.number("below_base_points", Decimal(0)),
        counted=table.text("variable", "giá trị"),
    )


def judged(table: Table, _maximum: Decimal) -> Rule:
    return JudgedRule(table.number("low", Decimal(0)), table.number_if_any("high"))
