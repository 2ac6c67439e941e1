"""The decisions on one leaf of the queue: agree, change with a reason, ask for an explanation."""

import re
from abc import ABC, abstractmethod
from fractions import Fraction

from handlers.cards import Card, Choice
from handlers.dialogs.appraise import leaf, next_task, show_leaf
from handlers.talk import Talk, door, picked
from handlers.texts import appraise as t
from handlers.texts import common
from knowledge.reasons import reason_in
from scoring.attainable import attainable
from scoring.entry import Entry, Stage
from scoring.numbers import read_number
from scoring.people import Person, Role, in_charge
from scoring.roles import Act
from scoring.sheet import ScoreSheet

#: "2 điểm", "2đ": the unit is no part of the figure.
UNIT = re.compile(r"\s*(?:điểm|diem|đ|d)\s*$", re.IGNORECASE)


def _as_seen(talk: Talk, unit_code: str, code: str, version: str) -> ScoreSheet | None:
    """The sheet, unless the leaf changed since the reviewer saw it: then the newest version is shown instead."""
    sheet = talk.sheet_of(unit_code, Act.APPRAISE, code)
    if str(sheet.entry(code).version) == version:
        return sheet
    talk.rest()
    talk.say(t.CHANGED_MEANWHILE)
    show_leaf(talk, sheet, sheet.entry(code))
    return None


def agree(talk: Talk, unit_code: str, code: str, version: str) -> None:
    sheet = _as_seen(talk, unit_code, code, version)
    if sheet is None:
        return
    entry = sheet.agree(code, talk.signed)
    talk.work.sheets.save(sheet)
    given = entry.score(Stage.FIRST_APPRAISAL)
    talk.say(t.agreed(unit_code, code, given.points if given else None))
    next_task(talk, unit_code, code)


def change(talk: Talk, unit_code: str, code: str, version: str) -> None:
    sheet = _as_seen(talk, unit_code, code, version)
    if sheet is not None:
        talk.to("new_points", unit=unit_code, leaf=code, version=version)


def request(talk: Talk, unit_code: str, code: str, version: str) -> None:
    sheet = _as_seen(talk, unit_code, code, version)
    if sheet is not None:
        talk.to("request_reason", unit=unit_code, leaf=code, version=version)


class NewPoints:
    """The points that the appraiser gives instead."""

    def ask(self, talk: Talk) -> None:
        talk.expects = "number"
        entry, levels = _entry(talk), _levels(talk)
        talk.say(t.new_points(entry, levels))
        if len(levels) <= common.LISTED_POINTS:
            own = entry.score(Stage.SELF)
            others = [level for level in levels if own is None or level != own.points]
            talk.offer(*(talk.answer(t.level(level), "level", str(levels.index(level))) for level in others))
        talk.offer(door(t.LOOK_AGAIN.format(code=entry.leaf.code), "leaf", *_place(talk)))

    def take(self, talk: Talk, text: str) -> bool:
        points = read_number(UNIT.sub("", text))
        unit_code, code = _place(talk)
        talk.sheet_of(unit_code, Act.APPRAISE, code).check_points(code, points)
        talk.to("change_reason", **talk.session.data, points=str(points))
        return True

    def press(self, talk: Talk, action: str, *args: str) -> None:
        level = picked(_levels(talk), "".join(args))
        talk.to("change_reason", **talk.session.data, points=str(level))


def _levels(talk: Talk) -> tuple[Fraction, ...]:
    leaf = _entry(talk).leaf
    return attainable(leaf.rule, leaf.max)


class Reason(ABC):
    """A reason, chosen or written; what it is for decides what happens with it."""

    question: str
    reasons: tuple[str, ...]

    def ask(self, talk: Talk) -> None:
        talk.expects = "text"
        talk.say(t.why(*_place(talk), self.question))
        talk.offer(*(talk.answer(reason, "reason", str(number)) for number, reason in enumerate(self.reasons)))
        talk.offer(talk.answer(common.NEVER_MIND, "never_mind"))

    def take(self, talk: Talk, text: str) -> bool:
        reason = reason_in(text)
        sheet = _as_seen(talk, *_place(talk), talk.session.data["version"])
        if sheet is not None:
            self.decide(talk, sheet, reason)
        return True

    def press(self, talk: Talk, action: str, *args: str) -> None:
        if action == "reason":
            self.take(talk, picked(self.reasons, "".join(args)))
        else:
            leaf(talk, *_place(talk))

    @abstractmethod
    def decide(self, talk: Talk, sheet: ScoreSheet, reason: str) -> None: ...


class ChangeReason(Reason):
    """Every cut in points reaches the commune at once, with its reason."""

    question, reasons = t.WHY_CHANGE, t.CHANGE_REASONS

    def decide(self, talk: Talk, sheet: ScoreSheet, reason: str) -> None:
        unit_code, code = _place(talk)
        points = Fraction(talk.session.data["points"])
        entry = sheet.change(code, points, reason, talk.signed)
        talk.work.sheets.save(sheet)
        text = t.told_change(entry, points, reason, talk.person.name)
        card = Card(text, (door(t.LOOK_AGAIN.format(code=code), "read", code, primary=True),), kind="appraised")
        tell_commune(talk, unit_code, code, card, coordinators=True)
        talk.say(t.changed(unit_code, entry, points))
        next_task(talk, unit_code, code)


class RequestReason(Reason):
    """A request for explanation reaches the official's chat at once, with a button that opens exactly that leaf."""

    question, reasons = t.WHY_REQUEST, t.REQUEST_REASONS

    def decide(self, talk: Talk, sheet: ScoreSheet, reason: str) -> None:
        unit_code, code = _place(talk)
        due = talk.round.explanation_due(talk.now)
        sheet.request_explanation(code, reason, due, talk.signed)
        talk.work.sheets.save(sheet)
        card = Card(t.told_request(code, talk.person.name, reason, due, talk.zone), request_choices(code), kind="request")
        told = tell_commune(talk, unit_code, code, card)
        talk.say(t.requested([person.name for person in told], unit_code, due, talk.zone))
        next_task(talk, unit_code, code)


def request_choices(code: str) -> tuple[Choice, ...]:
    return (
        door(t.ANSWER_FILES, "answer_files", code),
        door(t.ANSWER_TEXT, "answer", code, primary=True),
        door(t.LOOK_AGAIN.format(code=code), "asked", code),
    )


def tell_commune(talk: Talk, unit_code: str, code: str, card: Card, *, coordinators: bool = False) -> tuple[Person, ...]:
    """Queues a card to those of a commune who are in charge of a leaf; with ``coordinators``, also to who answers for all."""
    whole = talk.work.people.of_unit(unit_code)
    people = in_charge(code, whole)
    if coordinators:
        people += tuple(one for one in whole if one.role is Role.COORDINATOR and one not in people)
    for person in people:
        key = f"{card.kind}:{talk.round.code}:{unit_code}:{code}:{person.id}:{talk.now.isoformat()}"
        talk.tell(person.id, card, key=key)
    return people


def _place(talk: Talk) -> tuple[str, str]:
    return talk.session.data["unit"], talk.session.data["leaf"]


def _entry(talk: Talk) -> Entry:
    unit_code, code = _place(talk)
    return talk.sheet_of(unit_code, Act.APPRAISE, code).entry(code)
