"""Reopening after the sheet is locked: asked with a reason, decided by the standing body with a reason."""

import re

from handlers import doors, questions
from handlers.cards.card import Card, Choice, Expects
from handlers.dialogs import menu
from handlers.dialogs.telling.others import say_unreached, tell
from handlers.ports import Reopening
from handlers.talk import Step, Talk, door
from handlers.texts import common, progress
from handlers.texts.submission import submit as t
from knowledge.hearing.reasons import reason_in
from scoring.people import Role
from scoring.roles import Act, check
from scoring.states import State


def ask_reopening(talk: Talk, code: str = "") -> None:
    talk.own_sheet(Act.ASK_REOPENING)
    talk.to(questions.ReopenReason(code))


class ReopenReason(Step[questions.ReopenReason]):
    """Why the commune needs a leaf (or the sheet) back."""

    def ask(self, talk: Talk) -> None:
        talk.expects = Expects.TEXT
        talk.say(t.why_reopen(self.at.leaf or None), talk.answer(common.NEVER_MIND, self.never_mind))

    def take(self, talk: Talk, text: str) -> bool:
        reason = reason_in(text)
        code = self.at.leaf or None
        sheet = talk.own_sheet(Act.ASK_REOPENING)
        asked = talk.work.reopenings.ask(sheet, code, reason, talk.person, talk.now)
        text = t.reopening(talk.unit_name(sheet.unit), code, talk.person.name, asked.reason)
        card = Card(text, reopening_choices(asked), kind="reopening")
        told = tell(talk, talk.work.people.with_role(Role.STANDING_BODY), card, f"reopening:{asked.id}")
        talk.rest()
        # One of the office is enough: any of them decides.
        talk.say(t.ASKED_REOPEN if told.reached else t.NOTED_REOPEN)
        if not told.reached:
            say_unreached(talk, told)
        talk.offer(door(progress.SEE_PROGRESS, doors.progress(), primary=True))
        return True

    def never_mind(self, talk: Talk) -> None:
        menu.cancel(talk)


def reopening_choices(asked: Reopening) -> tuple[Choice, Choice]:
    place = asked.unit + (f" {asked.leaf}" if asked.leaf else "")
    return (
        door(f"{t.GRANT} {place}", doors.grant(str(asked.id)), primary=True),
        door(f"{t.REFUSE} {place}", doors.refuse(str(asked.id))),
    )


def grant(talk: Talk, number: str) -> None:
    _decide(talk, number, "granted")


def refuse(talk: Talk, number: str) -> None:
    _decide(talk, number, "refused")


def _decide(talk: Talk, number: str, decision: str) -> None:
    asked = talk.work.reopenings.get(int(number)) if re.fullmatch("[0-9]{1,15}", number) else None
    if asked is None or not asked.waiting:
        talk.say(t.DECIDED_ALREADY, door(progress.QUEUE, doors.appraise(), primary=True))
        return
    talk.work_in(asked.round)
    _allowed(talk, asked.unit)
    talk.to(questions.DecideReason(asked.id, decision))


def _allowed(talk: Talk, unit: str) -> None:
    # The body that may extend and unlock does so for drafts too: it learns of the request, not of the scores.
    check(talk.person, Act.DECIDE_REOPENING, unit=unit, state=State.SUBMITTED)


class DecideReason(Step[questions.DecideReason]):
    """The reason that goes with the decision; granting may simply repeat the commune's own."""

    def ask(self, talk: Talk) -> None:
        granted = self.at.decision == "granted"
        talk.expects = Expects.TEXT
        talk.say(t.why_decide(granted=granted))
        if granted:
            talk.offer(talk.answer(t.AS_ASKED, self.as_asked, primary=True))
        talk.offer(talk.answer(common.NEVER_MIND, self.never_mind))

    def take(self, talk: Talk, text: str) -> bool:
        _decided(talk, self.at, reason_in(text))
        return True

    def as_asked(self, talk: Talk) -> None:
        asked = talk.work.reopenings.get(self.at.number)
        _decided(talk, self.at, t.as_asked(asked.reason if asked else ""))

    def never_mind(self, talk: Talk) -> None:
        menu.cancel(talk)


def _decided(talk: Talk, at: questions.DecideReason, reason: str) -> None:
    asked = talk.work.reopenings.get(at.number)
    granted = at.decision == "granted"
    talk.rest()
    if asked is None or not asked.waiting:
        talk.say(t.DECIDED_ALREADY, door(progress.QUEUE, doors.appraise(), primary=True))
        return
    talk.work_in(asked.round)
    _allowed(talk, asked.unit)
    if granted:
        unlock(talk, asked.unit, asked.leaf, reason)
    talk.work.reopenings.decide(asked, granted=granted, reason=reason, person=talk.person, now=talk.now)
    talk.say(
        t.decided(talk.unit_name(asked.unit), asked.leaf, granted=granted), door(progress.QUEUE, doors.appraise(), primary=True)
    )
    asker = talk.work.people.get(asked.asked_by)
    card = told(asked.leaf, reason, granted=granted)
    if asker is not None:
        say_unreached(talk, tell(talk, (asker,), card, f"reopened:{asked.id}"))


def unlock(talk: Talk, unit: str, code: str | None, reason: str) -> None:
    sheet = talk.work.sheets.open(talk.round, unit)
    if code:
        sheet.reopen_leaf(code, reason, talk.by)
    else:
        sheet.reopen(reason, talk.by)
    talk.work.sheets.save(sheet)


def told(code: str | None, reason: str, *, granted: bool) -> Card:
    if not granted:
        return Card(
            t.reopen_refused(code, reason), (door(progress.SEE_PROGRESS, doors.progress(), primary=True),), kind="reopened"
        )
    choices = (
        (door(progress.GO_ON.format(code=code), doors.edit(code), primary=True),)
        if code
        else (door(progress.SEE_PROGRESS, doors.progress(), primary=True),)
    )
    return Card(t.reopened(code, reason), choices, kind="reopened")


def close_leaf(talk: Talk, code: str) -> None:
    """The commune is done with a reopened leaf."""
    sheet = talk.own_sheet(Act.DECLARE, code)
    sheet.close_leaf(code, talk.by)
    talk.work.sheets.save(sheet)
    talk.rest()
    talk.say(t.LEAF_LOCKED_AGAIN.format(code=code), door(progress.SEE_PROGRESS, doors.progress(), primary=True))
