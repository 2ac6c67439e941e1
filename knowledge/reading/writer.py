"""A criteria set written down as YAML that reads back equal: how sets are stored, and what importers write."""

from decimal import Decimal
from typing import Any

import yaml

from knowledge.reading.rule_data import rule_data
from scoring.criteria import Criterion, CriteriaSet, Field, Leaf

GUIDANCE = ("asked", "points", "convinces", "mistakes", "legal_basis")


class Dumper(yaml.SafeDumper):
    """Safe YAML in which a decimal is a plain number and nothing is anchored."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _decimal(dumper: yaml.SafeDumper, value: Decimal) -> yaml.Node:
    text = f"{value:f}"
    return dumper.represent_scalar("tag:yaml.org,2002:float" if "." in text else "tag:yaml.org,2002:int", text)


Dumper.add_representer(Decimal, _decimal)


def dump_set(chosen: CriteriaSet) -> str:
    return yaml.dump(_set(chosen), Dumper=Dumper, allow_unicode=True, sort_keys=False, width=120)


def _kept(data: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty or unset."""
    return {key: value for key, value in data.items() if value not in (None, "", [], (), {})}


def _set(chosen: CriteriaSet) -> dict[str, Any]:
    return _kept(
        {
            "id": chosen.id,
            "version": chosen.version,
            "name": chosen.name,
            "decision": chosen.decision,
            "sample": chosen.sample,
            "valid_from": chosen.valid_from,
            "valid_to": chosen.valid_to,
            "rounding": chosen.rounding,
            "extras_after_rescaling": chosen.extras_after_rescaling,
            "caps": _kept({"bonus": chosen.caps.bonus, "penalty": chosen.caps.penalty}),
            "classes": [
                _kept({"name": one.name, "field_floor": one.field_floor}) | {"index_from": one.index_from}
                for one in chosen.classes
            ],
            "fields": [_field(field) for field in chosen.fields],
            "bonus_penalty": [{"sign": extra.sign.value} | _leaf(extra.leaf) for extra in chosen.extras],
        }
    )


def _field(field: Field) -> dict[str, Any]:
    return {"code": field.code, "name": field.name, "max": field.max, "criteria": [_criterion(one) for one in field.criteria]}


def _criterion(one: Criterion | Leaf) -> dict[str, Any]:
    if isinstance(one, Leaf):
        return _leaf(one)
    return {"code": one.code, "name": one.name, "max": one.max, "leaves": [_leaf(leaf) for leaf in one.leaves]}


def _leaf(leaf: Leaf) -> dict[str, Any]:
    return _kept(
        {
            "code": leaf.code,
            "name": leaf.name,
            "max": leaf.max,
            "source": leaf.source.value,
            "rule": rule_data(leaf.rule),
            "evidence": [_kept({"key": item.key, "name": item.name, "when": item.when}) for item in leaf.evidence],
            "guidance": _kept({name: getattr(leaf.guidance, name) for name in GUIDANCE}),
            "aliases": list(leaf.aliases),
            "position": leaf.position,
            "department": leaf.department,
        }
    )
