"""The commune's answer to a request for explanation: in words, with documents, or both."""

from handlers.cards import Card
from handlers.dialogs import decide
from handlers.dialogs.places import open_requests
from handlers.talk import Talk, door
from handlers.texts import appraise as t
from handlers.texts import common, progress
from handlers.texts import filed as filed_texts
from scoring.entry import Request, RequestState
from scoring.roles import Act
from scoring.sheet import ScoreSheet
from scoring.sheet_errors import NoOpenRequest


def open_request(talk: Talk, code: str) -> Request:
    request = talk.own_sheet(Act.ANSWER_REQUEST, code).entry(code).request
    if request is None or request.state is not RequestState.OPEN:
        raise NoOpenRequest(code)
    return request


def asked(talk: Talk, code: str) -> None:
    """Exactly the leaf that was asked about, with the ways to answer."""
    request = open_request(talk, code)
    talk.say(t.told_request(code, talk.name(request.signed.by), request.reason, request.due, talk.zone))
    entry = talk.own_sheet(Act.ANSWER_REQUEST, code).entry(code)
    talk.say(t.leaf(talk.person.unit, entry, None, ()), *decide.request_choices(code)[:2])


def answer(talk: Talk, code: str) -> None:
    open_request(talk, code)
    talk.to("answer", leaf=code)


def answer_files(talk: Talk, code: str) -> None:
    open_request(talk, code)
    talk.to("answer_files", leaf=code)


class Answer:
    """The answer in words; it is sent as it is written."""

    def ask(self, talk: Talk) -> None:
        code = talk.session.data["leaf"]
        talk.expects = "text"
        talk.say(t.write_answer(code, open_request(talk, code).reason), door(t.ANSWER_FILES, "answer_files", code))
        talk.offer(talk.answer(common.NEVER_MIND, "never_mind"))

    def take(self, talk: Talk, text: str) -> bool:
        _send(talk, talk.session.data["leaf"], text)
        return True

    def press(self, talk: Talk, action: str, *args: str) -> None:
        _leave(talk)


class AnswerFiles:
    """The answer with documents: they are filed as they come, and sent with one press."""

    def ask(self, talk: Talk) -> None:
        code = talk.session.data["leaf"]
        open_request(talk, code)
        talk.expects = "files"
        talk.say(t.answer_with_files(code), talk.answer(t.SEND_ANSWER, "send_answer", primary=True))
        talk.offer(door(t.ANSWER_TEXT, "answer", code), door(filed_texts.REUSE, "reuse", code))
        talk.offer(talk.answer(common.NEVER_MIND, "never_mind"))

    def take(self, talk: Talk, text: str) -> bool:
        _send(talk, talk.session.data["leaf"], text)
        return True

    def press(self, talk: Talk, action: str, *args: str) -> None:
        if action == "send_answer":
            _send(talk, talk.session.data["leaf"], "")
        else:
            _leave(talk)


def _leave(talk: Talk) -> None:
    """Nothing is sent: back to the request, which stays open."""
    code = talk.session.data["leaf"]
    talk.rest()
    asked(talk, code)


def _send(talk: Talk, code: str, text: str) -> None:
    """The answer goes back into the queue, and whoever asked is told."""
    sheet = talk.own_sheet(Act.ANSWER_REQUEST, code)
    request = open_request(talk, code)
    sheet.answer_request(code, text, talk.signed)
    talk.work.sheets.save(sheet)
    choices = (door(t.OPEN_LEAF.format(unit=sheet.unit, code=code), "leaf", sheet.unit, code, primary=True),)
    card = Card(t.told_answer(sheet.unit, code, text.strip()), choices, kind="answered")
    key = f"answered:{sheet.round}:{sheet.unit}:{code}:{talk.now.isoformat()}"
    talk.tell(request.signed.by, card, key=key)
    talk.rest()
    talk.say(t.answered(code))
    _offer_next(talk, sheet)


def _offer_next(talk: Talk, sheet: ScoreSheet) -> None:
    """The next request that waits, or where the sheet stands."""
    waiting = open_requests(talk, sheet)
    if waiting:
        following = waiting[0].leaf.code
        talk.say(t.still_asked(len(waiting)), door(t.REPLY.format(code=following), "asked", following, primary=True))
    talk.offer(door(progress.SEE_PROGRESS, "progress", primary=not waiting))
