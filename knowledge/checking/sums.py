"""Sums: what a part is worth is exactly what its parts are worth together."""

from collections.abc import Iterator
from decimal import Decimal

from knowledge.checking import fault_texts as t
from knowledge.checking.faults import Finding, Wrong
from knowledge.checking.tree import Node, nodes
from scoring.criteria import CriteriaSet, Criterion, Field, Leaf
from scoring.written.numbers import show


def check_sums(criteria: CriteriaSet) -> Iterator[Finding]:
    for node in nodes(criteria):
        yield from _sum(node)


def _sum(node: Node) -> Iterator[Finding]:
    inside = _inside(node.part)
    summed = sum((part.max for part in inside), Decimal(0))
    if not inside or summed.is_nan() or node.part.max.is_nan() or summed == node.part.max:
        return
    words = t.SUM_MISMATCH.format(code=node.part.code, printed=show(node.part.max, 6), summed=show(summed, 6))
    yield Finding(Wrong.SUM_MISMATCH, (*node.at, "max"), node.part.code, words)


def _inside(part: Field | Criterion | Leaf) -> tuple[Criterion | Leaf, ...]:
    match part:
        case Field():
            return part.criteria
        case Criterion():
            return part.leaves
        case Leaf():
            return ()
