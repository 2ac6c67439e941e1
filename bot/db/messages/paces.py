"""The pace of a channel, shared by all machines: one message after the other, after a burst that the channel tolerates."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from bot.db.tables import paces
from bot.db.transaction import Transaction
from handlers.incoming.events import ChatKey

#: What the "not before" of a chat is kept under, beside its pace.
HELD = "/held"
_held = paces.alias("held")
HELD_UNTIL = sa.select(_held.c.free_at).where(_held.c.name == sa.bindparam("held"))
#: Both at once: this is asked twice for every message that leaves.
FREE_AT = (
    sa.select(paces.c.free_at, HELD_UNTIL.scalar_subquery().label("held"))
    .where(paces.c.name == sa.bindparam("pace"))
    .with_for_update(of=paces)
)
TAKE = (
    sa.update(paces)
    .where(paces.c.name == sa.bindparam("pace"))
    .values(free_at=sa.bindparam("next", type_=paces.c.free_at.type))
)


def pace_of(chat: ChatKey) -> str:
    return f"{chat.channel}:{chat.account}:{chat.chat}"


class Paces:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def take(
        self, name: str, per_second: float, now: datetime, *, burst: int = 1, within: timedelta = timedelta.max
    ) -> datetime:
        """Reserves the next place of a pace; when the message that takes it may leave (never before ``now``).

        ``burst`` messages may leave at once after a rest; a ``per_second`` of 0 sets no pace. A place further away than
        ``within`` is not reserved: who will not wait for it asks again, and would push everybody back each time.
        """
        if not per_second:
            return max(now, self._transaction.scalar(HELD_UNTIL, held=name + HELD) or now)
        free_at, held = self._free_at(name, now)
        start, step = max(now, held or now), timedelta(seconds=1) / per_second
        leaves = max(start, free_at - (burst - 1) * step)
        if leaves - now <= within:
            self._transaction.run(TAKE, pace=name, next=max(free_at, start) + step)
        return leaves

    def _free_at(self, name: str, now: datetime) -> tuple[datetime, datetime | None]:
        """When the next place is free, and until when the channel wants nothing; the pace is begun when it is new."""
        row = self._transaction.first(FREE_AT, pace=name, held=name + HELD)
        if row is not None:
            return row.free_at, row.held
        self._transaction.add(paces, name=name, free_at=now)
        return self._free_at(name, now)

    def hold(self, name: str, until: datetime) -> None:
        """Nothing of this pace leaves before ``until``."""
        insert = self._transaction.insert(paces).values(name=name + HELD, free_at=until)
        later = sa.case((paces.c.free_at > until, paces.c.free_at), else_=until)
        self._transaction.run(insert.on_conflict_do_update(index_elements=["name"], set_={"free_at": later}))

    def held_until(self, name: str) -> datetime | None:
        until: datetime | None = self._transaction.scalar(HELD_UNTIL, held=name + HELD)
        return until

    def forget(self, name: str) -> None:
        """Begins a pace anew: nothing is held, and no place is taken."""
        self._transaction.run(sa.delete(paces).where(paces.c.name.in_([name, name + HELD])))
