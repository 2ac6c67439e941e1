"""What a chat shows in the browser: the person's own messages and the cards, in order of time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot.db.messages.outbox import read_card
from bot.db.tables import chats, inbox, outbox
from bot.db.transaction import Transaction
from bot.db.unreadable import decoded_or
from handlers.cards.card import Card, Picture
from handlers.incoming.events import Incoming, from_json

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
#: How far a change may become visible behind a later one, as works that overlap end in any order.
OVERLAP = timedelta(seconds=5)

_here: sa.BindParameter[int] = sa.bindparam("chat_id")
_since = sa.bindparam("since", type_=inbox.c.received_at.type)
_hidden = sa.bindparam("hidden", type_=inbox.c.received_at.type)
_now = sa.bindparam("now", type_=inbox.c.received_at.type)
_owner = sa.select(chats.c.person).where(chats.c.id == _here).scalar_subquery()
#: When the chat was last somebody else's: the one who has it now sees nothing of that.
OTHERS_UNTIL = sa.select(sa.func.max(outbox.c.created_at)).where(
    outbox.c.chat == _here, outbox.c.person.is_not(None), outbox.c.person.is_distinct_from(_owner)
)
MESSAGES = sa.select(inbox.c.id, inbox.c.received_at, inbox.c.event).where(
    inbox.c.chat == _here, inbox.c.received_at > _since, inbox.c.received_at > _hidden
)
CARDS = sa.select(
    outbox.c.id, outbox.c.created_at, outbox.c.changed_at, outbox.c.not_before, outbox.c.card, outbox.c.key
).where(
    outbox.c.chat == _here,
    sa.or_(outbox.c.person == _owner, outbox.c.created_at > _hidden),
    outbox.c.not_before <= _now,
    sa.or_(outbox.c.changed_at > _since, outbox.c.not_before > _since),
)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing shown: a message of the person's own, or a card. ``change`` grows whenever it is shown anew."""

    id: str
    at: datetime
    change: int
    message: Incoming | None = None
    card: Card | None = None

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """What a card shows; of an own message, the files of which a small picture was made."""
        if self.card:
            return self.card.pictures
        sent = self.message.files if self.message else ()
        return tuple(Picture(file.sha256, file.name, file.mime, file.preview) for file in sent if file.sha256 and file.preview)


class Transcripts:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def read(self, chat_id: int, after_change: int = 0) -> Sequence[Item]:
        """Everything of a chat, or with the greatest ``change`` seen so far what may have changed since.

        Things of the last seconds before that may come once more; they have the same ``id`` and ``change``.
        """
        since = max(EPOCH, EPOCH + timedelta(microseconds=after_change) - OVERLAP)
        hidden = self._transaction.scalar(OTHERS_UNTIL, chat_id=chat_id) or EPOCH
        shown = {"chat_id": chat_id, "since": since, "hidden": hidden}
        messages = [item for row in self._transaction.rows(MESSAGES, **shown) if (item := _message(row))]
        clock = self._transaction.clock()
        cards = [item for row in self._transaction.rows(CARDS, now=clock, **shown) if (item := _card(row))]
        return sorted(messages + cards, key=lambda item: (item.at, item.card is not None, item.id))

    def messages_of(self, person_id: str) -> list[tuple[str, Incoming | None]]:
        """When and what a person has sent, on all of his chats; ``None`` where it cannot be read any more."""
        query = (
            sa.select(inbox.c.id, inbox.c.received_at, inbox.c.event)
            .join(chats, chats.c.id == inbox.c.chat)
            .where(chats.c.person == person_id)
            .order_by(inbox.c.received_at, inbox.c.id)
        )
        return [
            (row.received_at.isoformat(), decoded_or(None, inbox.c.event, row.id, row.event, from_json))
            for row in self._transaction.rows(query)
        ]


def _mark(at: datetime) -> int:
    return (at - EPOCH) // timedelta(microseconds=1)


def _message(row: sa.Row[Any]) -> Item | None:
    message = decoded_or(None, inbox.c.event, row.id, row.event, from_json)
    return None if message is None else Item(f"m{row.id:012}", row.received_at, _mark(row.received_at), message=message)


def _card(row: sa.Row[Any]) -> Item | None:
    card = read_card(row.id, row.card)
    change = _mark(max(row.changed_at, row.not_before))
    # A reminder queued overnight is shown when it falls due, not above what was said since.
    shown_at = max(row.created_at, row.not_before) if row.key else row.created_at
    return None if card is None else Item(f"c{row.id:012}", shown_at, change, card=card)
