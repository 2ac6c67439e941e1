"""The score sheet of one unit in one round: every change goes through here, and leaves a line for the log."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from scoring.criteria import CriteriaSet
from scoring.declared import Declared
from scoring.errors import ReasonNeeded
from scoring.sheet import appraising, declaring, filing, log_lines, papers, requests
from scoring.sheet.entry import Authorship, Entry, Evidence, Paper, Request, RequestState, Score, Stage
from scoring.sheet.log_lines import Change
from scoring.sheet.papers import HELD_BY_COMMUNE, SCAN_TAKEN_IN, Scan
from scoring.sheet.refusals import (
    AlreadyAppraised,
    NoOpenRequest,
    NotScoredYet,
    NotSuppliedByCommune,
    ScanMissing,
    ScanNotNow,
    SheetIncomplete,
    SheetLocked,
    UnknownLeaf,
)
from scoring.states import UNDER_FIRST_APPRAISAL, Move, MoveNotPossible, State, after


@dataclass
class ScoreSheet:
    """Entries by leaf code, the state, and the changes not yet written down.

    What it refuses raises before anything has changed. What a leaf becomes is worked out in the modules beside it.
    """

    unit: str
    round: str
    criteria: CriteriaSet
    state: State = State.DRAFT
    entries: dict[str, Entry] = field(default_factory=dict)
    locked_at: datetime | None = None
    returned_reason: str = ""
    self_scoring_ends: datetime | None = None
    difficulties: str = ""
    scans: tuple[Scan, ...] = ()
    scan_required: bool = False
    changes: list[Change] = field(default_factory=list)

    # -- what stands in it -------------------------------------------------------------------------------------------

    def entry(self, code: str) -> Entry:
        """The entry of a leaf, empty where nobody has touched it; raises ``UnknownLeaf``."""
        if code not in self.criteria.leaves:
            raise UnknownLeaf(code)
        return self.entries.get(code) or Entry(self.criteria.leaf(code))

    def __iter__(self) -> Iterator[Entry]:
        """Every leaf's entry in the set's order."""
        return (self.entry(code) for code in self.criteria.leaves)

    def declared_entries(self) -> Iterator[Entry]:
        """What the commune answers for; a bonus is no part of it."""
        codes = (leaf.code for leaf in self.criteria.declared_leaves())
        return (self.entry(code) for code in codes if code not in self.criteria.extra_codes)

    def incomplete(self) -> list[Entry]:
        """What keeps the sheet from being sent. A bonus need not be claimed, but a claimed one has to be shown."""
        extra = self.criteria.extra_codes
        return [entry for entry in self if not entry.complete and (entry.scored or entry.leaf.code not in extra)]

    def asked(self) -> list[Entry]:
        """The leaves whose request for explanation still awaits an answer."""
        return [entry for entry in self if requests.awaiting(entry, self.state)]

    def adds_to_answer(self, entry: Entry) -> bool:
        """Whether a document that comes now belongs to an answer that was sent and nobody has judged yet."""
        return requests.unjudged_answer(entry, self.state)

    def decided_by(self, entry: Entry) -> str:
        """Who took the decision on a leaf that may still be taken back; "" where there is none."""
        return appraising.decided_by(entry) if self.state in UNDER_FIRST_APPRAISAL else ""

    @property
    def scan_pages(self) -> tuple[Evidence, ...]:
        """The pages of the signed paper that count now."""
        return papers.pages(self.scans)

    # -- the commune answers -----------------------------------------------------------------------------------------

    def overdue(self, now: datetime) -> bool:
        return self.self_scoring_ends is not None and now > self.self_scoring_ends

    def editable(self, code: str, now: datetime) -> bool:
        """Whether the commune may change this leaf: its draft in time, or a leaf reopened for it."""
        return self.entry(code).reopened or (self.state is State.DRAFT and not self.overdue(now))

    def declare(self, code: str, declared: Declared, by: Authorship) -> Entry:
        """Scores a leaf from what the commune declares."""
        scored = declaring.scored(self._open_leaf(code, by.at), declared, by)
        return self._put("declare", scored, by, log_lines.declaration)

    def undo(self, code: str, by: Authorship) -> Entry:
        """Takes the last declaration of a leaf back, once."""
        restored = declaring.restored(self._open_leaf(code, by.at))
        return self._put("undo", restored, by, log_lines.declaration)

    def explain(self, code: str, text: str, by: Authorship) -> Entry:
        """Adds to the explanation of a leaf."""
        explained = declaring.explained(self._open_for_evidence(code, by.at), text)
        return self._put("explain", explained, by, log_lines.explanation)

    def drop_explanation(self, code: str, by: Authorship) -> Entry:
        """Takes the whole explanation back; the log keeps it, and what it stood in for is missing again."""
        silent = replace(self._open_for_evidence(code, by.at), explanation="", explained=frozenset())
        return self._put("drop_explanation", silent, by, log_lines.explanation)

    # -- it files documents ------------------------------------------------------------------------------------------

    def attach(self, code: str, evidence: Evidence) -> Entry:
        """Files a document under a leaf; the same document under the same item a second time changes nothing."""
        entry = self._open_for_evidence(code, evidence.by.at)
        if entry.filed(evidence.document, evidence.item):
            return entry
        return self._put("attach", replace(entry, evidence=(*entry.evidence, evidence)), evidence.by, log_lines.files)

    def sort_evidence(self, code: str, evidence_id: str, item: str | None, by: Authorship) -> Entry:
        """Says which required document a file is; ``None``: not the one that it was taken for."""
        sorted_ = filing.sorted_as(self._open_for_evidence(code, by.at), evidence_id, item)
        return self._put("sort_evidence", sorted_, by, log_lines.files)

    def remove_evidence(self, code: str, evidence_id: str, by: Authorship) -> Entry:
        """Takes a file off a leaf; it stays in the record as one that no longer counts."""
        entry = self._open_for_evidence(code, by.at)
        without = filing.ended(entry, filing.found(entry, evidence_id), by)
        return self._put("remove_evidence", without, by, log_lines.files)

    def replace_evidence(self, code: str, evidence_id: str, new: Evidence) -> Entry:
        """Puts another file in the place of one; it is the same required document. The same content changes nothing."""
        entry = self._open_for_evidence(code, new.by.at)
        old = filing.found(entry, evidence_id)
        if new.document == old.document:
            return entry
        return self._put("replace_evidence", filing.put_instead(entry, old, new), new.by, log_lines.files)

    def drop_copy(self, code: str, document: str, by: Authorship) -> Evidence | None:
        """A document whose content turned out to stand there already gives way; the file that was there before it."""
        entry = self._open_for_evidence(code, by.at)
        found = filing.copy_and_original(entry, document)
        if found is None:
            return None
        copy, original = found
        self._put("drop_copy", filing.ended(entry, copy, by, original.id), by, log_lines.files)
        return original

    def describe_evidence(self, code: str, evidence_id: str, paper: Paper, by: Authorship) -> Entry:
        """Writes down number, date, issuer and pages; what is not said stays as it was."""
        described = filing.described(self._open_for_evidence(code, by.at), evidence_id, paper)
        return self._put("describe_evidence", described, by, log_lines.descriptions)

    def title_evidence(self, code: str, evidence_id: str, title: str, by: Authorship) -> Entry:
        """Gives a page the title by which it is shown."""
        entry = self._open_for_evidence(code, by.at)
        titled = filing.with_document(entry, evidence_id, lambda file: replace(file, name=title, note=title))
        return self._put("title_evidence", titled, by, log_lines.titles)

    def check_evidence(self, code: str, evidence_id: str, by: Authorship) -> Entry:
        """Somebody has looked whether citizens' numbers stand in a file, and keeps it."""
        entry = self._open_for_evidence(code, by.at)
        looked_at = filing.with_document(entry, evidence_id, lambda file: replace(file, checked=True))
        return self._put("check_evidence", looked_at, by, log_lines.checked)

    def hold_evidence(self, code: str, evidence_id: str, by: Authorship) -> Entry:
        """Something speaks against a file: it does not count until somebody has said that it is meant."""
        entry = self._open_for_evidence(code, by.at)
        held = filing.with_document(entry, evidence_id, lambda file: replace(file, held=True))
        return self._put("hold_evidence", held, by, log_lines.held)

    def release_evidence(self, code: str, evidence_id: str, by: Authorship) -> Entry:
        """Somebody has said that a file is meant, whatever speaks against it."""
        entry = self._open_for_evidence(code, by.at)
        released = filing.with_document(entry, evidence_id, lambda file: replace(file, held=False))
        return self._put("release_evidence", released, by, log_lines.held)

    # -- it writes what goes with the scores -------------------------------------------------------------------------

    def write_difficulties(self, text: str, by: Authorship) -> None:
        """Adds to "khó khăn, kiến nghị" of the self-assessment report."""
        self._put_difficulties("\n".join(part for part in (self.difficulties, text.strip()) if part), by)

    def clear_difficulties(self, by: Authorship) -> None:
        self._put_difficulties("", by)

    def file_scan(self, file: Evidence) -> None:
        """Files a page, or the whole, of the signed paper; the same one a second time changes nothing."""
        self.check_scan_taken_in()
        if all(page.document != file.document for page in self.scan_pages):
            self._put_scans("file_scan", (*self.scans, Scan(file)), file.by)

    def replace_scan(self, by: Authorship) -> None:
        """Begins the signed paper anew; the pages filed before are kept as replaced."""
        self.check_scan_taken_in()
        self._put_scans("replace_scan", papers.replaced(self.scans), by)

    def check_scan_taken_in(self) -> None:
        """Raises ``ScanNotNow`` before the sheet is sent to the leader, and once appraisal has begun."""
        if self.state not in SCAN_TAKEN_IN:
            raise ScanNotNow(self.state)

    # -- it submits --------------------------------------------------------------------------------------------------

    def send_for_signature(self, by: Authorship) -> None:
        """Hands the sheet to the leader. Whoever was let in after the deadline may also send; sending locks it all again."""
        after(self.state, Move.SEND_FOR_SIGNATURE)
        let_in = [entry.leaf.code for entry in self if entry.reopened]
        if self.overdue(by.at) and not let_in:
            raise SheetLocked(None, self.self_scoring_ends)
        if incomplete := self.incomplete():
            raise SheetIncomplete(tuple(entry.leaf.code for entry in incomplete))
        self.move(Move.SEND_FOR_SIGNATURE, by)
        self.returned_reason = ""
        for code in let_in:
            self.close_leaf(code, by)

    def return_to_coordinator(self, reason: str, by: Authorship) -> None:
        self.move(Move.RETURN, by, _needed(reason))
        self.returned_reason = reason.strip()
        self.scans = papers.replaced(self.scans)

    def sign(self, by: Authorship) -> None:
        """Submits the sheet; where the round makes the signed scan compulsory, not without it."""
        after(self.state, Move.SIGN)
        if self.scan_required and not self.scan_pages:
            raise ScanMissing
        self.move(Move.SIGN, by)
        self.locked_at = by.at

    # -- it is reopened ----------------------------------------------------------------------------------------------

    def reopen(self, reason: str, by: Authorship) -> None:
        """Hands the whole sheet back to the commune; after the deadline every leaf is opened, or it would stay locked."""
        self.move(Move.REOPEN, by, _needed(reason))
        self.locked_at = None
        self.scans = papers.replaced(self.scans)
        if self.overdue(by.at):
            for leaf in self.criteria.declared_leaves():
                self.reopen_leaf(leaf.code, reason, by)

    def reopen_leaf(self, code: str, reason: str, by: Authorship) -> Entry:
        entry, why = self.entry(code), _needed(reason)
        if self.state not in UNDER_FIRST_APPRAISAL | {State.INTERNAL_REVIEW, State.DRAFT}:
            raise MoveNotPossible(self.state, Move.REOPEN)
        return self._put(
            "reopen_leaf", replace(entry, reopened=True), by, lambda shown: {"reopened": shown.reopened, "why": why}
        )

    def close_leaf(self, code: str, by: Authorship) -> Entry:
        """The commune has corrected a reopened leaf and locks it again."""
        return self._put("close_leaf", replace(self.entry(code), reopened=False), by, lambda shown: shown.reopened)

    # -- it is appraised ---------------------------------------------------------------------------------------------

    def agree(self, code: str, by: Authorship) -> Entry:
        """The appraiser gives what the commune gave itself."""
        entry = self._not_yet_appraised(code)
        own = entry.score(Stage.SELF)
        if own is None:
            raise NotScoredYet(code)
        return self._appraise(entry, Score(own.points, by))

    def change(self, code: str, points: Decimal | Fraction, reason: str, by: Authorship) -> Entry:
        """The appraiser gives other points; every change carries its reason."""
        entry = self._not_yet_appraised(code)
        appraising.check_points(entry.leaf, points)
        return self._appraise(entry, Score(Fraction(points), by, _needed(reason)))

    def check_points(self, code: str, points: Decimal | Fraction) -> None:
        """Raises what refuses points that an appraiser may not give for a leaf."""
        appraising.check_points(self.entry(code).leaf, points)

    def withdraw_appraisal(self, code: str, by: Authorship) -> Entry:
        """Takes a first appraisal back into the queue, by whoever gave it; the log keeps it."""
        waiting = appraising.back_in_queue(self._under_appraisal(code), by)
        return self._put("withdraw_appraisal", waiting, by, log_lines.appraisal)

    def request_explanation(self, code: str, reason: str, due: datetime, by: Authorship) -> Entry:
        """Asks the commune about a leaf that it supplies itself."""
        entry = self._not_yet_appraised(code)
        request = Request(_needed(reason), due, by)
        if not entry.leaf.source.declared_by_commune:
            raise NotSuppliedByCommune(code, entry.leaf.source)
        self._start_appraisal(by)
        return self._put("request", replace(entry, request=request), by, log_lines.request)

    def withdraw_request(self, code: str, by: Authorship) -> Entry:
        """Takes a request back, by whoever made it, as long as the commune has not begun to answer."""
        withdrawn = requests.withdrawn(self._under_appraisal(code), by)
        return self._put("withdraw_request", withdrawn, by, log_lines.request)

    def close_first_appraisal(self, by: Authorship) -> None:
        """To the commune when requests are outstanding, else straight to the council."""
        outstanding = any(entry.request and entry.request.state is not RequestState.CLOSED for entry in self)
        self.move(Move.CLOSE_WITH_REQUESTS if outstanding else Move.CLOSE_WITHOUT_REQUESTS, by)

    def give(self, code: str, stage: Stage, points: Fraction | None, note: str, by: Authorship) -> Entry:
        """Points of a later stage, or of a leaf that somebody else supplies (survey ballots, an external index)."""
        entry = self.entry(code)
        if points is not None:
            entry.leaf.check_within(points)
        return self._put("give", appraising.judged(entry, stage, Score(points, by, note)), by, log_lines.latest)

    # -- the commune answers what it was asked -----------------------------------------------------------------------

    def write_answer(self, code: str, text: str, by: Authorship) -> Entry:
        """Adds words to the answer that is being gathered; whoever asked sees nothing of it before it is sent."""
        entry = self.entry(code)
        request = requests.with_words(self._awaiting(entry), text)
        return self._put("write_answer", replace(entry, request=request), by, log_lines.answer)

    def drop_answer(self, code: str, by: Authorship) -> Entry:
        """Takes the words gathered so far back; the documents stay where they are."""
        entry = self.entry(code)
        request = replace(self._awaiting(entry), answer="")
        return self._put("drop_answer", replace(entry, request=request), by, log_lines.answer)

    def answer_request(self, code: str, text: str, by: Authorship) -> Entry:
        """Sends what was gathered: words, of which ``text`` are the last, documents, or both."""
        entry = self.entry(code)
        answered = requests.answered(entry, self._awaiting(entry), text, by)
        return self._put("answer_request", answered, by, log_lines.answer)

    # -- what is open to whom ----------------------------------------------------------------------------------------

    def _open_leaf(self, code: str, now: datetime) -> Entry:
        entry = self.entry(code)
        if not entry.leaf.source.declared_by_commune:
            raise NotSuppliedByCommune(code, entry.leaf.source)
        if not self.editable(code, now):
            raise SheetLocked(code, self.locked_at or self.self_scoring_ends)
        return entry

    def _open_for_evidence(self, code: str, now: datetime) -> Entry:
        """Evidence may also be sent for a leaf that the appraiser has asked about, until the answer is judged."""
        entry = self.entry(code)
        asked_about = requests.awaiting(entry, self.state) or requests.unjudged_answer(entry, self.state)
        return entry if asked_about else self._open_leaf(code, now)

    def _awaiting(self, entry: Entry) -> Request:
        request = requests.awaiting(entry, self.state)
        if request is None:
            raise NoOpenRequest(entry.leaf.code)
        return request

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

    # -- every change leaves a line ----------------------------------------------------------------------------------

    def move(self, move: Move, by: Authorship, why: str = "") -> None:
        before, self.state = self.state, after(self.state, move)
        self.changes.append(Change(move, None, before.value, {"state": self.state.value, "why": why}, by))

    def _start_appraisal(self, by: Authorship) -> None:
        """The first act of the reviewing side starts the appraisal."""
        if self.state is State.SUBMITTED:
            self.move(Move.START_APPRAISAL, by)

    def _appraise(self, entry: Entry, score: Score) -> Entry:
        self._start_appraisal(score.by)
        judged = appraising.judged(entry, Stage.FIRST_APPRAISAL, score)
        return self._put("appraise", judged, score.by, log_lines.appraisal)

    def _put(self, what: str, entry: Entry, by: Authorship, shown: Callable[[Entry], Any]) -> Entry:
        """Keeps a leaf as it has become; ``shown`` is what the log says of it before and after."""
        code = entry.leaf.code
        changed = replace(entry, version=entry.version + 1)
        self.changes.append(Change(what, code, shown(self.entry(code)), shown(changed), by))
        self.entries[code] = changed
        return changed

    def _put_difficulties(self, text: str, by: Authorship) -> None:
        if self.state not in HELD_BY_COMMUNE:
            raise SheetLocked(None, self.locked_at)
        self.changes.append(Change("difficulties", None, self.difficulties, text, by))
        self.difficulties = text

    def _put_scans(self, what: str, scans: tuple[Scan, ...], by: Authorship) -> None:
        before = [page.document for page in self.scan_pages]
        self.scans = scans
        self.changes.append(Change(what, None, before, [page.document for page in self.scan_pages], by))


def _needed(reason: str) -> str:
    if not reason.strip():
        raise ReasonNeeded
    return reason.strip()
