"""What must hold in a whole set before it may be activated: sums, codes, points within the maximum, thresholds."""

from decimal import Decimal
from fractions import Fraction

import yaml

from knowledge.reading.nodes import Map
from scoring.criteria import Criterion, CriteriaSet, Field, Leaf
from scoring.rules import PerItem, Share, WithNotApplicable, WithNotArisen, YesNo
from scoring.rules.base import Rule


def check_set(chosen: CriteriaSet, part: Map, total: Decimal | None) -> None:
    """Notes every fault at the line of the part that it concerns; ``total`` is what the file says of the whole."""
    if total is not None and total != chosen.max:
        message = f"Tổng điểm ghi {total}, nhưng các lĩnh vực cộng lại được {chosen.max}."
        part.faults.note("sum_mismatch", "total", part.parts["total"], message)
    places = _places(part.node)
    _check_codes(chosen, part)
    _check_sums(chosen, part, places)
    for leaf in chosen.leaves.values():
        _check_points(leaf, part, places)
    _check_classes(chosen, part)


def _places(node: yaml.Node) -> dict[str, yaml.Node]:
    """Where each code stands; the last one of a code printed twice."""
    places: dict[str, yaml.Node] = {}
    waiting = [node]
    while waiting:
        current = waiting.pop()
        if isinstance(current, yaml.SequenceNode):
            waiting.extend(current.value)
        elif isinstance(current, yaml.MappingNode):
            code = next((value.value for key, value in current.value if key.value == "code"), None)
            if code is not None:
                places[str(code)] = current
            waiting.extend(value for _, value in current.value)
    return places


def _parts(chosen: CriteriaSet) -> list[Field | Criterion | Leaf]:
    parts: list[Field | Criterion | Leaf] = []
    for field in chosen.fields:
        parts.append(field)
        for criterion in field.criteria:
            parts.append(criterion)
            parts.extend(criterion.leaves if isinstance(criterion, Criterion) else ())
    return parts + [extra.leaf for extra in chosen.extras]


def _check_codes(chosen: CriteriaSet, part: Map) -> None:
    places = _places(part.node)
    codes = [one.code for one in _parts(chosen)]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        part.faults.note("duplicate_code", code, places.get(code), f"Mã {code} có ở hai nơi; mỗi mã chỉ dùng một lần.")
    for field in chosen.fields:
        for one in (criterion for criterion in field.criteria if not criterion.code.startswith(field.code + ".")):
            part.faults.note(
                "wrong_parent", one.code, places.get(one.code), f"Mã {one.code} không thuộc lĩnh vực {field.code}."
            )


def _check_sums(chosen: CriteriaSet, part: Map, places: dict[str, yaml.Node]) -> None:
    for one in _parts(chosen):
        children = one.criteria if isinstance(one, Field) else one.leaves if isinstance(one, Criterion) else ()
        total = sum((child.max for child in children), Decimal(0))
        if children and total != one.max:
            message = f"{one.code} có điểm tối đa {one.max}, nhưng các phần bên trong cộng lại được {total}."
            part.faults.note("sum_mismatch", one.code, places.get(one.code), message)


def _check_points(leaf: Leaf, part: Map, places: dict[str, yaml.Node]) -> None:
    if leaf.max <= 0:
        part.faults.note("bad_value", leaf.code, places.get(leaf.code), f"Điểm tối đa của {leaf.code} phải lớn hơn 0.")
    most = max(_stated(leaf.rule), default=Decimal(0))
    if most > leaf.max:
        message = f"{leaf.code}: quy tắc cho tới {most} điểm, hơn điểm tối đa {leaf.max}."
        part.faults.note("points_above_max", leaf.code, places.get(leaf.code), message)


def _stated(rule: Rule) -> list[Decimal]:
    """Every number of points that a rule states outright."""
    if isinstance(rule, WithNotArisen | WithNotApplicable):
        own = rule.points if isinstance(rule, WithNotArisen) else None
        return [*_stated(rule.base), *([own] if own is not None else [])]
    if isinstance(rule, Share):
        return [Decimal(0)]
    if isinstance(rule, YesNo):
        return [rule.no_points, *([rule.points] if rule.points is not None else [])]
    if isinstance(rule, PerItem):
        return [rule.cap] if rule.cap is not None else []
    bands = getattr(rule, "bands", ())
    stated = [one.points for one in (*rule.need.options, *bands) if one.points is not None]
    return stated + [points for _, points in getattr(rule, "by_count", ())]


def _check_classes(chosen: CriteriaSet, part: Map) -> None:
    starts = [Fraction(threshold.index_from) for threshold in chosen.classes]
    node = part.parts.get("classes")
    if starts != sorted(starts, reverse=True) or len(set(starts)) != len(starts):
        part.faults.note("bad_threshold", "classes", node, "Các mức xếp loại phải xếp từ cao xuống thấp, không trùng nhau.")
    if starts and (starts[0] > 100 or starts[-1] != 0):
        part.faults.note("bad_threshold", "classes", node, "Mức cao nhất không quá 100, mức cuối bắt đầu từ 0.")
    if chosen.rounding not in range(7):
        part.faults.note("bad_value", "rounding", part.parts.get("rounding"), "“rounding” là số chữ số thập phân, từ 0 đến 6.")
