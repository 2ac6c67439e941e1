"""The sending side of the outbox: what is due, under a lease, and what became of it.

Sending is at-least-once: a lease that runs out makes the row due again, marked, since nobody can tell whether it left.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot.db.chats import Chats
from bot.db.outbox import Outbox, reachable, read_card
from bot.db.tables import chats, outbox, people
from bot.db.transaction import Transaction
from bot.db.unreadable import decoded
from handlers.cards import Card
from handlers.events import ChatKey
from handlers.stored import UnreadableRow

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
REPEATED = "repeated after a crash"
#: What is in flight comes first, in this order of the alphabet too.
UNSETTLED = ("sending", "unknown")
SWITCHED_OFF = "the channel is off"

_now = sa.bindparam("now", type_=outbox.c.not_before.type)
_other = outbox.alias("other")
_pending = _other.c.state.in_(["waiting", "sending"])
_in_flight = sa.and_(_other.c.leased_until.is_not(None), _other.c.leased_until > _now)
# A message kept for later (a reminder for eight o'clock) holds nobody up; one that settles or was put off (which has its
# reason written down) does, as what comes after it must not overtake it.
_ahead = sa.and_(
    _other.c.id < outbox.c.id,
    sa.or_(_other.c.not_before <= _now, _other.c.why.is_not(None), _other.c.key.is_(None)),
)
DUE = (
    sa.select(outbox, chats.c.channel, chats.c.account, chats.c.chat.label("address"), chats.c.last_in_at)
    .join(chats, chats.c.id == outbox.c.chat)
    .where(
        outbox.c.state.in_(["waiting", "sending"]),
        outbox.c.not_before <= _now,
        sa.or_(outbox.c.leased_until.is_(None), outbox.c.leased_until <= _now),
        ~sa.exists().where(_other.c.chat == outbox.c.chat, _other.c.id != outbox.c.id, _pending, sa.or_(_in_flight, _ahead)),
    )
    # Whoever is in a conversation does not wait behind a broadcast.
    .order_by(outbox.c.key.is_not(None), outbox.c.id)
    .limit(sa.bindparam("at_most"))
    .with_for_update(of=outbox, skip_locked=True)
)
CLAIM = (
    sa.update(outbox)
    .where(outbox.c.id.in_(sa.bindparam("ids", expanding=True)))
    .values(
        leased_until=sa.bindparam("until", type_=outbox.c.leased_until.type),
        tries=outbox.c.tries + 1,
        why=sa.case((outbox.c.state == "sending", REPEATED), else_=outbox.c.why),
        state="sending",
    )
)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One card to send now; with ``message_ref`` it changes the message that was sent before, if the channel can.

    ``last_in_at``: the last sign of life from the chat.
    """

    id: int
    chat_id: int
    chat: ChatKey
    person: str | None
    card: Card
    message_ref: str | None
    tries: int
    created_at: datetime
    last_in_at: datetime | None


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the operator's list. ``to`` is a name, or empty where nobody is known to be behind the chat.

    ``direction``: "out", or "in" for what a person has sent and could not be taken.
    """

    id: int
    to: str
    unit: str
    channel: str
    kind: str
    state: str
    at: datetime
    why: str
    direction: str = "out"


class Deliveries:
    def __init__(self, transaction: Transaction, chats_: Chats, outbox_: Outbox) -> None:
        self._transaction = transaction
        self._chats = chats_
        self._outbox = outbox_

    def due(self, now: datetime, limit: int, lease: timedelta = LEASE) -> Sequence[Delivery]:
        """Takes what may be sent now, replies first: of each chat the oldest card, and none while one is in flight."""
        taken: list[Delivery] = []
        while rows := self._transaction.rows(DUE, now=now, at_most=limit - len(taken)):
            self._transaction.run(CLAIM, ids=[row.id for row in rows], until=now + lease)
            readable = list(self._readable(rows))
            taken += readable
            if len(readable) == len(rows):
                break
        return taken

    def _readable(self, rows: Sequence[sa.Row[Any]]) -> Iterator[Delivery]:
        """A card that cannot be read fails alone, once it is taken: neither others nor what follows it in its chat wait."""
        for row in rows:
            try:
                yield _delivery(row)
            except UnreadableRow as fault:
                log.error("%s; it is given up", fault)
                self.failed(row.id, str(fault))

    def sent(self, delivery_id: int, message_ref: str | None = None) -> None:
        ref = {} if message_ref is None else {"message_ref": message_ref}
        self._settle(delivery_id, "sent", sent_at=self._transaction.clock(), why=_still_marked(None), **ref)

    def unknown(self, delivery_id: int, why: str) -> None:
        """The channel may or may not have taken the message: not sent again by itself."""
        self._settle(delivery_id, "unknown", why=sa.case((outbox.c.state == "sending", why), else_=outbox.c.why))

    def unsettled(self, chat: ChatKey, message_ref: str, shows: Callable[[Card], bool]) -> int | None:
        """The delivery to a chat of which nobody knows yet that it arrived, and whose card this message shows."""
        mine = self._chats.find(chat)
        known = sa.select(outbox.c.id).where(outbox.c.chat == mine, outbox.c.message_ref == message_ref)
        if mine is None or self._transaction.scalar(known) is not None:
            return None
        open_ = sa.select(outbox).where(outbox.c.chat == mine, outbox.c.state.in_(UNSETTLED))
        rows = self._transaction.rows(open_.order_by(outbox.c.state, outbox.c.id.desc()))
        return next((row.id for row in rows if (card := read_card(row.id, row.card)) and shows(card)), None)

    def arrived(self, delivery_id: int, message_ref: str) -> None:
        """The channel has told it without being asked: whatever becomes of the request, it is not sent again."""
        known = {"state": "sent", "sent_at": self._transaction.clock(), "leased_until": None, "why": _still_marked(None)}
        this = sa.update(outbox).where(outbox.c.id == delivery_id, outbox.c.state.in_(UNSETTLED))
        self._transaction.run(this.values(message_ref=message_ref, **known))

    def failed(self, delivery_id: int, why: str) -> None:
        self._settle(delivery_id, "failed", why=why)

    def postpone(self, delivery_id: int, not_before: datetime, why: str) -> None:
        """Being asked to wait is no failure of the message: the try is not counted."""
        tries = sa.case((outbox.c.state == "sending", outbox.c.tries - 1), else_=outbox.c.tries)
        self._settle(delivery_id, "waiting", not_before=not_before, why=_still_marked(why), tries=tries)

    def retry(self, delivery_id: int, not_before: datetime, why: str) -> None:
        self._settle(delivery_id, "waiting", not_before=not_before, why=_still_marked(why))

    def _settle(self, delivery_id: int, state: str, **values: Any) -> None:
        """Ends the lease. A card that was replaced while it was in flight is waiting again, and stays so."""
        ended = sa.case((outbox.c.state == "sending", state), else_=outbox.c.state)
        self._transaction.run(
            sa.update(outbox).where(outbox.c.id == delivery_id).values(state=ended, leased_until=None, **values)
        )

    def unreachable(self, delivery_id: int, why: str) -> None:
        """The chat is closed to us until something comes in from it."""
        row = self._row(delivery_id)
        self._chats.gone(row.chat, self._transaction.clock())
        self._elsewhere(row, why, reachable(row.person))

    def switched_off(self, delivery_id: int, channels: Sequence[str]) -> None:
        """The chat's channel is none of those that are on. The chat itself is as good as before."""
        row = self._row(delivery_id)
        self._elsewhere(row, SWITCHED_OFF, _on(channels, row.person))

    def revive(self, channels: Sequence[str]) -> None:
        """Sends what could not be sent while a channel was off, to whoever can be reached on those that are on."""
        stranded = sa.select(outbox.c.person).where(outbox.c.state == "unreached", outbox.c.why == SWITCHED_OFF).distinct()
        for row in self._transaction.rows(stranded):
            chat = self._transaction.scalar(_on(channels, row.person))
            if chat is not None:
                self._outbox.readdress(row.person, chat, self._transaction.clock())

    def _row(self, delivery_id: int) -> sa.Row[Any]:
        return self._transaction.rows(sa.select(outbox).where(outbox.c.id == delivery_id))[0]

    def _elsewhere(self, row: sa.Row[Any], why: str, chats_: sa.Select[Any]) -> None:
        """A notification goes to the first of these chats; a reply makes no sense anywhere but where it was asked for."""
        if row.key is None:
            self.failed(row.id, why)
            return
        chat = self._transaction.scalar(chats_)
        self._transaction.run(
            sa.update(outbox)
            .where(outbox.c.id == row.id)
            .values(
                chat=chat, state="unreached" if chat is None else "waiting", message_ref=None, leased_until=None, tries=0,
                why=why, changed_at=self._transaction.clock(),
            )
        )  # fmt: skip

    def list(self, *, failed: bool = False, limit: int = 1000) -> Sequence[Listed]:
        """The latest deliveries, the youngest first; with ``failed`` only those that did not arrive for sure."""
        query = sa.select(outbox, chats.c.channel, people.c.name, people.c.unit).select_from(
            outbox.outerjoin(chats, chats.c.id == outbox.c.chat).outerjoin(people, people.c.id == outbox.c.person)
        )
        if failed:
            query = query.where(outbox.c.state.in_(["failed", "unknown", "unreached"]))
        return [_listed(row) for row in self._transaction.rows(query.order_by(outbox.c.id.desc()).limit(limit))]


def _delivery(row: sa.Row[Any]) -> Delivery:
    chat = ChatKey(row.channel, row.account, row.address)
    card = decoded(outbox.c.card, row.id, row.card, Card.from_json)
    tries = row.tries + 1
    return Delivery(row.id, row.chat, chat, row.person, card, row.message_ref, tries, row.created_at, row.last_in_at)


def _on(channels: Sequence[str], person: str) -> sa.Select[Any]:
    """A person's chats on channels that are on, the one used last first."""
    return reachable(person).where(chats.c.channel.in_(channels))


def _still_marked(why: str | None) -> sa.Case[Any]:
    """Whatever befalls a card after a crash, that it may have left twice stays known."""
    return sa.case((outbox.c.why == REPEATED, REPEATED), else_=why)


def _listed(row: sa.Row[Any]) -> Listed:
    state = "waiting" if row.state == "sending" else row.state
    at = row.sent_at or row.created_at
    return Listed(row.id, row.name or "", row.unit or "", row.channel or "", row.kind, state, at, row.why or "")
