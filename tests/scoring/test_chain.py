"""The log's chain: nothing is changed, lost or moved unseen."""

from dataclasses import replace
from typing import Any

import pytest

from scoring.chain import GENESIS, LogLine, first_broken, seal


def chain(length: int = 5) -> list[LogLine]:
    lines: list[LogLine] = []
    for number in range(1, length + 1):
        previous = lines[-1].hash if lines else GENESIS
        line = LogLine(
            number, f"2026-01-05T08:0{number}:00+07:00", "p-hoa", "web", "declare", f"2025/XA01/1.{number}", None,
            {"declared": {"met": True}, "points": "10"}, previous,
        )  # fmt: skip
        lines.append(replace(line, hash=seal(line)))
    return lines


CHANGED: dict[str, Any] = {
    "number": 7,
    "at": "2026-01-05T08:03:01+07:00",
    "who": "p-lan",
    "channel": "cli",
    "what": "undo",
    "where": "2025/XA02/1.3",
    "before": {},
    "after": {"declared": {"met": True}, "points": "9"},
    "previous": GENESIS,
    "hash": "0" * 64,
}


def test_an_untouched_chain_holds() -> None:
    assert first_broken(chain()) is None
    assert first_broken([]) is None


@pytest.mark.parametrize(("part", "value"), CHANGED.items())
def test_a_tampered_line_is_named(part: str, value: Any) -> None:
    lines = chain()
    lines[2] = replace(lines[2], **{part: value})
    assert first_broken(lines) == 3


def test_a_line_tampered_and_sealed_again_breaks_the_next() -> None:
    lines = chain()
    forged = replace(lines[2], who="p-lan")
    lines[2] = replace(forged, hash=seal(forged))
    assert first_broken(lines) == 4


def test_a_missing_line_is_named() -> None:
    lines = chain()
    assert first_broken(lines[:1] + lines[2:]) == 2
    assert first_broken(lines[1:]) == 1


def test_the_first_of_two_swapped_lines_is_named() -> None:
    lines = chain()
    lines[1], lines[3] = lines[3], lines[1]
    assert first_broken(lines) == 2


def test_a_line_put_in_is_named() -> None:
    lines = chain()
    assert first_broken([*lines[:2], replace(lines[2], who="p-lan"), *lines[2:]]) == 3


def test_words_in_vietnamese_are_sealed_as_written() -> None:
    line = replace(chain(1)[0], after={"why": "thiếu báo cáo"})
    assert seal(line) != seal(replace(line, after={"why": "thieu bao cao"}))


def test_a_gap_that_was_linked_over_is_still_named() -> None:
    lines = chain()
    relinked = replace(lines[3], previous=lines[1].hash)
    assert first_broken([*lines[:2], replace(relinked, hash=seal(relinked))]) == 3
