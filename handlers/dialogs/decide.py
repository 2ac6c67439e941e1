"""The decisions on one leaf of the queue: agree, change with a reason, ask for an explanation."""

import re
from abc import ABC, abstractmethod
from datetime import timedelta
from fractions import Fraction

from handlers.cards import Card, Choice
from handlers.dialogs.appraise import leaf, next_task, show_leaf
from handlers.dialogs.telling import Told, say_unreached, tell
from handlers.talk import Talk, door, picked
from handlers.texts import appraise as t
from handlers.texts import common, refusals
from handlers.texts import progress as progress_texts
from knowledge.reasons import reason_in
from knowledge.text import fold
from scoring.attainable import attainable
from scoring.entry import Entry, Stage
from scoring.numbers import read_number
from scoring.people import Role, in_charge
from scoring.roles import Act, can
from scoring.sheet import ScoreSheet
from scoring.sheet_errors import AnsweredMeanwhile, NotYourDecision

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
    _go_on(talk, entry, unit_code)


def _go_on(talk: Talk, entry: Entry, unit_code: str) -> None:
    """The next leaf, with the way back to the decision just taken."""
    code = entry.leaf.code
    next_task(talk, unit_code, code)
    talk.offer(door(t.TAKE_BACK.format(unit=unit_code, code=code), "take_back", unit_code, code, str(entry.version)))


def take_back(talk: Talk, unit_code: str, code: str, version: str) -> None:
    """Whoever took a decision takes it back, until the sheet moves on; a commune that was told of it is told again."""
    sheet = _as_seen(talk, unit_code, code, version)
    if sheet is not None:
        _take_back(talk, sheet, sheet.entry(code))


def _take_back(talk: Talk, sheet: ScoreSheet, entry: Entry) -> None:
    code, asked = entry.leaf.code, entry.score(Stage.FIRST_APPRAISAL) is None
    try:
        after = sheet.withdraw_request(code, talk.signed) if asked else sheet.withdraw_appraisal(code, talk.signed)
    except (AnsweredMeanwhile, NotYourDecision) as refusal:
        talk.say(refusals.words(refusal, talk.zone))
        talk.rest()
        show_leaf(talk, sheet, entry)
        return
    talk.work.sheets.save(sheet)
    told = Told((), ())
    if asked or entry.changed:
        text = t.told_taken_back(code, talk.person.name, asked=asked)
        way = door(t.LOOK_AGAIN.format(code=code), "read", code, primary=True)
        told = tell_commune(talk, sheet.unit, code, Card(text, (way,), kind="taken_back"), coordinators=not asked)
    talk.rest()
    talk.say(t.taken_back(sheet.unit, code, told=bool(told.reached)))
    say_unreached(talk, told)
    show_leaf(talk, sheet, after)


#: "hoàn tác", "lúc nãy tôi bấm nhầm", "ấn nhầm rồi", "rút lại": what is typed by whoever wants a decision back.
SLIP = re.compile(
    r"(?:(?:luc nay|vua roi|vua nay|khi nay|hoi nay|o|a|chet|thoi chet|xin loi|cho) )*"
    r"(?:(?:toi|em|minh|anh|chi) )?(?:vua |lo |bi )*"
    r"(?:hoan tac|undo|doi lai|rut lai|lay lai|lam lai|lo tay|(?:bam |an |nhan |cham |chon |go )?(?:nham|lon)|bam sai|an sai)"
    r"(?: (?:roi|nut|mat|quyet dinh|diem|nhe|a|giup|toi|em|lai|luc nay|vua roi|do|cai do|cai vua roi|tieu chi do))*"
)
#: After this long it is no slip of the finger any more: the leaf is shown first.
SLIP_WITHIN = timedelta(minutes=30)
#: The questions on the way to a decision: nothing is decided yet.
DECIDING = ("new_points", "change_reason", "request_reason")


def is_slip(talk: Talk, text: str) -> bool:
    """Whether a reviewer wants his last decision back."""
    free = not talk.session.step or talk.session.step in DECIDING
    return free and can(talk.person, Act.APPRAISE) and SLIP.fullmatch(fold(re.sub(r"[.,!;]", " ", text))) is not None


def take_back_last(talk: Talk) -> None:
    """What is open is left undecided; else the decision taken last is taken back, or shown where it is an older one."""
    if talk.session.step:
        talk.say(t.nothing_yet(*_place(talk)))
        leaf(talk, *_place(talk))
        return
    last = talk.work.queue.latest_decision(talk.round, talk.person.id)
    if last is None:
        talk.say(t.NOTHING_DECIDED, door(progress_texts.QUEUE, "appraise", primary=True))
        return
    sheet = talk.sheet_of(last.unit, Act.APPRAISE, last.leaf)
    if talk.now - last.at <= SLIP_WITHIN:
        _take_back(talk, sheet, sheet.entry(last.leaf))
    else:
        entry = sheet.entry(last.leaf)
        talk.say(t.decided_last(last.unit, last.leaf, asked=entry.score(Stage.FIRST_APPRAISAL) is None))
        show_leaf(talk, sheet, entry)


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
        points = picked([str(level) for level in _levels(talk)], "".join(args))
        talk.to("change_reason", **talk.session.data, points=points)


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
        told = tell_commune(talk, unit_code, code, card, coordinators=True)
        talk.say(t.changed(unit_code, entry, points, told=bool(told.reached)))
        say_unreached(talk, told)
        _go_on(talk, entry, unit_code)


class RequestReason(Reason):
    """A request for explanation reaches the official's chat at once, with a button that opens exactly that leaf."""

    question, reasons = t.WHY_REQUEST, t.REQUEST_REASONS

    def decide(self, talk: Talk, sheet: ScoreSheet, reason: str) -> None:
        unit_code, code = _place(talk)
        due = talk.round.explanation_due(talk.now)
        entry = sheet.request_explanation(code, reason, due, talk.signed)
        talk.work.sheets.save(sheet)
        card = Card(t.told_request(code, talk.person.name, reason, due, talk.zone), request_choices(code), kind="request")
        told = tell_commune(talk, unit_code, code, card)
        talk.say(t.requested([person.name for person in told.reached], unit_code, due, talk.zone))
        say_unreached(talk, told)
        _go_on(talk, entry, unit_code)


def request_choices(code: str) -> tuple[Choice, ...]:
    return (
        door(t.ANSWER_FILES, "answer_files", code),
        door(t.ANSWER_TEXT, "answer", code, primary=True),
        door(t.LOOK_AGAIN.format(code=code), "asked", code),
    )


def tell_commune(talk: Talk, unit_code: str, code: str, card: Card, *, coordinators: bool = False) -> Told:
    """Queues a card to those of a commune who are in charge of a leaf; with ``coordinators``, also to who answers for all."""
    whole = talk.work.people.of_unit(unit_code)
    also = [one for one in whole if coordinators and one.role is Role.COORDINATOR]
    return tell(talk, (*in_charge(code, whole), *also), card, f"{card.kind}:{unit_code}:{code}")


def _place(talk: Talk) -> tuple[str, str]:
    return talk.session.data["unit"], talk.session.data["leaf"]


def _entry(talk: Talk) -> Entry:
    unit_code, code = _place(talk)
    return talk.sheet_of(unit_code, Act.APPRAISE, code).entry(code)
