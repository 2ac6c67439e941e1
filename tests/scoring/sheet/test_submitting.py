"""From the commune's desk to the leader's signature, in time or not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from scoring.declared import Count, Met
from scoring.errors import ReasonNeeded
from scoring.sheet.refusals import SheetIncomplete, SheetLocked
from scoring.states import MoveNotPossible, State
from tests.scoring.world import BINH, DEADLINE, LATE, LIEN, START, by, file, filled, new_sheet, submitted


def test_a_complete_sheet_goes_to_the_leader_and_locks_with_the_signature() -> None:
    sheet = filled()
    sheet.send_for_signature(by(LIEN))
    assert (sheet.state, sheet.locked_at) == (State.INTERNAL_REVIEW, None)
    sheet.sign(by(BINH, START + timedelta(hours=2)))
    assert (sheet.state, sheet.locked_at) == (State.SUBMITTED, START + timedelta(hours=2))


def test_an_empty_sheet_is_refused_with_every_leaf_that_the_commune_owes() -> None:
    sheet = new_sheet()
    with pytest.raises(SheetIncomplete) as refused:
        sheet.send_for_signature(by(LIEN))
    assert refused.value.codes == ("1.1", "1.2", "1.3", "2.1.1", "2.1.2", "3.2")
    assert (sheet.state, sheet.changes) == (State.DRAFT, [])


def test_a_leaf_without_its_documents_holds_the_sheet_back() -> None:
    sheet = filled()
    sheet.entries["1.2"] = replace(sheet.entry("1.2"), explained=frozenset())
    with pytest.raises(SheetIncomplete) as refused:
        sheet.send_for_signature(by(LIEN))
    assert refused.value.codes == ("1.2",)


def test_a_bonus_may_be_left_out_but_not_claimed_without_a_document() -> None:
    sheet = filled()
    assert sheet.incomplete() == []
    sheet.declare("T1", Count(1), by())
    assert [entry.leaf.code for entry in sheet.incomplete()] == ["T1"]
    sheet.attach("T1", file("a"))
    assert sheet.incomplete() == []


def test_a_sheet_is_not_sent_twice() -> None:
    sheet = submitted()
    with pytest.raises(MoveNotPossible):
        sheet.send_for_signature(by(LIEN))


def test_what_is_with_the_leader_is_not_changed_behind_his_back() -> None:
    sheet = filled()
    sheet.send_for_signature(by(LIEN))
    with pytest.raises(SheetLocked):
        sheet.declare("1.1", Met(False), by())


def test_the_leader_returns_a_sheet_with_the_reason_and_it_may_be_changed_again() -> None:
    sheet = filled()
    sheet.send_for_signature(by(LIEN))
    sheet.return_to_coordinator("  số liệu 1.2 chưa đúng ", by(BINH))
    assert (sheet.state, sheet.returned_reason) == (State.DRAFT, "số liệu 1.2 chưa đúng")
    sheet.declare("1.1", Met(False), by())
    sheet.send_for_signature(by(LIEN))
    assert sheet.returned_reason == ""


def test_a_return_without_a_reason_is_refused_and_the_sheet_stays() -> None:
    sheet = filled()
    sheet.send_for_signature(by(LIEN))
    with pytest.raises(ReasonNeeded):
        sheet.return_to_coordinator("  ", by(BINH))
    assert (sheet.state, sheet.returned_reason) == (State.INTERNAL_REVIEW, "")


def test_the_draft_is_open_up_to_the_deadline_itself() -> None:
    sheet = new_sheet()
    assert sheet.editable("1.1", DEADLINE)
    assert not sheet.editable("1.1", DEADLINE + timedelta(seconds=1))


def test_after_the_deadline_nothing_is_declared_or_sent() -> None:
    sheet = filled()
    with pytest.raises(SheetLocked) as refused:
        sheet.declare("1.1", Met(True), by(at=LATE))
    assert refused.value.since == DEADLINE
    with pytest.raises(SheetLocked) as refused:
        sheet.send_for_signature(by(LIEN, LATE))
    assert (refused.value.code, refused.value.since) == (None, DEADLINE)


def test_the_lock_is_told_before_what_is_missing() -> None:
    with pytest.raises(SheetLocked):
        new_sheet().send_for_signature(by(LIEN, LATE))


def test_an_extension_opens_the_draft_again() -> None:
    sheet = filled()
    sheet.self_scoring_ends = LATE + timedelta(days=1)
    sheet.declare("1.1", Met(False), by(at=LATE))
    sheet.send_for_signature(by(LIEN, LATE))
    assert sheet.state is State.INTERNAL_REVIEW


def test_a_round_may_leave_the_draft_open_for_good() -> None:
    sheet = filled()
    sheet.self_scoring_ends = None
    assert sheet.editable("1.1", LATE + timedelta(days=300))


def test_what_was_sent_in_time_may_be_signed_after_the_deadline() -> None:
    sheet = filled()
    sheet.send_for_signature(by(LIEN))
    sheet.sign(by(BINH, LATE))
    assert sheet.state is State.SUBMITTED
