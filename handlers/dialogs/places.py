"""Finding the place to go on: the person's own leaves, the next unfinished one, last year's value."""

from fractions import Fraction

from handlers.talk import Talk
from scoring.criteria import Leaf
from scoring.declared import Count, Declared, Percent, Ratio, Value
from scoring.errors import Refusal
from scoring.people import Role, is_in_charge
from scoring.results.totals import Totals, self_totals
from scoring.roles import Act, can, in_charge_of
from scoring.rounds.round import Round
from scoring.rules.base import Asks
from scoring.sheet.entry import Entry, Score, Stage
from scoring.sheet.score_sheet import ScoreSheet

#: Answers of figures; an option or a condition is one press anyway, and a judgement or a claim is made anew each year.
REPEATABLE = frozenset({Asks.RATIO, Asks.COUNT, Asks.NUMBER})


def own_entries(talk: Talk, sheet: ScoreSheet) -> list[Entry]:
    """The leaves that the person is in charge of, in the set's order."""
    return [entry for entry in sheet.declared_entries() if is_in_charge(talk.person, entry.leaf.code, talk.colleagues)]


def next_unfinished(talk: Talk, sheet: ScoreSheet, after: str = "") -> Entry | None:
    """The first unfinished leaf of the person after ``after``, going round; a coordinator then helps with the rest."""
    found = _next(own_entries(talk, sheet), after)
    if found is None and talk.person.role is Role.COORDINATOR:
        return _next(list(sheet.declared_entries()), after)
    return found


def _next(entries: list[Entry], after: str) -> Entry | None:
    codes = [entry.leaf.code for entry in entries]
    start = codes.index(after) + 1 if after in codes else 0
    return next((entry for entry in entries[start:] + entries[:start] if not entry.complete), None)


def first_editable(talk: Talk, sheet: ScoreSheet) -> str:
    """The first leaf that the person may change now; "" where the sheet is locked to him."""
    codes = (entry.leaf.code for entry in sheet.declared_entries() if _mine(talk, entry))
    return next((code for code in codes if sheet.editable(code, talk.now)), "")


def open_requests(talk: Talk, sheet: ScoreSheet) -> list[Entry]:
    """What reviewers have asked and this person may answer."""
    return [entry for entry in sheet.asked() if can(talk.person, Act.ANSWER_REQUEST) and _mine(talk, entry)]


def _mine(talk: Talk, entry: Entry) -> bool:
    return in_charge_of(talk.person, entry.leaf.code, talk.colleagues)


def year_before(talk: Talk) -> Round | None:
    """The published round of the year before: an older one is not last year's, as where two rounds run side by side."""
    found = talk.work.rounds.before(talk.round.year)
    return found if found is not None and found.year == talk.round.year - 1 else None


def last_year(talk: Talk, unit: str, code: str) -> Fraction | None:
    """What the unit got for the same leaf in the published round before; ``None`` where there was none."""
    known = last_year_score(talk, unit, code)
    return known[1].points if known else None


def last_year_score(talk: Talk, unit: str, code: str) -> tuple[Stage, Score] | None:
    """The same with its stage, and the reason that was noted there."""
    before = year_before(talk)
    return talk.work.sheets.furthest(before, unit, code) if before else None


def last_years_answer(talk: Talk, leaf: Leaf) -> Declared | None:
    """Last year's figures for a leaf, where the same figures may hold again and the rule of this year takes them."""
    if leaf.rule.need.asks not in REPEATABLE or (before := year_before(talk)) is None:
        return None
    declared = talk.work.sheets.declared(before, talk.person.unit, leaf.code)
    if not isinstance(declared, Ratio | Percent | Count | Value):
        return None
    try:
        leaf.rule.score(declared, leaf.max)
    except Refusal:
        return None
    return declared


def last_year_sheet(talk: Talk, unit: str) -> ScoreSheet | None:
    """The unit's sheet of the published round before."""
    before = year_before(talk)
    return talk.work.sheets.read(before, unit) if before and before.unit(unit) else None


def self_points(sheet: ScoreSheet) -> Fraction | None:
    """The sum of a sheet's own scores; ``None`` where there are none."""
    own = [score.points for entry in sheet.declared_entries() if (score := entry.score(Stage.SELF))]
    return sum((value for value in own if value is not None), Fraction(0)) if own else None


def own_totals(talk: Talk, sheet: ScoreSheet) -> Totals:
    """What the commune gives itself in this round, with or without a survey still to come."""
    return self_totals(sheet, survey_held=talk.round.settings.survey_held)
