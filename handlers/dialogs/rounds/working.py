"""Which of several rounds somebody works in: asked once, with what each asks of him; changed whenever he likes."""

import re
from dataclasses import replace
from typing import Any

from handlers import doors, questions
from handlers.cards.buttons import decode
from handlers.dialogs import menu
from handlers.incoming.commands import read_command
from handlers.incoming.events import EventKind, Incoming, from_json, to_json
from handlers.incoming.refusals import StaleChoice
from handlers.talk import Step, Talk, door
from handlers.texts.common import NO_ROUND
from handlers.texts.rounds import managing as t
from knowledge.text import fold
from scoring.roles import Act, can
from scoring.rounds.round import Round

#: A round is named that is not there, or asked for: then all of them are shown.
ASKS_WHICH = re.compile(r"\b(20[0-9]{2}|nao)\b")


def ask_which(talk: Talk, incoming: Incoming, left: Round | None) -> None:
    """Keeps what was sent until the round is known: a file is on its way in at once, whatever its leaf will be."""
    press = decode(incoming.choice) if incoming.choice else None
    if incoming.files and can(talk.person, Act.DECLARE):
        for file in incoming.files:
            talk.work.documents.receive(file, talk.person, talk.chat, talk.now)
    event = None if press and press.turn is not None else to_json(incoming)
    _ask(talk, event, left.code if left else "")


def _ask(talk: Talk, event: dict[str, Any] | None, left: str = "") -> None:
    """Files that wait already are not put aside for a command that came after them."""
    session = talk.session
    at = session.question
    interrupts = at is not None
    if isinstance(at, questions.WhichRound):
        event = at.event if at.event and at.event["files"] and not (event and event["files"]) else event
        interrupts = at.interrupts
    talk.to(questions.WhichRound(event, left, interrupts))


def change_round(talk: Talk, *words: str) -> None:
    """/doidot [year or name]: the other round, the one that is named, or the choice between those there are."""
    here = talk.settled
    named = _meant(talk, " ".join(words)) if words else None
    if len(talk.rounds) < 2:
        talk.say(t.only(here) if here else NO_ROUND)
        menu.way_on(talk)
    elif named is not None:
        _go(talk, named, None)
    elif talk.replaying and here is not None:
        _go(talk, here, None)
    elif len(talk.rounds) == 2 and here is not None and not ASKS_WHICH.search(fold(" ".join(words))):
        _go(talk, next(round_ for round_ in talk.rounds if round_.code != here.code), None)
    else:
        _ask(talk, None)


def led_to(talk: Talk, mark: str) -> bool:
    """Follows a button into its round; whether that ends the turn, as files wait for just this to be known."""
    session = talk.session
    event = session.question.event if isinstance(session.question, questions.WhichRound) else None
    if event and event["files"]:
        _go(talk, talk.marked_by(mark), event)
        return True
    chosen = talk.marked_by(mark)
    _close_the_question(talk)
    talk.work_in(chosen.code)
    return False


class WhichRound(Step[questions.WhichRound]):
    """The rounds by name, each with what it asks of the person."""

    def ask(self, talk: Talk) -> None:
        offered = talk.offered_rounds()
        left = next((round_ for round_ in talk.rounds if round_.code == self.at.left), None)
        talk.say(t.which(offered, left=left))
        if self.at.event and self.at.event["files"]:
            talk.say(t.kept_for_later(len(self.at.event["files"])))
        for place, (round_, owed) in enumerate(offered):
            talk.offer(talk.answer(t.choice(round_, owed), self.round_, round_.code, primary=not place))

    def take(self, talk: Talk, text: str) -> bool:
        found = _meant(talk, text)
        if found is None:
            talk.say(t.not_a_round(text))
            talk.again()
        else:
            _go(talk, found, self.at.event)
        return True

    def round_(self, talk: Talk, code: str) -> None:
        found = next((round_ for round_ in talk.rounds if round_.code == code), None)
        if found is None:
            raise StaleChoice
        _go(talk, found, self.at.event)

    def receive(self, talk: Talk, incoming: Incoming) -> None:
        """More files, such as the rest of an album: they wait together with the first."""
        kept = self.at.event
        before = from_json(kept) if kept and kept["files"] else None
        whole = replace(before, files=(*before.files, *incoming.files)) if before else incoming
        ask_which(talk, whole, None)


def _meant(talk: Talk, text: str) -> Round | None:
    """The only round whose year, code or name the words say."""
    said = fold(text)
    found = [round_ for round_ in talk.rounds if said in (fold(round_.code), fold(round_.name), str(round_.year))]
    found = found or [
        round_ for round_ in talk.rounds if str(round_.year) in said.split() or (len(said) > 3 and said in fold(round_.name))
    ]
    return found[0] if len(found) == 1 else None


def _go(talk: Talk, chosen: Round, event: dict[str, Any] | None) -> None:
    """Into the round, and there on with what waited for it; else with the question that was left open there."""
    _close_the_question(talk)
    talk.work_in(chosen.code)
    if event is not None:
        talk.replaying = True
        talk.replay(talk, replace(from_json(event), chat=talk.chat))
        return
    if talk.session.question is not None and talk.session.question.of_round:
        talk.say(t.working_in(chosen, talk.session.leaf))
        talk.again()
    else:
        talk.say(t.working_in(chosen))
        talk.rest()
        menu.first_work(talk)


def _close_the_question(talk: Talk) -> None:
    """The question between the rounds goes; what it interrupted is open again."""
    session = talk.session
    if isinstance(session.question, questions.WhichRound):
        session.goes_on_with(session.back.pop() if session.question.interrupts and session.back else None)


def left_behind(talk: Talk, incoming: Incoming) -> bool:
    """The round that the chat was in is over: it says so once. What answered it is written into no other round, and
    whether that was so is the answer; a command or a button is gone on with."""
    session = talk.session
    if not session.round or any(round_.code == session.round for round_ in talk.rounds):
        return False
    was = talk.work.rounds.get(session.round)
    if was is None:
        return False
    press = decode(incoming.choice) if incoming.choice else None
    session.leave()
    if (press and press.round) or incoming.kind is not EventKind.MESSAGE:
        return False
    here = talk.settled
    now = [t.over_now(here)] if here else []
    if (press and press.turn is None) or (read_command(incoming.text) and not incoming.files and not press):
        talk.say("\n".join([t.is_over(was), *now]))
        return False
    talk.say("\n".join([t.nothing_written(was), *now]), *menu.choices(talk))
    return True


def offer_change(talk: Talk) -> None:
    """The way to the other round, on cards that show where one stands."""
    if len(talk.rounds) > 1:
        talk.offer(door(t.CHANGE, doors.change_round()))
