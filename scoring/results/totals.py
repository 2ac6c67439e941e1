"""Totals of a sheet: field by field and whole, with what does not apply or has no supplier left out and rescaled.

index % = points achieved / maximum points × 100. A leaf that does not apply leaves numerator and denominator, in its
field as well, and the rest is rescaled to the full maximum. Points that are missing make the index unknown, never zero.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scoring.criteria import CriteriaSet, Sign, Source
from scoring.sheet.entry import Claim, Entry, Score, Stage
from scoring.sheet.score_sheet import ScoreSheet

HUNDRED = Fraction(100)
StageScore = Callable[[Entry], Score | None]


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


def self_totals(sheet: ScoreSheet, *, survey_held: bool = True) -> Totals:
    """What the commune gives itself: only the leaves it declares have a supplier at this stage."""
    entries = _assessed(sheet, survey_held=survey_held)
    counted = [entry for entry in entries if entry.leaf.source.declared_by_commune]
    elsewhere = sum((Fraction(entry.leaf.max) for entry in entries if not entry.leaf.source.declared_by_commune), Fraction(0))
    return _totals(sheet, counted, lambda entry: entry.score(Stage.SELF), elsewhere)


def final_totals(sheet: ScoreSheet, *, survey_held: bool) -> Totals:
    """What counts in the end: the latest score of every leaf.

    "Survey not held" is a setting of the round; only then do survey leaves leave the denominator and the rest is rescaled.
    """
    return _totals(sheet, _assessed(sheet, survey_held=survey_held), _final_score)


def _assessed(sheet: ScoreSheet, *, survey_held: bool) -> list[Entry]:
    """The leaves inside the tree that this round assesses at all."""
    leaves = (leaf for part in sheet.criteria.fields for leaf in part.leaves)
    return [sheet.entry(leaf.code) for leaf in leaves if survey_held or leaf.source is not Source.SURVEY]


def _final_score(entry: Entry) -> Score | None:
    """Only the reviewing side makes points final; a self score alone is not."""
    return entry.with_score(Stage.SELF, None).latest


def _applies(entry: Entry, score: Score | None) -> bool:
    return not (score is not None and score.points is None and entry.claim is not Claim.REFUSED)


def _totals(sheet: ScoreSheet, counted: Iterable[Entry], stage: StageScore, elsewhere: Fraction | None = None) -> Totals:
    """``elsewhere``: the maximum of leaves that others supply later; ``None`` where every leaf is counted already."""
    taken = [(entry, stage(entry)) for entry in counted]
    live = [(entry, score) for entry, score in taken if _applies(entry, score)]
    fields = tuple(
        _field(part.code, [one for one in live if one[0].leaf.field_code == part.code]) for part in sheet.criteria.fields
    )
    points, maximum = sum((total.points for total in fields), Fraction(0)), sum((total.max for total in fields), Fraction(0))
    bonus, penalty = _extra(sheet, Sign.BONUS, stage), _extra(sheet, Sign.PENALTY, stage)
    unknown = elsewhere or any(score is None for _, score in live) or _claimed_extras_waiting(sheet, stage)
    return Totals(
        points=max(Fraction(0), points + bonus - penalty),
        max=maximum,
        index=None if unknown or not maximum else _index(sheet.criteria, points, maximum, bonus - penalty),
        fields=fields,
        pending=_unscored(live) if elsewhere is None else elsewhere,
        bonus=bonus,
        penalty=penalty,
    )


def _field(code: str, known: Sequence[tuple[Entry, Score | None]]) -> FieldTotal:
    points = sum((own.points for _, own in known if own is not None and own.points is not None), Fraction(0))
    maximum = sum((Fraction(entry.leaf.max) for entry, _ in known), Fraction(0))
    whole = bool(known) and all(own is not None for _, own in known)
    return FieldTotal(code, points, maximum, points / maximum * HUNDRED if whole and maximum else None)


def _unscored(live: Iterable[tuple[Entry, Score | None]]) -> Fraction:
    return sum((Fraction(entry.leaf.max) for entry, own in live if own is None), Fraction(0))


def _index(criteria: CriteriaSet, points: Fraction, maximum: Fraction, extras: Fraction) -> Fraction:
    """Whether bonus and penalty come before or after rescaling is a property of the set; the texts are silent."""
    scale = Fraction(criteria.max)
    if criteria.extras_after_rescaling:
        return max(Fraction(0), points / maximum * HUNDRED + extras / scale * HUNDRED)
    return max(Fraction(0), (points + extras) / maximum * HUNDRED)


def _claimed_extras_waiting(sheet: ScoreSheet, stage: StageScore) -> bool:
    """A bonus that was claimed counts once it is appraised; until then the sum is not final. One not claimed is nothing."""
    extras = (sheet.entry(code) for code in sheet.criteria.extra_codes)
    return any(entry.scored and stage(entry) is None for entry in extras)


def _extra(sheet: ScoreSheet, sign: Sign, stage: StageScore) -> Fraction:
    """All bonus (or penalty) points together, under their common cap."""
    cap: Decimal | None = getattr(sheet.criteria.caps, sign.value)
    given = [stage(sheet.entry(extra.leaf.code)) for extra in sheet.criteria.extras if extra.sign is sign]
    total = sum((own.points for own in given if own is not None and own.points is not None), Fraction(0))
    return total if cap is None else min(total, Fraction(cap))
