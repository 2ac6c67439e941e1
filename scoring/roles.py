"""Who may do what: the one table, and the one place that decides."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from scoring.errors import Refusal
from scoring.people import Person, Role
from scoring.states import SEEN_BY_REVIEWERS, State


class Act(StrEnum):
    DECLARE = "declare"
    SEE_SHEET = "see_sheet"
    SEND = "send"
    NUDGE = "nudge"
    SIGN = "sign"
    ASK_REOPENING = "ask_reopening"
    ANSWER_REQUEST = "answer_request"
    APPRAISE = "appraise"
    DECIDE_REOPENING = "decide_reopening"
    RUN_ROUND = "run_round"
    FILE_PAPERS = "file_papers"
    TAKE_PAPERS = "take_papers"
    MANAGE_PEOPLE = "manage_people"


@dataclass
class NotAllowed(Refusal):
    """The role may not do this at all."""

    role: Role
    act: Act


@dataclass
class NotYourUnit(Refusal):
    unit: str


@dataclass
class NotYourField(Refusal):
    leaf: str


@dataclass
class StillADraft(Refusal):
    """A sheet that its commune has not submitted: nobody outside sees it."""

    unit: str


COMMUNE_ACTS = {
    Role.OFFICIAL: {Act.DECLARE, Act.SEE_SHEET, Act.TAKE_PAPERS, Act.ASK_REOPENING, Act.ANSWER_REQUEST},
    Role.COORDINATOR: {
        Act.DECLARE,
        Act.SEE_SHEET,
        Act.SEND,
        Act.NUDGE,
        Act.ASK_REOPENING,
        Act.ANSWER_REQUEST,
        Act.FILE_PAPERS,
        Act.TAKE_PAPERS,
        Act.MANAGE_PEOPLE,
    },
    Role.LEADER: {Act.SEE_SHEET, Act.SIGN, Act.ASK_REOPENING, Act.FILE_PAPERS, Act.TAKE_PAPERS},
}
REVIEWING_ACTS = {
    Role.APPRAISER: {Act.SEE_SHEET, Act.APPRAISE},
    Role.SECRETARIAT: {Act.SEE_SHEET, Act.APPRAISE, Act.TAKE_PAPERS},
    Role.STANDING_BODY: {
        Act.SEE_SHEET,
        Act.APPRAISE,
        Act.DECIDE_REOPENING,
        Act.RUN_ROUND,
        Act.TAKE_PAPERS,
        Act.MANAGE_PEOPLE,
    },
    Role.COUNCIL: {Act.SEE_SHEET, Act.TAKE_PAPERS},
    Role.APPROVER: {Act.SEE_SHEET, Act.TAKE_PAPERS},
    Role.OPERATOR: {Act.RUN_ROUND, Act.MANAGE_PEOPLE},
}
ACTS: dict[Role, set[Act]] = {**COMMUNE_ACTS, **REVIEWING_ACTS}
#: Acts on one leaf that only those in charge of it may do; the coordinator answers for the whole sheet.
IN_OWN_FIELDS = frozenset({Act.DECLARE, Act.ANSWER_REQUEST, Act.APPRAISE})
#: Acts that show what is in a sheet. Whoever extends or reopens learns of the sheet, not of its scores.
#: Papers tell the whole sheet: an appraiser, who sees the fields given to him, has no use of them.
LOOKING_INSIDE = frozenset({Act.SEE_SHEET, Act.APPRAISE, Act.TAKE_PAPERS})


def can(person: Person, act: Act) -> bool:
    """Whether the role has this act at all, wherever."""
    return act in ACTS[person.role]


def check_act(person: Person, act: Act) -> None:
    """Raises ``NotAllowed`` where the role has not got this act at all."""
    if not can(person, act):
        raise NotAllowed(person.role, act)


def check(
    person: Person, act: Act, *, unit: str, state: State, leaf: str | None = None, colleagues: Iterable[Person] = ()
) -> None:
    """Lets an act on a unit's sheet pass, or raises the refusal that says why not.

    ``colleagues`` are the people of the same body: a leaf assigned to one of them more narrowly is theirs.
    """
    check_act(person, act)
    if person.role.of_commune and person.unit != unit:
        raise NotYourUnit(unit)
    if not person.role.of_commune and act in LOOKING_INSIDE and state not in SEEN_BY_REVIEWERS:
        raise StillADraft(unit)
    if leaf is not None and act in IN_OWN_FIELDS and not in_charge_of(person, leaf, colleagues):
        raise NotYourField(leaf)


def check_running(person: Person) -> None:
    """Lets somebody make and open rounds, or raises ``NotAllowed``."""
    if Act.RUN_ROUND not in ACTS[person.role]:
        raise NotAllowed(person.role, Act.RUN_ROUND)


def check_people_of(person: Person, unit: str) -> None:
    """Lets somebody see who of a unit has joined, or raises the refusal that says why not."""
    if Act.MANAGE_PEOPLE not in ACTS[person.role]:
        raise NotAllowed(person.role, Act.MANAGE_PEOPLE)
    if person.role.of_commune and person.unit != unit:
        raise NotYourUnit(unit)


def check_managing(person: Person, whom: Person) -> None:
    """Lets somebody invite a person anew or see him out of office.

    A coordinator does so for those who declare, never for the leader: with his code one could sign in his place.
    Nobody sees himself out.
    """
    check_people_of(person, whom.unit)
    if person.id == whom.id or (person.role.of_commune and not whom.role.declares):
        raise NotAllowed(person.role, Act.MANAGE_PEOPLE)


def may_manage(person: Person, whom: Person) -> bool:
    """Whether ``check_managing`` lets it pass."""
    try:
        check_managing(person, whom)
    except Refusal:
        return False
    return True


def in_charge_of(person: Person, leaf: str, colleagues: Iterable[Person] = ()) -> bool:
    """The narrowest assignment among people of one task wins; the coordinator may help with every leaf."""
    if person.role is Role.COORDINATOR:
        return True
    same_task = (mate for mate in colleagues if mate.role is person.role or (mate.role.declares and person.role.declares))
    narrowest = max((mate.closeness(leaf) for mate in same_task), default=0)
    return person.covers(leaf) and person.closeness(leaf) >= narrowest
