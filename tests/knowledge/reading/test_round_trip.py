"""What is written down reads back as the very same set: that is how a set is stored."""

from dataclasses import replace
from decimal import Decimal

import yaml
from hypothesis import given, settings

from knowledge.reading import dump_set, read_set
from scoring.criteria import (
    Caps,
    ClassThreshold,
    CriteriaSet,
    Criterion,
    EvidenceItem,
    Extra,
    Field,
    Guidance,
    Leaf,
    Sign,
    Source,
)
from scoring.rules import BonusPenalty, Proportional, Rule
from tests.knowledge.reading.rules import EXTRAS, MAXIMUM, RULES
from tests.knowledge.reading.sample import sample


def _leaf(code: str, rule: Rule) -> Leaf:
    return Leaf(code, f"Tiêu chí {code}", MAXIMUM, Source.SELF, rule)


def _set(*leaves: Leaf, extras: tuple[Extra, ...] = ()) -> CriteriaSet:
    inner = Criterion("1.1", "Tiêu chí: có thành phần", MAXIMUM * len(leaves), leaves)
    field = Field("1", "Lĩnh vực", inner.max, (inner,))
    return CriteriaSet("tinh-x", "2026-1", "Bộ tiêu chí", "QĐ 12/QĐ-UBND", False, (field,), (), extras)


def _read_back(criteria: CriteriaSet) -> CriteriaSet:
    reading = read_set(dump_set(criteria))
    assert reading.set is not None, reading.faults
    return reading.set


def test_the_sample_reads_back_the_same() -> None:
    assert _read_back(sample()) == sample()


@settings(max_examples=150, deadline=None)
@given(RULES)
def test_every_rule_reads_back_the_same(rule: Rule) -> None:
    criteria = _set(_leaf("1.1.1", rule))
    assert _read_back(criteria) == criteria


@settings(max_examples=30, deadline=None)
@given(EXTRAS)
def test_bonus_and_penalty_items_keep_their_sign(rule: BonusPenalty) -> None:
    bonus = Extra(Sign.BONUS, replace(_leaf("T1", rule), source=Source.APPRAISER))
    penalty = Extra(Sign.PENALTY, _leaf("P1", replace(rule, penalty=True)))
    criteria = _set(_leaf("1.1.1", Proportional()), extras=(bonus, penalty))
    assert _read_back(criteria) == criteria


def test_everything_that_a_set_can_say_is_kept() -> None:
    told = Guidance("hỏi", "điểm", "thuyết phục", "dễ sai", "Điều 5 Quyết định 1/QĐ-UBND")
    evidence = (EvidenceItem("a", "Báo cáo: năm #1"), EvidenceItem("b", "Phiếu", "nếu có"))
    leaf = replace(_leaf("1.1.1", Proportional()), evidence=evidence, guidance=told, aliases=("1.10", "true", "không"))
    criteria = replace(
        _set(replace(leaf, position="Văn phòng", department="Phòng Nội vụ")),
        classes=(ClassThreshold("good", Decimal("65.5"), Decimal(50)), ClassThreshold("failed", Decimal(0), None)),
        caps=Caps(Decimal(5), Decimal("2.5")),
        rounding=3,
        extras_after_rescaling=False,
        valid_from="2026-01-01",
        valid_to="2026-12-31",
    )
    assert _read_back(criteria) == criteria


def test_figures_are_written_without_an_exponent() -> None:
    leaf = replace(_leaf("1.1.1", Proportional()), max=Decimal("1E+1"))
    written = yaml.safe_load(dump_set(_set(leaf)))
    assert written["fields"][0]["criteria"][0]["leaves"][0]["max"] == 10
    assert "E+" not in dump_set(_set(leaf))
