"""Chats, and the cards that go to them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from handlers.cards.card import Card
from handlers.incoming.events import ChatKey
from tests.handlers.memory.records import Chat, Fate, Queued, Shelves


class Chats:
    """Where people are. A card finds the chat that its person used last."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    def ensure(self, key: ChatKey) -> Chat:
        """The chat, which is made known when it is new."""
        if key not in self._shelves.chats:
            self._shelves.chats[key] = Chat(self._shelves.number(), key)
        return self._shelves.chats[key]

    def of_person(self, person_id: str) -> list[Chat]:
        """A person's chats, the one used last first."""
        theirs = [one for one in self._shelves.chats.values() if one.person == person_id]
        return sorted(theirs, key=lambda one: (-one.last_in_at.timestamp() if one.last_in_at else 0, one.id))

    def came(self, key: ChatKey, now: datetime) -> None:
        """A sign of life: what could not reach its person goes there."""
        before = self.ensure(key)
        self._shelves.change_chat(key, last_in_at=now, reachable=True)
        if before.person and not before.reachable:
            self.readdress(before.person, key, now)

    def gone(self, key: ChatKey) -> None:
        """The person has left the chat."""
        self._shelves.change_chat(key, reachable=False)

    def save(self, key: ChatKey, session: Mapping[str, Any]) -> None:
        self._shelves.change_chat(key, session=session)

    def link(self, key: ChatKey, person_id: str, now: datetime) -> None:
        """Makes a chat a person's. Another's cursor is of no use to him."""
        chat = self.ensure(key)
        session = chat.session if chat.person == person_id else None
        fresh = Chat(chat.id, key, person_id, session, last_in_at=now)
        self._shelves.chats[key] = fresh
        self.readdress(person_id, key, now)

    def unlink(self, key: ChatKey) -> None:
        self._shelves.change_chat(key, person=None, session=None)

    def cut(self, key: ChatKey, farewell: Card, now: datetime) -> None:
        """Nobody's from now on, and told so; what waited there for its person goes to another chat of his."""
        person = self._shelves.chats[key].person
        self.unlink(key)
        for one in [one for one in self._shelves.queued.values() if one.chat == key and one.fate is Fate.WAITING]:
            if one.key:
                self._shelves.change_queued(one.number, chat=None, fate=Fate.UNREACHED)
            else:
                del self._shelves.queued[one.number]
        if person:
            self.redirect(person, person, now)
        self.reply(key, farewell, now)

    # -- cards -------------------------------------------------------------------------------------------------------

    def reply(self, key: ChatKey, card: Card, now: datetime) -> None:
        """Queues a card to a chat, in the place of one with the same slot that was the last."""
        chat = self.ensure(key)
        last = max((one for one in self._shelves.queued.values() if one.chat == key), key=_number, default=None)
        again = last is not None and bool(card.slot) and last.card.slot == card.slot
        number = last.number if last is not None and again else self._shelves.number()
        self._shelves.queued[number] = Queued(number, card, chat.person, key, "", now, now)

    def last_card(self, key: ChatKey) -> Card | None:
        """What a chat shows last."""
        shown = (one for one in self._shelves.queued.values() if one.chat == key and one.fate is Fate.SENT)
        last = max(shown, key=_number, default=None)
        return last.card if last else None

    def deliver(self, now: datetime) -> list[tuple[ChatKey, Card]]:
        """Everything that is due arrives, in the order in which it was queued."""
        due = [one for one in self._shelves.queued.values() if one.fate is Fate.WAITING and one.not_before <= now]
        arrived = []
        for one in sorted(due, key=_number):
            self._shelves.change_queued(one.number, fate=Fate.SENT)
            if one.chat is not None:
                arrived.append((one.chat, one.card))
        return arrived

    def reachable(self, person_id: str) -> ChatKey | None:
        """Where a card reaches a person: the chat used last, of two the younger one."""
        there = [one for one in self._shelves.chats.values() if one.person == person_id and one.reachable]
        last = max(there, key=lambda one: (one.last_in_at.timestamp() if one.last_in_at else 0, one.id), default=None)
        return last.key if last else None

    def present(self, person_id: str) -> str:
        """The person, or whoever has taken over from him by now."""
        seen = {person_id}
        while (known := self._shelves.people.get(person_id)) and not known.active and known.successor not in {None, *seen}:
            person_id = known.successor or person_id
            seen.add(person_id)
        return person_id

    def readdress(self, person_id: str, key: ChatKey, now: datetime) -> None:
        """Sends what could not reach a person to a chat where he is now."""
        for one in self.unreached(person_id):
            later = max(one.not_before, now)
            self._shelves.change_queued(one.number, chat=key, fate=Fate.WAITING, not_before=later)

    def redirect(self, person_id: str, to: str, now: datetime) -> None:
        """What has not reached a person goes to somebody, at once where he can be reached."""
        for one in self.unreached(person_id):
            self._shelves.change_queued(one.number, person=to)
        if (key := self.reachable(to)) is not None:
            self.readdress(to, key, now)

    def unreached(self, person_id: str) -> list[Queued]:
        return [one for one in self._shelves.queued.values() if one.person == person_id and one.fate is Fate.UNREACHED]


class Cards:
    """Fulfils ``handlers.ports.Cards``."""

    def __init__(self, shelves: Shelves, chats: Chats, clock: Callable[[], datetime]) -> None:
        self._shelves = shelves
        self._chats = chats
        self._clock = clock

    def notify(self, person_id: str, card: Card, *, key: str, not_before: datetime | None = None, replaces: str = "") -> bool:
        person_id = self._chats.present(person_id)
        for older in self._chats.unreached(person_id) if replaces else ():
            if older.key.startswith(replaces):
                self._shelves.change_queued(older.number, fate=Fate.OVERTAKEN)
        if any(one.key == key for one in self._shelves.queued.values()):
            return False
        now = self._clock()
        number = self._shelves.number()
        chat = self._chats.reachable(person_id)
        queued = Queued(number, card, person_id, chat, key, now, not_before or now)
        self._shelves.queued[number] = queued if chat else replace(queued, fate=Fate.UNREACHED)
        return True

    def queued_since(self, person_id: str, kind: str, since: datetime) -> bool:
        queued = self._shelves.queued.values()
        return any(one.person == person_id and one.card.kind == kind and one.at > since for one in queued)


def _number(queued: Queued) -> int:
    return queued.number
