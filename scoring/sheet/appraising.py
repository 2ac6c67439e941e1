"""The reviewing side of a score sheet: agreeing, changing with a reason, asking for explanations."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from scoring.sheet.attainable import check_attainable
from scoring.sheet.entry import Claim, Entry, Request, RequestState, Score, Signature, Stage
from scoring.sheet.record import SheetRecord, needed
from scoring.sheet.refusals import (
    AlreadyAppraised,
    AnsweredMeanwhile,
    NoOpenRequest,
    NotAppraisedYet,
    NotScoredYet,
    NotSuppliedByCommune,
    NotYourDecision,
)
from scoring.states import UNDER_FIRST_APPRAISAL, Move, MoveNotPossible, State


class Appraising(SheetRecord):
    """Everything that reviewing staff do to a submitted sheet."""

    def _under_appraisal(self, code: str) -> Entry:
        entry = self.entry(code)
        if self.state not in UNDER_FIRST_APPRAISAL:
            raise MoveNotPossible(self.state, Move.START_APPRAISAL)
        if not entry.scored and entry.leaf.source.declared_by_commune:
            raise NotScoredYet(code)
        return entry

    def _not_yet_appraised(self, code: str) -> Entry:
        entry = self._under_appraisal(code)
        if entry.score(Stage.FIRST_APPRAISAL) is not None:
            raise AlreadyAppraised(code)
        return entry

    def _start(self, signed: Signature) -> None:
        """The first act of the reviewing side starts the appraisal."""
        if self.state is State.SUBMITTED:
            self.move(Move.START_APPRAISAL, signed)

    def agree(self, code: str, signed: Signature) -> Entry:
        """The appraiser gives what the commune gave itself."""
        entry = self._not_yet_appraised(code)
        own = entry.score(Stage.SELF)
        if own is None:
            raise NotScoredYet(code)
        return self._appraise(entry, own.points, "", signed)

    def change(self, code: str, points: Decimal | Fraction, reason: str, signed: Signature) -> Entry:
        """The appraiser gives other points; every change carries its reason."""
        entry = self._not_yet_appraised(code)
        self.check_points(code, points)
        return self._appraise(entry, Fraction(points), needed(reason), signed)

    def check_points(self, code: str, points: Decimal | Fraction) -> None:
        """Points that an appraiser may give for a leaf: within its bounds, and such as its rule can give."""
        leaf = self.entry(code).leaf
        leaf.check_within(points)
        check_attainable(code, leaf.rule, leaf.max, Fraction(points))

    def _appraise(self, entry: Entry, points: Fraction | None, note: str, signed: Signature) -> Entry:
        self._start(signed)
        return self.put("appraise", _judged(entry, Stage.FIRST_APPRAISAL, Score(points, signed, note)), signed, _appraisal)

    def withdraw_appraisal(self, code: str, signed: Signature) -> Entry:
        """Takes a first appraisal back into the queue, by whoever gave it; the log keeps it."""
        entry = self._under_appraisal(code)
        given = entry.score(Stage.FIRST_APPRAISAL)
        if given is None:
            raise NotAppraisedYet(code)
        _check_own(code, given.signed, signed)
        waiting = replace(entry, claim=Claim.CLAIMED if entry.claim else None, request=_unjudged(entry.request))
        return self.put("withdraw_appraisal", waiting.with_score(Stage.FIRST_APPRAISAL, None), signed, _appraisal)

    def request_explanation(self, code: str, reason: str, due: datetime, signed: Signature) -> Entry:
        """Asks the commune about a leaf that it supplies itself."""
        entry, request = self._not_yet_appraised(code), Request(needed(reason), due, signed)
        if not entry.leaf.source.declared_by_commune:
            raise NotSuppliedByCommune(code, entry.leaf.source)
        self._start(signed)
        return self.put("request", replace(entry, request=request), signed, _request)

    def withdraw_request(self, code: str, signed: Signature) -> Entry:
        """Takes a request back, by whoever made it, as long as the commune has not begun to answer."""
        entry = self._under_appraisal(code)
        request = entry.request
        if request is None or request.state is RequestState.CLOSED:
            raise NoOpenRequest(code)
        _check_own(code, request.signed, signed)
        if request.answer or entry.sent_since_asked or request.state is RequestState.ANSWERED:
            raise AnsweredMeanwhile(code)
        return self.put("withdraw_request", replace(entry, request=None), signed, _request)

    def decided_by(self, entry: Entry) -> str:
        """Who took the decision on a leaf that may still be taken back; "" where there is none."""
        given, request = entry.score(Stage.FIRST_APPRAISAL), entry.request
        if self.state not in UNDER_FIRST_APPRAISAL:
            return ""
        if given is not None:
            return given.signed.by
        return request.signed.by if request is not None and request.state is RequestState.OPEN else ""

    def close_first_appraisal(self, signed: Signature) -> None:
        """To the commune when requests are outstanding, else straight to the council."""
        outstanding = any(entry.request and entry.request.state is not RequestState.CLOSED for entry in self)
        self.move(Move.CLOSE_WITH_REQUESTS if outstanding else Move.CLOSE_WITHOUT_REQUESTS, signed)

    def give(self, code: str, stage: Stage, points: Fraction | None, note: str, signed: Signature) -> Entry:
        """Points of a later stage, or of a leaf that somebody else supplies (survey ballots, an external index)."""
        entry = self.entry(code)
        if points is not None:
            entry.leaf.check_within(points)
        return self.put("give", _judged(entry, stage, Score(points, signed, note)), signed, _latest)


def _check_own(code: str, decided: Signature, signed: Signature) -> None:
    if decided.by != signed.by:
        raise NotYourDecision(code, decided.by)


def _unjudged(request: Request | None) -> Request | None:
    """The request that points had closed, as it stood before."""
    if request is None or request.state is not RequestState.CLOSED:
        return request
    return replace(request, state=RequestState.ANSWERED if request.answered else RequestState.OPEN)


def _judged(entry: Entry, stage: Stage, score: Score) -> Entry:
    """A claim's fate follows the points, and whoever gives points has read the answer: the request is closed."""
    claim = (Claim.ACCEPTED if score.points is None else Claim.REFUSED) if entry.claim else None
    request = replace(entry.request, state=RequestState.CLOSED) if entry.request else None
    return replace(entry, claim=claim, request=request).with_score(stage, score)


def _appraisal(entry: Entry) -> Any:
    score = entry.score(Stage.FIRST_APPRAISAL)
    return None if score is None else {"points": None if score.points is None else str(score.points), "note": score.note}


def _request(entry: Entry) -> Any:
    request = entry.request
    return None if request is None else {"state": request.state.value, "reason": request.reason, "answer": request.answer}


def _latest(entry: Entry) -> Any:
    score = entry.latest
    return None if score is None or score.points is None else str(score.points)
