"""A set as text in the documented format; reading the text gives the same set back."""

from collections.abc import Iterable
from dataclasses import asdict
from decimal import Decimal
from typing import Any

import yaml

from knowledge.reading.rule_data import Data, given, rule_to_data
from scoring.criteria import CriteriaSet, Criterion, Field, Leaf
from scoring.written.numbers import exact

Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class _SetDumper(Dumper):  # type: ignore[misc, valid-type]
    """Figures as a person writes them: with all their digits and never with an exponent."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        """Two leaves may share one figure; the reader takes no reference from one place to another."""
        return True


def _figure(dumper: yaml.SafeDumper, number: Decimal) -> yaml.ScalarNode:
    text = exact(number)
    return dumper.represent_scalar("tag:yaml.org,2002:float" if "." in text else "tag:yaml.org,2002:int", text)


_SetDumper.add_representer(Decimal, _figure)


def dump_set(criteria: CriteriaSet) -> str:
    data = _set(criteria)
    text: str = yaml.dump(data, Dumper=_SetDumper, allow_unicode=True, sort_keys=False, width=1000)
    return text


def _set(criteria: CriteriaSet) -> Data:
    return {
        **given({"id": criteria.id, "version": criteria.version, "name": criteria.name, "decision": criteria.decision}),
        "sample": criteria.sample,
        "total": criteria.max,
        "rounding": criteria.rounding,
        **given({"valid_from": criteria.valid_from, "valid_to": criteria.valid_to}),
        "extras_after_rescaling": criteria.extras_after_rescaling,
        "caps": given(asdict(criteria.caps)),
        "classes": [given(asdict(threshold)) for threshold in criteria.classes],
        "fields": [_branch(field, "criteria", map(_part, field.criteria)) for field in criteria.fields],
        "bonus_penalty": [{"sign": extra.sign.value, **_leaf(extra.leaf)} for extra in criteria.extras],
    }


def _part(part: Criterion | Leaf) -> Data:
    return _leaf(part) if isinstance(part, Leaf) else _branch(part, "leaves", map(_leaf, part.leaves))


def _branch(part: Field | Criterion, key: str, inside: Iterable[Data]) -> Data:
    return {"code": part.code, "name": part.name, "max": part.max, key: list(inside)}


def _leaf(leaf: Leaf) -> Data:
    optional: dict[str, Any] = {
        "evidence": [given(asdict(item)) for item in leaf.evidence] or None,
        "guidance": given(asdict(leaf.guidance)) or None,
        "aliases": list(leaf.aliases) or None,
        "position": leaf.position,
        "department": leaf.department,
    }
    first = {"code": leaf.code, "name": leaf.name, "max": leaf.max, "source": leaf.source.value}
    return {**first, "rule": rule_to_data(leaf.rule), **given(optional)}
