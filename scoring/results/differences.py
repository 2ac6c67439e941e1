"""How a sheet differs from the one of the year before, leaf by leaf."""

from dataclasses import dataclass
from fractions import Fraction

from scoring.sheet.entry import Stage
from scoring.sheet.score_sheet import ScoreSheet

#: A difference from this share of a leaf's maximum on deserves a look before signing.
BIG = Fraction(1, 4)


@dataclass(frozen=True, slots=True)
class Difference:
    leaf: str
    before: Fraction
    now: Fraction

    @property
    def points(self) -> Fraction:
        return self.now - self.before


def big_differences(sheet: ScoreSheet, before: ScoreSheet) -> list[Difference]:
    """Leaves whose self score moved by a big part of the maximum since the year before, the biggest move first.

    Only leaves that both sets have under the same code, name and maximum are the same leaf.
    """
    found = (_difference(sheet, before, entry.leaf.code) for entry in sheet.declared_entries())
    big = [one for one in found if one and abs(one.points) >= BIG * Fraction(sheet.criteria.leaf(one.leaf).max)]
    return sorted(big, key=lambda difference: -abs(difference.points))


def _difference(sheet: ScoreSheet, before: ScoreSheet, code: str) -> Difference | None:
    if code not in before.criteria.leaves:
        return None
    leaf, last = sheet.criteria.leaf(code), before.criteria.leaf(code)
    now, then = sheet.entry(code).score(Stage.SELF), before.entry(code).score(Stage.SELF)
    if (leaf.name, leaf.max) != (last.name, last.max) or not now or not then or now.points is None or then.points is None:
        return None
    return Difference(code, then.points, now.points) if now.points != then.points else None
