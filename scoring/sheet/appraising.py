"""What a leaf becomes when points are given for it, and when a decision is taken back."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from scoring.criteria import Leaf
from scoring.sheet import requests
from scoring.sheet.attainable import check_attainable
from scoring.sheet.entry import Authorship, Claim, Entry, RequestState, Score, Stage
from scoring.sheet.refusals import NotAppraisedYet, NotYourDecision


def check_points(leaf: Leaf, points: Decimal | Fraction) -> None:
    """Points that an appraiser may give for a leaf: within its bounds, and such as its rule can give."""
    leaf.check_within(points)
    check_attainable(leaf.code, leaf.rule, leaf.max, Fraction(points))


def judged(entry: Entry, stage: Stage, score: Score) -> Entry:
    """The leaf with points of a stage: a claim's fate follows them, and a request is closed."""
    claim = (Claim.ACCEPTED if score.points is None else Claim.REFUSED) if entry.claim else None
    return replace(entry, claim=claim, request=requests.closed(entry.request)).with_score(stage, score)


def back_in_queue(entry: Entry, by: Authorship) -> Entry:
    """The leaf without its first appraisal, which only whoever gave it takes back."""
    given = entry.score(Stage.FIRST_APPRAISAL)
    if given is None:
        raise NotAppraisedYet(entry.leaf.code)
    if given.by.person != by.person:
        raise NotYourDecision(entry.leaf.code, given.by.person)
    claim = Claim.CLAIMED if entry.claim else None
    waiting = replace(entry, claim=claim, request=requests.opened_again(entry.request))
    return waiting.with_score(Stage.FIRST_APPRAISAL, None)


def decided_by(entry: Entry) -> str:
    """Who gave the first appraisal, or made the request that is still open; "" where there is neither."""
    given = entry.score(Stage.FIRST_APPRAISAL)
    if given is not None:
        return given.by.person
    return entry.request.by.person if entry.request is not None and entry.request.state is RequestState.OPEN else ""
