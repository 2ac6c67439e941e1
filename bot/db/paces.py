"""The pace of a channel, shared by all machines: one message leaves after the other, evenly spaced."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from bot.db.tables import paces
from bot.db.transaction import Transaction

FREE_AT = sa.select(paces.c.free_at).where(paces.c.name == sa.bindparam("name"))


class Paces:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def take(self, name: str, per_second: float, now: datetime) -> datetime:
        """Reserves the next place of a pace; when the message that takes it may leave (never before ``now``)."""
        start = self._transaction.insert(paces).values(name=name, free_at=now)
        self._transaction.run(start.on_conflict_do_nothing())
        free_at: datetime = self._transaction.scalar(self._transaction.locked(FREE_AT), name=name)
        leaves = max(free_at, now)
        after = leaves + timedelta(seconds=1) / per_second
        self._transaction.run(sa.update(paces).where(paces.c.name == name).values(free_at=after))
        return leaves
