"""What the operators' manual prints can be copied and works."""

import re
from pathlib import Path
from textwrap import indent

import pytest

from knowledge.reading import Wrong, read_set
from knowledge.reading.rules import READERS
from tests.knowledge.reading.sample import small

MANUAL = (Path(__file__).parents[3] / "docs" / "bo-tieu-chi.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", MANUAL, re.DOTALL)
RULES = [block for block in BLOCKS if block.startswith("kind:")]


def _kind(block: str) -> str:
    return block.split(maxsplit=2)[1]


def test_the_whole_set_of_the_manual_can_be_taken_into_use() -> None:
    (text,) = (block for block in BLOCKS if block not in RULES)
    reading = read_set(text)
    assert reading.faults == ()


@pytest.mark.parametrize("block", RULES, ids=_kind)
def test_every_rule_of_the_manual_can_be_copied(block: str) -> None:
    source = "survey" if _kind(block) == "R12" else "self"
    reading = read_set(small("\n" + indent(block, " " * 10), source=source))
    assert reading.faults == ()
    assert reading.set is not None
    assert reading.set.leaf("1.1").rule.kind == _kind(block)


def test_every_kind_of_rule_is_explained() -> None:
    assert {_kind(block) for block in RULES} | {"R14"} == set(READERS)


def test_every_kind_of_fault_is_explained() -> None:
    table = MANUAL.rsplit("| tên lỗi", 1)[1]
    assert set(re.findall(r"`([a-z_]+)`", table)) == set(Wrong)
