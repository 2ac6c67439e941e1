"""How the standing body steers a round: how far each commune is, nudging, extending and reopening by its own act."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from handlers import doors, questions
from handlers.cards.card import Card, Choice, Expects
from handlers.dialogs import menu
from handlers.dialogs.submission import reopen
from handlers.dialogs.telling.nudge import PAUSE, Asked
from handlers.incoming.refusals import StaleChoice
from handlers.ports import UnknownUnit
from handlers.talk import Step, Talk, door
from handlers.texts import common, progress
from handlers.texts.rounds import steering as t
from handlers.texts.submission import submit as submit_texts
from knowledge.hearing.reasons import reason_in
from knowledge.hearing.until import until_said
from knowledge.text import fold
from scoring.people import Person, Role
from scoring.roles import Act, NotAllowed, StillADraft, can, check, check_running
from scoring.rounds.round import everyone_owing
from scoring.sheet.entry import RequestState
from scoring.sheet.score_sheet import ScoreSheet
from scoring.states import SEEN_BY_REVIEWERS, TRANSITIONS, Move, State
from scoring.written.dates import NotAMoment

#: Units on one card; the rest stands behind a button.
PAGE = 6
IN_THE_COMMUNE = (State.DRAFT, State.INTERNAL_REVIEW)
#: How a moment stands in a button.
STAMP = "%Y%m%d%H%M"

HOW_FAR = re.compile(
    r"\b(?:den dau|toi dau|the nao|ra sao|sao roi|tien do|tinh hinh|xong chua|con bao nhieu|con may|lam duoc)\b"
)
LACKING = re.compile(r"\b(?:thieu|chua co|chua nop|chua gui|khong co|con no)\b")
DEDUCTED = re.compile(r"^\W*(?:tru|bot|cat|giam|ha)\b(?!.*\b(?:con|xuong|thanh)\b)")


def asks_how_far(text: str) -> bool:
    return HOW_FAR.search(fold(text)) is not None


def asks_what_lacks(text: str) -> bool:
    return LACKING.search(fold(text)) is not None


def deducts(text: str) -> bool:
    """Whether a figure is taken off rather than given: "trừ 0,5", not "giảm còn 1"."""
    return DEDUCTED.search(fold(text)) is not None


def unit_name(talk: Talk, code: str) -> str:
    known = talk.work.people.unit(code)
    return f"{known.name} ({code})" if known else code


def _states(talk: Talk) -> list[tuple[str, State]]:
    """Every unit of the round with its state; to reviewers alone."""
    if talk.person.role.of_commune:
        raise NotAllowed(talk.person.role, Act.APPRAISE)
    return [(code, State(state)) for code, state in talk.work.queue.units(talk.round)]


def _in_the_commune(talk: Talk) -> list[str]:
    return [code for code, state in _states(talk) if state in IN_THE_COMMUNE]


# -- how far they are ------------------------------------------------------------------------------------------------------


def overview(talk: Talk, start: str = "0") -> None:
    """Every unit of the round, those first that have not handed in; each opens with a press."""
    states = sorted(_states(talk), key=lambda one: one[1] not in IN_THE_COMMUNE)
    place = int(start) if start.isdigit() and int(start) < len(states) else 0
    page = states[place : place + PAGE]
    done = sum(state not in IN_THE_COMMUNE for _, state in states)
    lines = [t.unit_line(unit_name(talk, code), _progress_line(talk, code, state)) for code, state in page]
    talk.say("\n".join([t.states_heading(talk.round.name, done, len(states)), *lines]))
    if done < len(states) and can(talk.person, Act.RUN_ROUND):
        talk.offer(door(t.NUDGE_ALL, doors.nudge_units(), primary=not menu.has_primary(talk)))
    drafts_too = can(talk.person, Act.DECIDE_REOPENING)
    open_to = [code for code, state in page if drafts_too or state in SEEN_BY_REVIEWERS]
    talk.offer(*(door(t.SEE_UNIT.format(unit=code), doors.progress(code)) for code in open_to))
    if place + PAGE < len(states):
        talk.offer(door(t.MORE_UNITS, doors.states(str(place + PAGE))))


def _progress_line(talk: Talk, code: str, state: State) -> str:
    """Of a draft only how much is done: its scores are its commune's business until it is handed in."""
    if state is not State.DRAFT or not can(talk.person, Act.DECIDE_REOPENING):
        return t.state(state)
    return t.drafting(*_counted(talk.work.sheets.read(talk.round, code)))


def _counted(sheet: ScoreSheet) -> tuple[int, int]:
    declared = list(sheet.declared_entries())
    return sum(entry.complete for entry in declared), len(declared)


def unit_progress(talk: Talk, code: str) -> None:
    """One unit: how far it is, and what may be done about it."""
    if talk.round.unit(code) is None:
        raise UnknownUnit(code)
    sheet = talk.work.sheets.read(talk.round, code)
    name = unit_name(talk, code)
    if sheet.state in IN_THE_COMMUNE:
        if not can(talk.person, Act.DECIDE_REOPENING):
            raise StillADraft(code)
        ends = talk.round.self_scoring_ends(code)
        talk.say(t.unit_progress(name, t.state(sheet.state), *_counted(sheet), ends, talk.zone))
        talk.offer(door(t.NUDGE_UNIT.format(unit=code), doors.nudge_units(code), primary=True))
        talk.offer(door(t.EXTEND_UNIT.format(unit=code), doors.extend(code)))
    else:
        _say_appraisal(talk, sheet, name)
        if can(talk.person, Act.APPRAISE):
            talk.offer(door(t.unit_button(code), doors.unit(code), primary=True))
        if can(talk.person, Act.DECIDE_REOPENING):
            talk.offer(door(t.REOPEN_UNIT.format(unit=code), doors.reopen_unit(code)))
    talk.offer(door(t.ALL_STATES, doors.progress()))


def _say_appraisal(talk: Talk, sheet: ScoreSheet, name: str) -> None:
    requests = [entry.request.state for entry in sheet.declared_entries() if entry.request]
    waiting = sum(task.unit == sheet.unit for task in talk.work.queue.tasks(talk.round, talk.person))
    asked = requests.count(RequestState.OPEN)
    answered = requests.count(RequestState.ANSWERED)
    talk.say(t.unit_appraisal(name, t.state(sheet.state), waiting, asked, answered))


def not_handed_in(talk: Talk) -> None:
    left = _in_the_commune(talk)
    if not left:
        talk.say(t.EVERYBODY_HANDED_IN, door(t.ALL_STATES, doors.progress(), primary=True))
        return
    states = dict(_states(talk))
    lines = [t.unit_line(unit_name(talk, code), _progress_line(talk, code, states[code])) for code in left[: 2 * PAGE]]
    if len(left) > len(lines):
        lines.append(t.more(len(left) - len(lines)))
    talk.say(t.not_handed_in(len(left), lines, talk.round.self_scoring_ends(""), talk.zone))
    if can(talk.person, Act.RUN_ROUND):
        talk.offer(door(t.NUDGE_ALL, doors.nudge_units(), primary=True))
    talk.offer(*(door(common.shortened(unit_name(talk, code), 40), doors.progress(code)) for code in left[:PAGE]))


def handed_in(talk: Talk) -> None:
    states = _states(talk)
    done = [(code, state) for code, state in states if state not in IN_THE_COMMUNE]
    lines = [t.unit_line(unit_name(talk, code), t.state(state)) for code, state in done[: 2 * PAGE]]
    if len(done) > len(lines):
        lines.append(t.more(len(done) - len(lines)))
    talk.say(t.those_handed_in(len(done), len(states), lines) if done else t.NOBODY_HANDED_IN)
    if len(done) < len(states):
        talk.offer(door(t.NOT_HANDED_IN, doors.not_handed_in(), primary=True))
    talk.offer(door(t.ALL_STATES, doors.progress()))


# -- nudging ---------------------------------------------------------------------------------------------------------------


def nudge_units(talk: Talk, *codes: str) -> None:
    """Asks whom to nudge: those named, or everybody who has not handed in."""
    check_running(talk.person)
    left = _in_the_commune(talk)
    chosen = [code for code in codes if code in left] if codes else left
    if not chosen:
        talk.say(t.handed_in_all([unit_name(talk, code) for code in codes]), door(t.ALL_STATES, doors.progress(), primary=True))
        return
    talk.to(questions.NudgeUnits(tuple(chosen)))


def _whom(talk: Talk, sheet: ScoreSheet) -> list[Person]:
    """The coordinator of a draft, and its leader where it waits for his signature; without them who owes something."""
    people = talk.work.people.of_unit(sheet.unit)
    role = Role.LEADER if sheet.state is State.INTERNAL_REVIEW else Role.COORDINATOR
    return [person for person in people if person.role is role] or [owed.person for owed in everyone_owing(sheet, people)]


class NudgeUnits(Asked[questions.NudgeUnits]):
    def _say_whom(self, talk: Talk) -> None:
        check_running(talk.person)
        sheets = [talk.work.sheets.read(talk.round, code) for code in self.at.units]
        whom = [(sheet, _whom(talk, sheet)) for sheet in sheets]
        lines = [
            t.to_nudge(unit_name(talk, sheet.unit), [each.name for each in people], _left(sheet)) for sheet, people in whom
        ]
        shown = lines[: 2 * PAGE]
        if len(lines) > len(shown):
            shown.append(t.more(len(lines) - len(shown)))
        talk.say(t.ask_nudge(shown, sum(len(people) for _, people in whom)))

    def nudge(self, talk: Talk) -> None:
        check_running(talk.person)
        talk.rest()
        sent, unreached, lately = _nudge(talk, self.at.units)
        talk.say(
            t.nudged(
                [person.name for person in sent], [person.name for person in unreached], lately, PAUSE // timedelta(hours=1)
            )
        )
        for code in dict.fromkeys(person.unit for person in unreached[:3]):
            talk.offer(door(t.INVITE_UNIT.format(unit=code), doors.people_of(code)))
        talk.offer(door(t.ALL_STATES, doors.progress(), primary=True))


def _left(sheet: ScoreSheet) -> str:
    return t.state(sheet.state) if sheet.state is State.INTERNAL_REVIEW else t.drafting(*_counted(sheet))


def _nudge(talk: Talk, units: Sequence[str]) -> tuple[list[Person], list[Person], list[str]]:
    """Who was reached, who is waited for, and whose last nudge is not long ago."""
    sent: list[Person] = []
    unreached: list[Person] = []
    lately: list[str] = []
    for code in units:
        sheet = talk.work.sheets.read(talk.round, code)
        if sheet.state not in IN_THE_COMMUNE:
            continue
        for person in _whom(talk, sheet):
            if talk.work.cards.queued_since(person.id, "nudge", talk.now - PAUSE):
                lately.append(person.name)
                continue
            talk.tell(person.id, _card(talk, sheet), key=f"nudge:{code}:{person.id}:{talk.now.isoformat()}")
            (sent if talk.work.people.reachable(person.id) else unreached).append(person)
    return sent, unreached, lately


def _card(talk: Talk, sheet: ScoreSheet) -> Card:
    ends = talk.round.self_scoring_ends(sheet.unit)
    text = t.nudge(talk.person.name, talk.unit_name(sheet.unit), _left(sheet), ends, talk.zone)
    first = (
        door(submit_texts.SIGN, doors.submit(), primary=True)
        if sheet.state is State.INTERNAL_REVIEW
        else door(progress.SEE_PROGRESS, doors.progress(), primary=True)
    )
    return Card(text, (first,), kind="nudge")


# -- extending -------------------------------------------------------------------------------------------------------------


def extend(talk: Talk, code: str = "", until: str = "") -> None:
    """Moves the end of self-scoring of one unit, or of all: asks until when, and why."""
    check_running(talk.person)
    if code and talk.round.unit(code) is None:
        raise UnknownUnit(code)
    if code and code not in _in_the_commune(talk):
        talk.say(t.handed_in_already(unit_name(talk, code)))
        talk.offer(
            door(t.REOPEN_UNIT.format(unit=code), doors.reopen_unit(code), primary=True), door(t.ALL_STATES, doors.progress())
        )
        return
    at = _stamped(talk, until)
    if at:
        to_reason(talk, code, at, "")
    else:
        talk.to(questions.ExtendUntil(code))


def _stamped(talk: Talk, until: str) -> datetime | None:
    try:
        return datetime.strptime(until, STAMP).replace(tzinfo=talk.zone) if until else None
    except ValueError:
        raise StaleChoice from None


def extend_said(talk: Talk, code: str, text: str, reason: str) -> None:
    """The same with the day and the reason that stand in a sentence, so far as they do."""
    at = until_said(text, talk.round.self_scoring_ends(code), talk.now, talk.zone)
    if at is None or (code and code not in _in_the_commune(talk)):
        extend(talk, code)
    else:
        check_running(talk.person)
        to_reason(talk, code, at, reason)


def to_reason(talk: Talk, code: str, at: datetime, reason: str) -> None:
    ends = talk.round.self_scoring_ends(code)
    if at <= max(ends or talk.now, talk.now):
        talk.say(t.not_later(at, ends or talk.now, talk.zone))
        talk.to(questions.ExtendUntil(code))
    else:
        talk.to(questions.ExtendReason(code, at, reason))


def _unit_or_all(talk: Talk, code: str) -> str:
    return talk.unit_name(code) if code else t.EVERY_UNIT


class ExtendUntil(Step[questions.ExtendUntil]):
    """The day, as people say it."""

    def ask(self, talk: Talk) -> None:
        check_running(talk.person)
        code = self.at.unit
        talk.expects = Expects.TEXT
        talk.say(t.ask_until(_unit_or_all(talk, code), talk.round.self_scoring_ends(code), talk.zone))
        talk.offer(talk.answer(common.NEVER_MIND, self.never_mind))

    def take(self, talk: Talk, text: str) -> bool:
        code = self.at.unit
        ends = talk.round.self_scoring_ends(code)
        at = until_said(text, ends, talk.now, talk.zone) or until_said(f"thêm {text}", ends, talk.now, talk.zone)
        if at is None:
            raise NotAMoment(text)
        to_reason(talk, code, at, "")
        return True

    def never_mind(self, talk: Talk) -> None:
        menu.cancel(talk)


class ExtendReason(Step[questions.ExtendReason]):
    """The reason stands in the log and on the card of those who are told; with it the deadline moves."""

    def ask(self, talk: Talk) -> None:
        check_running(talk.person)
        until = self.at.until
        talk.expects = Expects.TEXT
        before = talk.round.self_scoring_ends(self.at.unit)
        talk.say(t.ask_reason(_unit_or_all(talk, self.at.unit), until, before, talk.zone))
        if self.at.reason:
            talk.offer(talk.answer(common.shortened(t.with_reason(self.at.reason), 60), self.as_said, primary=True))
        talk.offer(talk.answer(t.ANOTHER_DAY, self.another_day), talk.answer(common.NEVER_MIND, self.never_mind))

    def take(self, talk: Talk, text: str) -> bool:
        _extend(talk, self.at, reason_in(text))
        return True

    def as_said(self, talk: Talk) -> None:
        _extend(talk, self.at, self.at.reason)

    def another_day(self, talk: Talk) -> None:
        talk.to(questions.ExtendUntil(self.at.unit))

    def never_mind(self, talk: Talk) -> None:
        menu.cancel(talk)


def _extend(talk: Talk, at: questions.ExtendReason, reason: str) -> None:
    check_running(talk.person)
    code = at.unit
    until = at.until
    units = [code] if code else _in_the_commune(talk)
    talk.work.timetable.extend(talk.round, until, talk.by, unit=code or None, reason=reason)
    talk.rest()
    card = Card(
        t.told_extended(until, reason, talk.zone),
        (door(progress.SEE_PROGRESS, doors.progress(), primary=True),),
        kind="extended",
    )
    people = [person for unit in units for person in talk.work.people.of_unit(unit) if person.role.of_commune]
    unreached = _tell(talk, people, card)
    talk.say(
        t.extended(_unit_or_all(talk, code), until, talk.zone, unreached), door(t.ALL_STATES, doors.progress(), primary=True)
    )


def _tell(talk: Talk, people: Sequence[Person], card: Card) -> list[str]:
    """Queues a card to each; the names of those whom it does not reach now."""
    for person in people:
        talk.tell(person.id, card, key=f"{card.kind}:{person.unit}:{person.id}:{talk.now.isoformat()}")
    return [person.name for person in people if not talk.work.people.reachable(person.id)]


# -- extension, asked for by a commune ---------------------------------------------------------------------------------------


def extension(talk: Talk) -> None:
    """For whoever decides it the extending itself, for a commune the asking, for others the deadlines."""
    if can(talk.person, Act.RUN_ROUND):
        extend(talk)
    elif can(talk.person, Act.ASK_REOPENING):
        offer_asking(talk)
    else:
        talk.through(doors.deadlines())


def offer_asking(talk: Talk) -> None:
    """Who decides it, and a button to ask; the open question stays."""
    talk.say(t.WHO_EXTENDS)
    menu.way_on(talk)
    talk.offer(door(t.ASK_EXTENSION, doors.ask_extension()))


def ask_extension(talk: Talk, wanted: str = "") -> None:
    """``wanted``: what was said so far; the reason is asked for."""
    sheet = talk.own_sheet(Act.ASK_REOPENING)
    if sheet.state not in IN_THE_COMMUNE:
        talk.say(t.no_need(progress.state_line(sheet, talk.zone)))
        menu.way_on(talk)
        return
    talk.to(questions.AskExtension(wanted))


class AskExtension(Step[questions.AskExtension]):
    """Why the commune needs longer, and until when; it goes to the standing body, which decides with a press."""

    def ask(self, talk: Talk) -> None:
        talk.expects = Expects.TEXT
        talk.say(t.WHY_LONGER, talk.answer(common.NEVER_MIND, self.never_mind))

    def take(self, talk: Talk, text: str) -> bool:
        talk.own_sheet(Act.ASK_REOPENING)
        unit = talk.person.unit
        ends = talk.round.self_scoring_ends(unit)
        reason = reason_in(text)
        until = until_said(text, ends, talk.now, talk.zone) or until_said(self.at.wanted, ends, talk.now, talk.zone)
        talk.rest()
        said = t.extension_asked(unit_name(talk, unit), talk.person.name, reason, ends, until, talk.zone)
        card = Card(said, _extension_choices(talk, unit, until), kind="extension")
        for person in talk.work.people.with_role(Role.STANDING_BODY):
            talk.tell(person.id, card, key=f"extension:{unit}:{person.id}:{talk.now.isoformat()}")
        talk.say(t.EXTENSION_ASKED, door(progress.SEE_PROGRESS, doors.progress(), primary=True))
        return True

    def never_mind(self, talk: Talk) -> None:
        menu.cancel(talk)


def _extension_choices(talk: Talk, unit: str, until: datetime | None) -> tuple[Choice, ...]:
    later = until and until > max(talk.round.self_scoring_ends(unit) or talk.now, talk.now)
    stamp = (until.astimezone(talk.zone).strftime(STAMP),) if until and later else ()
    label = t.extend_until(until, talk.zone) if until and later else t.EXTEND_UNIT.format(unit=unit)
    refuse = door(t.REFUSE_EXTENSION, doors.refuse_extension(unit, talk.person.id))
    return (door(label, doors.extend(unit, *stamp), primary=True), refuse)


def refuse_extension(talk: Talk, unit: str, asked_by: str) -> None:
    """The deadline stays, and who asked is told."""
    check_running(talk.person)
    asker = talk.work.people.active(asked_by)
    if asker is None or asker.unit != unit:
        raise StaleChoice
    card = Card(
        t.extension_refused(talk.round.self_scoring_ends(unit), talk.zone),
        (door(progress.SEE_PROGRESS, doors.progress(), primary=True),),
        kind="extension_refused",
    )
    _tell(talk, [asker], card)
    talk.say(t.refused_extension(talk.unit_name(unit)), door(t.ALL_STATES, doors.progress(), primary=True))


# -- reopening without being asked --------------------------------------------------------------------------------------------


def which_reopening(talk: Talk) -> None:
    """Whose sheet is to be handed back: those that can be, each behind a button."""
    check_running(talk.person)
    able = [code for code, state in _states(talk) if (state, Move.REOPEN) in TRANSITIONS]
    talk.say(t.WHICH_REOPENING if able else t.NOBODY_HANDED_IN)
    for number, code in enumerate(able[:PAGE]):
        first = not number and not talk.session.question
        talk.offer(door(common.shortened(unit_name(talk, code), 40), doors.reopen_unit(code), primary=first))
    if talk.session.question:
        menu.way_on(talk)
    else:
        talk.offer(door(t.ALL_STATES, doors.progress(), primary=not able))


def reopen_unit(talk: Talk, code: str, leaf: str = "") -> None:
    """Hands a sheet back to its commune; where the commune has asked for it, its request is what is decided."""
    if talk.round.unit(code) is None:
        raise UnknownUnit(code)
    check(talk.person, Act.DECIDE_REOPENING, unit=code, state=State.SUBMITTED)
    asked = next((reopening for reopening in talk.work.reopenings.waiting(talk.round) if reopening.unit == code), None)
    sheet = talk.work.sheets.read(talk.round, code)
    if asked:
        talk.say(submit_texts.reopening(unit_name(talk, code), asked.leaf, talk.name(asked.asked_by), asked.reason))
        reopen.grant(talk, str(asked.id))
    elif sheet.state is State.DRAFT and not (leaf and sheet.overdue(talk.now)):
        talk.say(t.still_a_draft(talk.unit_name(code), t.state(sheet.state)))
        talk.offer(
            door(t.EXTEND_UNIT.format(unit=code), doors.extend(code)), door(t.ALL_STATES, doors.progress(), primary=True)
        )
    else:
        talk.to(questions.ReopenUnitReason(code, leaf))


class ReopenUnitReason(Step[questions.ReopenUnitReason]):
    """Why; the commune reads it."""

    def ask(self, talk: Talk) -> None:
        talk.expects = Expects.TEXT
        talk.say(t.why_reopen(talk.unit_name(self.at.unit), self.at.leaf), talk.answer(common.NEVER_MIND, self.never_mind))

    def take(self, talk: Talk, text: str) -> bool:
        code = self.at.unit
        leaf = self.at.leaf
        check(talk.person, Act.DECIDE_REOPENING, unit=code, state=State.SUBMITTED)
        reason = reason_in(text)
        reopen.unlock(talk, code, leaf or None, reason)
        talk.rest()
        people = [person for person in talk.work.people.of_unit(code) if person.role in (Role.COORDINATOR, Role.LEADER)]
        unreached = _tell(talk, people, reopen.told(leaf or None, reason, granted=True))
        talk.say(t.reopened_unit(talk.unit_name(code), leaf, unreached), door(t.ALL_STATES, doors.progress(), primary=True))
        return True

    def never_mind(self, talk: Talk) -> None:
        menu.cancel(talk)
