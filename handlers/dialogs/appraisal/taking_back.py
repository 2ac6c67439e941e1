"""A decision on a leaf taken back: by its button, or by what is typed after a slip of the finger."""

import re
from datetime import timedelta

from handlers import doors
from handlers.cards.card import Card
from handlers.dialogs.appraisal.appraise import leaf, show_leaf
from handlers.dialogs.appraisal.decide import as_seen, tell_commune
from handlers.dialogs.telling.others import Told, say_unreached
from handlers.questions import OfCase
from handlers.talk import Talk, door
from handlers.texts import progress as progress_texts
from handlers.texts import refusals
from handlers.texts.appraisal import appraise as t
from knowledge.text import fold
from scoring.roles import Act, can
from scoring.sheet.entry import Entry, Stage
from scoring.sheet.refusals import AnsweredMeanwhile, NotYourDecision
from scoring.sheet.score_sheet import ScoreSheet

#: "hoàn tác", "lúc nãy tôi bấm nhầm", "ấn nhầm rồi", "rút lại": what is typed by whoever wants a decision back.
SLIP = re.compile(
    r"(?:(?:luc nay|vua roi|vua nay|khi nay|hoi nay|nay|o|a|oi|chet|thoi chet|xin loi|cho) )*"
    r"(?:(?:toi|em|minh|anh|chi) )?(?:vua |lo |bi |muon |xin )*"
    r"(?:hoan tac|undo|doi lai|rut lai|lay lai|lam lai|lo tay|sua lai (?:quyet dinh|diem)"
    r"|(?:bam |an |nhan |cham |chon |go |cho )?(?:nham|lon)|bam sai|an sai)"
    r"(?: (?:roi|nut|mat|quyet dinh|diem|nhe|a|giup|toi|em|lai|luc nay|vua|vua roi|do|cai|tieu chi|dong y|doi diem))*"
)
#: After this long it is no slip of the finger any more: the leaf is shown first.
SLIP_WITHIN = timedelta(minutes=30)
#: The questions on the way to a decision: nothing is decided yet.


def take_back(talk: Talk, unit_code: str, code: str, version: str) -> None:
    """Whoever took a decision takes it back, until the sheet moves on; a commune that was told of it is told again."""
    sheet = as_seen(talk, unit_code, code, version)
    if sheet is not None:
        _take_back(talk, sheet, sheet.entry(code))


def _take_back(talk: Talk, sheet: ScoreSheet, entry: Entry) -> None:
    code = entry.leaf.code
    asked = entry.score(Stage.FIRST_APPRAISAL) is None
    try:
        after = sheet.withdraw_request(code, talk.by) if asked else sheet.withdraw_appraisal(code, talk.by)
    except (AnsweredMeanwhile, NotYourDecision) as refusal:
        talk.say(refusals.words(refusal, talk.zone))
        talk.rest()
        show_leaf(talk, sheet, entry)
        return
    talk.work.sheets.save(sheet)
    told = Told((), ())
    if asked or entry.changed:
        text = t.told_taken_back(code, talk.person.name, asked=asked)
        way = door(t.LOOK_AGAIN.format(code=code), doors.look(code), primary=True)
        told = tell_commune(talk, sheet.unit, code, Card(text, (way,), kind="taken_back"), coordinators=not asked)
    talk.rest()
    talk.say(t.taken_back(sheet.unit, code, told=bool(told.reached)))
    say_unreached(talk, told)
    show_leaf(talk, sheet, after)


def is_slip(talk: Talk, text: str) -> bool:
    """Whether a reviewer wants his last decision back."""
    free = not talk.session.question or isinstance(talk.session.question, OfCase)
    return free and can(talk.person, Act.APPRAISE) and SLIP.fullmatch(fold(re.sub(r"[.,!;]", " ", text))) is not None


def take_back_last(talk: Talk) -> None:
    """What is open is left undecided; else the decision taken last is taken back, or shown where it is an older one."""
    if isinstance(at := talk.session.question, OfCase):
        talk.say(t.nothing_yet(at.unit, at.leaf))
        leaf(talk, at.unit, at.leaf)
        return
    last = talk.work.queue.latest_decision(talk.round, talk.person.id)
    if last is None:
        talk.say(t.NOTHING_DECIDED, door(progress_texts.QUEUE, doors.appraise(), primary=True))
        return
    sheet = talk.sheet_of(last.unit, Act.APPRAISE, last.leaf)
    if talk.now - last.at <= SLIP_WITHIN:
        _take_back(talk, sheet, sheet.entry(last.leaf))
    else:
        entry = sheet.entry(last.leaf)
        talk.say(t.decided_last(last.unit, last.leaf, asked=entry.score(Stage.FIRST_APPRAISAL) is None))
        show_leaf(talk, sheet, entry)
