"""The sending side of the outbox: what is due, under a lease, and what became of it.

Sending is at-least-once: what a process had in flight when it died is due again, marked, since nobody can tell whether
it left. A lease ends with its process (``Processes``); its time is only for one that forgets a card while it lives.
"""

import logging
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from bot.db.messages.chats import Chats
from bot.db.messages.holds import FREE as UNHELD
from bot.db.messages.holds import Holds
from bot.db.messages.outbox import UNSURE, Outbox, reachable, read_card
from bot.db.states import InboxState, OutboxState
from bot.db.tables import chats, holds, outbox, people
from bot.db.transaction import Transaction
from bot.db.unreadable import decoded
from handlers.cards.card import Card
from handlers.incoming.events import ChatKey
from handlers.stored import UnreadableRow
from handlers.texts.common import missed

log = logging.getLogger(__name__)

#: Longer than any send may take.
LEASE = timedelta(minutes=10)
REPEATED = "repeated after a crash"
#: What is in flight comes first, in this order of the alphabet too.
UNSETTLED = (OutboxState.SENDING, OutboxState.UNKNOWN)
FREE: dict[str, Any] = {"leased_until": None, "leased_by": None}
SWITCHED_OFF = "the channel is off"
PACED = "waits for the pace of the channel"

_now = sa.bindparam("now", type_=outbox.c.not_before.type)
_other = outbox.alias("other")
_pending = _other.c.state.in_([OutboxState.WAITING, OutboxState.SENDING])
_in_flight = sa.and_(_other.c.leased_until.is_not(None), _other.c.leased_until > _now)


def _put_off(card: Any) -> sa.ColumnElement[bool]:
    """A fault kept it from leaving: then its reason is written down."""
    return sa.and_(card.c.state == OutboxState.WAITING, card.c.why.is_not(None), card.c.why != PACED)


_reply, _other_reply = outbox.c.key.is_(None), _other.c.key.is_(None)
# What comes after a card must not overtake it, except where a fault has put it off: then it waits for every later reply,
# and holds up only what was put off as well. A notification kept for later (a reminder for eight o'clock) holds nobody
# up; a reply that settles does.
_waits_for = sa.case(
    (_other.c.id > outbox.c.id, sa.and_(_put_off(outbox), _other_reply, _other.c.not_before <= _now)),
    (_put_off(_other), sa.and_(_put_off(outbox), ~_reply, ~_other_reply)),
    else_=sa.or_(_other_reply, _other.c.not_before <= _now, _other.c.why.is_not(None)),
)
_hold_name = chats.c.channel + ":" + chats.c.account
DUE = (
    sa.select(
        outbox,
        chats.c.channel,
        chats.c.account,
        chats.c.chat.label("address"),
        chats.c.last_in_at,
        holds.c.name.label("hold"),
        sa.exists()
        .where(_reply, _other.c.chat == outbox.c.chat, _other.c.id < outbox.c.id, _other_reply, _put_off(_other))
        .label("overtakes"),
    )
    .join(chats, chats.c.id == outbox.c.chat)
    .outerjoin(holds, holds.c.name == _hold_name)
    .where(
        outbox.c.state.in_([OutboxState.WAITING, OutboxState.SENDING]),
        outbox.c.not_before <= _now,
        sa.or_(outbox.c.leased_until.is_(None), outbox.c.leased_until <= _now),
        UNHELD,
        chats.c.channel.not_in(sa.bindparam("busy", expanding=True)),
        ~sa.exists().where(
            _other.c.chat == outbox.c.chat,
            _other.c.id != outbox.c.id,
            _pending,
            sa.or_(_in_flight, _waits_for),
        ),
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
        leased_by=sa.bindparam("process", type_=outbox.c.leased_by.type),
        tries=outbox.c.tries + 1,
        why=sa.case((outbox.c.state == OutboxState.SENDING, REPEATED), else_=outbox.c.why),
        state=OutboxState.SENDING,
    )
)
_not_counted = sa.case((outbox.c.state == OutboxState.SENDING, outbox.c.tries - 1), else_=outbox.c.tries)
_unsettled = sa.or_(outbox.c.state.in_(UNSETTLED), sa.and_(outbox.c.state == OutboxState.WAITING, outbox.c.unsure))


def _held_by(process: int | sa.BindParameter[Any] | None) -> sa.ColumnElement[bool]:
    return sa.and_(outbox.c.leased_until.is_not(None), outbox.c.leased_by.is_not_distinct_from(process))


def _still_marked(why: str | None) -> sa.Case[Any]:
    """Whatever befalls a card after a crash, or after an end that nobody knows: that it may have left twice stays known."""
    return sa.case((sa.or_(outbox.c.why == REPEATED, outbox.c.unsure), outbox.c.why), else_=why)


#: What becomes of nearly every card, hence made once.
SENT = (
    sa.update(outbox)
    .where(outbox.c.id == sa.bindparam("delivery_id"), _held_by(sa.bindparam("process", type_=outbox.c.leased_by.type)))
    .values(
        state=sa.case((outbox.c.state == OutboxState.SENDING, OutboxState.SENT), else_=outbox.c.state),
        sent_at=sa.bindparam("now", type_=outbox.c.sent_at.type),
        why=_still_marked(None),
        message_ref=sa.func.coalesce(sa.bindparam("ref", type_=outbox.c.message_ref.type), outbox.c.message_ref),
        **FREE,
    )
)


def _idle(card: Any) -> sa.ColumnElement[bool]:
    """A reply that waits, and is not on its way at the moment."""
    return sa.and_(card.c.state == OutboxState.WAITING, card.c.key.is_(None), card.c.leased_until.is_(None))


#: Replies of a chat in which more than one waits, the oldest first.
_replies = outbox.alias("replies")
CROWDED = (
    sa.select(outbox.c.id, outbox.c.chat, outbox.c.card, outbox.c.why)
    .join(chats, chats.c.id == outbox.c.chat)
    .where(
        _idle(outbox),
        sa.exists().where(_replies.c.chat == outbox.c.chat, _replies.c.id != outbox.c.id, _idle(_replies)),
    )
    .order_by(outbox.c.chat, outbox.c.id)
    .with_for_update(of=outbox)
)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One card to send now; with ``message_ref`` it changes the message that was sent before, if the channel can.

    ``last_in_at``: the last sign of life from the chat. ``unsure``: it may have arrived before. ``probe``: nothing else
    leaves on its channel, so what becomes of it tells whether the channel is well again. ``stumbles``: how often its
    channel began to stumble over it.
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
    unsure: bool = False
    probe: bool = False
    stumbles: int = 0

    @property
    def hold(self) -> str:
        """The name under which its channel is held."""
        return f"{self.chat.channel}:{self.chat.account}"


class Direction(StrEnum):
    """Which way a message of the operator's list was going."""

    #: A card of ours.
    OUT = "out"
    #: What a person has sent and could not be taken.
    IN = "in"


@dataclass(frozen=True, slots=True)
class ListedDelivery:
    """One line of the operator's list. ``to`` is a name, or empty where nobody is known to be behind the chat."""

    id: int
    to: str
    unit: str
    channel: str
    kind: str
    state: OutboxState | InboxState
    at: datetime
    why: str
    direction: Direction = Direction.OUT


class Deliveries:
    def __init__(self, transaction: Transaction, chats_: Chats, outbox_: Outbox, holds_: Holds) -> None:
        self._holds = holds_
        self._transaction = transaction
        self._chats = chats_
        self._outbox = outbox_

    def due(self, now: datetime, limit: int, lease: timedelta = LEASE, *, busy: Collection[str] = ()) -> Sequence[Delivery]:
        """Takes what may be sent now, replies first: of each chat the oldest card, and none while one is in flight.

        Nothing of a channel that is ``busy``, and of one that stumbles a single card.
        """
        taken: list[Delivery] = []
        while rows := self._claimed(now, limit - len(taken), now + lease, list(busy)):
            readable = list(self._readable(rows))
            taken += readable
            if len(readable) == len(rows):
                break
        return taken

    def _claimed(self, now: datetime, limit: int, until: datetime, busy: list[str]) -> Sequence[sa.Row[Any]]:
        rows = self._transaction.rows(DUE, now=now, at_most=limit, busy=busy)
        freed = [self._made_room(row) for row in rows]
        if any(freed):
            rows = self._transaction.rows(DUE, now=now, at_most=limit, busy=busy)
        probes = self._probes(rows, now)
        rows = [row for row in rows if row.hold is None or row.id in probes]
        if rows:
            self._transaction.run(CLAIM, ids=[row.id for row in rows], until=until, process=self._transaction.process)
        return rows

    def _readable(self, rows: Sequence[sa.Row[Any]]) -> Iterator[Delivery]:
        """A card that cannot be read fails alone, once it is taken: neither others nor what follows it in its chat wait."""
        for row in rows:
            try:
                yield _delivery(row)
            except UnreadableRow as fault:
                log.error("%s; it is given up", fault)
                self.failed(row.id, str(fault))
                if row.hold:
                    self._holds.give_back(row.hold, str(row.id), self._transaction.clock())

    def _probes(self, rows: Sequence[sa.Row[Any]], now: datetime) -> set[int]:
        """Of each channel that stumbles the card that was tried longest ago, or one bad card would always be the one."""
        held = sorted((row for row in rows if row.hold), key=lambda row: (row.not_before, row.id))
        return self._holds.probes([(row.hold, row.id) for row in held], now)

    def _made_room(self, row: sa.Row[Any]) -> bool:
        """What a person asks now takes the place of older answers that a fault has kept from him."""
        if row.hold:
            return self.superseded(row.hold)
        return bool(row.overtakes) and self._supersede(CROWDED.where(outbox.c.chat == row.chat))

    def superseded(self, hold: str) -> bool:
        """After a channel has stumbled: of each of its chats the last reply alone still goes out, and says what the
        others would have told. Whether there were any."""
        return self._supersede(CROWDED.where(_hold_name == hold))

    def _supersede(self, crowded: sa.Select[Any]) -> bool:
        by_chat = groupby(self._transaction.rows(crowded), key=lambda row: row.chat)
        fewer = [self._all_but_last(list(rows)) for _, rows in by_chat]
        return any(fewer)

    def _all_but_last(self, rows: Sequence[sa.Row[Any]]) -> bool:
        """A card with a file or pictures is what was asked for, and stays."""
        *cards, (row, newest) = [(row, read_card(row.id, row.card)) for row in rows]
        older = [(row, card) for row, card in cards if card and not card.attachment and not card.pictures]
        if not older or newest is None:
            return False
        told = replace(newest, text=missed([card.text for _, card in older], newest.text))
        self._transaction.run(sa.update(outbox).where(outbox.c.id == row.id).values(card=told.to_json()))
        ended = sa.update(outbox).where(outbox.c.id.in_([row.id for row, _ in older]))
        # One that was to change a message stands in the chat as it was before.
        state = sa.case((outbox.c.message_ref.is_not(None), OutboxState.SENT), else_=OutboxState.SUPERSEDED)
        self._transaction.run(ended.values(state=state, why=f"superseded by {row.id}"))
        return True

    def sent(self, delivery_id: int, message_ref: str | None = None) -> None:
        settled = {"now": self._transaction.clock(), "ref": message_ref, "process": self._transaction.process}
        self._transaction.run(SENT, delivery_id=delivery_id, **settled)

    def unknown(self, delivery_id: int, why: str) -> None:
        """The channel may or may not have taken the message, and it has been sent once more already."""
        self._settle(
            delivery_id, OutboxState.UNKNOWN, why=sa.case((outbox.c.state == OutboxState.SENDING, why), else_=outbox.c.why)
        )

    def doubtful(self, delivery_id: int, now: datetime, why: str) -> None:
        """The channel may or may not have taken the message: it is sent once more, as silence is worse than an echo."""
        self._settle(
            delivery_id,
            OutboxState.WAITING,
            not_before=now,
            unsure=True,
            why=_still_marked(f"{UNSURE}: {why}"),
            tries=_not_counted,
        )

    def put_off(self, delivery_id: int, now: datetime, why: str) -> None:
        """Its channel stumbles: no try of its own, and due again as soon as the channel is well."""
        self._settle(delivery_id, OutboxState.WAITING, not_before=now, why=_still_marked(why), tries=_not_counted)

    def stumbled(self, delivery_id: int) -> None:
        """Counts that its channel began to stumble over it."""
        self._transaction.run(sa.update(outbox).where(outbox.c.id == delivery_id).values(stumbles=outbox.c.stumbles + 1))

    def put_back(self, delivery_id: int) -> None:
        """It has not left, for a reason that is not its own."""
        self._settle(delivery_id, OutboxState.WAITING, tries=_not_counted)

    def forgotten(self, delivery_ids: Collection[int]) -> None:
        """Cards of which this process lost sight while they were in flight: due again, marked, like those of a crash."""
        mine = sa.and_(outbox.c.id.in_(delivery_ids), _held_by(self._transaction.process))
        self._transaction.run(sa.update(outbox).where(mine).values(leased_until=None, leased_by=None))

    def unsettled(self, chat: ChatKey, message_ref: str, shows: Callable[[Card], bool]) -> int | None:
        """The delivery to a chat of which nobody knows yet that it arrived, and whose card this message shows."""
        mine = self._chats.find(chat)
        known = sa.select(outbox.c.id).where(outbox.c.chat == mine, outbox.c.message_ref == message_ref)
        if mine is None or self._transaction.scalar(known) is not None:
            return None
        open_ = sa.select(outbox).where(outbox.c.chat == mine, _unsettled)
        rows = self._transaction.rows(open_.order_by(outbox.c.state, outbox.c.id.desc()))
        return next((row.id for row in rows if (card := read_card(row.id, row.card)) and shows(card)), None)

    def arrived(self, delivery_id: int, message_ref: str) -> None:
        """The channel has told it without being asked: whatever becomes of the request, it is not sent again."""
        marked = sa.case((outbox.c.why == REPEATED, REPEATED))
        known = {"state": OutboxState.SENT, "sent_at": self._transaction.clock(), "unsure": False, "why": marked, **FREE}
        this = sa.update(outbox).where(outbox.c.id == delivery_id, _unsettled)
        self._transaction.run(this.values(message_ref=message_ref, **known))

    def failed(self, delivery_id: int, why: str) -> None:
        self._settle(delivery_id, OutboxState.FAILED, why=why)

    def postpone(self, delivery_id: int, not_before: datetime, why: str) -> None:
        """Being asked to wait is no failure of the message: the try is not counted."""
        self._settle(delivery_id, OutboxState.WAITING, not_before=not_before, why=_still_marked(why), tries=_not_counted)

    def retry(self, delivery_id: int, not_before: datetime, why: str) -> None:
        self._settle(delivery_id, OutboxState.WAITING, not_before=not_before, why=_still_marked(why))

    def _settle(self, delivery_id: int, state: OutboxState, **values: Any) -> None:
        """Ends the lease; whoever holds it no more has nothing to say. A card that was replaced while it was in flight is
        waiting again, and stays so."""
        ended = sa.case((outbox.c.state == OutboxState.SENDING, state), else_=outbox.c.state)
        mine = sa.and_(outbox.c.id == delivery_id, _held_by(self._transaction.process))
        self._transaction.run(sa.update(outbox).where(mine).values(state=ended, **FREE, **values))

    def unreachable(self, delivery_id: int, why: str) -> None:
        """The chat is closed to us until something comes in from it."""
        row = self._row(delivery_id)
        if row is not None:
            self._chats.gone(row.chat, self._transaction.clock())
            self._elsewhere(row, why, reachable(row.person))

    def switched_off(self, delivery_id: int, channels: Sequence[str]) -> None:
        """The chat's channel is none of those that are on. The chat itself is as good as before."""
        row = self._row(delivery_id)
        if row is not None:
            self._elsewhere(row, SWITCHED_OFF, _on(channels, row.person))

    def revive(self, channels: Sequence[str]) -> None:
        """Sends what could not be sent while a channel was off, to whoever can be reached on those that are on."""
        stranded = (
            sa.select(outbox.c.person).where(outbox.c.state == OutboxState.UNREACHED, outbox.c.why == SWITCHED_OFF).distinct()
        )
        for row in self._transaction.rows(stranded):
            chat = self._transaction.scalar(_on(channels, row.person))
            if chat is not None:
                self._outbox.readdress(row.person, chat, self._transaction.clock())

    def _row(self, delivery_id: int) -> sa.Row[Any] | None:
        """``None`` where this process does not hold it any more."""
        mine = sa.and_(outbox.c.id == delivery_id, _held_by(self._transaction.process))
        return self._transaction.first(sa.select(outbox).where(mine))

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
                chat=chat, state=OutboxState.UNREACHED if chat is None else OutboxState.WAITING, message_ref=None, tries=0,
                unsure=False, stumbles=0, why=why, changed_at=self._transaction.clock(), **FREE,
            )
        )  # fmt: skip

    def list(self, *, failed: bool = False, limit: int = 1000) -> Sequence[ListedDelivery]:
        """The latest deliveries, the youngest first; with ``failed`` only those that did not arrive for sure."""
        query = sa.select(outbox, chats.c.channel, people.c.name, people.c.unit).select_from(
            outbox.outerjoin(chats, chats.c.id == outbox.c.chat).outerjoin(people, people.c.id == outbox.c.person)
        )
        if failed:
            query = query.where(outbox.c.state.in_([OutboxState.FAILED, OutboxState.UNKNOWN, OutboxState.UNREACHED]))
        return [_listed(row) for row in self._transaction.rows(query.order_by(outbox.c.id.desc()).limit(limit))]


def _delivery(row: sa.Row[Any]) -> Delivery:
    chat = ChatKey(row.channel, row.account, row.address)
    card = decoded(outbox.c.card, row.id, row.card, Card.from_json)
    tries = row.tries + 1
    return Delivery(
        id=row.id,
        chat_id=row.chat,
        chat=chat,
        person=row.person,
        card=card,
        message_ref=row.message_ref,
        tries=tries,
        created_at=row.created_at,
        last_in_at=row.last_in_at,
        unsure=row.unsure,
        probe=row.hold is not None,
        stumbles=row.stumbles,
    )


def _on(channels: Sequence[str], person: str) -> sa.Select[Any]:
    """A person's chats on channels that are on, the one used last first."""
    return reachable(person).where(chats.c.channel.in_(channels))


def _listed(row: sa.Row[Any]) -> ListedDelivery:
    state = OutboxState(row.state)
    return ListedDelivery(
        id=row.id,
        to=row.name or "",
        unit=row.unit or "",
        channel=row.channel or "",
        kind=row.kind,
        state=OutboxState.WAITING if state is OutboxState.SENDING else state,
        at=row.sent_at or row.created_at,
        why=row.why or "",
    )
