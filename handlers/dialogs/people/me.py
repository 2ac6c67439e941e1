"""Who I am here, what is kept about me, and having it erased."""

from handlers import doors, questions
from handlers.cards.card import Attachment, Export
from handlers.dialogs import menu
from handlers.dialogs.people import my_chats
from handlers.talk import Step, Talk, door
from handlers.texts.people import join as t


def me(talk: Talk) -> None:
    talk.say(t.who(talk.person, talk.work.people.unit(talk.person.unit), talk.called(talk.chat)))
    my_chats.show(talk)
    talk.offer(door(t.MY_DATA, doors.my_data()), door(t.FORGET_ME, doors.forget_me()), *menu.choices(talk))


def my_data(talk: Talk) -> None:
    """Everything that is kept about this person, as a file."""
    talk.attachment = Attachment(Export.MY_DATA, talk.person.unit, "", t.MY_DATA_FILE, person=talk.person.id)
    talk.say(t.HERE_IS_MY_DATA, door(t.FORGET_ME, doors.forget_me()))


def forget_me(talk: Talk) -> None:
    talk.to(questions.Forget())


class Forget(Step[questions.Forget]):
    """Asked back once: it cannot be taken back."""

    def ask(self, talk: Talk) -> None:
        talk.say(t.FORGET_ASKED, talk.answer(t.FORGET_YES, self.forget), talk.answer(t.FORGET_NO, self.keep, primary=True))

    def forget(self, talk: Talk) -> None:
        talk.rest()
        talk.work.people.forget(talk.person.id, talk.chat)
        talk.say(t.FORGOTTEN)

    def keep(self, talk: Talk) -> None:
        talk.rest()
        talk.say(t.KEPT, *menu.choices(talk))
