"""The turn: one event in, one card out. Here it is decided who takes what a person sent."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from handlers import doors, questions
from handlers.cards.buttons import Press, decode, encode
from handlers.cards.card import Card, Choice, Expects
from handlers.cards.labels import listed_at, meant_by
from handlers.dialogs import menu
from handlers.dialogs.appraisal import taking_back
from handlers.dialogs.evidence import albums, asking, doubts, edited, links, one_file
from handlers.dialogs.house import DOORS, STEPS
from handlers.dialogs.looking_up import aside, browse
from handlers.dialogs.looking_up.shortform import Short, read_short, said_of_leaf
from handlers.dialogs.orders import orders
from handlers.dialogs.people import join
from handlers.dialogs.rounds import sets, working
from handlers.dialogs.scoring import meant
from handlers.dialogs.scoring.declaring import declare, leaf_of
from handlers.incoming.commands import Command, bare_code, read_command
from handlers.incoming.events import EventKind, Incoming
from handlers.incoming.refusals import RoundUnclear, StaleChoice
from handlers.ports import Work
from handlers.session import Session
from handlers.talk import TakesFiles, Talk, door
from handlers.texts import common, refusals
from handlers.texts import progress as progress_texts
from handlers.texts.people import join as join_texts
from handlers.texts.scoring import meant as meant_texts
from handlers.texts.scoring import value as score_texts
from handlers.texts.submission import papers as papers_texts
from handlers.texts.submission import submit as submit_texts
from knowledge.hearing.sentences import tells
from knowledge.search.codes import find_code
from knowledge.text import fold
from scoring.criteria import Leaf
from scoring.errors import NotAnAnswer, NotANumber, NotAWholeNumber, Refusal, UnknownOption
from scoring.people import Person
from scoring.roles import Act, can
from scoring.rules.base import Asks
from scoring.sheet.refusals import NotSuppliedByCommune, ScanMissing, SheetIncomplete, SheetLocked, UnknownLeaf

#: What a step says of a text that is no answer to its question: it may be a short form or a question instead.
NOT_MEANT_FOR_THE_STEP = (NotAnAnswer, NotANumber, UnknownOption)

#: Letters and figures of the shortest question that is looked up while another is open; a slip of the finger is shorter.
SHORTEST_QUESTION = 4

#: Commands whose words may be a code.
WITH_A_CODE = frozenset({"question", "evidence", "appraise", "look", "reply"})

#: What happens to a chat without anything being said in it.
UNSPOKEN = (EventKind.LEFT, EventKind.BACK, EventKind.WITHDRAW)


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and when a turn happens. ``manual``: where the officials' manual can be read, if anywhere.

    ``shown``: the last card that whoever writes can have seen, as its labels may be typed.
    """

    work: Work
    now: datetime
    zone: tzinfo
    manual: str
    shown: Card | None


def take(incoming: Incoming, session: Session, person: Person | None, setting: Setting) -> Card | None:
    """Takes one event and answers with one card, or with none where nobody spoke (somebody left)."""
    if incoming.kind in UNSPOKEN:
        return _unspoken(incoming, person, setting)
    # The text of a press is the label pressed, which may read like a command; an edited message is none any more.
    command = None if incoming.choice or incoming.kind is EventKind.EDITED else read_command(incoming.text)
    if command and command.door == "start" and command.words:
        return _join(incoming, session, command.words[0], setting)
    if person is None:
        code = bare_code(incoming.text) if incoming.kind is EventKind.MESSAGE and not incoming.files else ""
        return _join(incoming, session, code, setting) if code else _stranger(setting)
    talk = _talk(incoming, session, person, setting)
    labels = _labels(incoming, session, setting.shown, whole=command is not None)
    if len(labels) > 1:
        _ask_which_label(talk, incoming.text, labels)
    else:
        answer(talk, replace(incoming, choice=labels[0].code) if labels else incoming, command)
    return talk.card()


def answer(talk: Talk, incoming: Incoming, command: Command | None) -> None:
    """What an event does; where it cannot be told in which round, that is asked first, and the event waits."""
    try:
        if not working.left_behind(talk, incoming):
            _route(talk, incoming, command)
    except RoundUnclear as error:
        working.ask_which(talk, incoming, error.left)
    except Refusal as error:
        _refused(talk, error)


def _labels(incoming: Incoming, session: Session, shown: Card | None, *, whole: bool) -> Sequence[Choice]:
    """The choices of the card on the screen that a typed text means; ``whole``: by a whole label alone."""
    if (
        shown is None
        or incoming.kind is not EventKind.MESSAGE
        or incoming.choice
        or incoming.files
        or not incoming.text.strip()
    ):
        return ()
    if whole or (session.question and shown.kind != "reply"):
        # Where a notification came between, what is typed answers the open question.
        shown = replace(shown, expects=Expects.TEXT)
    at = None if session.question else listed_at(shown, incoming.text.strip())
    return (at,) if at else meant_by(shown, incoming.text)


def _ask_which_label(talk: Talk, text: str, labels: Sequence[Choice]) -> None:
    """Several choices of the card may be meant: they are shown once more, and the open question stays as it is."""
    talk.say(meant_texts.which_label(talk.session.leaf, text), *labels)
    talk.offer(door(progress_texts.RESUME, doors.resume()))


def _unspoken(incoming: Incoming, person: Person | None, setting: Setting) -> Card | None:
    """Who comes without being known is told how to join, and who withdraws is not answered any more."""
    if incoming.kind is EventKind.WITHDRAW and person is not None:
        setting.work.people.forget(person.id, incoming.chat)
    return _stranger(setting) if incoming.kind is EventKind.BACK and person is None else None


def _stranger(setting: Setting) -> Card:
    bodies = {round_.authority for round_ in setting.work.rounds.alive()}
    # Of several bodies none is named: which one has invited him, nobody knows yet.
    authority = setting.work.people.unit(bodies.pop()) if len(bodies) == 1 else None
    return Card(join_texts.stranger(authority.name if authority else ""))


def _talk(incoming: Incoming, session: Session, person: Person, setting: Setting) -> Talk:
    where = (incoming.chat, setting.now, setting.zone)
    return Talk(person, session, setting.work, *where, STEPS, DOORS, _replay, setting.manual)


def _replay(talk: Talk, incoming: Incoming) -> None:
    answer(talk, incoming, None if incoming.choice else read_command(incoming.text))


def _join(incoming: Incoming, session: Session, code: str, setting: Setting) -> Card:
    try:
        person = setting.work.people.redeem(code, incoming.chat, setting.now)
    except Refusal as error:
        return Card(refusals.words(error, setting.zone))
    session.goes_on_with(None)
    session.back, session.album, session.albums = [], {}, {}
    session.last_leaf, session.named_at = "", ""
    talk = _talk(incoming, session, person, setting)
    join.greet(talk)
    return talk.card()


def _route(talk: Talk, incoming: Incoming, command: Command | None) -> None:
    press = decode(incoming.choice) if incoming.choice else None
    if not incoming.files:
        albums.end_of_the_moment(talk.session)
    asked_now = press is not None and bool(press.turn) and isinstance(talk.session.question, questions.Notice)
    if not talk.work.people.noticed(talk.person.id) and not asked_now:
        talk.say(join_texts.NOTICE_FIRST)
        talk.to(questions.Notice())
    elif incoming.choice:
        _press(talk, press)
    elif incoming.kind is EventKind.EDITED:
        edited.tell(talk, incoming)
        _ask_again(talk)
    elif incoming.files:
        _files(talk, incoming)
    elif incoming.kind is EventKind.FILE_ELSEWHERE:
        sets.elsewhere(talk) if can(talk.person, Act.RUN_ROUND) else asking.elsewhere(talk, incoming)
    elif incoming.kind is EventKind.UNSUPPORTED:
        _not_taken(talk, incoming, command)
    elif command:
        _command(talk, command)
    elif links.pasted(talk, incoming):
        return
    elif incoming.text.strip():
        _text(talk, incoming.text.strip())
    else:
        talk.say(common.UNSUPPORTED)
        _ask_again(talk)


def _command(talk: Talk, command: Command) -> None:
    """ "/chamdiem 1,1" means 1.1; with an answer behind the code it is the short form."""
    words, short = command.words, None
    if command.door in WITH_A_CODE and words:
        words = _spelled(talk, words)
        short = read_short(talk, " ".join(words))
    answered = short is not None and (short.declared is not None or bool(short.heard) or (bool(short.rest) and not short.words))
    if command.door == "question" and answered:
        _short_form(talk, " ".join(words))
    else:
        DOORS[command.door].go(talk, words)


def _spelled(talk: Talk, words: tuple[str, ...]) -> tuple[str, ...]:
    """The code in a command's words as the set prints it; what may stand before it is a unit ("XA03 tc 3,2")."""
    leaves = talk.work.rounds.criteria(talk.round).leaves
    for start in range(min(2, len(words))):
        found = find_code(" ".join(words[start:]), leaves)
        if found:
            return (*words[:start], found.code, *found.rest.split())
    return words


def _not_taken(talk: Talk, incoming: Incoming, command: Command | None) -> None:
    """What cannot be taken is told, with what to send instead; the words beside it are taken all the same."""
    text = incoming.text.strip()
    talk.say(common.not_taken(incoming.media))
    if command:
        _command(talk, command)
    elif (short := read_short(talk, text) if text and can(talk.person, Act.DECLARE) else None) is None:
        _answer_beside(talk, text)
    elif incoming.album:
        asking.receive(talk, incoming)
    elif not _short_form(talk, text):
        # A file was meant for this leaf: here is what it still wants.
        talk.through(doors.evidence(short.code))


def _answer_beside(talk: Talk, text: str) -> None:
    """Words that answer the open question; others went with what was not taken."""
    step = talk.step
    try:
        taken = bool(text) and step is not None and step.take(talk, text)
    except NOT_MEANT_FOR_THE_STEP:
        taken = False
    if not taken:
        _ask_again(talk)


def _files(talk: Talk, incoming: Incoming) -> None:
    if incoming.round:
        talk.work_in(incoming.round)
    step = talk.step
    # A code beside the file says where it belongs, whatever is asked for.
    if isinstance(step, TakesFiles) and (not incoming.text or read_short(talk, incoming.text) is None):
        step.receive(talk, incoming)
    elif can(talk.person, Act.RUN_ROUND):
        sets.receive(talk, incoming)
    else:
        asking.receive(talk, incoming)


def _press(talk: Talk, press: Press | None) -> None:
    if press is None or (press.turn is None and press.action not in DOORS):
        raise StaleChoice
    if press.turn is None:
        if press.round and working.led_to(talk, press.round):
            return
        DOORS[press.action].go(talk, press.args)
    elif talk.step is not None and encode(press.action, *press.args, turn=press.turn) in talk.session.offered:
        talk.step.press(talk, press.action, *press.args)
    else:
        raise StaleChoice


def _text(talk: Talk, text: str) -> None:
    """First the open question, then a note on the file just sent, then a short form, then a question of the person's own."""
    if aside.is_question(talk, text):
        aside.ask_which(talk, text)
        return
    if taking_back.is_slip(talk, text):
        taking_back.take_back_last(talk)
        return
    step = talk.step
    try:
        if step is not None and step.take(talk, text):
            return
    except NOT_MEANT_FOR_THE_STEP as error:
        if not _of_the_file(talk, text) and not _short_form(talk, text) and not _orders(talk, text):
            short = read_short(talk, text)
            raise short.error if short and short.error else error from None
        return
    except NotAWholeNumber as error:
        if _code_alone(talk, text):
            _number_or_code(talk, text, error)
            return
        raise
    taken = _of_the_file(talk, text) or _short_form(talk, text) or orders.taken(talk, text)
    if not taken and not _answer_in_passing(talk, text) and not _asked_for_the_answer(talk, text):
        browse.criteria(talk, text)


def _of_the_file(talk: Talk, text: str) -> bool:
    """Words on the file just sent: which document it is, or its number and day."""
    return doubts.take_kind(talk, text) or one_file.take_note(talk, text)


def _short_form(talk: Talk, text: str) -> bool:
    """ "1.2 45/50" scores; the code alone explains. An answer behind a guessed code is asked back."""
    short = read_short(talk, text)
    if short is None:
        return False
    if short.heard is not None:
        leaf = talk.work.rounds.criteria(talk.round).leaf(short.code)
        meant.take(talk, leaf, short.rest, short.heard)
        return True
    if short.error is not None:
        if short.words:
            return False
        _answered_wrongly(talk, short, short.error)
        return True
    if short.declared is None:
        return False
    if short.guessed:
        talk.to(questions.Confirm(short.code, declared=short.declared, why="guessed"))
    else:
        declare(talk, short.code, short.declared)
    return True


def _answered_wrongly(talk: Talk, short: Short, error: Refusal) -> None:
    """Behind a code it is that code's leaf that was answered wrongly, not the one that is open: its question is asked."""
    if isinstance(error, NotSuppliedByCommune | UnknownLeaf):
        raise error
    leaf = talk.own_sheet(Act.DECLARE, short.code).entry(short.code).leaf
    talk.say(_wrong_answer(talk, leaf, error))
    talk.through(doors.edit(short.code))


def _wrong_answer(talk: Talk, leaf: Leaf, error: Refusal) -> str:
    """The question that follows names its leaf; where letters are to be chosen from, it is told which."""
    if isinstance(error, NotAnAnswer) and leaf.rule.need.asks in (Asks.CHOICE, Asks.YES_NO):
        return score_texts.which_letter(leaf, error.typed)
    return refusals.words(error, talk.zone)


def _number_or_code(talk: Talk, text: str, error: Refusal) -> None:
    """ "1,2" where a whole number is asked is one mistyped, or a code: where the next file belongs has to be asked."""
    talk.say(f"{refusals.words(error, talk.zone)} {score_texts.or_code(_code_alone(talk, text))}")
    _ask_again(talk)
    talk.session.asks_about("")


def _orders(talk: Talk, text: str) -> bool:
    """An order or a question while another question is open."""
    if _long_enough(text) and (orders.taken(talk, text) or _answer_in_passing(talk, text)):
        return True
    return _asks(talk, text)


def _answer_in_passing(talk: Talk, text: str) -> bool:
    """A sentence with the code of a leaf somewhere in it that may be its answer: it is asked back."""
    found = said_of_leaf(talk, text)
    if found is not None:
        leaf, heard = found
        meant.take(talk, leaf, text, heard)
    return found is not None


def _asked_for_the_answer(talk: Talk, text: str) -> bool:
    """Who says that something of a leaf is so, but not what, is asked the question of that leaf."""
    short = read_short(talk, text)
    if short is None or not short.words or short.guessed or not can(talk.person, Act.DECLARE):
        return False
    leaf = talk.work.rounds.criteria(talk.round).leaf(short.code)
    if not leaf.source.declared_by_commune or not tells(short.rest, leaf):
        return False
    talk.say(meant_texts.not_clear(leaf, short.rest))
    talk.through(doors.edit(short.code))
    return True


def _asks(talk: Talk, text: str) -> bool:
    """A question in words while another is open; it is answered, and the open question stays where it is."""
    if code := _code_alone(talk, text):
        browse.show_leaf(talk, code)
        return True
    if not _long_enough(text):
        return False
    found = talk.work.rounds.index(talk.round).search(text)
    if found.decision == "unknown" and not found.why:
        return False
    browse.criteria(talk, text)
    return True


def _long_enough(text: str) -> bool:
    typed = [letter for letter in fold(text) if letter.isalnum()]
    return len(typed) >= SHORTEST_QUESTION and any(map(str.isalpha, typed))


def _code_alone(talk: Talk, text: str) -> str:
    """ "3.2" as the set prints it, where no figure was asked for."""
    short = read_short(talk, text)
    alone = short and not short.guessed and short.declared is None and short.error is None
    return short.code if short and alone else ""


def _refused(talk: Talk, error: Refusal) -> None:
    """The reason, what would be right, and the same question again."""
    stale_without_question = isinstance(error, StaleChoice) and not talk.session.question
    talk.say(common.NOTHING_OPEN if stale_without_question else _words(talk, error))
    if isinstance(error, SheetLocked):
        talk.rest()
        code = error.code or ""
        talk.offer(door(submit_texts.ask_reopen(error.code), doors.ask_reopening(*([code] if code else [])), primary=True))
    elif isinstance(error, ScanMissing):
        talk.offer(door(papers_texts.SEND_SCAN, doors.scan(), primary=True))
    elif isinstance(error, SheetIncomplete):
        talk.offer(door(progress_texts.GO_ON.format(code=error.codes[0]), doors.score(error.codes[0]), primary=True))
    _ask_again(talk)


def _words(talk: Talk, error: Refusal) -> str:
    """What is wrong; of an answer to the open question with what that question wants."""
    if isinstance(at := talk.session.question, questions.Value) and isinstance(error, NotAnAnswer):
        return _wrong_answer(talk, leaf_of(talk, at), error)
    return refusals.words(error, talk.zone)


def _ask_again(talk: Talk) -> None:
    if not talk.session.question:
        talk.offer(*menu.choices(talk))
        return
    try:
        talk.again()
    except Refusal:
        # The open question itself has become impossible meanwhile (locked, taken over): there is nothing to repeat.
        talk.rest()
        talk.offer(*menu.choices(talk))
