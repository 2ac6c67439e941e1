"""A base, and more for every further step (R15)."""

import re
from collections.abc import Sequence
from decimal import Decimal

from knowledge.annex.leaf_text import LeafText
from knowledge.annex.wording import texts as t
from knowledge.annex.wording.clauses import PrintedClause
from knowledge.annex.wording.counted import capped
from knowledge.annex.wording.heard import HeardRule, without
from knowledge.annex.wording.intervals import Interval, interval_of
from knowledge.annex.wording.worth import NUMBER, number
from scoring.rules import Steps
from scoring.written.numbers import show

_STEP = re.compile(
    rf"(?:(?P<how>trên|từ|vượt|hơn|ngoài)\s+(?:mức )?(?P<at>{NUMBER})\s*%?\s*(?:trở lên)?\s*,?\s*(?:thì )?)?"
    rf"(?:cứ|mỗi)\s+(?:mỗi )?(?:tăng |vượt )?(?:thêm )?(?P<step>{NUMBER})\s*%(?: tăng)?(?: thêm)?\s*,?\s*(?:thì )?"
    rf"(?:được |sẽ |tính |cộng )*(?:thêm )?(?P<more>{NUMBER})\s*(?:điểm|đ)?"
)


def read_steps(clauses: Sequence[PrintedClause], leaf: LeafText) -> HeardRule | None:
    steps = [(other, match) for other in clauses if (match := _STEP.fullmatch(other.text.lower().strip(" .")))]
    if len(steps) != 1:
        return None
    clause, match = steps[0]
    cap, rest = capped(without(clauses, clause))
    base = next(((other, at) for other in rest if other.worth and (at := _reached(other)) is not None), None)
    printed = number(match["at"]) if match["at"] else None
    at = base[1] if base else printed
    if at is None or printed not in {None, at}:
        return None
    points = base[0].worth.of(leaf.maximum) if base and base[0].worth else Decimal(0)
    below, left = _below(without(rest, base[0] if base else None), at, leaf.maximum)
    variable = interval_of(base[0].label) if base else None
    rule = Steps(
        base_at=at,
        base_points=points,
        step=number(match["step"]),
        per_step=number(match["more"]),
        cap=leaf.maximum if cap is None else cap,
        below_base_points=below,
        counted=_variable(variable, base[0].label if base else ""),
    )
    heard = HeardRule(rule, left, "" if base else t.NO_BASE.format(at=f"{show(at, 6)}%", points=show(points)))
    if rule.cap == leaf.maximum:
        return heard
    return heard.doubting(t.OTHER_CAP.format(cap=show(rule.cap or Decimal(0), 6), maximum=show(leaf.maximum, 6)))


def _reached(clause: PrintedClause) -> Decimal | None:
    """ "đạt 50%", "từ 50%": where the climb begins."""
    interval = interval_of(clause.label)
    if interval is None or interval.lo is None or not interval.lo_incl:
        return None
    return interval.lo if interval.exact or interval.hi is None else None


def _below(rest: Sequence[PrintedClause], at: Decimal, maximum: Decimal) -> tuple[Decimal, tuple[PrintedClause, ...]]:
    for clause in rest:
        interval = interval_of(clause.label)
        if interval and clause.worth and interval.below == at:
            return clause.worth.of(maximum), without(rest, clause)
    return Decimal(0), tuple(rest)


def _variable(interval: Interval | None, label: str) -> str:
    """What is measured, as printed before the figure."""
    words = re.split(r"\s*(?:\b(?:đạt|từ)\b|[0-9])", label, maxsplit=1, flags=re.IGNORECASE)[0].strip(" :,")
    return words[:1].lower() + words[1:] if interval and words else "tỷ lệ %"
