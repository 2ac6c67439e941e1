"""Every question that may be open in a chat, with what it has to remember until it is answered.

How a question is shown and answered stands in its step (``dialogs``); here is only what a session keeps of it, so that
any dialog may ask any question without knowing the one that shows it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, NamedTuple

from pydantic import BeforeValidator, PlainSerializer, TypeAdapter

from knowledge.hearing.sentences import Lacks
from scoring.declared import Declared, Judged
from scoring.errors import Refusal
from scoring.rounds.planning import RoundPlan
from scoring.rounds.round import Milestone
from scoring.sheet.stored import declared_from_json, declared_to_json


def _read_declared(stored: Any) -> Any:
    return declared_from_json(stored) if isinstance(stored, dict) else stored


#: An answer of a leaf that is not saved yet.
Unsaved = Annotated[Declared, BeforeValidator(_read_declared), PlainSerializer(declared_to_json)]


UnsavedPoints = Annotated[Judged, BeforeValidator(_read_declared), PlainSerializer(declared_to_json)]


@dataclass(frozen=True, slots=True)
class Question:
    """``key``: the name under which it is stored. ``of_round``: it waits in its round while another is worked in."""

    key: ClassVar[str] = ""
    of_round: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class OfLeaf(Question):
    """A question about one leaf of a score sheet."""

    leaf: str


# -- scoring -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OfScore(OfLeaf):
    """``seen``: the self score of the leaf that the question has shown (``dialogs.colleagues.mark``)."""

    seen: str = ""


@dataclass(frozen=True, slots=True)
class Value(OfScore):
    """What the rule of a leaf needs. ``ticked``: the conditions ticked so far; ``slot`` and ``redrawn``: the card with them."""

    key: ClassVar[str] = "value"
    ticked: tuple[str, ...] = ()
    slot: str = ""
    redrawn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedReason(OfScore):
    """Why the points given by judgement (``declared``, without a reason) are right."""

    key: ClassVar[str] = "judged_reason"
    declared: UnsavedPoints


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirm(OfScore):
    """Whether an answer is meant. ``why``: what makes it doubtful."""

    key: ClassVar[str] = "confirm"
    declared: Unsaved
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overtaken(OfScore):
    """Whose answer counts: a colleague has entered another one meanwhile."""

    key: ClassVar[str] = "overtaken"
    declared: Unsaved


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap(OfScore):
    """Whether the two figures of a ratio above 100% were typed the wrong way round."""

    key: ClassVar[str] = "swap"
    numerator: Decimal
    denominator: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant(OfScore):
    """What a sentence means. ``part``: the figure in it, where it may be a share or a number."""

    key: ClassVar[str] = "meant"
    text: str
    possible: tuple[Unsaved, ...]
    part: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutOf(OfScore):
    """The figure of a ratio that has not been said (``lacks``); ``part`` is the one that has."""

    key: ClassVar[str] = "out_of"
    part: Decimal
    lacks: Lacks = Lacks.WHOLE


@dataclass(frozen=True, slots=True)
class OfFormula(OfScore):
    """``given``: the figures of a formula so far, by their symbols."""

    given: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Figure(OfFormula):
    """The next figure of a formula."""

    key: ClassVar[str] = "figure"


@dataclass(frozen=True, slots=True)
class Branch(OfFormula):
    """Which of several formulas applies."""

    key: ClassVar[str] = "branch"


# -- evidence ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Files(OfLeaf):
    """The documents that a leaf still lacks. ``item``: the one asked for by its button."""

    key: ClassVar[str] = "files"
    item: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Held(OfLeaf):
    """Whether a file counts although something speaks against it."""

    key: ClassVar[str] = "held"
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkTitle(OfLeaf):
    """What a pasted address shows."""

    key: ClassVar[str] = "link_title"
    file: str


@dataclass(frozen=True, slots=True)
class WhichItem(OfLeaf):
    """Which required document a file is.

    ``file``: the one that was not what it was taken for, which is ``wrong``; ``among``: what the words typed can mean.
    """

    key: ClassVar[str] = "which_item"
    file: str | None = None
    wrong: str | None = None
    among: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WhichLeaf(Question):
    """The leaf of documents that wait for one.

    ``name``: the newest one's; ``album``: what it was chosen with; ``albums``: the album of each waiting document;
    ``among``: the leaves that the words typed can mean.
    """

    key: ClassVar[str] = "which_leaf"
    waiting: tuple[str, ...]
    name: str
    album: str
    albums: Mapping[str, str]
    among: tuple[str, ...] = ()


class Caption(NamedTuple):
    """A leaf named by a further caption of an album, the files under that caption, and the answer that stood in it."""

    leaf: str
    files: tuple[str, ...]
    declared: Unsaved | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WhichCaption(OfLeaf):
    """Which of the leaves that its captions name an album belongs to; until then it stands under the first (``leaf``)."""

    key: ClassVar[str] = "which_caption"
    album: str
    others: tuple[Caption, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Describe(OfLeaf):
    """Number, date and body of a document."""

    key: ClassVar[str] = "describe"
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFile(OfLeaf):
    """The file that takes the place of another."""

    key: ClassVar[str] = "new_file"
    replaces: str


@dataclass(frozen=True, slots=True)
class Reuse(OfLeaf):
    """Which document sent before counts here too, for ``item``; ``start``: how many of them were shown on earlier cards."""

    key: ClassVar[str] = "reuse"
    item: str | None = None
    start: int = 0


@dataclass(frozen=True, slots=True)
class Write(OfLeaf):
    """Words instead of documents."""

    key: ClassVar[str] = "write"


# -- signing and reopening -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReturnReason(Question):
    """Why the leader returns the sheet; ``said``: what he has said of it already."""

    key: ClassVar[str] = "return_reason"
    said: str = ""


@dataclass(frozen=True, slots=True)
class ReopenReason(OfLeaf):
    """Why a leaf, or with "" the whole sheet, has to be opened again."""

    key: ClassVar[str] = "reopen_reason"


@dataclass(frozen=True, slots=True)
class DecideReason(Question):
    """Why a request to reopen is granted or refused."""

    key: ClassVar[str] = "decide_reason"
    number: int
    decision: str


@dataclass(frozen=True, slots=True)
class Scan(Question):
    """The signed report as a scan."""

    key: ClassVar[str] = "scan"


@dataclass(frozen=True, slots=True)
class Difficulties(Question):
    """The part of the report on difficulties and proposals."""

    key: ClassVar[str] = "difficulties"


# -- appraising ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OfCase(Question):
    """A decision on one leaf of a commune, in the ``version`` that the appraiser has seen."""

    unit: str
    leaf: str
    version: str


@dataclass(frozen=True, slots=True)
class NewPoints(OfCase):
    """The points that the appraiser gives instead."""

    key: ClassVar[str] = "new_points"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeReason(OfCase):
    """Why these points are given instead."""

    key: ClassVar[str] = "change_reason"
    points: str


@dataclass(frozen=True, slots=True)
class RequestReason(OfCase):
    """What the commune is asked to explain."""

    key: ClassVar[str] = "request_reason"


@dataclass(frozen=True, slots=True)
class Answer(OfLeaf):
    """A commune's words and files in answer to a request; it begins ``with_files`` or in words.

    ``shown``: the request stands on the card already, above this question.
    """

    key: ClassVar[str] = "answer"
    with_files: bool = False
    shown: bool = False


# -- leading a round -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NudgeAll(Question):
    """Whether everybody of the commune with open leaves is reminded."""

    key: ClassVar[str] = "nudge_all"


@dataclass(frozen=True, slots=True)
class NudgeUnits(Question):
    """Whether these communes are reminded."""

    key: ClassVar[str] = "nudge_units"
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExtendUntil(Question):
    """Until when self-scoring is extended, for one unit or with "" for all."""

    key: ClassVar[str] = "extend_until"
    unit: str


@dataclass(frozen=True, slots=True)
class ExtendReason(Question):
    """Why it is extended; ``reason``: what was said of it already."""

    key: ClassVar[str] = "extend_reason"
    unit: str
    until: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class AskExtension(Question):
    """Why a commune needs longer; ``wanted``: what it has said of the day already."""

    key: ClassVar[str] = "ask_extension"
    wanted: str


@dataclass(frozen=True, slots=True)
class ReopenUnitReason(Question):
    """Why a unit's leaf, or with "" its whole sheet, is opened again."""

    key: ClassVar[str] = "reopen_unit_reason"
    unit: str
    leaf: str


@dataclass(frozen=True, slots=True)
class OfPlan(Question):
    """A round in the making."""

    of_round: ClassVar[bool] = False
    plan: RoundPlan


@dataclass(frozen=True, slots=True)
class Plan(OfPlan):
    """Whether the round is created as proposed."""

    key: ClassVar[str] = "plan"


@dataclass(frozen=True, slots=True)
class PlanYear(OfPlan):
    """The year that is assessed."""

    key: ClassVar[str] = "plan_year"


@dataclass(frozen=True, slots=True)
class PlanSet(OfPlan):
    """The criteria set."""

    key: ClassVar[str] = "plan_set"


@dataclass(frozen=True, slots=True)
class PlanAuthority(OfPlan):
    """The body that appraises."""

    key: ClassVar[str] = "plan_authority"


@dataclass(frozen=True, slots=True)
class PlanUnits(OfPlan):
    """The communes that take part."""

    key: ClassVar[str] = "plan_units"


@dataclass(frozen=True, slots=True)
class PlanDates(OfPlan):
    """Which deadline is changed."""

    key: ClassVar[str] = "plan_dates"


@dataclass(frozen=True, slots=True)
class PlanDate(OfPlan):
    """One deadline."""

    key: ClassVar[str] = "plan_date"
    milestone: Milestone


@dataclass(frozen=True, slots=True)
class OpenRound(Question):
    """Whether the communes begin."""

    key: ClassVar[str] = "open_round"
    of_round: ClassVar[bool] = False
    code: str


@dataclass(frozen=True, slots=True)
class CloseRound(Question):
    """Whether a round is over."""

    key: ClassVar[str] = "close_round"
    of_round: ClassVar[bool] = False
    code: str


@dataclass(frozen=True, slots=True)
class WhichRound(Question):
    """Which of several rounds one works in.

    ``event``: what waits for it (``events.to_json``); ``left``: the round that asks nothing more; ``interrupts``: another
    question was open.
    """

    key: ClassVar[str] = "which_round"
    of_round: ClassVar[bool] = False
    event: dict[str, Any] | None
    left: str
    interrupts: bool


# -- people, chats, sets -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Notice(Question):
    """Whether the person has read what is kept of him."""

    key: ClassVar[str] = "notice"
    of_round: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class Forget(Question):
    """Whether what is kept of the person is erased."""

    key: ClassVar[str] = "forget"
    of_round: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class Unlink(Question):
    """Whether another chat of the person is cut off."""

    key: ClassVar[str] = "unlink"
    of_round: ClassVar[bool] = False
    chat: str


@dataclass(frozen=True, slots=True)
class Successor(Question):
    """Who takes over from somebody who leaves."""

    key: ClassVar[str] = "successor"
    of_round: ClassVar[bool] = False
    leaver: str


@dataclass(frozen=True, slots=True)
class Handover(Question):
    """Whether the office is handed over: to the colleague ``successor``, or to somebody new by ``name``."""

    key: ClassVar[str] = "handover"
    of_round: ClassVar[bool] = False
    leaver: str
    successor: str | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class SetFile(Question):
    """The annex of a criteria set, as a file."""

    key: ClassVar[str] = "set_file"
    of_round: ClassVar[bool] = False


# -- words that may be a question ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Aside(Question):
    """Whether a text is the answer of a question or a question itself. ``step`` and ``data``: the interrupted one, stored."""

    key: ClassVar[str] = "aside"
    text: str
    step: str
    data: dict[str, Any]

    @property
    def interrupted(self) -> Question | None:
        return read(self.step, self.data)


_KINDS = [value for value in list(globals().values()) if isinstance(value, type) and issubclass(value, Question) and value.key]
QUESTIONS: Mapping[str, type[Question]] = MappingProxyType({kind.key: kind for kind in _KINDS})
#: Names under which chats may still have a question open: documents and words were once asked for apart.
FORMER = {"answer_files": "answer"}
_adapter: Callable[[Any], TypeAdapter[Any]] = cache(TypeAdapter)


def stored(question: Question | None) -> tuple[str, dict[str, Any]]:
    """The name of a question and what it remembers, as a session keeps them; of none "" and nothing."""
    if question is None:
        return "", {}
    return question.key, _adapter(type(question)).dump_python(question, mode="json", exclude_defaults=True)


def read(key: str, remembered: Mapping[str, Any]) -> Question | None:
    """The question behind what was stored; ``None`` where this release does not know it, or not in this form."""
    kind = QUESTIONS.get(FORMER.get(key, key))
    if kind is None:
        return None
    try:
        question: Question = _adapter(kind).validate_python(dict(remembered))
    except (ValueError, Refusal):
        return None
    return question
