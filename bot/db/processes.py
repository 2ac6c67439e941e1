"""Who works on this database: whatever a process has taken under a lease is free as soon as it is known to be gone."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa

from bot.db.tables import documents, holds, outbox, processes, set_drafts
from bot.db.transaction import Transaction

#: A process that has not been seen for so long is gone. Several beats: a busy machine may miss one.
SILENCE = timedelta(seconds=4)
LEASED = (outbox, documents, set_drafts)

_this = processes.c.id == sa.bindparam("process")
#: The database's own time, also within a long transaction.
_present = sa.func.clock_timestamp(type_=processes.c.seen_at.type)
BEAT = sa.update(processes).where(_this).values(seen_at=_present)
SILENT = (
    sa.delete(processes).where(processes.c.seen_at < _present - sa.literal(SILENCE, sa.Interval())).returning(processes.c.id)
)
OTHERS = sa.select(processes.c.id, processes.c.name).where(processes.c.id != sa.bindparam("process"))


class Processes:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def enter(self, name: str, now: datetime) -> int:
        """Writes a process down; its number, which nobody else gets."""
        seen = _present if self._transaction.postgres else now
        row = sa.insert(processes).values(name=name, started_at=now, seen_at=seen).returning(processes.c.id)
        return int(self._transaction.scalar(row))

    def beat(self, process: int) -> bool:
        """Says that it is still there; ``False`` for one that was taken for gone meanwhile. PostgreSQL only."""
        if self._transaction.postgres:
            # A beat that a power cut loses is a beat of a process that is gone.
            self._transaction.run(sa.text("SET LOCAL synchronous_commit = off"))
        return self._transaction.run(BEAT, process=process) == 1

    def silent(self) -> Sequence[int]:
        """Strikes off whoever was not heard for too long. PostgreSQL only."""
        return [row.id for row in self._transaction.rows(SILENT)]

    def others(self, process: int) -> Sequence[tuple[int, str]]:
        return [(row.id, row.name) for row in self._transaction.rows(OTHERS, process=process)]

    def leave(self, process: int) -> None:
        """Strikes a process off, and frees whatever it held."""
        self._transaction.run(sa.delete(processes).where(processes.c.id == process))
        self.free([process])

    def free(self, gone: Sequence[int]) -> None:
        """Ends the leases of processes that are gone: what was in flight is due again at once, and marked so."""
        for table in LEASED:
            theirs = sa.update(table).where(table.c.leased_by.in_(gone))
            self._transaction.run(theirs.values(leased_until=None, leased_by=None))
        theirs = sa.update(holds).where(holds.c.probe_by.in_(gone))
        self._transaction.run(theirs.values(probe=None, probe_by=None, until=holds.c.since))
