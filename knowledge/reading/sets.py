"""A whole criteria set from a YAML file, with every fault of the file at once."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from knowledge.checking import check
from knowledge.checking import fault_texts as t
from knowledge.checking.faults import Fault, Wrong
from knowledge.reading.leaves import read_extra, read_maximum, read_part
from knowledge.reading.source import load, locate, parse
from knowledge.reading.table import Table
from scoring.criteria import Caps, ClassThreshold, CriteriaSet, Field
from scoring.results.classification import CLASS_NAMES
from scoring.written.numbers import show

ENDINGS = (".yaml", ".yml")
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of a file: the set, or what keeps it from being taken into use, in the order of the file."""

    set: CriteriaSet | None
    faults: tuple[Fault, ...]


def read_set_file(path: Path) -> Reading:
    """A set from a file, told apart by the ending of its name."""
    if path.suffix.lower() not in ENDINGS:
        return Reading(None, (Fault(Wrong.WRONG_CONTAINER, "", 1, 1, t.WRONG_CONTAINER),))
    text = load(path)
    return Reading(None, (text,)) if isinstance(text, Fault) else read_set(text)


def read_set(text: str) -> Reading:
    """A set from text, or every fault that it has."""
    node = parse(text)
    if isinstance(node, Fault):
        return Reading(None, (node,))
    if not isinstance(node, yaml.MappingNode):
        return Reading(None, (Fault(Wrong.CORRUPTED, "", 1, 1, t.NOT_A_TABLE),))
    return _read(node)


def _read(node: yaml.MappingNode) -> Reading:
    faults: list[Fault] = []
    criteria = _criteria_set(Table(node, "", faults))
    for finding in check(criteria):
        row, column = locate(node, finding.at)
        faults.append(Fault(finding.error, finding.where, row, column, finding.message))
    faults.sort(key=lambda fault: (fault.row, fault.column))
    return Reading(None if faults else criteria, tuple(faults))


def _criteria_set(table: Table) -> CriteriaSet:
    criteria = CriteriaSet(
        id=_id(table),
        version=table.text("version"),
        name=table.text("name"),
        decision=table.text("decision", ""),
        sample=table.flag("sample", default=False),
        fields=tuple(_field(field) for field in table.tables("fields", least=1)),
        classes=tuple(_threshold(class_) for class_ in table.tables("classes")),
        extras=tuple(read_extra(extra) for extra in table.tables("bonus_penalty")),
        caps=_caps(table),
        rounding=table.whole("rounding", default=2, low=0, high=6),
        extras_after_rescaling=table.flag("extras_after_rescaling", default=True),
        valid_from=_date(table, "valid_from"),
        valid_to=_date(table, "valid_to"),
    )
    _check_total(table, criteria)
    table.close()
    return criteria


def _id(table: Table) -> str:
    text = table.text("id")
    if text and not _ID.fullmatch(text):
        table.bad("id", t.BAD_ID)
    return text


def _check_total(table: Table, criteria: CriteriaSet) -> None:
    """The printed total guards against a field left out, which no other sum would show."""
    printed, summed = table.number("total"), criteria.max
    if not (printed.is_nan() or summed.is_nan()) and printed != summed:
        table.blame(Wrong.SUM_MISMATCH, "total", t.TOTAL_MISMATCH, printed=show(printed, 6), summed=show(summed, 6))


def _field(table: Table) -> Field:
    code, name, maximum = table.text("code"), table.text("name"), read_maximum(table)
    field = Field(code, name, maximum, tuple(read_part(criterion) for criterion in table.tables("criteria", least=1)))
    table.close()
    return field


def _threshold(table: Table) -> ClassThreshold:
    name, index_from = table.one_of("name", tuple(CLASS_NAMES)), table.number("index_from")
    threshold = ClassThreshold(name, index_from, table.number_if_any("field_floor"))
    table.close()
    return threshold


def _caps(table: Table) -> Caps:
    if not table.has("caps"):
        return Caps()
    inner = table.table("caps")
    caps = Caps(inner.number_if_any("bonus"), inner.number_if_any("penalty"))
    inner.close()
    return caps


def _date(table: Table, key: str) -> str:
    text = table.text(key, "")
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        table.bad(key, t.NOT_A_DATE)
        return ""
