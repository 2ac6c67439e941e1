"""A person's own chats: which there are, one more on a new phone, one less."""

from datetime import timedelta

from handlers import doors, questions
from handlers.cards.card import Card
from handlers.incoming.refusals import StaleChoice
from handlers.ports import LinkedChat
from handlers.talk import Step, Talk, door
from handlers.texts.people import inviting as t

#: He holds both phones in his hands.
OWN_CODE_LIFE = timedelta(hours=1)


def _numbered(talk: Talk) -> list[tuple[int, LinkedChat]]:
    """The numbers that people see follow the order in which the chats were made known."""
    known = sorted(talk.work.people.chats(talk.person.id), key=lambda chat: chat.id)
    return list(enumerate(known, start=1))


def _words(talk: Talk, number: int, chat: LinkedChat) -> str:
    return t.chat(talk.called(chat.chat), number, chat.last_in_at, talk.zone, here=chat.chat == talk.chat)


def show(talk: Talk) -> None:
    """The chats, and what can be done about them."""
    numbered = _numbered(talk)
    talk.say(t.own_chats([_words(talk, number, chat) for number, chat in numbered]))
    talk.offer(door(t.ANOTHER_PHONE, doors.another_phone()))
    others = [(number, chat) for number, chat in numbered if chat.chat != talk.chat]
    talk.offer(*(door(t.unlink(talk.called(chat.chat), number), doors.unlink(str(chat.id))) for number, chat in others[:5]))


def another_phone(talk: Talk) -> None:
    given = talk.work.invitations.issue(talk.person, talk.now + OWN_CODE_LIFE)
    talk.say(t.own_code(given, talk.zone), door(t.MY_CHATS, doors.me(), primary=True))


def unlink(talk: Talk, chat_id: str) -> None:
    _other(talk, chat_id)
    talk.to(questions.Unlink(chat_id))


def _other(talk: Talk, chat_id: str) -> tuple[int, LinkedChat]:
    """One of the person's other chats; what is cut already is stale."""
    found = next(
        ((number, chat) for number, chat in _numbered(talk) if str(chat.id) == chat_id and chat.chat != talk.chat), None
    )
    if found is None:
        raise StaleChoice
    return found


class Unlink(Step[questions.Unlink]):
    """Asked back once, as the chat says nothing any more afterwards."""

    def ask(self, talk: Talk) -> None:
        words = _words(talk, *_other(talk, self.at.chat))
        talk.say(
            t.unlink_asked(words), talk.answer(t.UNLINK_YES, self.unlink), talk.answer(t.UNLINK_NO, self.keep, primary=True)
        )

    def unlink(self, talk: Talk) -> None:
        number, chat = _other(talk, self.at.chat)
        talk.rest()
        talk.say(t.UNLINK_DONE.format(chat=_words(talk, number, chat)))
        talk.work.people.cut(chat, Card(t.UNLINKED_ELSEWHERE))
        show(talk)

    def keep(self, talk: Talk) -> None:
        talk.rest()
        show(talk)
