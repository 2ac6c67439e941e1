"""Reopening with a reason: one leaf, or the whole sheet."""

import pytest

from scoring.declared import Count, Met, NotApplicable
from scoring.errors import ReasonNeeded
from scoring.sheet.entry import Claim, Entry, Stage
from scoring.sheet.refusals import SheetLocked
from scoring.sheet.score_sheet import ScoreSheet
from scoring.states import MoveNotPossible, State
from tests.scoring.world import BINH, LAN, LATE, LIEN, NOI_VU, by, file, filled, ratio, submitted

BY_NOI_VU = by(NOI_VU, LATE)
HOA_LATE = by(at=LATE)


def _is_appraised(entry: Entry) -> bool:
    return entry.score(Stage.FIRST_APPRAISAL) is not None


def _appraised_and_reopened(code: str = "1.2") -> ScoreSheet:
    sheet = submitted({"1.2": ratio(25, 50), "1.3": NotApplicable()})
    sheet.agree(code, by(LAN))
    sheet.reopen_leaf(code, "xã nhập nhầm số", BY_NOI_VU)
    return sheet


def test_a_reopened_leaf_is_open_past_the_deadline_and_alone() -> None:
    sheet = submitted()
    entry = sheet.reopen_leaf("1.2", "xã nhập nhầm số", BY_NOI_VU)
    assert entry.reopened
    assert (sheet.editable("1.2", LATE), sheet.editable("1.1", LATE)) == (True, False)
    assert sheet.changes[-1].after == {"reopened": True, "why": "xã nhập nhầm số"}


def test_reopening_alone_withdraws_no_appraisal() -> None:
    assert _is_appraised(_appraised_and_reopened().entry("1.2"))


def test_a_new_declaration_goes_back_into_the_queue() -> None:
    entry = _appraised_and_reopened().declare("1.2", ratio(30, 50), HOA_LATE)
    assert not _is_appraised(entry)


def test_taking_an_old_declaration_back_goes_into_the_queue_too() -> None:
    sheet = filled()
    sheet.declare("1.2", ratio(30, 50), by())
    sheet.send_for_signature(by(LIEN))
    sheet.sign(by(BINH))
    sheet.agree("1.2", by(LAN))
    sheet.reopen_leaf("1.2", "nhầm", BY_NOI_VU)
    assert not _is_appraised(sheet.undo("1.2", HOA_LATE))


def test_a_claim_that_comes_back_by_undo_is_to_be_judged_again() -> None:
    sheet = _appraised_and_reopened("1.3")
    assert sheet.entry("1.3").claim is Claim.ACCEPTED
    sheet.declare("1.3", ratio(1, 2), HOA_LATE)
    entry = sheet.undo("1.3", HOA_LATE)
    assert (entry.claim, _is_appraised(entry)) == (Claim.CLAIMED, False)


def test_more_evidence_for_a_reopened_leaf_leaves_its_appraisal() -> None:
    sheet = _appraised_and_reopened()
    assert _is_appraised(sheet.attach("1.2", file("b", at=LATE)))


def test_the_commune_locks_a_corrected_leaf_again() -> None:
    sheet = _appraised_and_reopened()
    assert not sheet.close_leaf("1.2", HOA_LATE).reopened
    with pytest.raises(SheetLocked):
        sheet.declare("1.2", ratio(1, 2), HOA_LATE)


def test_reopening_needs_a_reason_and_changes_nothing_without_one() -> None:
    sheet = submitted()
    lines = len(sheet.changes)
    with pytest.raises(ReasonNeeded):
        sheet.reopen_leaf("1.2", " ", BY_NOI_VU)
    with pytest.raises(ReasonNeeded):
        sheet.reopen("", BY_NOI_VU)
    assert (sheet.entry("1.2").reopened, sheet.state, len(sheet.changes)) == (False, State.SUBMITTED, lines)


def test_a_leaf_is_not_reopened_once_first_appraisal_is_over() -> None:
    sheet = submitted()
    sheet.agree("1.1", by(LAN))
    sheet.close_first_appraisal(by(LAN))
    with pytest.raises(MoveNotPossible):
        sheet.reopen_leaf("1.1", "muộn", BY_NOI_VU)


def test_a_reopened_sheet_is_the_communes_again_even_past_its_deadline() -> None:
    sheet = submitted()
    sheet.reopen("xã xin làm lại", BY_NOI_VU)
    assert (sheet.state, sheet.locked_at) == (State.DRAFT, None)
    sheet.declare("1.1", Met(False), HOA_LATE)
    sheet.declare("T2", Count(1), HOA_LATE)
    sheet.send_for_signature(by(LIEN, LATE))
    assert sheet.state is State.INTERNAL_REVIEW


def test_sending_a_reopened_sheet_locks_every_leaf_of_it() -> None:
    sheet = submitted()
    sheet.reopen("xã xin làm lại", BY_NOI_VU)
    sheet.send_for_signature(by(LIEN, LATE))
    assert not any(entry.reopened for entry in sheet)
    with pytest.raises(SheetLocked):
        sheet.declare("1.1", Met(False), HOA_LATE)


def test_a_sheet_reopened_in_time_keeps_its_deadline() -> None:
    sheet = submitted()
    sheet.reopen("xã xin làm lại", by(NOI_VU))
    assert sheet.editable("1.1", by().at)
    assert not sheet.editable("1.1", LATE)


def test_only_what_changed_in_a_reopened_sheet_is_appraised_again() -> None:
    sheet = submitted()
    sheet.agree("1.1", by(LAN))
    sheet.agree("1.2", by(LAN))
    sheet.reopen("xã xin làm lại", BY_NOI_VU)
    sheet.declare("1.1", Met(False), HOA_LATE)
    assert [_is_appraised(sheet.entry(code)) for code in ("1.1", "1.2")] == [False, True]


def test_a_commune_let_in_after_the_deadline_may_also_send() -> None:
    sheet = filled()
    sheet.reopen_leaf("1.2", "mất điện ngày cuối", BY_NOI_VU)
    sheet.declare("1.2", ratio(40, 50), HOA_LATE)
    sheet.explain("1.2", "chờ ký", HOA_LATE)
    sheet.send_for_signature(by(LIEN, LATE))
    assert sheet.state is State.INTERNAL_REVIEW
