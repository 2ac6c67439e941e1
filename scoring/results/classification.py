"""The class of a unit: the index's threshold and the floor of every field together.

Thresholds are the set's data. The 2021 plan (under decision 2452/QĐ-UBND of 18/7/2019, section II.3) leaves two gaps:
(a) index 92 with a field at 75 fits no line literally; the reading here drops class by class until the fields hold.
(b) "không hoàn thành" is defined by an index under 65 alone, so a weak field never leads there: an index of 65 or more
with a field under the lowest floor has no class in the text, and the council decides.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scoring.criteria import ClassThreshold
from scoring.results.totals import FieldTotal
from scoring.written.numbers import show, show_near

CLASS_NAMES = {
    "excellent": "Hoàn thành xuất sắc nhiệm vụ",
    "good": "Hoàn thành tốt nhiệm vụ",
    "fair": "Hoàn thành nhiệm vụ",
    "failed": "Không hoàn thành nhiệm vụ",
}
LEFT_TO_COUNCIL = "văn bản không xếp loại trường hợp này, Hội đồng quyết định"


@dataclass(frozen=True, slots=True)
class Classification:
    """``name`` is ``None`` where the text gives no class; ``because`` names what held it back, in words."""

    name: str | None
    because: str


def classify(index: Fraction, fields: Sequence[FieldTotal], thresholds: Sequence[ClassThreshold]) -> Classification:
    """Class by exact index (percent) and exact field percentages; a field where nothing applies sets no condition."""
    failing: list[str] = []
    missed: ClassThreshold | None = None
    for threshold in thresholds:
        if index < Fraction(threshold.index_from):
            missed = threshold
            continue
        weak = _weakest_below(fields, threshold.field_floor)
        if weak is None and (threshold.field_floor is not None or not failing):
            return Classification(threshold.name, _because(index, missed, failing))
        if weak is not None and threshold.field_floor is not None:
            failing.append(_shortfall(weak, threshold.field_floor, threshold.name))
    return Classification(None, _because(index, missed, [*failing, LEFT_TO_COUNCIL]))


def _weakest_below(fields: Sequence[FieldTotal], floor: Decimal | None) -> FieldTotal | None:
    if floor is None:
        return None
    below = [field for field in fields if field.percent is not None and field.percent < Fraction(floor)]
    return min(below, key=lambda field: field.percent or Fraction(0), default=None)


def _shortfall(field: FieldTotal, floor: Decimal, name: str) -> str:
    percent = show_near(field.percent or Fraction(0), [floor])
    return f"lĩnh vực {field.code} đạt {percent}%, dưới {show(floor)}% để {_wording(name)}"


def _because(index: Fraction, missed: ClassThreshold | None, failing: Sequence[str]) -> str:
    """The index, with the nearest threshold above it, and every floor that a field missed."""
    if missed is None:
        return "; ".join([f"chỉ số {show(index)}%", *failing])
    own = f"chỉ số {show_near(index, [missed.index_from])}%, dưới {show(missed.index_from)}% để {_wording(missed.name)}"
    return "; ".join([own, *failing])


def _wording(name: str) -> str:
    return CLASS_NAMES[name].lower()
