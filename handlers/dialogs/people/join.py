"""The first card of a chat, shown once: what not to send, and whose data this is."""

from handlers import questions
from handlers.dialogs import menu
from handlers.talk import Step, Talk
from handlers.texts.common import moment
from handlers.texts.people import join as t


class Notice(Step[questions.Notice]):
    """Nothing else happens before this card is confirmed."""

    def ask(self, talk: Talk) -> None:
        talk.say(t.welcome(talk.person, talk.work.people.unit(talk.person.unit), _deadline(talk)))
        talk.say(t.NOTICE, talk.answer(t.UNDERSTOOD, self.understood, primary=True), talk.answer(t.NOT_ME, self.not_me))

    def take(self, talk: Talk, text: str) -> bool:
        talk.say(t.NOTICE_FIRST)
        talk.again()
        return True

    def understood(self, talk: Talk) -> None:
        talk.rest()
        talk.work.people.confirm_notice(talk.person.id, talk.now)
        menu.first_work(talk)

    def not_me(self, talk: Talk) -> None:
        talk.rest()
        talk.work.people.unlink(talk.chat)
        talk.say(t.UNLINKED)


def greet(talk: Talk) -> None:
    """The first card of a freshly linked chat: the notice once, then where to begin."""
    if not talk.work.people.noticed(talk.person.id):
        talk.to(questions.Notice())
        return
    talk.rest()
    talk.say(t.welcome(talk.person, talk.work.people.unit(talk.person.unit), _deadline(talk)), *menu.choices(talk))


def _deadline(talk: Talk) -> str:
    if not talk.person.role.of_commune:
        return ""
    ends = [(round_.name, round_.self_scoring_ends(talk.person.unit)) for round_ in talk.rounds]
    return t.deadline([(name, moment(end, talk.zone)) for name, end in ends if end])
