"""Incoming events: written down once before they are acknowledged, then taken chat by chat in their own order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.db.messages.chats import Chats, read_session
from bot.db.messages.deliveries import Direction, ListedDelivery
from bot.db.states import InboxState
from bot.db.tables import chats, inbox, people
from bot.db.transaction import Transaction
from bot.db.unreadable import decoded
from handlers.incoming.events import ChatKey, EventKind, Incoming, cleaned, from_json, to_json
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
    _earlier.c.state == InboxState.WAITING,
    _earlier.c.chat == inbox.c.chat,
    sa.tuple_(*_order(_earlier)) < sa.tuple_(*_order(inbox)),
)
OLDEST = (
    sa.select(inbox.c.id, inbox.c.chat, inbox.c.tries, chats.c.channel, chats.c.account, chats.c.chat.label("address"))
    .join(chats, chats.c.id == inbox.c.chat)
    .where(inbox.c.state == InboxState.WAITING, _first_of_chat)
    .order_by(*_order(inbox))
    .limit(1)
    # The chat is held till the turn ends, and what is done meanwhile is seen when the row is taken: hence both. A new
    # event of the chat may still be written down (no key is touched).
    .with_for_update(of=[chats, inbox], skip_locked=True, key_share=True)
)
OLDEST_OF_CHAT = OLDEST.where(
    chats.c.channel == sa.bindparam("channel"),
    chats.c.account == sa.bindparam("account"),
    chats.c.chat == sa.bindparam("address"),
)
WAITS = sa.select(inbox.c.id).where(inbox.c.state == "waiting", inbox.c.chat == sa.bindparam("chat_id")).limit(1)
STORED = (
    sa.select(inbox.c.event, inbox.c.received_at, chats.c.session, chats.c.unreachable_at, _person)
    .join(chats, chats.c.id == inbox.c.chat)
    .where(inbox.c.id == sa.bindparam("inbox_id"))
)
HANDLED = (
    sa.update(inbox)
    .where(inbox.c.id == sa.bindparam("inbox_id"))
    .values(state=InboxState.HANDLED, handled_at=sa.bindparam("now", type_=inbox.c.handled_at.type))
)


@dataclass(frozen=True, slots=True)
class ClaimedEvent:
    """A waiting event that this work holds. It is not read yet, so that a failure to read it is its own and is counted."""

    id: int
    chat_id: int
    tries: int
    chat: ChatKey

    @property
    def last_try(self) -> bool:
        return self.tries + 1 >= TRIES


@dataclass(frozen=True, slots=True)
class OpenedEvent:
    """A claimed event as it was sent, with the state of its chat."""

    id: int
    chat_id: int
    event: Incoming
    session: Session
    person_id: str | None
    received_at: datetime


class Inbox:
    def __init__(self, transaction: Transaction, chats_: Chats) -> None:
        self._transaction = transaction
        self._chats = chats_

    def put(self, incoming: Incoming, now: datetime) -> bool:
        """Writes an event down in clean letters; ``False`` if it was there before."""
        event = storable(to_json(cleaned(incoming)))
        channel, account, chat = event["chat"]
        row = {"channel": channel, "account": account, "event_key": event["key"], "at": incoming.at, "received_at": now}
        row |= {"chat": self._chats.ensure(ChatKey(channel, account, chat)), "event": event, "state": InboxState.WAITING}
        return self._transaction.add(inbox, **row)

    def claim(self, only: ChatKey | None) -> ClaimedEvent | None:
        """The oldest event that waits, of a chat that no other work holds; the chat is this work's until it ends.

        ``only``: of this chat alone.
        """
        if only is None:
            row = self._transaction.first(OLDEST)
        else:
            row = self._transaction.first(OLDEST_OF_CHAT, channel=only.channel, account=only.account, address=only.chat)
        if row is None:
            return None
        return ClaimedEvent(row.id, row.chat, row.tries, ChatKey(row.channel, row.account, row.address))

    def waits(self, chat: ChatKey) -> bool:
        """Whether anything of a chat has not been answered yet."""
        known = self._chats.find(chat)
        return known is not None and self._transaction.scalar(WAITS, chat_id=known) is not None

    def open(self, claimed: ClaimedEvent, now: datetime) -> OpenedEvent:
        """Reads a claimed event, and notes the sign of life; raises ``UnreadableRow`` where it cannot be read."""
        row = self._transaction.rows(STORED, inbox_id=claimed.id)[0]
        event = decoded(inbox.c.event, claimed.id, row.event, from_json)
        if event.kind is EventKind.LEFT:
            self._chats.gone(claimed.chat_id, now)
        elif event.kind is not EventKind.TAKEOVER:
            self._chats.came(claimed.chat_id, row.person, was_gone=row.unreachable_at is not None, now=now)
        session = Session.afresh(row.session) if claimed.last_try else read_session(claimed.chat_id, row.session)
        return OpenedEvent(claimed.id, claimed.chat_id, event, session, row.person, row.received_at)

    def handled(self, inbox_id: int) -> None:
        self._transaction.run(HANDLED, inbox_id=inbox_id, now=self._transaction.clock())

    def stumbled(self, inbox_id: int, why: str) -> bool:
        """Counts a turn that broke off; ``True`` when the event is given up with it."""
        tries = inbox.c.tries + 1
        state = sa.case((tries >= TRIES, InboxState.FAILED), else_=inbox.c.state)
        change = sa.update(inbox).where(inbox.c.id == inbox_id).values(tries=tries, state=state, why=why)
        return bool(self._transaction.scalar(change.returning(inbox.c.state)) == InboxState.FAILED)

    def given_up(self, limit: int = 1000) -> Sequence[ListedDelivery]:
        """What came in and could not be taken, the youngest first."""
        query = (
            sa.select(inbox.c.id, inbox.c.received_at, inbox.c.why, chats.c.channel, people.c.name, people.c.unit)
            .select_from(inbox.join(chats, chats.c.id == inbox.c.chat).outerjoin(people, people.c.id == chats.c.person))
            .where(inbox.c.state == InboxState.FAILED)
            .order_by(inbox.c.id.desc())
            .limit(limit)
        )
        return [
            ListedDelivery(
                id=row.id,
                to=row.name or "",
                unit=row.unit or "",
                channel=row.channel,
                kind="event",
                state=InboxState.FAILED,
                at=row.received_at,
                why=row.why or "",
                direction=Direction.IN,
            )
            for row in self._transaction.rows(query)
        ]

    def give_up(self, inbox_id: int, why: str) -> None:
        """What another try cannot mend."""
        given_up = {"tries": inbox.c.tries + 1, "state": InboxState.FAILED, "why": why}
        self._transaction.run(sa.update(inbox).where(inbox.c.id == inbox_id).values(given_up))


def storable(value: Any) -> Any:
    """The value without what no database takes in a text, where it must stay as it came: zero bytes, halves of pairs."""
    match value:
        case str():
            return value.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        case list():
            return [storable(part) for part in value]
        case dict():
            return {key: storable(part) for key, part in value.items()}
        case _:
            return value
