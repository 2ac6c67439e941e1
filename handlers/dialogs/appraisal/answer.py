"""The commune's answer to a request for explanation: words and documents in any order, gathered, then sent at once."""

from dataclasses import replace

from handlers import doors, questions
from handlers.cards.card import Card, Expects
from handlers.dialogs.appraisal import decide
from handlers.dialogs.places import open_requests
from handlers.dialogs.telling.others import Told, say_unreached, tell
from handlers.talk import Step, Talk, door
from handlers.texts import common, progress
from handlers.texts.appraisal import appraise as t
from handlers.texts.evidence import one_file as filed_texts
from knowledge.hearing.reasons import says_something
from knowledge.text import fold
from scoring.roles import Act
from scoring.sheet.entry import Entry, Request, RequestState
from scoring.sheet.refusals import NoOpenRequest
from scoring.sheet.score_sheet import ScoreSheet

#: What is typed instead of pressing [Gửi trả lời].
SEND_WORDS = frozenset(
    {"gui", "gui di", "gui luon", "gui tra loi", "gui cau tra loi", "xong", "xong roi", "het", "het roi", "du roi"}
)


def open_request(talk: Talk, code: str) -> Request:
    request = _entry(talk, code).request
    if request is None or request.state is not RequestState.OPEN:
        raise NoOpenRequest(code)
    return request


def _entry(talk: Talk, code: str) -> Entry:
    return talk.own_sheet(Act.ANSWER_REQUEST, code).entry(code)


def asked(talk: Talk, code: str) -> None:
    """Exactly the leaf that was asked about; what is written or sent now is the answer."""
    _show(talk, code)
    talk.to(questions.Answer(code, shown=True))


def _show(talk: Talk, code: str) -> None:
    request = open_request(talk, code)
    talk.say(t.told_request(code, talk.name(request.by.person), request.reason, request.due, talk.zone))
    talk.say(t.leaf(talk.person.unit, _entry(talk, code), None, ()))


def gathered(entry: Entry) -> bool:
    """Whether something has been written or sent for an answer that has not gone out yet."""
    request = entry.request
    open_ = request is not None and request.state is RequestState.OPEN
    return open_ and bool(entry.sent_since_asked or (request and request.answer))


def answer(talk: Talk, code: str) -> None:
    open_request(talk, code)
    talk.to(questions.Answer(code))


def answer_files(talk: Talk, code: str) -> None:
    """The same answer, begun with a document."""
    open_request(talk, code)
    talk.to(questions.Answer(code, with_files=True))


class Answer(Step[questions.Answer]):
    """Gathers the answer, whatever comes first; nothing of it reaches the reviewer before it is sent."""

    def ask(self, talk: Talk) -> None:
        code = self.at.leaf
        request = open_request(talk, code)
        entry = _entry(talk, code)
        talk.expects = Expects.TEXT
        talk.remembers(replace(self.at, shown=False))
        if gathered(entry):
            talk.say(t.gathered(entry, request), talk.answer(t.SEND_ANSWER, self.send_answer, primary=True))
        else:
            reason = "" if self.at.shown else request.reason
            talk.say(t.send_for_answer(code, reason) if self.at.with_files else t.write_answer(code, reason))
        if self.at.with_files or gathered(entry):
            talk.takes_files(code)
            talk.offer(door(filed_texts.REUSE, doors.reuse(code)))
        if request.answer:
            talk.offer(talk.answer(t.WRITE_ANEW, self.write_anew))
        talk.offer(talk.answer(common.NEVER_MIND, self.never_mind))

    def take(self, talk: Talk, text: str) -> bool:
        code = self.at.leaf
        if fold(text).rstrip(" .!") in SEND_WORDS:
            self.send_answer(talk)
            return True
        if not says_something(text):
            talk.say(t.no_answer(text))
        else:
            sheet = talk.own_sheet(Act.ANSWER_REQUEST, code)
            sheet.write_answer(code, text, talk.by)
            talk.work.sheets.save(sheet)
        talk.again()
        return True

    def send_answer(self, talk: Talk) -> None:
        """The answer goes back into the queue, and whoever asked is told."""
        code = self.at.leaf
        sheet = talk.own_sheet(Act.ANSWER_REQUEST, code)
        entry = sheet.answer_request(code, "", talk.by)
        talk.work.sheets.save(sheet)
        told = _tell_reviewer(talk, entry)
        talk.rest()
        talk.named(code)
        talk.say(t.answered(code, told=not told.unreached))
        say_unreached(talk, told)
        _offer_next(talk, sheet)

    def write_anew(self, talk: Talk) -> None:
        sheet = talk.own_sheet(Act.ANSWER_REQUEST, self.at.leaf)
        sheet.drop_answer(self.at.leaf, talk.by)
        talk.work.sheets.save(sheet)
        talk.again()

    def never_mind(self, talk: Talk) -> None:
        """What is gathered stays, and how to go on with it is said."""
        code = self.at.leaf
        talk.rest()
        _show(talk, code)
        talk.offer(*decide.request_choices(code)[:2])
        if gathered(_entry(talk, code)):
            talk.say(t.answer_waits(code))


def add_after_sending(talk: Talk, entry: Entry) -> None:
    """A document that comes after the answer was sent belongs to it; whoever asked is told again."""
    told = _tell_reviewer(talk, entry, more=True)
    talk.rest()
    talk.named(entry.leaf.code)
    talk.say(t.added_to_answer(entry.leaf.code, told=not told.unreached))
    say_unreached(talk, told)
    _offer_next(talk, talk.own_sheet())


def _tell_reviewer(talk: Talk, entry: Entry, *, more: bool = False) -> Told:
    request = entry.request
    unit = talk.person.unit
    code = entry.leaf.code
    if request is None:
        raise NoOpenRequest(code)
    text = t.told_answer(unit, code, "" if more else request.answer, len(entry.sent_since_asked))
    card = Card(text, (door(t.OPEN_LEAF.format(unit=unit, code=code), doors.leaf(unit, code), primary=True),), kind="answered")
    # Somebody who has been erased or has left is told through whoever took over, if anybody did.
    asker = talk.work.people.get(request.by.person)
    if asker is None:
        return Told((), ())
    return tell(talk, (asker,), card, f"answered:{unit}:{code}")


def _offer_next(talk: Talk, sheet: ScoreSheet) -> None:
    """The next request that waits, or where the sheet stands."""
    waiting = open_requests(talk, sheet)
    if waiting:
        following = waiting[0].leaf.code
        talk.say(t.still_asked(len(waiting)), door(t.REPLY.format(code=following), doors.asked(following), primary=True))
    talk.offer(door(progress.SEE_PROGRESS, doors.progress(), primary=not waiting))
