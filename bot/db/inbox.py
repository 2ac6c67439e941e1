"""Incoming events: written down once before they are acknowledged, then taken chat by chat in their own order."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.db.chats import Chats
from bot.db.tables import chats, inbox, people
from bot.db.transaction import Transaction
from handlers.events import ChatKey, Incoming, from_json, to_json
from handlers.session import Session

#: After so many turns that broke off an event is given up, or it would hold up its chat for ever.
TRIES = 3

_person = sa.select(people.c.id).where(people.c.id == chats.c.person, people.c.active).scalar_subquery().label("person")


def _order(events: Any) -> tuple[Any, ...]:
    """A chat's events in the order in which they happened: message numbers grow in length before they grow in letters."""
    return (events.c.at, sa.func.length(events.c.event_key), events.c.event_key, events.c.id)


_earlier = inbox.alias("earlier")
# Only the first event of a chat may be taken: while its chat is held it is passed over, and what follows it with it. If
# the chat is given back between two rows of the search, the second must not overtake the first.
_first_of_chat = ~sa.exists().where(
    _earlier.c.state == "waiting", _earlier.c.chat == inbox.c.chat, sa.tuple_(*_order(_earlier)) < sa.tuple_(*_order(inbox))
)
OLDEST = (
    sa.select(
        inbox.c.id,
        inbox.c.chat,
        inbox.c.event,
        inbox.c.received_at,
        inbox.c.tries,
        chats.c.session,
        chats.c.unreachable_at,
        _person,
    )
    .join(chats, chats.c.id == inbox.c.chat)
    .where(inbox.c.state == "waiting", _first_of_chat)
    .order_by(*_order(inbox))
    .limit(1)
    # The chat is held till the turn ends, and what is done meanwhile is seen when the row is taken: hence both. A new
    # event of the chat may still be written down (no key is touched).
    .with_for_update(of=[chats, inbox], skip_locked=True, key_share=True)
)
HANDLED = (
    sa.update(inbox)
    .where(inbox.c.id == sa.bindparam("inbox_id"))
    .values(state="handled", handled_at=sa.bindparam("now", type_=inbox.c.handled_at.type))
)


@dataclass(frozen=True, slots=True)
class Claimed:
    """An event to be handled in this work, with the state of its chat."""

    id: int
    chat_id: int
    event: Incoming
    session: Session
    person_id: str | None
    tries: int
    received_at: datetime


class Inbox:
    def __init__(self, transaction: Transaction, chats_: Chats) -> None:
        self._transaction = transaction
        self._chats = chats_

    def put(self, incoming: Incoming, now: datetime) -> bool:
        """Writes an event down; ``False`` if it was there before."""
        event = storable(to_json(incoming))
        channel, account, chat = event["chat"]
        row = {"channel": channel, "account": account, "event_key": event["key"], "at": incoming.at, "received_at": now}
        row |= {"chat": self._chats.ensure(ChatKey(channel, account, chat)), "event": event, "state": "waiting"}
        return self._transaction.add(inbox, **row)

    def claim(self, now: datetime) -> Claimed | None:
        """The oldest event that waits, of a chat that no other work holds; the chat is this work's until it ends."""
        row = self._transaction.first(OLDEST)
        if row is None:
            return None
        event = from_json(row.event)
        if event.kind == "left":
            self._chats.gone(row.chat, now)
        elif event.kind != "takeover":
            self._chats.came(row.chat, row.person, was_gone=row.unreachable_at is not None, now=now)
        session = Session.from_json(row.session)
        return Claimed(row.id, row.chat, event, session, row.person, row.tries, row.received_at)

    def handled(self, inbox_id: int) -> None:
        self._transaction.run(HANDLED, inbox_id=inbox_id, now=self._transaction.clock())

    def stumbled(self, inbox_id: int) -> bool:
        """Counts a turn that broke off; ``True`` when the event is given up with it."""
        tries = inbox.c.tries + 1
        state = sa.case((tries >= TRIES, "failed"), else_=inbox.c.state)
        change = sa.update(inbox).where(inbox.c.id == inbox_id).values(tries=tries, state=state).returning(inbox.c.state)
        return bool(self._transaction.scalar(change) == "failed")


def storable(value: Any) -> Any:
    """The value without what no database takes in a text: zero bytes and halves of surrogate pairs."""
    match value:
        case str():
            return value.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        case list():
            return [storable(part) for part in value]
        case dict():
            return {key: storable(part) for key, part in value.items()}
        case _:
            return value
