"""What a score sheet refuses."""

from dataclasses import dataclass
from datetime import datetime

from scoring.criteria import Source
from scoring.errors import Refusal


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
class NoOpenRequest(Refusal):
    code: str


@dataclass
class AnswerEmpty(Refusal):
    code: str
