"""Wordings of decisions, each with what it means: nothing wrong may pass without being flagged."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from knowledge.annex.leaf_text import LeafText, PrintedLine
from knowledge.annex.wording import read_rule
from tests.knowledge.annex.wording.short import short

TABLE = Path(__file__).with_name("wordings.txt")


def cases() -> Iterator[tuple[str, Decimal, tuple[PrintedLine, ...]]]:
    for block in TABLE.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.split("\n") if line and not line.startswith("#")]
        if lines:
            maximum, _, wanted = lines[0].partition(" = ")
            yield (
                wanted,
                Decimal(maximum),
                tuple(PrintedLine(*(part.strip() for part in line.split(" | "))) for line in lines[1:]),
            )


@pytest.mark.parametrize(("wanted", "maximum", "lines"), list(cases()))
def test_a_wording_is_read_as_meant(wanted: str, maximum: Decimal, lines: tuple[PrintedLine, ...]) -> None:
    reading = read_rule(LeafText("Tiêu chí", maximum, lines))
    if wanted == "?":
        assert reading.uncertain, short(reading.rule, maximum)
        assert reading.why
    else:
        assert (short(reading.rule, maximum), reading.why) == (wanted, "")
