"""What a score sheet refuses."""

from dataclasses import dataclass
from datetime import datetime

from scoring.criteria import Source
from scoring.errors import Refusal
from scoring.states import State


@dataclass
class UnknownLeaf(Refusal):
    code: str


@dataclass
class NotSuppliedByCommune(Refusal):
    """Survey and appraiser leaves are never asked of the commune."""

    code: str
    source: Source


@dataclass
class SheetLocked(Refusal):
    """``since``: when the leader signed, or when the time for self-scoring ended."""

    code: str | None
    since: datetime | None


@dataclass
class SheetIncomplete(Refusal):
    codes: tuple[str, ...]


@dataclass
class ScanMissing(Refusal):
    """The round makes the signed scan compulsory, and none has been filed."""


@dataclass
class ScanNotNow(Refusal):
    """The signed paper belongs to a sheet that was sent to the leader and is not yet under appraisal."""

    state: State


@dataclass
class NothingToUndo(Refusal):
    code: str


@dataclass
class NotScoredYet(Refusal):
    code: str


@dataclass
class AlreadyAppraised(Refusal):
    code: str


@dataclass
class NotAppraisedYet(Refusal):
    code: str


@dataclass
class NotYourDecision(Refusal):
    """Only whoever took a decision takes it back; ``by`` is his id."""

    code: str
    by: str


@dataclass
class AnsweredMeanwhile(Refusal):
    """The commune has begun to answer a request: it is judged, not taken back."""

    code: str


@dataclass
class NoOpenRequest(Refusal):
    code: str


@dataclass
class AnswerEmpty(Refusal):
    code: str


@dataclass
class NotFiledHere(Refusal):
    """The file does not stand under this leaf (any more)."""

    code: str
