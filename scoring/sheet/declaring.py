"""The commune's side of a score sheet: declaring, evidence, explanation, and answering requests."""

from dataclasses import astuple, replace
from datetime import datetime
from typing import Any

from scoring.declared import Declared, NotApplicable
from scoring.sheet.entry import Claim, Entry, Evidence, Former, Paper, Request, RequestState, Score, Signature, Stage, Undo
from scoring.sheet.record import SheetRecord
from scoring.sheet.refusals import AnswerEmpty, NoOpenRequest, NotFiledHere, NothingToUndo, NotSuppliedByCommune, SheetLocked
from scoring.sheet.stored import declared_to_json
from scoring.states import EXPLANATIONS_OVER, State


class Declaring(SheetRecord):
    """Everything that a commune may change itself, as long as a leaf is open to it."""

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
            undo=None if entry.unreadable else _replaced(entry),
        ).with_score(Stage.SELF, Score(outcome.points, signed))
        return self.put("declare", _back_in_queue(scored), signed, _declaration)

    def undo(self, code: str, signed: Signature) -> Entry:
        """Takes the last declaration of a leaf back, once."""
        entry = self._open_leaf(code, signed.at)
        if entry.undo is None:
            raise NothingToUndo(code)
        last = entry.undo
        # A claim comes back as one to be judged: the judgement went with the declaration that replaced it.
        claim = Claim.CLAIMED if last.claim else None
        restored = replace(entry, declared=last.declared, working=last.working, claim=claim, undo=None)
        return self.put("undo", _back_in_queue(restored.with_score(Stage.SELF, last.score)), signed, _declaration)

    # -- evidence and explanation ------------------------------------------------------------------------------------

    def _open_for_evidence(self, code: str, now: datetime) -> Entry:
        """Evidence may also be sent for a leaf that the appraiser has asked about, until the answer is judged."""
        entry = self.entry(code)
        return entry if self._asked(entry) or self.adds_to_answer(entry) else self._open_leaf(code, now)

    def adds_to_answer(self, entry: Entry) -> bool:
        """Whether a document that comes now belongs to an answer that was sent and nobody has judged yet."""
        sent = entry.request is not None and entry.request.state is RequestState.ANSWERED
        return sent and self.state not in EXPLANATIONS_OVER

    def _asked(self, entry: Entry) -> Request | None:
        """The request that still awaits an answer; none once the window for explanations is over."""
        awaits = entry.request is not None and entry.request.state is RequestState.OPEN
        return entry.request if awaits and self.state not in EXPLANATIONS_OVER else None

    def asked(self) -> list[Entry]:
        """The leaves whose request for explanation still awaits an answer."""
        return [entry for entry in self if self._asked(entry)]

    def attach(self, code: str, evidence: Evidence) -> Entry:
        """Files a document under a leaf; the same document under the same item a second time changes nothing."""
        entry = self._open_for_evidence(code, evidence.signed.at)
        if entry.filed(evidence.document, evidence.item):
            return entry
        return self.put("attach", replace(entry, evidence=(*entry.evidence, evidence)), evidence.signed, _files)

    def sort_evidence(self, code: str, evidence_id: str, item: str | None, signed: Signature) -> Entry:
        """Says which required document a file is; ``None``: not the one that it was taken for."""
        entry = self._open_for_evidence(code, signed.at)
        files = tuple(replace(file, item=item) if file.id == evidence_id else file for file in entry.evidence)
        return self.put("sort_evidence", replace(entry, evidence=files), signed, _files)

    def remove_evidence(self, code: str, evidence_id: str, signed: Signature) -> Entry:
        """Takes a file off a leaf; it stays in the record as one that no longer counts."""
        entry = self._open_for_evidence(code, signed.at)
        return self.put("remove_evidence", _ended(entry, self._file(entry, evidence_id), signed), signed, _files)

    def replace_evidence(self, code: str, evidence_id: str, new: Evidence) -> Entry:
        """Puts another file in the place of one; it is the same required document. The same content changes nothing."""
        entry = self._open_for_evidence(code, new.signed.at)
        old = self._file(entry, evidence_id)
        if new.document == old.document:
            return entry
        ended = _ended(entry, old, new.signed, new.id)
        kept = () if entry.filed(new.document, old.item) else (replace(new, item=old.item),)
        return self.put("replace_evidence", replace(ended, evidence=(*ended.evidence, *kept)), new.signed, _files)

    def drop_copy(self, code: str, document: str, signed: Signature) -> Evidence | None:
        """A document whose content turned out to stand there already gives way; the file that was there before it."""
        entry = self._open_for_evidence(code, signed.at)
        for copy in [file for file in entry.live_evidence if file.document == document]:
            first = next((one for one in entry.live_evidence if one.same_content(copy) and one.item == copy.item), copy)
            if first is not copy:
                self.put("drop_copy", _ended(entry, copy, signed, first.id), signed, _files)
                return first
        return None

    def describe_evidence(self, code: str, evidence_id: str, paper: Paper, signed: Signature) -> Entry:
        """Writes down number, date, issuer and pages; what is not said stays as it was.

        One document under several items has one number; the pages are those of the item.
        """
        entry = self._open_for_evidence(code, signed.at)
        described = self._file(entry, evidence_id).described(paper)
        whole = replace(paper, pages="")
        alike = (one.described(whole) if one.document == described.document else one for one in entry.evidence)
        files = tuple(described if one.id == evidence_id else one for one in alike)
        return self.put("describe_evidence", replace(entry, evidence=files), signed, _descriptions)

    def check_evidence(self, code: str, evidence_id: str, signed: Signature) -> Entry:
        """Somebody has looked whether citizens' numbers stand in a file, and keeps it."""
        entry = self._open_for_evidence(code, signed.at)
        looked_at = self._file(entry, evidence_id).document
        files = tuple(replace(one, checked=True) if one.document == looked_at else one for one in entry.evidence)
        return self.put("check_evidence", replace(entry, evidence=files), signed, _checked)

    def title_evidence(self, code: str, evidence_id: str, title: str, signed: Signature) -> Entry:
        """Gives a page the title by which it is shown."""
        entry = self._open_for_evidence(code, signed.at)
        document = self._file(entry, evidence_id).document
        files = tuple(replace(one, name=title, note=title) if one.document == document else one for one in entry.evidence)
        return self.put("title_evidence", replace(entry, evidence=files), signed, _titles)

    def hold_evidence(self, code: str, evidence_id: str, signed: Signature) -> Entry:
        """Something speaks against a file: it does not count until somebody has said that it is meant."""
        return self._hold(code, evidence_id, signed, held=True)

    def release_evidence(self, code: str, evidence_id: str, signed: Signature) -> Entry:
        """Somebody has said that a file is meant, whatever speaks against it."""
        return self._hold(code, evidence_id, signed, held=False)

    def _hold(self, code: str, evidence_id: str, signed: Signature, *, held: bool) -> Entry:
        entry = self._open_for_evidence(code, signed.at)
        document = self._file(entry, evidence_id).document
        files = tuple(replace(one, held=held) if one.document == document else one for one in entry.evidence)
        what = "hold_evidence" if held else "release_evidence"
        return self.put(what, replace(entry, evidence=files), signed, _held)

    def _file(self, entry: Entry, evidence_id: str) -> Evidence:
        file = entry.file(evidence_id)
        if file is None:
            raise NotFiledHere(entry.leaf.code)
        return file

    def explain(self, code: str, text: str, signed: Signature) -> Entry:
        """Adds to the explanation of a leaf; it stands in for every document still owed."""
        entry = self._open_for_evidence(code, signed.at)
        whole = "\n".join(part for part in (entry.explanation, text.strip()) if part)
        explained = entry.explained | {item.key for item in entry.open_items}
        return self.put("explain", replace(entry, explanation=whole, explained=explained), signed, _explanation)

    def drop_explanation(self, code: str, signed: Signature) -> Entry:
        """Takes the whole explanation back; the log keeps it, and what it stood in for is missing again."""
        entry = self._open_for_evidence(code, signed.at)
        return self.put("drop_explanation", replace(entry, explanation="", explained=frozenset()), signed, _explanation)

    def write_answer(self, code: str, text: str, signed: Signature) -> Entry:
        """Adds words to the answer that is being gathered; whoever asked sees nothing of it before it is sent."""
        entry, asked = self._needs_answer(code)
        return self.put("write_answer", replace(entry, request=_with_words(asked, text)), signed, _answer)

    def drop_answer(self, code: str, signed: Signature) -> Entry:
        """Takes the words gathered so far back; the documents stay where they are."""
        entry, asked = self._needs_answer(code)
        return self.put("drop_answer", replace(entry, request=replace(asked, answer="")), signed, _answer)

    def answer_request(self, code: str, text: str, signed: Signature) -> Entry:
        """Sends what was gathered: words, of which ``text`` are the last, documents, or both."""
        entry, asked = self._needs_answer(code)
        whole = _with_words(asked, text)
        if not whole.answer and not entry.sent_since_asked:
            raise AnswerEmpty(code)
        request = replace(whole, state=RequestState.ANSWERED, answered=signed)
        return self.put("answer_request", replace(entry, request=request), signed, _answer)

    def _needs_answer(self, code: str) -> tuple[Entry, Request]:
        entry = self.entry(code)
        asked = self._asked(entry)
        if asked is None:
            raise NoOpenRequest(code)
        return entry, asked


def _with_words(request: Request, text: str) -> Request:
    return replace(request, answer="\n".join(part for part in (request.answer, text.strip()) if part))


def _replaced(entry: Entry) -> Undo:
    return Undo(entry.declared, entry.working, entry.claim, entry.score(Stage.SELF), entry.version + 1)


def _back_in_queue(entry: Entry) -> Entry:
    """An appraisal judged one declaration: when that changes after a reopening, it no longer holds."""
    return entry.with_score(Stage.FIRST_APPRAISAL, None)


def _declaration(entry: Entry) -> Any:
    own = entry.score(Stage.SELF)
    declared = declared_to_json(entry.declared) if entry.declared else None
    return {"declared": declared, "points": None if own is None or own.points is None else str(own.points)}


def _ended(entry: Entry, file: Evidence, signed: Signature, replaced_by: str | None = None) -> Entry:
    left = tuple(one for one in entry.evidence if one.id != file.id)
    return replace(entry, evidence=left, former=(*entry.former, Former(file, signed, replaced_by)))


def _files(entry: Entry) -> Any:
    return [[file.document, file.item] for file in entry.evidence]


def _checked(entry: Entry) -> Any:
    return sorted({file.document for file in entry.evidence if file.checked})


def _titles(entry: Entry) -> Any:
    return [[file.document, file.note] for file in entry.evidence if file.address]


def _held(entry: Entry) -> Any:
    return sorted({file.document for file in entry.evidence if file.held})


def _descriptions(entry: Entry) -> Any:
    return [[file.document, *astuple(file.paper)] for file in entry.evidence]


def _explanation(entry: Entry) -> Any:
    return entry.explanation


def _answer(entry: Entry) -> Any:
    request = entry.request
    return None if request is None else {"state": request.state.value, "answer": request.answer}
