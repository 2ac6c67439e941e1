"""A criteria set from YAML: built only when nothing is wrong, so that a wrong set can never be activated."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import yaml

from knowledge.reading.checks import check_set
from knowledge.reading.faults import Fault, Reading
from knowledge.reading.nodes import Broken, Faults, Map, compose
from knowledge.reading.rules import read_rule
from scoring.criteria import (
    Caps,
    ClassThreshold,
    Criterion,
    CriteriaSet,
    EvidenceItem,
    Extra,
    Field,
    Guidance,
    Leaf,
    Sign,
    Source,
)

Part = TypeVar("Part")
GUIDANCE = ("asked", "points", "convinces", "mistakes", "legal_basis")
CLASSES = ("excellent", "good", "fair", "failed")
YAML_ENDINGS = (".yaml", ".yml")


def read_set_file(path: Path) -> Reading:
    """A set from a file, by its ending."""
    if path.suffix.lower() not in YAML_ENDINGS:
        return Reading(None, (Fault("wrong_container", "", 1, 1, "Cần tệp .yaml (xem docs/bo-tieu-chi.md)."),))
    try:
        return read_set(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        return Reading(None, (Fault("corrupted", "", 1, 1, "Tệp không phải chữ UTF-8."),))


def read_set(text: str) -> Reading:
    """A set from text, or every fault that it has, in the order of its lines."""
    faults = Faults()
    root = compose(text, faults)
    chosen = None
    if root is not None:
        try:
            chosen = _set(Map.of(root, "", faults))
        except Broken:
            chosen = None
    ordered = tuple(sorted(set(faults.found), key=lambda fault: (fault.row, fault.column, fault.error)))
    return Reading(None if ordered else chosen, ordered)


def _each(nodes: list[yaml.Node], read: Callable[[yaml.Node], Part]) -> tuple[Part, ...]:
    """Reads every part, and only then fails if one was broken, so that all faults are found at once."""
    parts: list[Part] = []
    broken = False
    for node in nodes:
        try:
            parts.append(read(node))
        except Broken:
            broken = True
    if broken:
        raise Broken
    return tuple(parts)


def _set(part: Map) -> CriteriaSet:
    faults = part.faults
    extras = _each(part.list("bonus_penalty", required=False), lambda node: _extra(Map.of(node, "", faults)))
    caps = _caps(part)
    classes = _each(part.list("classes"), lambda node: _class(Map.of(node, "classes", faults)))
    fields = _each(part.list("fields"), lambda node: _field(Map.of(node, "", faults)))
    chosen = CriteriaSet(
        id=part.text("id"),
        version=part.text("version"),
        name=part.text("name"),
        decision=part.text("decision", " ").strip(),
        sample=part.flag("sample", default=False),
        fields=fields,
        classes=classes,
        extras=extras,
        caps=caps,
        rounding=int(part.number("rounding", Decimal(2))),
        extras_after_rescaling=part.flag("extras_after_rescaling", default=True),
        valid_from=part.text("valid_from", " ").strip(),
        valid_to=part.text("valid_to", " ").strip(),
    )
    check_set(chosen, part, part.optional_number("total"))
    part.close()
    return chosen


def _caps(part: Map) -> Caps:
    if not part.has("caps"):
        return Caps()
    caps = Map.of(part.get("caps"), "caps", part.faults)
    read = Caps(caps.optional_number("bonus"), caps.optional_number("penalty"))
    caps.close()
    return read


def _class(part: Map) -> ClassThreshold:
    read = ClassThreshold(part.one_of("name", CLASSES), part.number("index_from"), part.optional_number("field_floor"))
    part.close()
    return read


def _field(part: Map) -> Field:
    code = part.text("code")
    inside = Map(part.node, code, part.faults, part.parts, part.asked)
    criteria = _each(part.list("criteria"), lambda node: _criterion(Map.of(node, code, part.faults)))
    field = Field(code, part.text("name"), part.number("max"), criteria)
    inside.close()
    return field


def _criterion(part: Map) -> Criterion | Leaf:
    code = part.text("code")
    if not part.has("leaves"):
        return read_leaf(part)
    leaves = _each(part.list("leaves"), lambda node: read_leaf(Map.of(node, code, part.faults)))
    criterion = Criterion(code, part.text("name"), part.number("max"), leaves)
    part.close()
    return criterion


def read_leaf(part: Map) -> Leaf:
    code = part.text("code")
    named = Map(part.node, code, part.faults, part.parts, part.asked)
    source = Source(named.one_of("source", [source.value for source in Source], "self"))
    evidence = _each(named.list("evidence", required=False), lambda node: _item(Map.of(node, code, part.faults)))
    leaf = Leaf(
        code=code,
        name=named.text("name"),
        max=named.number("max"),
        source=source,
        rule=read_rule(named.get("rule"), code, named),
        evidence=evidence,
        guidance=_guidance(named),
        aliases=named.texts("aliases"),
        position=named.text("position", " ").strip(),
        department=named.text("department", " ").strip(),
    )
    named.close()
    return leaf


def _item(part: Map) -> EvidenceItem:
    item = EvidenceItem(part.text("key"), part.text("name"), part.text("when") if part.has("when") else None)
    part.close()
    return item


def _guidance(part: Map) -> Guidance:
    if not part.has("guidance"):
        return Guidance()
    read = Map.of(part.get("guidance"), part.where, part.faults)
    guidance = Guidance(**{name: read.text(name, " ").strip() for name in GUIDANCE})
    read.close()
    return guidance


def _extra(part: Map) -> Extra:
    sign = Sign(part.one_of("sign", [sign.value for sign in Sign]))
    return Extra(sign, read_leaf(part))
