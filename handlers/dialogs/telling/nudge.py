"""The coordinator reminds a colleague of what he still owes, with one tap."""

from abc import abstractmethod
from datetime import timedelta
from typing import TypeVar

from handlers import doors
from handlers.cards.card import Card, Choice
from handlers.incoming.refusals import StaleChoice
from handlers.questions import Question
from handlers.talk import Step, Talk, door
from handlers.texts import common
from handlers.texts import progress as t
from knowledge.hearing.orders import agrees
from scoring.roles import Act, can, may_manage
from scoring.rounds.round import Outstanding, everyone_owing
from scoring.sheet.score_sheet import ScoreSheet

#: Nobody is reminded by colleagues more often than this, however many of them press.
PAUSE = timedelta(hours=4)
SHOWN = 4

Q = TypeVar("Q", bound=Question)


class Asked(Step[Q]):
    """Whom a nudge would reach is told first; it goes out with a press or a yes, and with nothing else."""

    def ask(self, talk: Talk) -> None:
        self._say_whom(talk)
        talk.offer(talk.answer(t.NUDGE_NOW, self.nudge, primary=True), talk.answer(common.NEVER_MIND, self.never_mind))

    def take(self, talk: Talk, text: str) -> bool:
        if agrees(text):
            self.nudge(talk)
        return agrees(text)

    @abstractmethod
    def nudge(self, talk: Talk) -> None: ...

    def never_mind(self, talk: Talk) -> None:
        talk.through(doors.cancel())

    @abstractmethod
    def _say_whom(self, talk: Talk) -> None: ...


def choices(talk: Talk, sheet: ScoreSheet) -> list[Choice]:
    """A button for everybody else who owes something."""
    if not can(talk.person, Act.NUDGE):
        return []
    others = [owed.person for owed in everyone_owing(sheet, talk.colleagues) if owed.person.id != talk.person.id]
    return [door(common.shortened(t.NUDGE.format(name=person.name), 40), doors.nudge(person.id)) for person in others[:SHOWN]]


def nudge(talk: Talk, person_id: str) -> None:
    """Sends a card to one colleague, saying who asks and what is missing."""
    sheet = talk.own_sheet(Act.NUDGE)
    person = next((member for member in talk.colleagues if member.id == person_id), None)
    if person is None:
        raise StaleChoice
    owed = next((debtor for debtor in everyone_owing(sheet, talk.colleagues) if debtor.person.id == person_id), None)
    if owed is None:
        talk.say(t.owes_nothing(person.name))
    elif talk.work.cards.queued_since(person_id, "nudge", talk.now - PAUSE):
        talk.say(t.nudged_already(person.name, PAUSE // timedelta(hours=1)))
    else:
        send_nudge(talk, owed)
        _say_sent(talk, owed)
    if talk.session.question:
        talk.offer(door(t.RESUME, doors.resume(), primary=True))
    else:
        talk.offer(door(t.SEE_PROGRESS, doors.progress(), primary=True))


def send_nudge(talk: Talk, owed: Outstanding) -> None:
    """A card that says who asks and what is missing."""
    person = owed.person
    first = owed.first
    text = t.nudge(talk.person.name, owed, talk.round.self_scoring_ends(person.unit), talk.zone)
    go_on = door(t.GO_ON.format(code=first), doors.score(first), primary=True)
    card = Card(text, (go_on, door(t.SEE_PROGRESS, doors.progress())), kind="nudge")
    talk.tell(person.id, card, key=f"nudge:{talk.round.code}:{person.unit}:{person.id}:{talk.now.isoformat()}")


def _say_sent(talk: Talk, owed: Outstanding) -> None:
    person = owed.person
    if talk.work.people.reachable(person.id):
        talk.say(t.nudged(person.name, owed))
    else:
        talk.say(t.not_in_chat(person.name))
        if may_manage(talk.person, person):
            talk.offer(door(common.shortened(t.INVITE.format(name=person.name), 40), doors.new_code(person.id), primary=True))
