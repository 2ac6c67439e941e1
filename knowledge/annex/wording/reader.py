"""Every reader in turn over the clauses of a leaf; what stays unaccounted for makes the reading uncertain."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from knowledge.annex.leaf_text import LeafText, PrintedLine
from knowledge.annex.wording import texts as t
from knowledge.annex.wording.claims import Claims, read_claims
from knowledge.annex.wording.clauses import PrintedClause, clauses_of
from knowledge.annex.wording.counted import read_deduction, read_extra, read_items
from knowledge.annex.wording.formulas import read_formula
from knowledge.annex.wording.heard import HeardRule, Reader, not_understood, quoted
from knowledge.annex.wording.options import read_options
from knowledge.annex.wording.rates import read_rate
from knowledge.annex.wording.steps import read_steps
from knowledge.annex.wording.surveys import read_judged, read_survey
from knowledge.checking.faults import Wrong
from scoring.criteria import Source
from scoring.rules import ExternalIndex, JudgedRule, Rule, SurveyMean, WithNotApplicable, WithNotArisen


@dataclass(frozen=True, slots=True)
class WordingFault:
    """What is wrong with the words of a leaf; ``line`` counts its lines from 0."""

    error: Wrong
    message: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class RuleReading:
    """A judged rule stands in where the words were not understood; ``why`` is one sentence for who looks at it.

    ``source`` is what the words say of where the points come from, ``None`` where they are silent.
    """

    rule: Rule
    uncertain: bool = False
    why: str = ""
    faults: tuple[WordingFault, ...] = ()
    source: Source | None = None


#: The order matters: whoever comes first has the narrower words.
_READERS: tuple[Reader, ...] = (
    read_formula,
    read_survey,
    read_steps,
    read_deduction,
    read_judged,
    read_rate,
    read_items,
    read_options,
)
#: Remarks that change no points.
_HARMLESS = re.compile(
    r"^(?:ghi chú|lưu ý|tài liệu|tlkc|minh chứng|căn cứ|thời điểm|nguồn số liệu|số liệu|đơn vị tính|theo hướng dẫn)\b[^%×*]*$",
    re.IGNORECASE,
)
_PRICED = re.compile(r"[0-9]\s*(?:điểm|đ)\b|\b(?:trừ|cộng|tối đa|tối thiểu|tính điểm|0 điểm)\b", re.IGNORECASE)


def read_rule(leaf: LeafText) -> RuleReading:
    """Never guesses in silence: whatever is not understood is said in ``why``."""
    clauses = [clause for clause in clauses_of(leaf.lines) if not _is_remark(clause)]
    if leaf.sign is not None:
        return _told(_extra(clauses, leaf))
    if leaf.maximum.is_nan() or not (clauses or leaf.source is Source.SURVEY):
        return RuleReading(JudgedRule(), uncertain=True, why=t.NO_METHOD)
    return _told(_rule(clauses, leaf), leaf.source)


def _is_remark(clause: PrintedClause) -> bool:
    return not clause.worth and not clause.unread and bool(_HARMLESS.match(clause.text)) and not _PRICED.search(clause.text)


def _extra(clauses: Sequence[PrintedClause], leaf: LeafText) -> HeardRule:
    """Without lines of its own, the name may say it: "Mỗi sáng kiến được cộng 0,5 điểm"."""
    said = clauses or clauses_of([PrintedLine(leaf.name)])
    return read_extra(said, leaf) or not_understood(said)


def _rule(clauses: Sequence[PrintedClause], leaf: LeafText) -> HeardRule:
    claims = read_claims(clauses, leaf.maximum)
    base = _base(claims.rest, leaf)
    if base is None:
        return not_understood(claims.rest or clauses)
    if isinstance(base.rule, JudgedRule) and base.doubt:
        return base
    return replace(base, rule=_claimed(base.rule, claims, leaf.maximum))


def _base(clauses: Sequence[PrintedClause], leaf: LeafText) -> HeardRule | None:
    unread = [clause for clause in clauses if clause.unread]
    if unread:
        return not_understood(unread)
    heard = (reader(clauses, leaf) for reader in _READERS)
    return next((one for one in heard if one), None)


def _claimed(rule: Rule, claims: Claims, maximum: Decimal) -> Rule:
    if claims.not_arisen:
        words, clause = claims.not_arisen
        points = clause.worth.of(maximum) if clause.worth else maximum
        rule = WithNotArisen(rule, points, words)
    return WithNotApplicable(rule, claims.not_applicable) if claims.not_applicable else rule


def _told(heard: HeardRule, source: Source | None = None) -> RuleReading:
    why = heard.doubt
    if not why and heard.left:
        why = t.LEFT_OVER.format(text=quoted(heard.left[0]))
    if not why and source is Source.SURVEY and not isinstance(heard.rule, SurveyMean | ExternalIndex):
        why = t.SURVEY_BY_COLUMN
    faults = tuple(
        WordingFault(Wrong.NO_POINTS, t.NO_POINTS.format(text=quoted(clause)), clause.line) for clause in heard.unpriced
    )
    return RuleReading(heard.rule, bool(why), why, faults, Source.SURVEY if isinstance(heard.rule, SurveyMean) else None)
