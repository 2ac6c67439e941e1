"""Annexes as offices send them: every leaf, every fault, and how much of it a person still has to look at."""

from pathlib import Path

import pytest

from benchmarks.annex import FILES, Result, measure
from tests.knowledge.annex.invented.__main__ import write


@pytest.fixture(scope="module")
def sent() -> Result:
    return measure(FILES)


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Result:
    folder: Path = tmp_path_factory.mktemp("annexes")
    write(folder)
    return measure(folder)


def test_every_leaf_has_its_code_name_maximum_source_and_documents(sent: Result, invented: Result) -> None:
    for result in (sent, invented):
        assert result.counts["frame right"] == result.counts["leaves"], result.amiss
        assert result.counts["evidence right"] == result.counts["leaves"]


def test_no_rule_is_wrong_without_being_flagged(sent: Result, invented: Result) -> None:
    assert sent.wrong == []
    assert invented.wrong == []


def test_nine_rules_in_ten_need_nobody(sent: Result, invented: Result) -> None:
    for result in (sent, invented):
        assert result.counts["rule right, not flagged"] * 100 >= result.counts["leaves"] * 90, result.amiss


def test_nearly_all_rules_are_right(sent: Result) -> None:
    assert sent.counts["rule right"] * 100 >= sent.counts["leaves"] * 97, sent.amiss


def test_bonus_and_penalty_items_are_read(sent: Result, invented: Result) -> None:
    for result in (sent, invented):
        assert result.counts["extras right"] == result.counts["extras"] > 0


def test_broken_files_are_refused_for_their_fault_at_its_place(sent: Result) -> None:
    assert sent.counts["broken refused"] == sent.counts["broken"] > 0, sent.amiss
