"""The decisions on one leaf of the queue: agree, change with a reason, ask for an explanation."""

import re
from abc import abstractmethod
from fractions import Fraction
from typing import TypeVar

from handlers import doors, questions
from handlers.cards.card import Card, Choice, Expects
from handlers.dialogs.appraisal.appraise import leaf, next_task, show_leaf
from handlers.dialogs.telling.others import Told, say_unreached, tell
from handlers.talk import Step, Talk, door, picked
from handlers.texts import common
from handlers.texts.appraisal import appraise as t
from knowledge.hearing.reasons import is_reason, reason_in
from scoring.people import Role, in_charge
from scoring.roles import Act
from scoring.sheet.attainable import attainable
from scoring.sheet.entry import Entry, Stage
from scoring.sheet.score_sheet import ScoreSheet
from scoring.written.numbers import read_number

#: "2 điểm", "2đ": the unit is no part of the figure.
UNIT = re.compile(r"\s*(?:điểm|diem|đ|d)\s*$", re.IGNORECASE)
#: "4,5 vì báo cáo thiếu tháng 12": the points and why, in one sentence.
WITH_REASON = re.compile(
    r"(?P<points>[0-9][0-9.,]*)\s*(?:(?:điểm|diem|đ|d)\b)?[\s:;,–-]+(?:(?:vì|do|lý do)\s+)?(?P<why>\D.*)",
    re.IGNORECASE | re.DOTALL,
)


def as_seen(talk: Talk, unit_code: str, code: str, version: str) -> ScoreSheet | None:
    """The sheet, unless the leaf changed since the reviewer saw it: then the newest version is shown instead."""
    sheet = talk.sheet_of(unit_code, Act.APPRAISE, code)
    if str(sheet.entry(code).version) == version:
        return sheet
    talk.rest()
    talk.say(t.CHANGED_MEANWHILE)
    show_leaf(talk, sheet, sheet.entry(code))
    return None


def agree(talk: Talk, unit_code: str, code: str, version: str) -> None:
    sheet = as_seen(talk, unit_code, code, version)
    if sheet is None:
        return
    entry = sheet.agree(code, talk.by)
    talk.work.sheets.save(sheet)
    given = entry.score(Stage.FIRST_APPRAISAL)
    talk.say(t.agreed(unit_code, code, given.points if given else None))
    _go_on(talk, entry, unit_code)


def _go_on(talk: Talk, entry: Entry, unit_code: str) -> None:
    """The next leaf, with the way back to the decision just taken."""
    code = entry.leaf.code
    next_task(talk, unit_code, code)
    talk.offer(door(t.TAKE_BACK.format(unit=unit_code, code=code), doors.take_back(unit_code, code, str(entry.version))))


def change(talk: Talk, unit_code: str, code: str, version: str) -> None:
    sheet = as_seen(talk, unit_code, code, version)
    if sheet is not None:
        talk.to(questions.NewPoints(unit_code, code, version))


def request(talk: Talk, unit_code: str, code: str, version: str) -> None:
    sheet = as_seen(talk, unit_code, code, version)
    if sheet is not None:
        talk.to(questions.RequestReason(unit_code, code, version))


C = TypeVar("C", bound=questions.OfCase)


class NewPoints(Step[questions.NewPoints]):
    """The points that the appraiser gives instead."""

    def ask(self, talk: Talk) -> None:
        talk.expects = Expects.NUMBER
        entry = _entry(talk, self.at)
        levels = _levels(talk, self.at)
        talk.say(t.new_points(entry, levels))
        if len(levels) <= common.LISTED_POINTS:
            own = entry.score(Stage.SELF)
            others = [level for level in levels if own is None or level != own.points]
            talk.offer(*(talk.answer(t.level(level), self.level, str(levels.index(level))) for level in others))
        talk.offer(door(t.LOOK_AGAIN.format(code=entry.leaf.code), doors.leaf(self.at.unit, self.at.leaf)))

    def take(self, talk: Talk, text: str) -> bool:
        both = WITH_REASON.fullmatch(text.strip())
        why = both["why"] if both and is_reason(both["why"]) else ""
        points = read_number(both["points"] if both and why else UNIT.sub("", text))
        talk.sheet_of(self.at.unit, Act.APPRAISE, self.at.leaf).check_points(self.at.leaf, points)
        asked = self._why(str(points))
        talk.to(asked)
        return talk.step_of(asked).take(talk, why) if why else True

    def level(self, talk: Talk, number: str) -> None:
        """One of the figures that the rule can give."""
        talk.to(self._why(str(picked(_levels(talk, self.at), number))))

    def _why(self, points: str) -> questions.ChangeReason:
        return questions.ChangeReason(self.at.unit, self.at.leaf, self.at.version, points=points)


def _levels(talk: Talk, at: questions.OfCase) -> tuple[Fraction, ...]:
    leaf = _entry(talk, at).leaf
    return attainable(leaf.rule, leaf.max)


class Reason(Step[C]):
    """A reason, chosen or written; what it is for decides what happens with it."""

    _question: str
    _reasons: tuple[str, ...]

    def ask(self, talk: Talk) -> None:
        talk.expects = Expects.TEXT
        talk.say(t.why(self.at.unit, self.at.leaf, self._question))
        talk.offer(*(talk.answer(reason, self.reason, str(number)) for number, reason in enumerate(self._reasons)))
        talk.offer(talk.answer(common.NEVER_MIND, self.never_mind))

    def take(self, talk: Talk, text: str) -> bool:
        reason = reason_in(text)
        sheet = as_seen(talk, self.at.unit, self.at.leaf, self.at.version)
        if sheet is not None:
            self._decide(talk, sheet, reason)
        return True

    def reason(self, talk: Talk, number: str) -> None:
        self.take(talk, picked(self._reasons, number))

    def never_mind(self, talk: Talk) -> None:
        leaf(talk, self.at.unit, self.at.leaf)

    @abstractmethod
    def _decide(self, talk: Talk, sheet: ScoreSheet, reason: str) -> None: ...


class ChangeReason(Reason[questions.ChangeReason]):
    """Every cut in points reaches the commune at once, with its reason."""

    _question = t.WHY_CHANGE
    _reasons = t.CHANGE_REASONS

    def _decide(self, talk: Talk, sheet: ScoreSheet, reason: str) -> None:
        unit_code = self.at.unit
        code = self.at.leaf
        points = Fraction(self.at.points)
        entry = sheet.change(code, points, reason, talk.by)
        talk.work.sheets.save(sheet)
        text = t.told_change(entry, points, reason, talk.person.name)
        card = Card(text, (door(t.LOOK_AGAIN.format(code=code), doors.look(code), primary=True),), kind="appraised")
        told = tell_commune(talk, unit_code, code, card, coordinators=True)
        talk.say(t.changed(unit_code, entry, points, told=bool(told.reached)))
        say_unreached(talk, told)
        _go_on(talk, entry, unit_code)


class RequestReason(Reason[questions.RequestReason]):
    """A request for explanation reaches the official's chat at once, with a button that opens exactly that leaf."""

    _question = t.WHY_REQUEST
    _reasons = t.REQUEST_REASONS

    def _decide(self, talk: Talk, sheet: ScoreSheet, reason: str) -> None:
        unit_code = self.at.unit
        code = self.at.leaf
        due = talk.round.explanation_due(talk.now)
        entry = sheet.request_explanation(code, reason, due, talk.by)
        talk.work.sheets.save(sheet)
        card = Card(t.told_request(code, talk.person.name, reason, due, talk.zone), request_choices(code), kind="request")
        told = tell_commune(talk, unit_code, code, card)
        talk.say(t.requested([person.name for person in told.reached], unit_code, due, talk.zone))
        say_unreached(talk, told)
        _go_on(talk, entry, unit_code)


def request_choices(code: str) -> tuple[Choice, ...]:
    return (
        door(t.ANSWER_FILES, doors.answer_files(code)),
        door(t.ANSWER_TEXT, doors.answer(code), primary=True),
        door(t.LOOK_AGAIN.format(code=code), doors.asked(code)),
    )


def tell_commune(talk: Talk, unit_code: str, code: str, card: Card, *, coordinators: bool = False) -> Told:
    """Queues a card to those of a commune who are in charge of a leaf; with ``coordinators``, also to who answers for all."""
    whole = talk.work.people.of_unit(unit_code)
    also = [person for person in whole if coordinators and person.role is Role.COORDINATOR]
    return tell(talk, (*in_charge(code, whole), *also), card, f"{card.kind}:{unit_code}:{code}")


def _entry(talk: Talk, at: questions.OfCase) -> Entry:
    return talk.sheet_of(at.unit, Act.APPRAISE, at.leaf).entry(at.leaf)
