"""Who I am here."""

from handlers.dialogs import menu
from handlers.talk import Talk
from handlers.texts import join as t


def me(talk: Talk) -> None:
    talk.say(t.who(talk.person, talk.work.people.unit(talk.person.unit), talk.chat.channel), *menu.choices(talk))
