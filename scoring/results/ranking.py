"""Ranking inside each peer group, from high to low by index."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Ties(StrEnum):
    """After two units at rank 1 the next is 2 (dense) or 3 (competition); no text settles it, so the round says."""

    DENSE = "dense"
    COMPETITION = "competition"


@dataclass(frozen=True, slots=True)
class Ranked:
    unit: str
    group: str
    index: Fraction
    rank: int


def rank(results: Iterable[tuple[str, str, Fraction]], *, ties: Ties, decimals: int | None) -> list[Ranked]:
    """Ranks (unit, group, index) triples by the index rounded half up to ``decimals``, or exactly with ``None``."""
    groups: dict[str, list[tuple[Fraction, Fraction, str]]] = {}
    for unit, group, index in results:
        groups.setdefault(group, []).append((_rounded(index, decimals), index, unit))
    return [ranked for group in sorted(groups) for ranked in _within(group, groups[group], ties)]


def _rounded(index: Fraction, decimals: int | None) -> Fraction:
    if decimals is None:
        return index
    scale = 10**decimals
    return Fraction((index * scale + Fraction(1, 2)).__floor__(), scale)


def _within(group: str, members: list[tuple[Fraction, Fraction, str]], ties: Ties) -> list[Ranked]:
    ordered = sorted(members, key=lambda one: (-one[0], -one[1], one[2]))
    ranked: list[Ranked] = []
    for place, (key, index, unit) in enumerate(ordered, 1):
        same = place > 1 and key == ordered[place - 2][0]
        previous = ranked[-1].rank if ranked else 0
        ranked.append(Ranked(unit, group, index, previous if same else (previous + 1 if ties is Ties.DENSE else place)))
    return ranked
