"""A criteria set, and what the reader found in a file, as JSON."""

from typing import Any

from knowledge.reading import Fault, Reading, rule_json
from scoring.criteria import CriteriaSet, Extra, Leaf
from scoring.numbers import plain

PLACES = 6


def set_json(chosen: CriteriaSet) -> dict[str, Any]:
    inside = [leaf_json(leaf) for field in chosen.fields for leaf in field.leaves]
    return {
        "id": chosen.id,
        "version": chosen.version,
        "name": chosen.name,
        "sample": chosen.sample,
        "fields": [{"code": field.code, "name": field.name, "max": plain(field.max, PLACES)} for field in chosen.fields],
        "leaves": inside,
        "total": plain(chosen.max, PLACES),
        "bonus_penalty": [_extra(extra) for extra in chosen.extras],
        "faults": [],
    }


def leaf_json(leaf: Leaf) -> dict[str, Any]:
    return {
        "code": leaf.code,
        "code_printed": leaf.code,
        "name": leaf.name,
        "max": plain(leaf.max, PLACES),
        "source": leaf.source.value,
        "rule": rule_json(leaf.rule, leaf.max),
        "evidence": [item.name for item in leaf.evidence],
        # A set written in YAML says exactly what it means; only annexes read from Word or Excel leave doubts.
        "uncertain": False,
        "why": None,
    }


def _extra(extra: Extra) -> dict[str, Any]:
    return leaf_json(extra.leaf) | {"sign": extra.sign.value}


def reading_json(reading: Reading) -> dict[str, Any]:
    """The set with no faults, or the faults with no set."""
    if reading.set is not None:
        return set_json(reading.set)
    return {"leaves": [], "total": None, "bonus_penalty": [], "faults": [_fault(fault) for fault in reading.faults]}


def _fault(fault: Fault) -> dict[str, Any]:
    return {"error": fault.error, "where": fault.where, "row": fault.row, "column": fault.column, "message": fault.message}
