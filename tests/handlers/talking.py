"""A dialog tried in a moment: one turn as the product takes it, on what is kept in memory."""

import json
from collections import defaultdict
from itertools import count
from typing import Any

from handlers.cards.card import Card, Choice
from handlers.incoming.events import ChatKey, File, Incoming, cleaned, from_json, to_json
from handlers.session import Session
from handlers.turn import Setting, take
from scoring.people import Person
from scoring.sheet.entry import Entry
from tests.db.world import ROUND, VIETNAM
from tests.handlers.contract.places import InMemory


class Talking(InMemory):
    """The body and its two communes, with a chat for each person; whoever takes part has read the first card."""

    def __init__(self) -> None:
        super().__init__()
        self._keys = count(1)
        self.screens: dict[str, list[Card]] = defaultdict(list)
        for person in (self.hoa, self.nam, self.lan, self.minh):
            self.takes_part(person)

    def takes_part(self, person: Person) -> None:
        self.joins(person, chat_of(person))
        with self.write() as work:
            work.people.confirm_notice(person.id, self.now)

    def turn(self, person: Person, said: str | Choice | File) -> Card:
        """What is answered to a text, a press or a file. Everything is written down and read again, as a store does it."""
        chat = chat_of(person)
        event = from_json(_stored(to_json(cleaned(self._event(chat, said)))))
        with self.memory.write() as work:
            at = work.chats.ensure(chat)
            work.chats.came(chat, self.now)
            session = Session.from_json(dict(at.session) if at.session else None)
            shown = work.chats.last_card(chat) if event.text else None
            sender = work.people.active(at.person) if at.person else None
            card = take(event, session, sender, Setting(work, self.now, VIETNAM, manual="", shown=shown))
            work.chats.save(chat, _stored(session.to_json()))
            assert card is not None
            work.chats.reply(chat, Card.from_json(_stored(card.to_json())), self.now)
            for where, arrived in work.chats.deliver(self.now):
                self.screens[where.chat].append(arrived)
        return self.screens[chat.chat][-1]

    def _event(self, chat: ChatKey, said: str | Choice | File) -> Incoming:
        key, at = str(next(self._keys)), self.clock.pass_(seconds=1)
        match said:
            case str():
                return Incoming(chat, key, at, text=said)
            case Choice():
                return Incoming(chat, key, at, choice=said.code)
            case File():
                return Incoming(chat, key, at, files=(said,))

    def told(self, person: Person) -> str:
        """What stands last on somebody's screen."""
        return self.screens[chat_of(person).chat][-1].text

    def entry(self, code: str, unit: str = "XA01") -> Entry:
        with self.read() as work:
            return work.sheets.read(ROUND, unit).entry(code)

    def record(self) -> tuple[Any, ...]:
        """What the authority keeps: all but cursors and cards."""
        kept = self.memory.shelves.copy()
        return kept.people, kept.rounds, kept.sheets, kept.documents, kept.reopenings, kept.log


def chat_of(person: Person) -> ChatKey:
    return ChatKey("telegram", "cchc_bot", person.id)


def labelled(card: Card, label: str) -> Choice:
    """The choice of a card that begins so."""
    return next(one for one in card.choices if one.label.startswith(label))


def _stored(data: Any) -> Any:
    return json.loads(json.dumps(data))
