"""Class thresholds: from the best class down, with conditions that never grow stricter on the way."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from knowledge.checking import fault_texts as t
from knowledge.checking.faults import Finding, Wrong
from scoring.criteria import ClassThreshold
from scoring.results.classification import CLASS_NAMES
from scoring.written.numbers import show


def check_classes(classes: Sequence[ClassThreshold]) -> Iterator[Finding]:
    for number, threshold in enumerate(classes):
        yield from _within_hundred(number, threshold)
        if threshold.name and threshold.name in [other.name for other in classes[:number]]:
            yield _finding(number, "name", t.DUPLICATE_CLASS.format(name=CLASS_NAMES[threshold.name]))
    for number, (above, below) in enumerate(pairwise(classes), start=1):
        yield from _falling(number, above, below)
    if classes:
        yield from _last(len(classes) - 1, classes[-1])


def _last(number: int, threshold: ClassThreshold) -> Iterator[Finding]:
    if not threshold.index_from.is_nan() and threshold.index_from > 0:
        yield _finding(number, "index_from", t.LAST_CLASS)


def _within_hundred(number: int, threshold: ClassThreshold) -> Iterator[Finding]:
    for key, percent in (("index_from", threshold.index_from), ("field_floor", threshold.field_floor)):
        if percent is not None and not percent.is_nan() and percent > 100:
            yield _finding(number, key, t.ABOVE_HUNDRED.format(percent=show(percent, 6)))


def _falling(number: int, above: ClassThreshold, below: ClassThreshold) -> Iterator[Finding]:
    if not (above.index_from.is_nan() or below.index_from.is_nan()) and below.index_from >= above.index_from:
        words = t.INDEX_NOT_FALLING.format(below=show(below.index_from, 6), above=show(above.index_from, 6))
        yield _finding(number, "index_from", words)
    upper, lower = above.field_floor, below.field_floor
    if upper is None or lower is None or upper.is_nan() or lower.is_nan() or lower <= upper:
        return
    yield _finding(number, "field_floor", t.FLOOR_RISING.format(below=show(lower, 6), above=show(upper, 6)))


def _finding(number: int, key: str, message: str) -> Finding:
    return Finding(Wrong.BAD_THRESHOLD, ("classes", number, key), "", message)
