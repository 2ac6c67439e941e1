"""Who works on this database: whatever a process has taken under a lease is free as soon as it is known to be gone."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot.db.record.facts import Facts
from bot.db.tables import documents, facts, holds, outbox, processes, set_drafts
from bot.db.transaction import Transaction
from bot.db.unreadable import decoded_or
from handlers.stored import read_stored

#: A process that has not been seen for so long is gone. Several beats: a busy machine may miss one.
SILENCE = timedelta(seconds=4)
LEASED = (outbox, documents, set_drafts)

#: The facts that hold what each process has trouble with, by its number.
TROUBLE = "trouble"

_this = processes.c.id == sa.bindparam("process")
#: The database's own time, also within a long transaction.
_present = sa.func.clock_timestamp(type_=processes.c.seen_at.type)
BEAT = sa.update(processes).where(_this).values(seen_at=_present)
SILENT = (
    sa.delete(processes).where(processes.c.seen_at < _present - sa.literal(SILENCE, sa.Interval())).returning(processes.c.id)
)
OTHERS = sa.select(processes.c.id, processes.c.name).where(processes.c.id != sa.bindparam("process"))


@dataclass(frozen=True, slots=True)
class Trouble:
    """A part that broke off and has not been well since; ``why`` tells no secret."""

    part: str
    why: str
    since: datetime
    times: int
    vital: bool


def read_troubles(stored: Any) -> list[Trouble]:
    return read_stored(list[Trouble], stored)


class Processes:
    def __init__(self, transaction: Transaction, facts_: Facts) -> None:
        self._transaction = transaction
        self._facts = facts_

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

    def tell(self, process: int, troubles: Sequence[Trouble]) -> None:
        """Writes down what runs in a process and is not well."""
        told = [asdict(trouble) | {"since": trouble.since.isoformat()} for trouble in troubles]
        self._facts.set(f"{TROUBLE}:{process}", told)

    def troubles(self) -> Sequence[Trouble]:
        """What is not well in all processes that live."""
        query = sa.select(facts.c.name, facts.c.value).where(facts.c.name.startswith(f"{TROUBLE}:")).order_by(facts.c.name)
        rows = self._transaction.rows(query)
        none: list[Trouble] = []
        return [trouble for row in rows for trouble in decoded_or(none, facts.c.value, row.name, row.value, read_troubles)]

    def leave(self, process: int) -> None:
        """Strikes a process off, and frees whatever it held."""
        self._transaction.run(sa.delete(processes).where(processes.c.id == process))
        self.free([process])

    def free(self, gone: Sequence[int]) -> None:
        """Ends the leases of processes that are gone: what was in flight is due again at once, and marked so."""
        for table in LEASED:
            theirs = sa.update(table).where(table.c.leased_by.in_(gone))
            self._transaction.run(theirs.values(leased_until=None, leased_by=None))
        self._transaction.run(sa.delete(facts).where(facts.c.name.in_([f"{TROUBLE}:{process}" for process in gone])))
        theirs = sa.update(holds).where(holds.c.probe_by.in_(gone))
        self._transaction.run(theirs.values(probe=None, probe_by=None, until=holds.c.since))
