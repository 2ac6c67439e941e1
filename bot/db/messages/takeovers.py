"""A chat in which a person of the office writes by hand: for a while nothing of ours goes there."""

from datetime import datetime

import sqlalchemy as sa

from bot.db.messages.chats import Chats
from bot.db.messages.paces import Paces, pace_of
from bot.db.states import OutboxState
from bot.db.tables import outbox
from bot.db.transaction import Transaction
from handlers.incoming.events import ChatKey


class Takeovers:
    """Kept as the chat's own "not before", which the deliveries obey anyway."""

    def __init__(self, transaction: Transaction, paces: Paces, chats: Chats) -> None:
        self._transaction = transaction
        self._paces = paces
        self._chats = chats

    def begin(self, chat: ChatKey, until: datetime) -> None:
        self._paces.hold(pace_of(chat), until)

    def lasts(self, chat: ChatKey, now: datetime) -> bool:
        until = self._paces.held_until(pace_of(chat))
        return until is not None and until > now

    def end(self, chat: ChatKey, now: datetime) -> None:
        """What was put off meanwhile leaves now, or whatever comes next would wait behind it."""
        put_off = sa.and_(
            outbox.c.chat == self._chats.find(chat), outbox.c.state == OutboxState.WAITING, outbox.c.why.is_not(None)
        )
        # Cards before paces, as the deliveries lock them.
        self._transaction.run(sa.update(outbox).where(put_off).values(not_before=now))
        self._paces.forget(pace_of(chat))
