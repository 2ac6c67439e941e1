"""Walking a set with the way to every part."""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.checking.faults import Steps
from scoring.criteria import CriteriaSet, Criterion, Field, Leaf


@dataclass(frozen=True, slots=True)
class LeafPlace:
    """A leaf and the way to it; ``extra`` for bonus and penalty items."""

    leaf: Leaf
    at: Steps
    extra: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """Any part with a code, with the part that holds it."""

    part: Field | Criterion | Leaf
    at: Steps
    parent: Field | Criterion | None


def nodes(criteria: CriteriaSet) -> Iterator[Node]:
    """Every part of the tree, top down in the order of the set; bonus and penalty items are outside of it."""
    for number, field in enumerate(criteria.fields):
        yield Node(field, ("fields", number), None)
        for inner, part in enumerate(field.criteria):
            at = ("fields", number, "criteria", inner)
            yield Node(part, at, field)
            if isinstance(part, Criterion):
                yield from (Node(leaf, (*at, "leaves", place), part) for place, leaf in enumerate(part.leaves))


def walk(criteria: CriteriaSet) -> Iterator[LeafPlace]:
    """Every leaf, bonus and penalty items last."""
    for node in nodes(criteria):
        if isinstance(node.part, Leaf):
            yield LeafPlace(node.part, node.at)
    for number, extra in enumerate(criteria.extras):
        yield LeafPlace(extra.leaf, ("bonus_penalty", number), extra=True)
