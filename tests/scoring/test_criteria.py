"""A set of two and three levels, read in the order in which it is printed."""

from scoring.criteria import Source
from tests.scoring.world import CRITERIA, PLAN, REPORT


def test_leaves_of_both_depths_come_in_order_and_extras_last() -> None:
    assert list(CRITERIA.leaves) == ["1.1", "1.2", "1.3", "2.1.1", "2.1.2", "2.2", "3.1", "3.2", "T1", "T2", "P1"]


def test_a_field_holds_the_leaves_of_its_criteria() -> None:
    field = CRITERIA.field("2")
    assert (field.name, [leaf.code for leaf in field.leaves]) == ("Thủ tục hành chính", ["2.1.1", "2.1.2", "2.2"])
    assert {leaf.field_code for leaf in field.leaves} == {"2"}


def test_bonus_and_penalty_stand_outside_the_hundred_points() -> None:
    assert CRITERIA.max == 100
    assert CRITERIA.extra_codes == {"T1", "T2", "P1"}


def test_the_commune_declares_self_and_system_leaves() -> None:
    assert [source for source in Source if source.declared_by_commune] == [Source.SELF, Source.SYSTEM]
    assert [leaf.code for leaf in CRITERIA.declared_leaves()] == ["1.1", "1.2", "1.3", "2.1.1", "2.1.2", "3.2", "T1", "T2"]


def test_a_document_with_a_condition_is_not_required() -> None:
    assert CRITERIA.leaf("1.1").required_items == (PLAN, REPORT)
