"""Rows put in order: every field with its criteria, every leaf with its own lines."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from knowledge.annex.files import Grid
from knowledge.annex.layout.header import Body, bodies
from knowledge.annex.layout.headings import all_entries
from knowledge.annex.layout.levels import DEEPEST, Ahead, Levels, ahead
from knowledge.annex.layout.rows import PrintedEntry, entries_of
from knowledge.annex.leaf_text import PrintedLine
from knowledge.text import fold
from scoring.criteria import Sign
from scoring.written.letters import clean

_SUM = re.compile(
    r"(tổng cộng|tổng số điểm|tổng điểm|tổng số|tổng|cộng)(\s*[:(]|\s+(điểm|lĩnh vực|mục|phần|[ivx]+\b|[0-9]).*|\s*$)",
    re.IGNORECASE,
)
_WHOLE_SUM = re.compile(r"tong|cong$|cong \(?[ivx]+ ?\+")
_EXTRAS = re.compile(r"((phan|muc|noi dung|cac|nhom|tieu chi) )*(diem (thuong|phat|cong|tru)|(thuong|phat|cong|tru) diem)\b")
_NOTE = re.compile(r"(ghi chu|luu y|chu thich|huong dan|nguoi (cham|lap)|noi nhan)\b")
_ASIDE = re.compile(r"huong dan|vi du|chu giai|giai thich|thuat ngu|viet tat|danh muc|ghi chu")


@dataclass(slots=True)
class OutlineNode:
    """A row with what belongs to it; ``lines`` are the method, ``inside`` the parts of a field or a criterion.

    ``doubts`` are sentences on what stands in its rows and is not read.
    """

    entry: PrintedEntry
    level: int
    lines: list[PrintedLine] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    inside: list["OutlineNode"] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PrintedExtra:
    """An item of the bonus or the penalty part."""

    sign: Sign
    node: OutlineNode


@dataclass(frozen=True, slots=True)
class Sum:
    """A line that adds up: the whole table, or with ``field`` the field above it."""

    entry: PrintedEntry
    value: Decimal
    field: OutlineNode | None = None


@dataclass(slots=True)
class Outline:
    """``astray`` are rows with points before the first field, ``deep`` those below a leaf."""

    fields: list[OutlineNode] = field(default_factory=list)
    extras: list[PrintedExtra] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)
    astray: list[OutlineNode] = field(default_factory=list)
    deep: list[PrintedEntry] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)


def outline_of(grids: Sequence[Grid]) -> Outline | None:
    """``None`` where no grid is a table of criteria."""
    found = _chosen([body for body in bodies(grids) if not _is_aside(body)])
    if not found:
        return None
    outline = Outline(titles=_titles(grids, found))
    entries = all_entries(found)
    _Builder(outline, Levels(entries)).take(entries)
    for part in outline.fields:
        _hand_down(part)
    return outline


def _hand_down(node: OutlineNode) -> None:
    """What is doubtful about a heading is told at the first leaf below it: only leaves are looked at."""
    if node.inside:
        node.inside[0].doubts[:0] = node.doubts
        for child in node.inside:
            _hand_down(child)


def _is_aside(body: Body) -> bool:
    """Guides and examples hold tables too, with criteria that do not exist."""
    return bool(_ASIDE.search(fold(body.grid.sheet)))


def _chosen(found: list[Body]) -> list[Body]:
    """Beside the sheet that holds the set, a much smaller one, or one that begins with no field, is something else."""
    if not found:
        return []
    main = max(found, key=lambda body: len(body.rows))
    return [body for body in found if body is main or body.grid.table or _belongs(body, main)]


def _belongs(body: Body, main: Body) -> bool:
    return len(body.rows) * 20 >= len(main.rows) and _first_rank(body) == _first_rank(main)


def _first_rank(body: Body) -> int | None:
    return next((entry.code.rank for entry in entries_of(body) if entry.code), None)


def _titles(grids: Sequence[Grid], found: Sequence[Body]) -> list[str]:
    before = [line for grid in grids if grid.table and grid.table < found[0].grid.table for line in grid.above]
    return before + list(found[0].above)


class _Builder:
    """``_open`` are the parts that the next row may belong to, outermost first."""

    def __init__(self, outline: Outline, levels: Levels) -> None:
        self._outline = outline
        self._levels = levels
        self._open: list[OutlineNode] = []
        self._sign: Sign | None = None
        self._extra: OutlineNode | None = None
        self._last: OutlineNode | None = None
        self._in_extras = False
        self._ended = False

    def take(self, entries: Sequence[PrintedEntry]) -> None:
        for entry, below in zip(entries, ahead(entries), strict=True):
            self._take(entry, below)

    def _take(self, entry: PrintedEntry, below: Ahead) -> None:
        words = fold(entry.name)
        if entry.code is None and _SUM.match(clean(entry.name)):
            self._sum(entry, words)
            self._tell(entry)
        elif _EXTRAS.match(words) and not entry.bullet and (self._in_extras or self._opens(entry)):
            self._extras(entry, words)
            self._tell(entry)
        elif self._in_extras:
            self._extra_row(entry, words)
        elif entry.code is None and _NOTE.match(words):
            self._open, self._ended = [], True
            self._tell(entry)
        else:
            self._row(entry, below)

    def _tell(self, entry: PrintedEntry) -> None:
        """What is doubtful about a row that is no part of the tree is told at the part above it."""
        if self._last is not None and self._last.entry is not entry:
            self._last.doubts += entry.doubts

    def _opens(self, entry: PrintedEntry) -> bool:
        """An option may begin with "trừ điểm" too; a heading has a code, capitals or stands behind the sum."""
        return self._ended or entry.code is not None or entry.level == 0 or entry.name.isupper()

    def _sum(self, entry: PrintedEntry, words: str) -> None:
        if entry.maximum is not None:
            whole = bool(_WHOLE_SUM.match(words)) and "linh vuc" not in words
            above = None if whole else next(iter(self._open), None)
            if whole or above:
                self._outline.sums.append(Sum(entry, entry.maximum, above))
        self._ended = self._ended or bool(_WHOLE_SUM.match(words))
        self._open = [] if self._ended else self._open[:1]

    def _extras(self, entry: PrintedEntry, words: str) -> None:
        self._in_extras = True
        bonus, penalty = "thuong" in words or "cong" in words, "phat" in words or "tru" in words
        self._sign = Sign.PENALTY if penalty and not bonus else Sign.BONUS if bonus and not penalty else None
        _, mark, rest = entry.name.partition(":")
        if mark and rest.strip() and (entry.lines or entry.maximum is not None):
            self._add_extra(entry, rest.strip())

    def _extra_row(self, entry: PrintedEntry, words: str) -> None:
        if entry.name and not _NOTE.match(words) and (entry.maximum is not None or entry.lines):
            self._add_extra(entry, entry.name)
        elif self._extra is not None and entry.lines and not entry.name:
            self._extra.lines += entry.lines
            self._extra.doubts += entry.doubts

    def _add_extra(self, entry: PrintedEntry, name: str) -> None:
        sign = self._sign or (Sign.PENALTY if entry.maximum is not None and entry.maximum < 0 else _sign_of(entry))
        node = self._node(entry, 0)
        node.entry = replace(entry, name=name)
        self._extra = node
        self._outline.extras.append(PrintedExtra(sign, node))

    def _row(self, entry: PrintedEntry, below: Ahead) -> None:
        level = self._levels.of(entry, below, self._open[-1].entry if self._open else None)
        if level is None:
            self._add_lines(entry)
            return
        if level >= DEEPEST:
            self._outline.deep.append(entry)
            return
        if self._ended and entry.maximum is None:
            return
        self._add(self._node(entry, level))

    def _node(self, entry: PrintedEntry, level: int) -> OutlineNode:
        evidence = [entry.evidence] if entry.evidence else []
        self._last = OutlineNode(entry, level, list(entry.lines), evidence, list(entry.notes), doubts=list(entry.doubts))
        return self._last

    def _add(self, node: OutlineNode) -> None:
        while self._open and self._open[-1].level >= node.level:
            self._open.pop()
        if self._open and _is_same(self._open[-1], node):
            self._replace(node)
            return
        self._home(node).append(node)
        self._open.append(node)

    def _home(self, node: OutlineNode) -> list[OutlineNode]:
        if self._open:
            return self._open[-1].inside
        return self._outline.fields if node.level == 0 else self._outline.astray

    def _replace(self, node: OutlineNode) -> None:
        """A criterion without sub-criteria is printed twice: in its own column and as its own leaf."""
        criterion = self._open.pop()
        node.level = criterion.level
        node.doubts[:0] = criterion.doubts
        self._home(node)[-1] = node
        self._open.append(node)

    def _add_lines(self, entry: PrintedEntry) -> None:
        """A row of an option, or one more row of the method."""
        if not self._open:
            return
        leaf = self._open[-1]
        if entry.name:
            leaf.lines.append(PrintedLine(entry.name, entry.worth))
        leaf.lines += entry.lines
        leaf.evidence += [entry.evidence] if entry.evidence else []
        leaf.notes += entry.notes
        leaf.doubts += entry.doubts


def _is_same(above: OutlineNode, node: OutlineNode) -> bool:
    return bool(
        above.level == 1 and above.entry.level == 1 and above.entry.code and node.entry.code
        and above.entry.code.numbers == node.entry.code.numbers
    )  # fmt: skip


def _sign_of(entry: PrintedEntry) -> Sign:
    words = fold(" ".join([entry.name, *(line.text for line in entry.lines)]))
    return Sign.PENALTY if re.search(r"\b(tru|phat|giam)\b", words) else Sign.BONUS


def leaves(nodes: Iterable[OutlineNode]) -> Iterator[OutlineNode]:
    for node in nodes:
        if node.inside:
            yield from leaves(node.inside)
        else:
            yield node
