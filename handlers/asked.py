"""What a round asks of a person: whoever works in several is led to the one that does."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from handlers.ports import Work
from scoring.people import Person, Role
from scoring.roles import Act, can, in_charge_of
from scoring.rounds.round import Round, owed_by
from scoring.sheet.score_sheet import ScoreSheet
from scoring.states import State


class Duty(StrEnum):
    #: Leaves that are still to be scored or lack documents.
    LEAVES = "leaves"
    #: Requests for an explanation that wait for the commune.
    REQUESTS = "requests"
    #: A sheet that is whole and goes to the leader.
    SEND = "send"
    #: A sheet that waits for the leader's signature.
    SIGN = "sign"
    #: Leaves that wait for a first appraisal.
    CASES = "cases"
    #: Communes that ask to have something reopened.
    REOPENINGS = "reopenings"
    #: A round that runs is looked after, whatever stands in it.
    STEERING = "steering"


@dataclass(frozen=True, slots=True)
class Owes:
    what: Duty
    count: int


def rounds_of(person: Person, alive: Iterable[Round]) -> tuple[Round, ...]:
    """The rounds in which somebody may have something to do: of a commune those in which it takes part."""
    known = tuple(alive)
    theirs = tuple(round_ for round_ in known if round_.unit(person.unit)) if person.role.of_commune else known
    return theirs or known


def asked_of(work: Work, person: Person, round_: Round, now: datetime) -> tuple[Owes, ...]:
    """Everything that a round asks of a person now; nothing where it has no task for him."""
    if not person.role.of_commune:
        found = _of_reviewer(work, person, round_)
    elif round_.unit(person.unit) is None:
        return ()
    else:
        found = _of_commune(person, work.sheets.read(round_, person.unit), work.people.of_unit(person.unit), now)
    return tuple(owes for owes in found if owes.count)


def _of_reviewer(work: Work, person: Person, round_: Round) -> list[Owes]:
    found = []
    if can(person, Act.APPRAISE):
        found.append(Owes(Duty.CASES, len(work.queue.tasks(round_, person))))
    if can(person, Act.DECIDE_REOPENING):
        found += [Owes(Duty.REOPENINGS, len(work.reopenings.waiting(round_))), Owes(Duty.STEERING, 1)]
    return found


def _of_commune(person: Person, sheet: ScoreSheet, people: Sequence[Person], now: datetime) -> list[Owes]:
    if person.role is Role.LEADER:
        return [Owes(Duty.SIGN, int(sheet.state is State.INTERNAL_REVIEW))]
    asked = [entry for entry in sheet.asked() if in_charge_of(person, entry.leaf.code, people)]
    return [Owes(Duty.LEAVES, _leaves(person, sheet, people, now)), Owes(Duty.REQUESTS, len(asked)), _send(person, sheet)]


def _leaves(person: Person, sheet: ScoreSheet, people: Sequence[Person], now: datetime) -> int:
    """The coordinator answers for the leaves of everybody."""
    all_ = [entry.leaf.code for entry in sheet.incomplete()]
    mine = all_ if person.role is Role.COORDINATOR else owed_by(person, sheet, people).codes
    return sum(sheet.editable(code, now) for code in mine)


def _send(person: Person, sheet: ScoreSheet) -> Owes:
    return Owes(Duty.SEND, int(can(person, Act.SEND) and sheet.state is State.DRAFT and not sheet.incomplete()))
