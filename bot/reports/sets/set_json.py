"""A criteria set, and what the reader found in a file, as JSON."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from knowledge.annex import AnnexReading, LeafReport
from knowledge.reading import Fault, Reading, rule_json
from scoring.criteria import CriteriaSet, Leaf
from scoring.written.numbers import plain

PLACES = 6
#: How the leaves of an annex were read, by code; a set written in YAML says exactly what it means and has none.
Reports = Mapping[str, LeafReport]
NONE: Reports = MappingProxyType({})


def set_json(chosen: CriteriaSet, reports: Reports = NONE) -> dict[str, Any]:
    inside = [leaf_json(leaf, reports.get(leaf.code)) for field in chosen.fields for leaf in field.leaves]
    return {
        "id": chosen.id,
        "version": chosen.version,
        "name": chosen.name,
        "sample": chosen.sample,
        "fields": [{"code": field.code, "name": field.name, "max": plain(field.max, PLACES)} for field in chosen.fields],
        "leaves": inside,
        "total": plain(chosen.max, PLACES),
        "bonus_penalty": [
            leaf_json(extra.leaf, reports.get(extra.leaf.code)) | {"sign": extra.sign.value} for extra in chosen.extras
        ],
        "faults": [],
    }


def leaf_json(leaf: Leaf, report: LeafReport | None) -> dict[str, Any]:
    return {
        "code": leaf.code,
        "code_printed": report.printed if report else leaf.code,
        "name": leaf.name,
        "max": plain(leaf.max, PLACES),
        "source": leaf.source.value,
        "rule": rule_json(leaf.rule, leaf.max),
        "evidence": [f"{item.name} ({item.when})" if item.when else item.name for item in leaf.evidence],
        "uncertain": report.uncertain if report else False,
        "why": report.why or None if report else None,
    }


def reading_json(reading: Reading | AnnexReading) -> dict[str, Any]:
    """The set with no faults, or the faults with no set."""
    if reading.set is not None:
        return set_json(reading.set, reading.leaves if isinstance(reading, AnnexReading) else NONE)
    return {"leaves": [], "total": None, "bonus_penalty": [], "faults": [_fault(fault) for fault in reading.faults]}


def _fault(fault: Fault) -> dict[str, Any]:
    place = {"sheet": fault.sheet} if fault.sheet else {"table": fault.table} if fault.table else {}
    said = {"row": fault.row, "column": fault.column, "message": fault.message}
    return {"error": fault.error, "where": fault.where, **place, **said}
