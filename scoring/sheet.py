"""The score sheet of one unit in one round: every change goes through here, and leaves a line for the log."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from scoring.answers import declared_to_json
from scoring.criteria import CriteriaSet, Leaf
from scoring.declared import Declared, NotApplicable
from scoring.entry import Claim, Entry, Evidence, FileStatus, Request, RequestState, Score, Signature, Stage, Undo
from scoring.errors import ReasonNeeded
from scoring.sheet_errors import (
    AlreadyAppraised,
    AnswerEmpty,
    NoOpenRequest,
    NothingToUndo,
    NotScoredYet,
    NotSuppliedByCommune,
    SheetIncomplete,
    SheetLocked,
    UnknownLeaf,
)
from scoring.states import UNDER_FIRST_APPRAISAL, Move, MoveNotPossible, State, after


@dataclass(frozen=True, slots=True)
class Change:
    """One line for the log: what happened to which leaf (or to the sheet), from what, to what."""

    what: str
    leaf: str | None
    before: Any
    after: Any
    signed: Signature


@dataclass
class ScoreSheet:
    """The aggregate: entries by leaf code, the state, and the changes not yet written down."""

    unit: str
    round: str
    criteria: CriteriaSet
    state: State = State.DRAFT
    entries: dict[str, Entry] = field(default_factory=dict)
    locked_at: datetime | None = None
    returned_reason: str = ""
    self_scoring_ends: datetime | None = None
    changes: list[Change] = field(default_factory=list)

    def entry(self, code: str) -> Entry:
        """The entry of a leaf, empty where nobody has touched it; raises ``UnknownLeaf``."""
        if code not in self.criteria.leaves:
            raise UnknownLeaf(code)
        return self.entries.get(code) or Entry(self.criteria.leaf(code))

    def __iter__(self) -> Iterator[Entry]:
        """Every leaf's entry in the set's order."""
        return (self.entry(code) for code in self.criteria.leaves)

    def declared_entries(self) -> Iterator[Entry]:
        return (self.entry(leaf.code) for leaf in self.criteria.declared_leaves() if leaf.code not in self.criteria.extra_codes)

    def incomplete(self) -> list[Entry]:
        return [entry for entry in self.declared_entries() if not entry.complete]

    # -- declaring ---------------------------------------------------------------------------------------------------

    def editable(self, code: str, now: datetime) -> bool:
        """Whether the commune may change this leaf: its draft in time, or a leaf reopened for it."""
        return self.entry(code).reopened or (self.state is State.DRAFT and not self.overdue(now))

    def overdue(self, now: datetime) -> bool:
        return self.self_scoring_ends is not None and now > self.self_scoring_ends

    def _open_leaf(self, code: str, now: datetime) -> Entry:
        entry = self.entry(code)
        if not entry.leaf.source.declared_by_commune:
            raise NotSuppliedByCommune(code, entry.leaf.source)
        if not self.editable(code, now):
            raise SheetLocked(code, self.locked_at or self.self_scoring_ends)
        return entry

    def declare(self, code: str, declared: Declared, signed: Signature) -> Entry:
        """Scores a leaf from what the commune declares; the rule decides the points."""
        entry = self._open_leaf(code, signed.at)
        outcome = entry.leaf.rule.score(declared, entry.leaf.max)
        claim = Claim.CLAIMED if isinstance(declared, NotApplicable) else None
        scored = replace(
            entry,
            declared=declared,
            working=outcome.working,
            claim=claim,
            undo=Undo(entry.declared, entry.working, entry.claim, entry.score(Stage.SELF), entry.version + 1),
        ).with_score(Stage.SELF, Score(outcome.points, signed))
        return self._put("declare", self._withdraw_appraisal(scored), signed, _declaration)

    def undo(self, code: str, signed: Signature) -> Entry:
        """Takes the last declaration of a leaf back, once."""
        entry = self._open_leaf(code, signed.at)
        if entry.undo is None:
            raise NothingToUndo(code)
        last = entry.undo
        restored = replace(entry, declared=last.declared, working=last.working, claim=last.claim, undo=None)
        return self._put("undo", restored.with_score(Stage.SELF, last.score), signed, _declaration)

    def _withdraw_appraisal(self, entry: Entry) -> Entry:
        """A leaf reopened after appraisal and declared anew goes back into the queue."""
        return entry.with_score(Stage.FIRST_APPRAISAL, None) if entry.reopened else entry

    # -- evidence and explanation ------------------------------------------------------------------------------------

    def _open_for_evidence(self, code: str, now: datetime) -> Entry:
        """Evidence may also be sent for a leaf that the appraiser has asked about."""
        entry = self.entry(code)
        asked = entry.request is not None and entry.request.state is RequestState.OPEN
        return entry if asked else self._open_leaf(code, now)

    def attach(self, code: str, evidence: Evidence) -> Entry:
        """Files a document under a leaf; the same document under the same item a second time changes nothing."""
        entry = self._open_for_evidence(code, evidence.signed.at)
        if any((file.document, file.item) == (evidence.document, evidence.item) for file in entry.live_evidence):
            return entry
        return self._put("attach", replace(entry, evidence=(*entry.evidence, evidence)), evidence.signed, _files)

    def sort_evidence(self, code: str, evidence_id: str, item: str, signed: Signature) -> Entry:
        """Says which required document a file is."""
        entry = self._open_for_evidence(code, signed.at)
        files = tuple(replace(file, item=item) if file.id == evidence_id else file for file in entry.evidence)
        return self._put("sort_evidence", replace(entry, evidence=files), signed, _files)

    def remove_evidence(self, code: str, evidence_id: str, signed: Signature) -> Entry:
        """Takes a file off a leaf; the stored document and the log line stay."""
        entry = self._open_for_evidence(code, signed.at)
        files = tuple(file for file in entry.evidence if file.id != evidence_id)
        return self._put("remove_evidence", replace(entry, evidence=files), signed, _files)

    def explain(self, code: str, text: str, signed: Signature) -> Entry:
        """Adds to the explanation of a leaf; it stands in for every required document still missing."""
        entry = self._open_for_evidence(code, signed.at)
        whole = "\n".join(part for part in (entry.explanation, text.strip()) if part)
        explained = entry.explained | {item.key for item in entry.missing_items}
        return self._put("explain", replace(entry, explanation=whole, explained=explained), signed, _explanation)

    # -- submission --------------------------------------------------------------------------------------------------

    def send_for_signature(self, signed: Signature) -> None:
        if self.incomplete():
            raise SheetIncomplete(tuple(entry.leaf.code for entry in self.incomplete()))
        if self.state is State.DRAFT and self.overdue(signed.at):
            raise SheetLocked(None, self.self_scoring_ends)
        self._move(Move.SEND_FOR_SIGNATURE, signed)
        self.returned_reason = ""

    def return_to_coordinator(self, reason: str, signed: Signature) -> None:
        self._move(Move.RETURN, signed, _needed(reason))
        self.returned_reason = reason.strip()

    def sign(self, signed: Signature) -> None:
        self._move(Move.SIGN, signed)
        self.locked_at = signed.at

    def reopen(self, reason: str, signed: Signature) -> None:
        """Hands the whole sheet back to the commune."""
        self._move(Move.REOPEN, signed, _needed(reason))
        self.locked_at = None

    def reopen_leaf(self, code: str, reason: str, signed: Signature) -> Entry:
        entry = self.entry(code)
        if self.state not in UNDER_FIRST_APPRAISAL | {State.INTERNAL_REVIEW, State.DRAFT}:
            raise MoveNotPossible(self.state, Move.REOPEN)
        return self._put("reopen_leaf", replace(entry, reopened=True), signed, lambda _: _needed(reason))

    def close_leaf(self, code: str, signed: Signature) -> Entry:
        """The commune has corrected a reopened leaf and locks it again."""
        return self._put("close_leaf", replace(self.entry(code), reopened=False), signed, lambda entry: entry.reopened)

    # -- appraisal ---------------------------------------------------------------------------------------------------

    def _under_appraisal(self, code: str, signed: Signature) -> Entry:
        entry = self.entry(code)
        if self.state is State.SUBMITTED:
            self._move(Move.START_APPRAISAL, signed)
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
        return self._appraise(entry, Fraction(points), _needed(reason), signed)

    def _appraise(self, entry: Entry, points: Fraction | None, note: str, signed: Signature) -> Entry:
        if entry.score(Stage.FIRST_APPRAISAL) is not None:
            raise AlreadyAppraised(entry.leaf.code)
        claim = (Claim.ACCEPTED if points is None else Claim.REFUSED) if entry.claim else None
        request = replace(entry.request, state=RequestState.CLOSED) if entry.request else None
        judged = replace(entry, claim=claim, request=request)
        return self._put("appraise", judged.with_score(Stage.FIRST_APPRAISAL, Score(points, signed, note)), signed, _appraisal)

    def withdraw_appraisal(self, code: str, signed: Signature) -> Entry:
        """Takes a first appraisal back into the queue; the log keeps it."""
        entry = self._under_appraisal(code, signed)
        return self._put("withdraw_appraisal", entry.with_score(Stage.FIRST_APPRAISAL, None), signed, _appraisal)

    def request_explanation(self, code: str, reason: str, due: datetime, signed: Signature) -> Entry:
        entry = self._under_appraisal(code, signed)
        if entry.score(Stage.FIRST_APPRAISAL) is not None:
            raise AlreadyAppraised(code)
        return self._put("request", replace(entry, request=Request(_needed(reason), due, signed)), signed, _request)

    def answer_request(self, code: str, text: str, signed: Signature) -> Entry:
        """Answers an open request in words, or ("" after new evidence) with documents alone."""
        entry = self.entry(code)
        if entry.request is None or entry.request.state is not RequestState.OPEN:
            raise NoOpenRequest(code)
        if not text.strip() and not any(file.signed.at >= entry.request.signed.at for file in entry.live_evidence):
            raise AnswerEmpty(code)
        request = replace(entry.request, state=RequestState.ANSWERED, answer=text.strip(), answered=signed)
        return self._put("answer_request", replace(entry, request=request), signed, _request)

    # -- writing down ------------------------------------------------------------------------------------------------

    def _put(self, what: str, entry: Entry, signed: Signature, shown: Callable[[Entry], Any]) -> Entry:
        before, after_ = self.entry(entry.leaf.code), replace(entry, version=entry.version + 1)
        self.entries[entry.leaf.code] = after_
        self.changes.append(Change(what, entry.leaf.code, shown(before), shown(after_), signed))
        return after_

    def _move(self, move: Move, signed: Signature, why: str = "") -> None:
        before, self.state = self.state, after(self.state, move)
        self.changes.append(Change(move, None, before.value, {"state": self.state.value, "why": why}, signed))


def _needed(reason: str) -> str:
    if not reason.strip():
        raise ReasonNeeded
    return reason.strip()


def _declaration(entry: Entry) -> Any:
    own = entry.score(Stage.SELF)
    declared = declared_to_json(entry.declared) if entry.declared else None
    return {"declared": declared, "points": None if own is None or own.points is None else str(own.points)}


def _files(entry: Entry) -> Any:
    return [[file.document, file.item] for file in entry.evidence]


def _explanation(entry: Entry) -> Any:
    return entry.explanation


def _appraisal(entry: Entry) -> Any:
    score = entry.score(Stage.FIRST_APPRAISAL)
    return None if score is None else {"points": None if score.points is None else str(score.points), "note": score.note}


def _request(entry: Entry) -> Any:
    request = entry.request
    return None if request is None else {"state": request.state.value, "reason": request.reason, "answer": request.answer}
