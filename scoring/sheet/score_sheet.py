"""The score sheet of one unit in one round: every change goes through here, and leaves a line for the log."""

from dataclasses import dataclass, replace

from scoring.sheet.appraising import Appraising
from scoring.sheet.declaring import Declaring
from scoring.sheet.entry import Entry, Signature
from scoring.sheet.papers import Papers
from scoring.sheet.record import Change, needed
from scoring.sheet.refusals import SheetIncomplete, SheetLocked
from scoring.states import UNDER_FIRST_APPRAISAL, Move, MoveNotPossible, State, after

__all__ = ["Change", "ScoreSheet"]


@dataclass
class ScoreSheet(Declaring, Appraising, Papers):
    """The aggregate. What it refuses raises before anything has changed."""

    def send_for_signature(self, signed: Signature) -> None:
        """Hands the sheet to the leader. Whoever was let in after the deadline may also send; sending locks it all again."""
        after(self.state, Move.SEND_FOR_SIGNATURE)
        let_in = [entry.leaf.code for entry in self if entry.reopened]
        if self.overdue(signed.at) and not let_in:
            raise SheetLocked(None, self.self_scoring_ends)
        if self.incomplete():
            raise SheetIncomplete(tuple(entry.leaf.code for entry in self.incomplete()))
        self.move(Move.SEND_FOR_SIGNATURE, signed)
        self.returned_reason = ""
        for code in let_in:
            self.close_leaf(code, signed)

    def return_to_coordinator(self, reason: str, signed: Signature) -> None:
        self.move(Move.RETURN, signed, needed(reason))
        self.returned_reason = reason.strip()
        self.drop_scans()

    def sign(self, signed: Signature) -> None:
        after(self.state, Move.SIGN)
        self.need_scan()
        self.move(Move.SIGN, signed)
        self.locked_at = signed.at

    def reopen(self, reason: str, signed: Signature) -> None:
        """Hands the whole sheet back to the commune; after the deadline every leaf is opened, or it would stay locked."""
        self.move(Move.REOPEN, signed, needed(reason))
        self.locked_at = None
        self.drop_scans()
        if self.overdue(signed.at):
            for leaf in self.criteria.declared_leaves():
                self.reopen_leaf(leaf.code, reason, signed)

    def reopen_leaf(self, code: str, reason: str, signed: Signature) -> Entry:
        entry, why = self.entry(code), needed(reason)
        if self.state not in UNDER_FIRST_APPRAISAL | {State.INTERNAL_REVIEW, State.DRAFT}:
            raise MoveNotPossible(self.state, Move.REOPEN)
        return self.put(
            "reopen_leaf", replace(entry, reopened=True), signed, lambda one: {"reopened": one.reopened, "why": why}
        )

    def close_leaf(self, code: str, signed: Signature) -> Entry:
        """The commune has corrected a reopened leaf and locks it again."""
        return self.put("close_leaf", replace(self.entry(code), reopened=False), signed, lambda entry: entry.reopened)
