"""The life of a score sheet: one table of transitions, side moves included."""

from dataclasses import dataclass
from enum import StrEnum

from scoring.errors import Refusal


class State(StrEnum):
    DRAFT = "draft"
    INTERNAL_REVIEW = "internal_review"
    SUBMITTED = "submitted"
    FIRST_APPRAISAL = "first_appraisal"
    EXPLANATION_REQUESTED = "explanation_requested"
    EXPLANATION_SUBMITTED = "explanation_submitted"
    SECOND_APPRAISAL = "second_appraisal"
    COUNCIL = "council"
    APPROVED = "approved"
    PUBLISHED = "published"


class Move(StrEnum):
    SEND_FOR_SIGNATURE = "send_for_signature"
    RETURN = "return"
    SIGN = "sign"
    START_APPRAISAL = "start_appraisal"
    CLOSE_WITH_REQUESTS = "close_with_requests"
    CLOSE_WITHOUT_REQUESTS = "close_without_requests"
    SEND_EXPLANATIONS = "send_explanations"
    END_EXPLANATION_WINDOW = "end_explanation_window"
    START_SECOND_APPRAISAL = "start_second_appraisal"
    CONSOLIDATE = "consolidate"
    APPROVE = "approve"
    PUBLISH = "publish"
    REOPEN = "reopen"


@dataclass
class MoveNotPossible(Refusal):
    state: State
    move: Move


S = State
TRANSITIONS: dict[tuple[State, Move], State] = {
    (S.DRAFT, Move.SEND_FOR_SIGNATURE): S.INTERNAL_REVIEW,
    (S.INTERNAL_REVIEW, Move.RETURN): S.DRAFT,
    (S.INTERNAL_REVIEW, Move.SIGN): S.SUBMITTED,
    (S.SUBMITTED, Move.START_APPRAISAL): S.FIRST_APPRAISAL,
    (S.FIRST_APPRAISAL, Move.CLOSE_WITH_REQUESTS): S.EXPLANATION_REQUESTED,
    (S.FIRST_APPRAISAL, Move.CLOSE_WITHOUT_REQUESTS): S.COUNCIL,
    (S.EXPLANATION_REQUESTED, Move.SEND_EXPLANATIONS): S.EXPLANATION_SUBMITTED,
    # The window's end moves a silent commune on: what was not explained is appraised as it stands.
    (S.EXPLANATION_REQUESTED, Move.END_EXPLANATION_WINDOW): S.SECOND_APPRAISAL,
    (S.EXPLANATION_SUBMITTED, Move.START_SECOND_APPRAISAL): S.SECOND_APPRAISAL,
    (S.SECOND_APPRAISAL, Move.CONSOLIDATE): S.COUNCIL,
    (S.COUNCIL, Move.APPROVE): S.APPROVED,
    (S.APPROVED, Move.PUBLISH): S.PUBLISHED,
    # Reopening the whole sheet hands it back to the commune; from second appraisal on, what it says is settled.
    **{
        (state, Move.REOPEN): S.DRAFT
        for state in (S.INTERNAL_REVIEW, S.SUBMITTED, S.FIRST_APPRAISAL, S.EXPLANATION_REQUESTED, S.EXPLANATION_SUBMITTED)
    },
}

#: The states in which reviewing staff may look at a sheet and appraise its leaves for the first time.
UNDER_FIRST_APPRAISAL = frozenset({S.SUBMITTED, S.FIRST_APPRAISAL})
#: The states after the window for explanations: requests still open are no longer answered.
EXPLANATIONS_OVER = frozenset({S.EXPLANATION_SUBMITTED, S.SECOND_APPRAISAL, S.COUNCIL, S.APPROVED, S.PUBLISHED})
#: A commune's draft is its own; from here on the reviewing authority sees the sheet.
SEEN_BY_REVIEWERS = frozenset(State) - {S.DRAFT, S.INTERNAL_REVIEW}


def after(state: State, move: Move) -> State:
    """The state that a move leads to; raises ``MoveNotPossible``."""
    try:
        return TRANSITIONS[state, move]
    except KeyError:
        raise MoveNotPossible(state, move) from None
