"""Who supplies the points of a leaf: what the columns say, read over the whole table."""

import re
from collections.abc import Sequence

from knowledge.annex.layout.header import Column
from knowledge.annex.layout.outline import OutlineNode
from knowledge.annex.layout.said import said
from knowledge.text import fold
from scoring.criteria import Source
from scoring.rules import Banded, Proportional, Rule, Steps, WithNotApplicable, WithNotArisen

_MARK = re.compile(r"[xX✓✔vV☒☑]")
_SYSTEM = re.compile(r"\b(trich xuat|he thong thong tin|cong dvc|cong dich vu cong|phan mem|he thong)\b")


def is_mark(text: str) -> bool:
    return bool(_MARK.fullmatch(text.strip()))


class Sources:
    """Crosses mean one thing where few rows have them, and another where most have."""

    def __init__(self, nodes: Sequence[OutlineNode]) -> None:
        self._marked = {role: sum(_has(node, role) for node in nodes) for role in (Column.SURVEY, Column.OWN, Column.APPRAISED)}
        self._number = len(nodes)
        self._told = any(self.of_columns(node) is Source.SYSTEM for node in nodes)

    def of_columns(self, node: OutlineNode) -> Source | None:
        named = [one for text in (*node.entry.marks.values(), *node.notes) if (one := said(text))]
        if named:
            return named[0]
        if _has(node, Column.SURVEY):
            return Source.SURVEY
        return self._of_crosses(node)

    def _of_crosses(self, node: OutlineNode) -> Source | None:
        """A cross in the column of the commune on a few rows crosses it out: the survey gives these points."""
        few = 0 < self._marked[Column.OWN] * 2 < self._number
        if few and _has(node, Column.OWN):
            return Source.SURVEY if not self._marked[Column.SURVEY] else Source.SELF
        many = self._marked[Column.OWN] * 2 >= self._number > 0
        if many and not _has(node, Column.OWN) and _has(node, Column.APPRAISED):
            return Source.APPRAISER
        return None

    def of_evidence(self, node: OutlineNode, rule: Rule) -> Source:
        """Where no column names a system, a rate proved by the printout of one is measured by it."""
        words = fold("\n".join(node.evidence))
        return Source.SYSTEM if not self._told and _is_rate(rule) and _SYSTEM.search(words) else Source.SELF


def _is_rate(rule: Rule) -> bool:
    match rule:
        case WithNotArisen() | WithNotApplicable():
            return _is_rate(rule.base)
        case _:
            return isinstance(rule, Banded | Proportional | Steps)


def _has(node: OutlineNode, role: Column) -> bool:
    return is_mark(node.entry.marks.get(role, ""))
