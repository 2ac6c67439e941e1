"""The reviewing side of a score sheet: agreeing, changing with a reason, asking for explanations."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from scoring.entry import Claim, Entry, Request, RequestState, Score, Signature, Stage
from scoring.sheet_errors import AlreadyAppraised, NotScoredYet
from scoring.sheet_record import SheetRecord, needed
from scoring.states import Move, MoveNotPossible, State


class Appraising(SheetRecord):
    """Everything that reviewing staff do to a submitted sheet."""

    def _under_appraisal(self, code: str, signed: Signature) -> Entry:
        entry = self.entry(code)
        if self.state is State.SUBMITTED:
            self.move(Move.START_APPRAISAL, signed)
        if self.state is not State.FIRST_APPRAISAL:
            raise MoveNotPossible(self.state, Move.START_APPRAISAL)
        if not entry.scored and entry.leaf.source.declared_by_commune:
            raise NotScoredYet(code)
        return entry

    def agree(self, code: str, signed: Signature) -> Entry:
        """The appraiser gives what the commune gave itself."""
        entry = self._under_appraisal(code, signed)
        own = entry.score(Stage.SELF)
        if own is None:
            raise NotScoredYet(code)
        return self._appraise(entry, own.points, "", signed)

    def change(self, code: str, points: Decimal, reason: str, signed: Signature) -> Entry:
        """The appraiser gives other points; every change carries its reason."""
        entry = self._under_appraisal(code, signed)
        entry.leaf.check_within(points)
        return self._appraise(entry, Fraction(points), needed(reason), signed)

    def _appraise(self, entry: Entry, points: Fraction | None, note: str, signed: Signature) -> Entry:
        if entry.score(Stage.FIRST_APPRAISAL) is not None:
            raise AlreadyAppraised(entry.leaf.code)
        claim = (Claim.ACCEPTED if points is None else Claim.REFUSED) if entry.claim else None
        request = replace(entry.request, state=RequestState.CLOSED) if entry.request else None
        judged = replace(entry, claim=claim, request=request)
        return self.put("appraise", judged.with_score(Stage.FIRST_APPRAISAL, Score(points, signed, note)), signed, _appraisal)

    def withdraw_appraisal(self, code: str, signed: Signature) -> Entry:
        """Takes a first appraisal back into the queue; the log keeps it."""
        entry = self._under_appraisal(code, signed)
        return self.put("withdraw_appraisal", entry.with_score(Stage.FIRST_APPRAISAL, None), signed, _appraisal)

    def request_explanation(self, code: str, reason: str, due: datetime, signed: Signature) -> Entry:
        entry = self._under_appraisal(code, signed)
        if entry.score(Stage.FIRST_APPRAISAL) is not None:
            raise AlreadyAppraised(code)
        return self.put("request", replace(entry, request=Request(needed(reason), due, signed)), signed, _request)

    def give(self, code: str, stage: Stage, points: Fraction | None, note: str, signed: Signature) -> Entry:
        """Points of a later stage, or of a leaf that somebody else supplies (survey ballots, an external index)."""
        entry = self.entry(code)
        if points is not None:
            entry.leaf.check_within(points)
        return self.put("give", entry.with_score(stage, Score(points, signed, note)), signed, _latest)


def _appraisal(entry: Entry) -> Any:
    score = entry.score(Stage.FIRST_APPRAISAL)
    return None if score is None else {"points": None if score.points is None else str(score.points), "note": score.note}


def _request(entry: Entry) -> Any:
    request = entry.request
    return None if request is None else {"state": request.state.value, "reason": request.reason, "answer": request.answer}


def _latest(entry: Entry) -> Any:
    score = entry.latest
    return None if score is None or score.points is None else str(score.points)
