"""From the outline of an annex to a criteria set, with the place of every part and what is doubtful about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import count

from knowledge.annex import texts as t
from knowledge.annex.codes import Numbers, dotted, field_numbers, inner_numbers
from knowledge.annex.evidence import evidence_items
from knowledge.annex.layout.header import Column
from knowledge.annex.layout.outline import Outline, OutlineNode, leaves
from knowledge.annex.layout.outline import PrintedExtra as ExtraRow
from knowledge.annex.layout.rows import Spot
from knowledge.annex.leaf_text import LeafText
from knowledge.annex.sources import Sources
from knowledge.annex.wording import RuleReading, read_rule
from knowledge.checking.faults import Fault, Steps, Wrong
from scoring.criteria import Criterion, Extra, Field, Leaf, Sign, Source
from scoring.rules import BonusPenalty, ExternalIndex, SurveyMean
from scoring.written.numbers import show

UNREAD = Decimal("NaN")


@dataclass(frozen=True, slots=True)
class LeafReport:
    """``printed``: the code as the file shows it, ``None`` where Word counts and the file holds nothing.

    ``why`` is set where a person has to look at the leaf; ``recoded``: the printed code was lost or spoilt.
    """

    code: str
    printed: str | None
    spot: Spot
    uncertain: bool = False
    why: str = ""
    recoded: bool = False


@dataclass(slots=True)
class Built:
    """``doubts``: by leaf, sentences on what stands in its rows and is not read."""

    fields: tuple[Field, ...] = ()
    extras: tuple[Extra, ...] = ()
    reports: dict[str, LeafReport] = field(default_factory=dict)
    spots: dict[Steps, Spot] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    doubts: dict[str, list[str]] = field(default_factory=dict)

    def told(self, code: str, message: str) -> str:
        """A sentence on a leaf with what else has to be known about it."""
        return " ".join(filter(None, [message, *self.doubts.get(code, [])]))


def build(outline: Outline) -> Built:
    return _Building(outline).built


class _Building:
    def __init__(self, outline: Outline) -> None:
        self.built = Built()
        self._sources = Sources(list(leaves(outline.fields)))
        fields = [node for node in outline.fields if _holds_points(node)]
        numbers = field_numbers(fields)
        self.built.fields = tuple(
            self._field(node, number, place) for place, (node, number) in enumerate(zip(fields, numbers, strict=True))
        )
        counted = {sign: count(1) for sign in Sign}
        self.built.extras = tuple(
            self._extra(extra, place, next(counted[extra.sign])) for place, extra in enumerate(outline.extras)
        )
        self._check_sums(outline, fields)
        self._check_places(outline)

    def fault(self, error: Wrong, where: str, spot: Spot, message: str, *roles: Column) -> None:
        self.built.faults.append(fault_at(error, where, spot, message, *roles))

    def _field(self, node: OutlineNode, numbers: Numbers, place: int) -> Field:
        at: Steps = ("fields", place)
        self.built.spots[at] = node.entry.spot
        inside = node.inside or [node]
        codes = inner_numbers(numbers, inside) if node.inside else [(*numbers, 1)]
        parts = tuple(
            self._part(child, number, (*at, "criteria", inner))
            for inner, (child, number) in enumerate(zip(inside, codes, strict=True))
        )
        return Field(dotted(numbers), node.entry.name, self._sum_of(node, [part.max for part in parts]), parts)

    def _part(self, node: OutlineNode, numbers: Numbers, at: Steps) -> Criterion | Leaf:
        if not node.inside or node.level == 0:
            return self._leaf(node, numbers, at)
        self.built.spots[at] = node.entry.spot
        found = tuple(
            self._leaf(child, number, (*at, "leaves", place))
            for place, (child, number) in enumerate(zip(node.inside, inner_numbers(numbers, node.inside), strict=True))
        )
        return Criterion(dotted(numbers), node.entry.name, self._sum_of(node, [leaf.max for leaf in found]), found)

    def _sum_of(self, node: OutlineNode, parts: Sequence[Decimal]) -> Decimal:
        """A part that prints no points of its own is worth what it holds."""
        printed = node.entry.maximum
        return sum(parts, Decimal(0)) if printed is None else printed

    def _leaf(self, node: OutlineNode, numbers: Numbers, at: Steps) -> Leaf:
        code, spot = dotted(numbers), node.entry.spot
        self.built.spots[at] = spot
        maximum = self._maximum(node, code)
        said = self._sources.of_columns(node)
        reading = read_rule(_text(node, maximum, said))
        self._take(code, numbers, node, reading)
        return Leaf(
            code, node.entry.name, maximum, self._source(node, reading, said), reading.rule, evidence_items(node.evidence)
        )

    def _source(self, node: OutlineNode, reading: RuleReading, said: Source | None) -> Source:
        """Points that nobody declares come from the survey, whatever a column says."""
        if isinstance(reading.rule, SurveyMean):
            return Source.SURVEY
        if isinstance(reading.rule, ExternalIndex) and said in {None, Source.SELF}:
            return reading.source or Source.SURVEY
        return said or reading.source or self._sources.of_evidence(node, reading.rule)

    def _maximum(self, node: OutlineNode, code: str) -> Decimal:
        entry = node.entry
        if entry.maximum is not None:
            return entry.maximum
        words = t.NOT_POINTS.format(code=code, value=entry.worth[:60]) if entry.worth else t.NO_MAXIMUM.format(code=code)
        self.fault(Wrong.NO_POINTS, code, entry.spot, words, Column.MAX)
        return UNREAD

    def _take(self, code: str, numbers: Numbers, node: OutlineNode, reading: RuleReading) -> None:
        printed = node.entry.code
        shown = None if printed and printed.automatic else printed.text if printed else ""
        recoded = bool(numbers) and (printed is None or printed.numbers != numbers[-len(printed.numbers) :])
        self.built.doubts[code] = list(dict.fromkeys(node.doubts))
        why, uncertain = self.built.told(code, reading.why), reading.uncertain or bool(node.doubts)
        self.built.reports[code] = LeafReport(code, shown, node.entry.spot, uncertain, why, recoded)
        for fault in reading.faults:
            self.fault(fault.error, code, node.entry.spot, self.built.told(code, fault.message), Column.METHOD, Column.NAME)

    def _extra(self, row: ExtraRow, place: int, number: int) -> Extra:
        entry, bonus = row.node.entry, row.sign is Sign.BONUS
        code = f"{'DT' if bonus else 'DP'}{number}"
        self.built.spots["bonus_penalty", place] = entry.spot
        maximum = abs(entry.maximum) if entry.maximum is not None else UNREAD
        reading = read_rule(_text(row.node, maximum, Source.APPRAISER, row.sign))
        maximum = _cap(reading, maximum)
        if maximum.is_nan():
            self.fault(Wrong.NO_POINTS, code, entry.spot, t.NO_MAXIMUM.format(code=code), Column.MAX)
        self._take(code, entry.code.numbers if entry.code else (), row.node, reading)
        leaf = Leaf(code, entry.name, maximum, Source.APPRAISER, reading.rule, evidence_items(row.node.evidence))
        return Extra(row.sign, leaf)

    def _check_sums(self, outline: Outline, fields: Sequence[OutlineNode]) -> None:
        """Lines that add up guard against rows left out, which no other sum would show."""
        worth = {id(node): part.max for node, part in zip(fields, self.built.fields, strict=True)}
        whole = sum((part.max for part in self.built.fields), Decimal(0))
        for total in outline.sums:
            summed = whole if total.field is None else worth.get(id(total.field), total.value)
            if not summed.is_nan() and summed != total.value:
                words = t.SUM_TOTAL.format(label=total.entry.name, printed=show(total.value, 6), summed=show(summed, 6))
                self.fault(Wrong.SUM_MISMATCH, "", total.entry.spot, words, Column.MAX)

    def _check_places(self, outline: Outline) -> None:
        for node in outline.astray:
            self.fault(Wrong.WRONG_PARENT, "", node.entry.spot, t.NO_PARENT.format(name=node.entry.name), Column.NAME)
        for entry in outline.deep:
            code = entry.code.text if entry.code else entry.name
            self.fault(Wrong.BAD_CODE, code, entry.spot, t.TOO_DEEP.format(code=code), Column.CODE, Column.NAME)


def fault_at(error: Wrong, where: str, spot: Spot, message: str, *roles: Column) -> Fault:
    grid = spot.grid
    return Fault(error, where, spot.row, spot.column(*roles), message, sheet=grid.sheet, table=grid.table)


def _holds_points(node: OutlineNode) -> bool:
    """A heading without anything below it is no field."""
    return bool(node.inside) or node.entry.maximum is not None


def _text(node: OutlineNode, maximum: Decimal, source: Source | None, sign: Sign | None = None) -> LeafText:
    return LeafText(node.entry.name, maximum, tuple(node.lines), tuple(node.notes), source, sign)


def _cap(reading: RuleReading, maximum: Decimal) -> Decimal:
    """An item that prints no points of its own is worth at most what its rule gives."""
    rule = reading.rule
    if maximum.is_nan() and isinstance(rule, BonusPenalty):
        return rule.cap or rule.per_item
    return maximum


def spot_of(spots: Mapping[Steps, Spot], at: Steps) -> Spot | None:
    """The place of the nearest part on the way."""
    return next((spots[at[:length]] for length in range(len(at), 0, -1) if at[:length] in spots), None)
