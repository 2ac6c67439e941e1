"""Totals of a sheet: field by field and whole, with what does not apply or has no supplier left out and rescaled.

index % = points achieved / maximum points × 100. A leaf that does not apply leaves numerator and denominator, in its
field as well, and the rest is rescaled to the full maximum. Points that are missing make the index unknown, never zero.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scoring.criteria import CriteriaSet, Leaf, Sign, Source
from scoring.entry import Claim, Entry, Score, Stage
from scoring.sheet import ScoreSheet

HUNDRED = Fraction(100)


@dataclass(frozen=True, slots=True)
class FieldTotal:
    """``points`` is the plain sum achieved; ``max`` what could be achieved; ``percent`` unknown while points are missing."""

    code: str
    points: Fraction
    max: Fraction
    percent: Fraction | None


@dataclass(frozen=True, slots=True)
class Totals:
    """``points`` sums what is known; ``max`` counts leaves that have a supplier at this stage and apply.

    ``index`` is in percent and exact; ``None`` while a leaf that counts has no points. ``pending`` is the maximum of
    the leaves whose points come from elsewhere and are not here yet.
    """

    points: Fraction
    max: Fraction
    index: Fraction | None
    fields: tuple[FieldTotal, ...]
    pending: Fraction
    bonus: Fraction = Fraction(0)
    penalty: Fraction = Fraction(0)


def self_totals(sheet: ScoreSheet) -> Totals:
    """What the commune gives itself: only the leaves it declares have a supplier at this stage."""
    return _totals(
        sheet,
        counted=lambda leaf: leaf.source.declared_by_commune,
        score=lambda entry: entry.score(Stage.SELF),
        final=False,
    )


def final_totals(sheet: ScoreSheet, *, survey_held: bool = True) -> Totals:
    """What counts in the end: the latest score of every leaf.

    "Survey not held" is a setting of the round; only then do survey leaves leave the denominator and the rest is rescaled.
    """
    return _totals(
        sheet,
        counted=lambda leaf: survey_held or leaf.source is not Source.SURVEY,
        score=_final_score,
        final=True,
    )


def _final_score(entry: Entry) -> Score | None:
    """Only the reviewing side makes points final; a self score alone is not."""
    latest = entry.latest
    return None if latest is None or (latest == entry.score(Stage.SELF) and len(entry.scores) == 1) else latest


def _applies(entry: Entry, score: Score | None) -> bool:
    return not (score is not None and score.points is None and entry.claim is not Claim.REFUSED)


def _totals(
    sheet: ScoreSheet, *, counted: Callable[[Leaf], bool], score: Callable[[Entry], Score | None], final: bool
) -> Totals:
    criteria = sheet.criteria
    entries = [sheet.entry(leaf.code) for part in criteria.fields for leaf in part.leaves]
    taken = [(entry, score(entry)) for entry in entries if counted(entry.leaf)]
    live = [(entry, own) for entry, own in taken if _applies(entry, own)]
    fields = tuple(
        _field(part.code, [pair for pair in live if pair[0].leaf.field_code == part.code]) for part in criteria.fields
    )
    points, maximum = sum((one.points for one in fields), Fraction(0)), sum((one.max for one in fields), Fraction(0))
    bonus, penalty = _extra(sheet, Sign.BONUS, score), _extra(sheet, Sign.PENALTY, score)
    everything = all(own is not None for _, own in live) and (final or not _pending(entries, counted))
    return Totals(
        points=max(Fraction(0), points + bonus - penalty),
        max=maximum,
        index=_index(criteria, points, maximum, bonus - penalty) if everything and maximum else None,
        fields=fields,
        pending=_pending(entries, counted) if not final else _unscored(live),
        bonus=bonus,
        penalty=penalty,
    )


def _field(code: str, pairs: Iterable[tuple[Entry, Score | None]]) -> FieldTotal:
    known = list(pairs)
    points = sum((own.points for _, own in known if own is not None and own.points is not None), Fraction(0))
    maximum = sum((Fraction(entry.leaf.max) for entry, _ in known), Fraction(0))
    whole = bool(known) and all(own is not None for _, own in known)
    return FieldTotal(code, points, maximum, points / maximum * HUNDRED if whole and maximum else None)


def _pending(entries: Iterable[Entry], counted: Callable[[Leaf], bool]) -> Fraction:
    return sum((Fraction(entry.leaf.max) for entry in entries if not counted(entry.leaf)), Fraction(0))


def _unscored(live: Iterable[tuple[Entry, Score | None]]) -> Fraction:
    return sum((Fraction(entry.leaf.max) for entry, own in live if own is None), Fraction(0))


def _index(criteria: CriteriaSet, points: Fraction, maximum: Fraction, extras: Fraction) -> Fraction:
    """Whether bonus and penalty come before or after rescaling is a property of the set; the texts are silent."""
    scale = Fraction(criteria.max)
    if criteria.extras_after_rescaling:
        return max(Fraction(0), points / maximum * HUNDRED + extras / scale * HUNDRED)
    return max(Fraction(0), (points + extras) / maximum * HUNDRED)


def _extra(sheet: ScoreSheet, sign: Sign, score: Callable[[Entry], Score | None]) -> Fraction:
    """All bonus (or penalty) points together, under their common cap."""
    cap: Decimal | None = getattr(sheet.criteria.caps, sign.value)
    given = [score(sheet.entry(extra.leaf.code)) for extra in sheet.criteria.extras if extra.sign is sign]
    total = sum((own.points for own in given if own is not None and own.points is not None), Fraction(0))
    return total if cap is None else min(total, Fraction(cap))
