"""A leaf by itself: its maximum, its evidence, its rule and whether its source can supply what the rule asks."""

from collections.abc import Iterator

from knowledge.checking import fault_texts as t
from knowledge.checking.faults import Finding, Wrong
from knowledge.checking.remarks import Remark
from knowledge.checking.rules import check_rule
from knowledge.checking.tree import LeafPlace
from scoring.criteria import Leaf, Source
from scoring.rules import Asks, BonusPenalty


def check_leaf(place: LeafPlace) -> Iterator[Finding]:
    for remark in _remarks(place):
        yield Finding(remark.error, (*place.at, *remark.at), place.leaf.code, remark.message)


def _remarks(place: LeafPlace) -> Iterator[Remark]:
    leaf = place.leaf
    if leaf.max == 0:
        yield Remark(Wrong.NO_POINTS, ("max",), t.NO_POINTS.format(code=leaf.code))
    yield from _evidence(leaf)
    yield from _source(place)
    for remark in check_rule(leaf.rule, leaf.max):
        yield Remark(remark.error, ("rule", *remark.at), remark.message)


def _evidence(leaf: Leaf) -> Iterator[Remark]:
    keys = [item.key for item in leaf.evidence]
    for number, key in enumerate(keys):
        if key and key in keys[:number]:
            yield Remark(Wrong.DUPLICATE_KEY, ("evidence", number, "key"), t.DUPLICATE_EVIDENCE.format(key=key))


def _source(place: LeafPlace) -> Iterator[Remark]:
    """A rule that is only ever imported would leave a commune with a leaf that it can never finish."""
    leaf = place.leaf
    if leaf.rule.need.asks is Asks.NOTHING and leaf.source is not Source.SURVEY:
        yield Remark(Wrong.SOURCE_MISMATCH, ("source",), t.NEEDS_SURVEY.format(source=leaf.source))
    if isinstance(leaf.rule, BonusPenalty) and not place.extra:
        yield Remark(Wrong.UNSUPPORTED_RULE, ("rule", "kind"), t.MISPLACED_RULE)
