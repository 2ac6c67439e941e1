"""The chats: where each one's conversation is, whose it is, and whether it can be reached."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.db.messages.outbox import Outbox
from bot.db.tables import chats
from bot.db.transaction import Transaction
from bot.db.unreadable import decoded_or
from handlers.cards.card import Card
from handlers.incoming.events import ChatKey
from handlers.ports import LinkedChat
from handlers.session import Session

ID = sa.select(chats.c.id).where(
    chats.c.channel == sa.bindparam("channel"),
    chats.c.account == sa.bindparam("account"),
    chats.c.chat == sa.bindparam("chat"),
)
_this = sa.update(chats).where(chats.c.id == sa.bindparam("chat_id"))
SAVE = _this.values(session=sa.bindparam("state", type_=chats.c.session.type))
CAME = _this.values(last_in_at=sa.bindparam("now", type_=chats.c.last_in_at.type), unreachable_at=None)


def read_session(chat_id: int, stored: Any) -> Session:
    """Where a chat is. One that cannot be read starts afresh: it is only a cursor."""
    return decoded_or(Session.afresh(stored), chats.c.session, chat_id, stored, Session.from_json)


class Chats:
    def __init__(self, transaction: Transaction, outbox: Outbox) -> None:
        self._transaction = transaction
        self._outbox = outbox

    def find(self, key: ChatKey) -> int | None:
        found: int | None = self._transaction.scalar(ID, channel=key.channel, account=key.account, chat=key.chat)
        return found

    def ensure(self, key: ChatKey) -> int:
        """The id of a chat, which is made known when it is new."""
        found = self.find(key)
        if found is not None:
            return found
        self._transaction.add(chats, channel=key.channel, account=key.account, chat=key.chat)
        return self.ensure(key)

    def key(self, chat_id: int) -> ChatKey:
        query = sa.select(chats.c.channel, chats.c.account, chats.c.chat).where(chats.c.id == chat_id)
        return ChatKey(*self._transaction.rows(query)[0])

    def session(self, chat_id: int) -> Session:
        return read_session(chat_id, self._transaction.scalar(sa.select(chats.c.session).where(chats.c.id == chat_id)))

    def save(self, chat_id: int, session: Session) -> None:
        self._transaction.run(SAVE, chat_id=chat_id, state=session.to_json())

    def person(self, chat_id: int) -> str | None:
        """Whose chat it is."""
        found: str | None = self._transaction.scalar(sa.select(chats.c.person).where(chats.c.id == chat_id))
        return found

    def of_person(self, person_id: str) -> list[ChatKey]:
        """A person's chats, the one used last first."""
        return [chat.chat for chat in self.linked(person_id)]

    def linked(self, person_id: str) -> list[LinkedChat]:
        """A person's chats, the one used last first."""
        query = (
            sa.select(chats.c.id, chats.c.channel, chats.c.account, chats.c.chat, chats.c.last_in_at)
            .where(chats.c.person == person_id)
            .order_by(chats.c.last_in_at.desc().nulls_last(), chats.c.id)
        )
        rows = self._transaction.rows(query)
        return [LinkedChat(row.id, ChatKey(row.channel, row.account, row.chat), row.last_in_at) for row in rows]

    def cut(self, chat_id: int, farewell: Card, now: datetime) -> None:
        """Unlinks a chat and tells it so: the last that goes there. Notifications that waited go to another chat."""
        person = self.person(chat_id)
        self._transaction.run(sa.update(chats).where(chats.c.id == chat_id).values(person=None, session=None))
        self._outbox.withdraw(chat_id)
        if person:
            self._outbox.redirect(person, person, now)
        self._outbox.put(chat_id, farewell, now)

    def link(self, chat_id: int, person_id: str, now: datetime) -> None:
        """Makes a chat a person's; what could not reach him so far goes there. Another's cursor is of no use to him."""
        changed: dict[str, object] = {} if self.person(chat_id) == person_id else {"session": None}
        self._transaction.run(
            sa.update(chats)
            .where(chats.c.id == chat_id)
            .values(person=person_id, failed_joins=0, barred_until=None, unreachable_at=None, last_in_at=now, **changed)
        )
        self._outbox.readdress(person_id, chat_id, now)

    def unlink(self, key: ChatKey) -> None:
        chat_id = self.find(key)
        self._transaction.run(sa.update(chats).where(chats.c.id == chat_id).values(person=None, session=None))

    def came(self, chat_id: int, person_id: str | None, *, was_gone: bool, now: datetime) -> None:
        """Somebody wrote, so the chat can be reached; what waited for that goes there."""
        self._transaction.run(CAME, chat_id=chat_id, now=now)
        if was_gone and person_id:
            self._outbox.readdress(person_id, chat_id, now)

    def moved(self, chat_id: int, chat: str) -> None:
        """The channel knows the chat by another id now; if that one is known already, what waits goes there."""
        known = self.find(replace(self.key(chat_id), chat=chat))
        if known is None:
            self._transaction.run(sa.update(chats).where(chats.c.id == chat_id).values(chat=chat))
        else:
            self._outbox.move(chat_id, known)

    def gone(self, chat_id: int, now: datetime) -> None:
        """The person has blocked or left the chat."""
        self._transaction.run(sa.update(chats).where(chats.c.id == chat_id).values(unreachable_at=now))
