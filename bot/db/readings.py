"""What the operator's instruments read."""

from dataclasses import dataclass

import sqlalchemy as sa

from bot.db.tables import documents, inbox, outbox, units
from bot.db.transaction import Transaction
from scoring.entry import FileStatus

UNDONE = ("waiting", "sending", "failed", "unknown", "unreached", FileStatus.PENDING.value)


@dataclass(frozen=True, slots=True)
class Reading:
    """How much waits, and how much was given up."""

    inbox_waiting: int
    inbox_failed: int
    outbox_waiting: int
    outbox_failed: int
    outbox_unknown: int
    outbox_unreached: int
    documents_pending: int
    documents_failed: int


class Readings:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def take(self) -> Reading:
        came, leave, files = self._by(inbox.c.state), self._by(outbox.c.state), self._by(documents.c.status)
        return Reading(
            inbox_waiting=came.get("waiting", 0),
            inbox_failed=came.get("failed", 0),
            outbox_waiting=leave.get("waiting", 0) + leave.get("sending", 0),
            outbox_failed=leave.get("failed", 0),
            outbox_unknown=leave.get("unknown", 0),
            outbox_unreached=leave.get("unreached", 0),
            documents_pending=files.get(FileStatus.PENDING, 0),
            documents_failed=files.get(FileStatus.FAILED, 0),
        )

    def empty(self) -> bool:
        """Whether nothing has been entered yet."""
        return self._transaction.first(sa.select(units.c.code).limit(1)) is None

    def _by(self, state: sa.Column[str]) -> dict[str, int]:
        """How many rows there are of each state that is looked at; of those that are done there are ever more."""
        query = sa.select(state, sa.func.count()).where(state.in_(UNDONE)).group_by(state)
        return {row[0]: row[1] for row in self._transaction.rows(query)}
