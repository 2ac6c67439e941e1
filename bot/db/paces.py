"""The pace of a channel, shared by all machines: one message after the other, after a burst that the channel tolerates."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from bot.db.tables import paces
from bot.db.transaction import Transaction

#: What a channel's own "not before" is kept under, beside its pace.
HELD = "/held"
FREE_AT = sa.select(paces.c.free_at).where(paces.c.name == sa.bindparam("pace"))


class Paces:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def take(self, name: str, per_second: float, now: datetime, *, burst: int = 1) -> datetime:
        """Reserves the next place of a pace; when the message that takes it may leave (never before ``now``).

        ``burst`` messages may leave at once after a rest; a ``per_second`` of 0 sets no pace.
        """
        start = max(now, self._transaction.scalar(FREE_AT, pace=name + HELD) or now)
        if not per_second:
            return start
        self._transaction.add(paces, name=name, free_at=now)
        free_at: datetime = self._transaction.scalar(self._transaction.locked(FREE_AT), pace=name)
        step = timedelta(seconds=1) / per_second
        this = sa.update(paces).where(paces.c.name == name)
        self._transaction.run(this.values(free_at=max(free_at, start) + step))
        return max(start, free_at - (burst - 1) * step)

    def hold(self, name: str, until: datetime) -> None:
        """Nothing of this pace leaves before ``until``: the channel itself has said so."""
        insert = self._transaction.insert(paces).values(name=name + HELD, free_at=until)
        later = sa.case((paces.c.free_at > until, paces.c.free_at), else_=until)
        self._transaction.run(insert.on_conflict_do_update(index_elements=["name"], set_={"free_at": later}))
