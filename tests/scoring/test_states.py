"""The life of a sheet: each allowed move, and nothing else."""

import pytest

from scoring.sheet.score_sheet import ScoreSheet
from scoring.states import SEEN_BY_REVIEWERS, UNDER_FIRST_APPRAISAL, Move, MoveNotPossible, State, after
from tests.scoring.world import LIEN, THU, by, new_sheet, submitted

WAY = [
    ("draft", "send_for_signature", "internal_review"),
    ("internal_review", "sign", "submitted"),
    ("submitted", "start_appraisal", "first_appraisal"),
    ("first_appraisal", "close_with_requests", "explanation_requested"),
    ("first_appraisal", "close_without_requests", "council"),
    ("explanation_requested", "send_explanations", "explanation_submitted"),
    ("explanation_requested", "end_explanation_window", "second_appraisal"),
    ("explanation_submitted", "start_second_appraisal", "second_appraisal"),
    ("second_appraisal", "consolidate", "council"),
    ("council", "approve", "approved"),
    ("approved", "publish", "published"),
]
SIDE_MOVES = [
    ("internal_review", "return", "draft"),
    ("internal_review", "reopen", "draft"),
    ("submitted", "reopen", "draft"),
    ("first_appraisal", "reopen", "draft"),
    ("explanation_requested", "reopen", "draft"),
    ("explanation_submitted", "reopen", "draft"),
]
ALLOWED = {(State(state), Move(move)): State(to) for state, move, to in WAY + SIDE_MOVES}
EVERY_OTHER = [(state, move) for state in State for move in Move if (state, move) not in ALLOWED]


@pytest.mark.parametrize(("place", "to"), ALLOWED.items(), ids=str)
def test_an_allowed_move_leads_where_the_procedure_says(place: tuple[State, Move], to: State) -> None:
    assert after(*place) is to


@pytest.mark.parametrize(("state", "move"), EVERY_OTHER)
def test_every_other_move_is_refused_and_named(state: State, move: Move) -> None:
    with pytest.raises(MoveNotPossible) as refused:
        after(state, move)
    assert (refused.value.state, refused.value.move) == (state, move)


def test_a_sheet_walks_from_the_draft_to_publication() -> None:
    sheet, stations = new_sheet(), []
    for _, move, _ in (step for step in WAY if step[1] not in {"close_without_requests", "end_explanation_window"}):
        sheet.move(Move(move), by(LIEN))
        stations.append(sheet.state)
    assert stations == list(State)[1:]


def test_a_refused_move_leaves_the_sheet_and_the_log_alone() -> None:
    sheet = new_sheet()
    with pytest.raises(MoveNotPossible):
        sheet.move(Move.PUBLISH, by(THU))
    assert (sheet.state, sheet.changes) == (State.DRAFT, [])


def test_every_move_is_written_down_with_its_reason() -> None:
    sheet = _in_review()
    sheet.return_to_coordinator("xem lại 1.2", by(LIEN))
    change = sheet.changes[-1]
    assert (change.what, change.leaf, change.before) == ("return", None, "internal_review")
    assert change.after == {"state": "draft", "why": "xem lại 1.2"}


def _in_review() -> ScoreSheet:
    sheet = new_sheet()
    sheet.move(Move.SEND_FOR_SIGNATURE, by(LIEN))
    return sheet


def test_reviewers_see_a_sheet_from_its_submission_on() -> None:
    assert set(State) - SEEN_BY_REVIEWERS == {State.DRAFT, State.INTERNAL_REVIEW}


def test_first_points_are_given_between_submission_and_the_end_of_first_appraisal() -> None:
    assert {State.SUBMITTED, State.FIRST_APPRAISAL} == UNDER_FIRST_APPRAISAL


def test_first_appraisal_closed_without_requests_goes_straight_to_the_council() -> None:
    sheet = submitted()
    sheet.agree("1.1", by(THU))
    sheet.close_first_appraisal(by(THU))
    assert sheet.state is State.COUNCIL
