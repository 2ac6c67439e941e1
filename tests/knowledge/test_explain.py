"""Everything there is to tell about a leaf, for whoever lays it out."""

from dataclasses import replace
from decimal import Decimal

from knowledge.explain import explain
from scoring.criteria import Guidance
from tests.knowledge.reading.sample import sample


def test_a_leaf_is_explained_with_its_rule_in_words_and_an_example_in_figures() -> None:
    told = explain(sample().leaf("3.2"))

    assert (told.code, told.name, told.max) == ("3.2", "Tỷ lệ hồ sơ TTHC giải quyết đúng hạn", Decimal(6))
    assert "95" in told.how
    assert "970/1.000" in told.example
    assert told.asked
    assert told.mistakes


def test_who_gives_the_points_and_who_appraises_them_is_told_apart() -> None:
    told = explain(sample().leaf("8.1"))

    assert told.appraiser == "Phòng Nội vụ"


def test_conditional_documents_keep_their_condition() -> None:
    told = explain(sample().leaf("5.3"))

    assert [(item.name, item.when) for item in told.evidence if not item.required] == [("Quyết định kỷ luật", "nếu có")]


def test_the_legal_basis_is_told_only_where_the_set_states_one() -> None:
    leaf = sample().leaf("1.1")
    stated = replace(leaf, guidance=Guidance(legal_basis="Nghị quyết số 76/NQ-CP"))

    assert explain(leaf).legal_basis == ""
    assert explain(stated).legal_basis == "Nghị quyết số 76/NQ-CP"
