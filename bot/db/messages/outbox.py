"""Outgoing cards: written down in the turn that made them, sent afterwards."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot.db.states import OutboxState
from bot.db.tables import chats, outbox, people
from bot.db.transaction import Transaction
from bot.db.unreadable import decoded_or
from handlers.cards.card import Card

#: How long a card waits for more of its slot: an album arrives photo by photo.
SETTLING = timedelta(milliseconds=800)
#: So many of a chat's last cards may have arrived in another order than they were written.
OUT_OF_TURN = 20
#: How the reason of a card begins that may have arrived, and is sent once more.
UNSURE = "may have arrived, sent once more"

_last = sa.select(sa.func.max(outbox.c.id)).where(outbox.c.chat == sa.bindparam("chat_id")).scalar_subquery()
#: The last card of a chat if it may still be changed, and cards of a slot that have not left yet.
REPLACEABLE = (
    sa.select(outbox.c.id)
    .where(
        outbox.c.chat == sa.bindparam("chat_id"),
        outbox.c.slot == sa.bindparam("card_slot"),
        sa.or_(
            outbox.c.state == OutboxState.WAITING,
            sa.and_(outbox.c.id == _last, outbox.c.state.in_([OutboxState.SENDING, OutboxState.SENT])),
        ),
    )
    .order_by(outbox.c.id.desc())
    .limit(1)
    .with_for_update()
)
_at = sa.bindparam("at", type_=outbox.c.changed_at.type)
# What a fault keeps from leaving has not been seen, unless it may have arrived or was to change what stands there. What
# arrived out of its turn is seen in the order in which it did.
_seen = (
    sa.select(
        outbox.c.id,
        outbox.c.card,
        sa.case(
            (outbox.c.sent_at <= _at, outbox.c.sent_at),
            # One card of a chat is in flight at a time: of what has left last it may only not be written down yet.
            (
                sa.or_(outbox.c.sent_at > _at, outbox.c.state == OutboxState.SENDING),
                sa.type_coerce(_at, outbox.c.changed_at.type),
            ),
            else_=outbox.c.changed_at,
        ).label("shown_at"),
    )
    .where(
        outbox.c.chat == sa.bindparam("chat_id"),
        outbox.c.changed_at <= _at,
        sa.or_(outbox.c.not_before <= _at, outbox.c.unsure),
        outbox.c.state.not_in([OutboxState.FAILED, OutboxState.UNREACHED, OutboxState.SUPERSEDED]),
        sa.or_(
            outbox.c.state != OutboxState.WAITING, outbox.c.why.is_(None), outbox.c.unsure, outbox.c.message_ref.is_not(None)
        ),
    )
    .order_by(outbox.c.id.desc())
    .limit(OUT_OF_TURN)
    .subquery()
)
LAST = sa.select(_seen.c.id, _seen.c.card).order_by(_seen.c.shown_at.desc(), _seen.c.id.desc()).limit(1)
HEIR = sa.select(people.c.successor).where(people.c.id == sa.bindparam("person_id"), ~people.c.active)
OWNER = sa.select(chats.c.person).where(chats.c.id == sa.bindparam("chat_id")).scalar_subquery()
REPLY = sa.insert(outbox).values(person=OWNER, chat=sa.bindparam("chat_id"))
REPLACE = sa.update(outbox).where(outbox.c.id == sa.bindparam("row_id"))


def read_card(row_id: int, stored: Any) -> Card | None:
    """A card as it was queued, or ``None`` where it cannot be read any more: the deliveries have told so."""
    return decoded_or(None, outbox.c.card, row_id, stored, Card.from_json)


def reachable(person_id: str) -> sa.Select[Any]:
    """A person's chats that can be reached, the one used last first."""
    return (
        sa.select(chats.c.id)
        .where(chats.c.person == person_id, chats.c.unreachable_at.is_(None))
        .order_by(chats.c.last_in_at.desc().nulls_last(), chats.c.id.desc())
        .limit(1)
    )


def present(transaction: Transaction, person_id: str) -> str:
    """The person, or whoever has taken over from him by now."""
    seen = {person_id}
    while (heir := transaction.scalar(HEIR, person_id=person_id)) and heir not in seen:
        seen.add(heir)
        person_id = heir
    return person_id


class Outbox:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def put(self, chat_id: int, card: Card, now: datetime) -> None:
        """Queues a reply. It takes the place of the card with the same slot that still waits, or was the last one sent."""
        waits = _new(card, now + SETTLING if card.settle else now, now)
        known = self._transaction.scalar(REPLACEABLE, chat_id=chat_id, card_slot=card.slot) if card.slot else None
        if known is None:
            self._transaction.run(REPLY, chat_id=chat_id, **waits)
            return
        # What is in flight keeps its lease: it arrives as it was, and is changed when it has.
        del waits["created_at"]
        self._transaction.run(REPLACE, row_id=known, **waits)

    def last_card(self, chat_id: int, at: datetime) -> Card | None:
        """What a chat showed last at a time, as far as it arrived: nobody answers a card that is written after him."""
        found = self._transaction.first(LAST, chat_id=chat_id, at=at)
        return read_card(found.id, found.card) if found else None

    def notify(self, person_id: str, card: Card, *, key: str, not_before: datetime | None = None, replaces: str = "") -> bool:
        """Queues a card to a person's chat used last, or his successor's; ``False`` if ``key`` was queued before.

        Every notification is a message of its own: one that changed silently would not be noticed. What has reached
        nobody yet and began with ``replaces`` never will: it has been overtaken.
        """
        now = self._transaction.clock()
        person_id = present(self._transaction, person_id)
        if replaces:
            older = sa.and_(outbox.c.person == person_id, outbox.c.key.startswith(replaces, autoescape=True))
            unreached = sa.and_(older, outbox.c.state == "unreached")
            self._transaction.run(sa.update(outbox).where(unreached).values(state="superseded"))
        chat = self._transaction.scalar(reachable(person_id))
        row = _new(card, not_before or now, now) | {"person": person_id, "chat": chat, "key": key}
        if chat is None:
            row["state"] = OutboxState.UNREACHED
        return self._transaction.add(outbox, **row)

    def withdraw(self, chat_id: int) -> None:
        """What waits for a chat that is nobody's any more does not go there; notifications are left to find their person."""
        waits = sa.and_(outbox.c.chat == chat_id, outbox.c.state == OutboxState.WAITING)
        self._transaction.run(sa.delete(outbox).where(waits, outbox.c.key.is_(None)))
        self._transaction.run(sa.update(outbox).where(waits).values(chat=None, state=OutboxState.UNREACHED, message_ref=None))

    def redirect(self, person_id: str, to: str, now: datetime) -> None:
        """What has not reached a person goes to somebody, where he can be reached at once."""
        unreached = sa.and_(outbox.c.person == person_id, outbox.c.state == OutboxState.UNREACHED)
        self._transaction.run(sa.update(outbox).where(unreached).values(person=to))
        chat: int | None = self._transaction.scalar(reachable(to))
        if chat is not None:
            self.readdress(to, chat, now)

    def queued_since(self, person_id: str, kind: str, since: datetime) -> bool:
        """Whether a card of this kind was queued to a person after ``since``, arrived or not."""
        query = sa.select(outbox.c.id).where(outbox.c.person == person_id, outbox.c.kind == kind, outbox.c.created_at > since)
        return self._transaction.scalar(query.limit(1)) is not None

    def readdress(self, person_id: str, chat_id: int, now: datetime) -> None:
        """Sends what could not reach a person to a chat where he is now."""
        this_moment = sa.literal(now, outbox.c.not_before.type)
        due = sa.case((outbox.c.not_before > now, outbox.c.not_before), else_=this_moment)
        sendable = {
            "state": OutboxState.WAITING,
            "message_ref": None,
            "leased_until": None,
            "leased_by": None,
            "tries": 0,
            "why": None,
        }
        sendable |= {"unsure": False, "stumbles": 0}
        self._transaction.run(
            sa.update(outbox)
            .where(outbox.c.person == person_id, outbox.c.state == OutboxState.UNREACHED)
            .values(chat=chat_id, changed_at=now, not_before=due, **sendable)
        )

    def move(self, chat_id: int, to: int) -> None:
        """Sends what waits for one chat to another."""
        waits = sa.and_(outbox.c.chat == chat_id, outbox.c.state.in_([OutboxState.WAITING, OutboxState.SENDING]))
        self._transaction.run(sa.update(outbox).where(waits).values(chat=to, message_ref=None))


def _new(card: Card, not_before: datetime, now: datetime) -> dict[str, Any]:
    return {
        "kind": card.kind,
        "slot": card.slot,
        "card": card.to_json(),
        "state": OutboxState.WAITING,
        "created_at": now,
        "not_before": not_before,
        "changed_at": now,
        "tries": 0,
        "why": None,
        "unsure": False,
    }
