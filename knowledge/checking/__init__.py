"""Whether a criteria set makes sense, whatever file it came from. A set with a finding is not taken into use."""

from collections.abc import Iterator

from knowledge.checking.classes import check_classes
from knowledge.checking.codes import check_codes
from knowledge.checking.faults import Finding
from knowledge.checking.leaves import check_leaf
from knowledge.checking.sums import check_sums
from knowledge.checking.tree import walk
from scoring.criteria import CriteriaSet


def check(criteria: CriteriaSet) -> tuple[Finding, ...]:
    return tuple(_findings(criteria))


def _findings(criteria: CriteriaSet) -> Iterator[Finding]:
    yield from check_codes(criteria)
    yield from check_sums(criteria)
    for place in walk(criteria):
        yield from check_leaf(place)
    yield from check_classes(criteria.classes)


__all__ = ["check"]
