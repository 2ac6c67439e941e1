"""/dot: the rounds there are, and the acts that open, close and take back one of them."""

from handlers import doors, questions
from handlers.acts import rounds as acts
from handlers.cards.card import Expects
from handlers.dialogs.rounds import working
from handlers.incoming.refusals import StaleChoice
from handlers.talk import Step, Talk, door
from handlers.texts import common
from handlers.texts.rounds import managing as t
from handlers.texts.rounds import planning
from scoring.roles import Act, can, check_running
from scoring.rounds.round import Round, RoundNotIn, RoundState

SHOWN = 5


def rounds(talk: Talk, *words: str) -> None:
    """Whoever runs rounds sees all of them with what can be done; everybody else goes to another of his own."""
    if not can(talk.person, Act.RUN_ROUND):
        working.change_round(talk, *words)
        return
    known = [round_ for round_ in talk.work.rounds.list() if round_.state is not RoundState.PUBLISHED][:SHOWN]
    lines = [t.line(round_, acts.unfinished(talk.work, round_) if round_.alive else "") for round_ in known]
    talk.rest()
    talk.say("\n".join([t.LIST, *lines]) if lines else t.NONE)
    for round_ in known:
        match round_.state:
            case RoundState.OPEN:
                talk.offer(door(t.CLOSE.format(name=t.name(round_)), doors.close_round(round_.code)))
            case RoundState.PREPARED:
                talk.offer(door(planning.open_button(round_.code), doors.open_round(round_.code), primary=True))
            case _:
                talk.offer(door(t.REOPEN.format(name=t.name(round_)), doors.reopen_round(round_.code)))
    talk.offer(door(planning.NEW_ROUND, doors.plan_round(), primary=not known))
    working.offer_change(talk)


def _round(talk: Talk, code: str, state: RoundState) -> Round:
    """A round from which this act begins, for somebody who may do it."""
    check_running(talk.person)
    found = talk.work.rounds.get(code)
    if found is None:
        raise StaleChoice
    if found.state is not state:
        raise RoundNotIn(code, found.state)
    return found


def close_round(talk: Talk, code: str) -> None:
    _round(talk, code, RoundState.OPEN)
    talk.to(questions.CloseRound(code))


class CloseRound(Step[questions.CloseRound]):
    """What is unfinished is told, and then a reason is asked for; where nothing is, a press will do."""

    def ask(self, talk: Talk) -> None:
        found = _round(talk, self.at.code, RoundState.OPEN)
        open_ = acts.unfinished(talk.work, found)
        talk.expects = Expects.TEXT
        talk.say(t.close_asked(found, open_))
        if not open_:
            talk.offer(talk.answer(t.CLOSE_NOW, self.close, primary=True))
        talk.offer(talk.answer(common.NEVER_MIND, self.never_mind))

    def take(self, talk: Talk, text: str) -> bool:
        self._close(talk, text)
        return True

    def close(self, talk: Talk) -> None:
        self._close(talk, "")

    def never_mind(self, talk: Talk) -> None:
        rounds(talk)

    def _close(self, talk: Talk, reason: str) -> None:
        found = _round(talk, self.at.code, RoundState.OPEN)
        told = acts.close_round(talk.work, found, reason, talk.by)
        talk.rest()
        talk.say(t.closed(found, told), door(t.UNDO_CLOSING, doors.reopen_round(found.code)))
        talk.offer(door(planning.ROUNDS, doors.rounds(), primary=True))


def reopen_round(talk: Talk, code: str) -> None:
    """Takes the closing back; the log keeps both."""
    found = _round(talk, code, RoundState.CLOSED)
    talk.rest()
    told = acts.reopen_round(talk.work, found, t.BY_MISTAKE, talk.by)
    talk.say(t.reopened(found, told), door(planning.ROUNDS, doors.rounds(), primary=True))


def take_back_round(talk: Talk, code: str) -> None:
    """Takes the opening back as long as nobody has entered anything."""
    found = _round(talk, code, RoundState.OPEN)
    talk.rest()
    acts.take_back(talk.work, found, talk.by)
    talk.say(t.taken_back(found), door(planning.ROUNDS, doors.rounds(), primary=True))
