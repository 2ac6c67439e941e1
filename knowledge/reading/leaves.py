"""The scored parts of a set: leaves, the criteria that hold them, bonus and penalty items."""

from dataclasses import replace
from decimal import Decimal
from string import ascii_lowercase

from knowledge.checking import fault_texts as t
from knowledge.checking.faults import Wrong
from knowledge.reading.rules import read_rule
from knowledge.reading.table import UNREAD, Table
from scoring.criteria import Criterion, EvidenceItem, Extra, Guidance, Leaf, Sign, Source
from scoring.rules import BonusPenalty

SOURCES = tuple(source.value for source in Source)


def read_part(table: Table) -> Criterion | Leaf:
    """What stands under a field: a criterion when it lists ``leaves``, else a leaf itself."""
    return read_criterion(table) if table.has("leaves") else read_leaf(table)


def read_maximum(table: Table) -> Decimal:
    if table.has("max"):
        return table.number("max")
    table.blame(Wrong.NO_POINTS, "max", t.NO_POINTS, code=table.where)
    return UNREAD


def read_criterion(table: Table) -> Criterion:
    code = table.text("code")
    leaves = tuple(read_leaf(leaf) for leaf in table.tables("leaves", least=1))
    criterion = Criterion(code, table.text("name"), read_maximum(table), leaves)
    table.close()
    return criterion


def read_leaf(table: Table) -> Leaf:
    leaf = _leaf(table)
    table.close()
    return leaf


def _leaf(table: Table) -> Leaf:
    code, maximum = table.text("code"), read_maximum(table)
    return Leaf(
        code=code,
        name=table.text("name"),
        max=maximum,
        source=_source(table),
        rule=read_rule(table.table("rule"), maximum),
        evidence=tuple(_evidence_item(item) for item in table.tables("evidence", most=len(ascii_lowercase))),
        guidance=_guidance(table),
        aliases=table.texts("aliases"),
        position=table.text("position", ""),
        department=table.text("department", ""),
    )


def _source(table: Table) -> Source:
    text = table.text("source")
    if text in SOURCES:
        return Source(text)
    if text:
        table.blame(Wrong.UNKNOWN_SOURCE, "source", t.UNKNOWN_SOURCE, known=", ".join(SOURCES))
    return Source.SELF


def _evidence_item(table: Table) -> EvidenceItem:
    key = table.one_of("key", tuple(ascii_lowercase))
    item = EvidenceItem(key, table.text("name"), table.text("when", "") or None)
    table.close()
    return item


def _guidance(table: Table) -> Guidance:
    if not table.has("guidance"):
        return Guidance()
    texts = table.table("guidance")
    guidance = Guidance(
        asked=texts.text("asked", ""),
        points=texts.text("points", ""),
        convinces=texts.text("convinces", ""),
        mistakes=texts.text("mistakes", ""),
        legal_basis=texts.text("legal_basis", ""),
    )
    texts.close()
    return guidance


def read_extra(table: Table) -> Extra:
    """A bonus or penalty item: a leaf with its sign."""
    sign, leaf = _sign(table), _leaf(table)
    table.close()
    if isinstance(leaf.rule, BonusPenalty):
        leaf = replace(leaf, rule=replace(leaf.rule, penalty=sign is Sign.PENALTY))
    return Extra(sign, leaf)


def _sign(table: Table) -> Sign:
    return Sign.PENALTY if table.one_of("sign", tuple(Sign)) == Sign.PENALTY else Sign.BONUS
