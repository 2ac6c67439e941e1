"""The life of a score sheet: one table of transitions, side moves included."""

from dataclasses import dataclass
from enum import StrEnum

from scoring.errors import Refusal


class State(StrEnum):
    """Where a score sheet is."""

    #: The commune scores and files its documents.
    DRAFT = "draft"
    #: The leader of the commune reads it before signing.
    INTERNAL_REVIEW = "internal_review"
    #: Signed: it waits for its appraisers.
    SUBMITTED = "submitted"
    #: Appraisers have begun to decide on it.
    FIRST_APPRAISAL = "first_appraisal"
    #: First appraisal is over, and the commune owes explanations.
    EXPLANATION_REQUESTED = "explanation_requested"
    #: The commune has sent its explanations.
    EXPLANATION_SUBMITTED = "explanation_submitted"
    #: What was explained is appraised once more.
    SECOND_APPRAISAL = "second_appraisal"
    #: The council settles what is disputed.
    COUNCIL = "council"
    #: The result is decided, and not yet told.
    APPROVED = "approved"
    #: The result is known to everybody.
    PUBLISHED = "published"


class Move(StrEnum):
    """What carries a sheet from one state to another."""

    #: The commune hands its sheet to its leader.
    SEND_FOR_SIGNATURE = "send_for_signature"
    #: The leader hands it back with a reason.
    RETURN = "return"
    #: The leader signs, which submits it.
    SIGN = "sign"
    #: The first decision of an appraiser.
    START_APPRAISAL = "start_appraisal"
    #: First appraisal ends while explanations are owed.
    CLOSE_WITH_REQUESTS = "close_with_requests"
    #: First appraisal ends, and nothing is to be explained.
    CLOSE_WITHOUT_REQUESTS = "close_without_requests"
    #: The commune sends its explanations.
    SEND_EXPLANATIONS = "send_explanations"
    #: The time for explanations is over.
    END_EXPLANATION_WINDOW = "end_explanation_window"
    #: The explanations are taken up.
    START_SECOND_APPRAISAL = "start_second_appraisal"
    #: Second appraisal ends; the council has the sheet.
    CONSOLIDATE = "consolidate"
    #: The result is decided.
    APPROVE = "approve"
    #: The result is told to everybody.
    PUBLISH = "publish"
    #: The whole sheet goes back to the commune.
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
