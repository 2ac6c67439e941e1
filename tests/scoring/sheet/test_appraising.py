"""First appraisal: agreeing, changing with a reason, deciding on claims, taking back."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from scoring.declared import NotApplicable
from scoring.errors import AboveMaximum, BelowMinimum, NotAttainable, ReasonNeeded, Refusal
from scoring.sheet.entry import Claim, Entry, RequestState, Stage
from scoring.sheet.refusals import (
    AlreadyAppraised,
    AnsweredMeanwhile,
    NoOpenRequest,
    NotAppraisedYet,
    NotScoredYet,
    NotYourDecision,
)
from scoring.sheet.score_sheet import ScoreSheet
from scoring.states import MoveNotPossible, State
from tests.scoring.world import DUE, LAN, LIEN, THU, by, figures, filled, ratio, submitted

BY_LAN = by(LAN)


def _first(entry: Entry) -> object:
    score = entry.score(Stage.FIRST_APPRAISAL)
    return None if score is None else (score.points, score.note)


def test_agreeing_gives_what_the_commune_gave_itself_and_starts_the_appraisal() -> None:
    sheet = submitted({"1.2": ratio(45, 50)})
    entry = sheet.agree("1.2", BY_LAN)
    assert (_first(entry), sheet.state) == ((18, ""), State.FIRST_APPRAISAL)
    assert [change.what for change in sheet.changes[-2:]] == ["start_appraisal", "appraise"]


def test_a_cut_carries_its_reason_and_leaves_the_self_score_alone() -> None:
    sheet = submitted()
    entry = sheet.change("1.2", Decimal("7.5"), " kế hoạch ban hành chậm ", BY_LAN)
    own = entry.score(Stage.SELF)
    assert own is not None
    assert figures(_first(entry), own.points) == ((Fraction(15, 2), "kế hoạch ban hành chậm"), 20)
    assert sheet.changes[-1].after == {"points": "15/2", "note": "kế hoạch ban hành chậm"}


REFUSED: dict[type[Refusal], Callable[[ScoreSheet], object]] = {
    ReasonNeeded: lambda sheet: sheet.change("1.1", Decimal(0), "  ", BY_LAN),
    AboveMaximum: lambda sheet: sheet.change("1.1", Decimal("10.01"), "tốt", BY_LAN),
    BelowMinimum: lambda sheet: sheet.change("1.1", Decimal("-0.5"), "kém", BY_LAN),
    NotAttainable: lambda sheet: sheet.change("1.1", Decimal(5), "một nửa", BY_LAN),
    NotScoredYet: lambda sheet: sheet.agree("3.1", BY_LAN),
    NotAppraisedYet: lambda sheet: sheet.withdraw_appraisal("1.1", BY_LAN),
}


@pytest.mark.parametrize(("refusal", "act"), REFUSED.items())
def test_a_refused_act_does_not_even_start_the_appraisal(refusal: type[Refusal], act: Callable[[ScoreSheet], object]) -> None:
    sheet = submitted()
    before = dict(sheet.entries), len(sheet.changes)
    with pytest.raises(refusal):
        act(sheet)
    assert (sheet.entries, len(sheet.changes), sheet.state) == (*before, State.SUBMITTED)


def test_an_explanation_is_not_asked_for_without_a_reason() -> None:
    sheet = submitted()
    with pytest.raises(ReasonNeeded):
        sheet.request_explanation("1.1", "", DUE, BY_LAN)
    assert (sheet.entry("1.1").request, sheet.state) == (None, State.SUBMITTED)


def test_exactly_the_maximum_and_exactly_nothing_may_be_given() -> None:
    sheet = submitted()
    assert _first(sheet.change("1.1", Decimal(10), "đủ", BY_LAN)) == (10, "đủ")
    assert _first(sheet.change("1.2", Decimal(0), "không có tài liệu", BY_LAN)) == (0, "không có tài liệu")


def test_a_leaf_is_appraised_once() -> None:
    sheet = submitted()
    sheet.agree("1.1", BY_LAN)
    with pytest.raises(AlreadyAppraised):
        sheet.change("1.1", Decimal(1), "nhầm", BY_LAN)
    with pytest.raises(AlreadyAppraised):
        sheet.request_explanation("1.1", "thiếu", DUE, BY_LAN)


def test_an_appraisal_taken_back_puts_the_leaf_into_the_queue_again() -> None:
    sheet = submitted()
    sheet.agree("1.1", BY_LAN)
    assert _first(sheet.withdraw_appraisal("1.1", BY_LAN)) is None
    assert (sheet.changes[-1].before, sheet.changes[-1].after) == ({"points": "10", "note": ""}, None)
    assert _first(sheet.change("1.1", Decimal(0), "chậm", BY_LAN)) == (0, "chậm")


def test_a_draft_is_not_appraised() -> None:
    sheet = filled()
    with pytest.raises(MoveNotPossible) as refused:
        sheet.agree("1.1", BY_LAN)
    assert refused.value.state is State.DRAFT


def test_a_claim_is_accepted_by_agreeing() -> None:
    entry = submitted({"1.3": NotApplicable()}).agree("1.3", BY_LAN)
    assert (entry.claim, _first(entry)) == (Claim.ACCEPTED, (None, ""))


def test_a_claim_is_refused_by_points_with_a_reason() -> None:
    entry = submitted({"1.3": NotApplicable()}).change("1.3", Decimal(0), "xã có phát sinh 2 vụ", BY_LAN)
    assert (entry.claim, _first(entry)) == (Claim.REFUSED, (0, "xã có phát sinh 2 vụ"))


def test_a_decision_on_a_claim_taken_back_leaves_it_to_be_decided() -> None:
    sheet = submitted({"1.3": NotApplicable()})
    sheet.agree("1.3", BY_LAN)
    assert sheet.withdraw_appraisal("1.3", BY_LAN).claim is Claim.CLAIMED


def test_the_council_may_accept_a_claim_that_first_appraisal_refused() -> None:
    sheet = submitted({"1.3": NotApplicable()})
    sheet.change("1.3", Decimal(0), "chưa rõ", BY_LAN)
    entry = sheet.give("1.3", Stage.COUNCIL, None, "đúng là không có lĩnh vực này", BY_LAN)
    assert entry.claim is Claim.ACCEPTED
    assert entry.latest is not None
    assert entry.latest.points is None


def test_the_furthest_stage_counts() -> None:
    sheet = submitted()
    sheet.change("1.1", Decimal(0), "thiếu", BY_LAN)
    sheet.give("1.1", Stage.COUNCIL, Fraction(8), "", BY_LAN)
    entry = sheet.give("1.1", Stage.SECOND_APPRAISAL, Fraction(6), "", BY_LAN)
    assert entry.latest is not None
    assert entry.latest.points == 8
    assert [stage for stage, _ in entry.scores] == list(Stage)
    assert sheet.changes[-1].what == "give"


def test_a_bonus_that_was_not_claimed_is_not_appraised() -> None:
    with pytest.raises(NotScoredYet) as refused:
        submitted().change("T1", Decimal(2), "có mô hình", BY_LAN)
    assert refused.value.code == "T1"


def test_points_of_a_later_stage_keep_to_the_maximum_too() -> None:
    sheet = submitted()
    with pytest.raises(AboveMaximum):
        sheet.give("3.1", Stage.COUNCIL, Fraction(21), "", BY_LAN)
    assert sheet.entry("3.1").latest is None


def test_what_only_the_appraiser_judges_needs_no_score_of_the_commune() -> None:
    assert _first(submitted().change("2.2", Decimal("8.5"), "đạt yêu cầu", BY_LAN)) == (Fraction(17, 2), "đạt yêu cầu")


# -- taken back by whoever decided ---------------------------------------------------------------------------------------


def test_only_whoever_decided_takes_it_back() -> None:
    sheet = submitted()
    sheet.agree("1.1", BY_LAN)
    sheet.request_explanation("1.2", "thiếu dấu", DUE, BY_LAN)
    before = dict(sheet.entries)
    for act in (sheet.withdraw_appraisal, sheet.withdraw_request):
        with pytest.raises(NotYourDecision) as refused:
            act("1.1" if act == sheet.withdraw_appraisal else "1.2", by(THU))
        assert refused.value.by == LAN.id
    assert sheet.entries == before
    assert [sheet.decided_by(sheet.entry(code)) for code in ("1.1", "1.2", "1.3")] == [LAN.id, LAN.id, ""]


def test_a_request_taken_back_leaves_the_leaf_as_it_was() -> None:
    sheet = submitted()
    before = sheet.entry("1.2")
    sheet.request_explanation("1.2", "thiếu dấu", DUE, BY_LAN)
    after = sheet.withdraw_request("1.2", BY_LAN)
    assert replace(after, version=before.version) == before
    assert (sheet.changes[-1].what, sheet.changes[-1].after) == ("withdraw_request", None)
    with pytest.raises(NoOpenRequest):
        sheet.withdraw_request("1.2", BY_LAN)


def test_a_request_that_is_being_answered_is_not_taken_back() -> None:
    sheet = submitted()
    sheet.request_explanation("1.2", "thiếu dấu", DUE, BY_LAN)
    sheet.write_answer("1.2", "đã đóng dấu", by(LIEN))
    with pytest.raises(AnsweredMeanwhile):
        sheet.withdraw_request("1.2", BY_LAN)
    sheet.answer_request("1.2", "", by(LIEN))
    with pytest.raises(AnsweredMeanwhile):
        sheet.withdraw_request("1.2", BY_LAN)


def test_points_taken_back_leave_the_request_as_it_was_before_them() -> None:
    sheet = submitted()
    for code in ("1.1", "1.2"):
        sheet.request_explanation(code, "thiếu dấu", DUE, BY_LAN)
    sheet.answer_request("1.2", "đã đóng dấu", by(LIEN))
    states = []
    for code in ("1.1", "1.2"):
        sheet.agree(code, BY_LAN)
        request = sheet.withdraw_appraisal(code, BY_LAN).request
        states.append(request and request.state)
    assert states == [RequestState.OPEN, RequestState.ANSWERED]


def test_what_has_moved_on_is_not_taken_back() -> None:
    sheet = submitted()
    sheet.agree("1.1", BY_LAN)
    sheet.close_first_appraisal(by(THU))
    with pytest.raises(MoveNotPossible):
        sheet.withdraw_appraisal("1.1", BY_LAN)
    assert sheet.decided_by(sheet.entry("1.1")) == ""
