"""What the operator's instruments read."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa

from bot.db.states import InboxState, OutboxState
from bot.db.tables import documents, inbox, outbox, units
from bot.db.transaction import Transaction
from scoring.sheet.entry import FileStatus

CAME = (InboxState.WAITING, InboxState.FAILED)
LEAVES = (OutboxState.WAITING, OutboxState.SENDING, OutboxState.FAILED, OutboxState.UNKNOWN, OutboxState.UNREACHED)
FILES = (FileStatus.PENDING, FileStatus.FAILED)


@dataclass(frozen=True, slots=True)
class Backlog:
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

    def take(self) -> Backlog:
        came, leave = self._by(inbox.c.state, CAME), self._by(outbox.c.state, LEAVES)
        files = self._by(documents.c.status, FILES)
        return Backlog(
            inbox_waiting=came.get(InboxState.WAITING, 0),
            inbox_failed=came.get(InboxState.FAILED, 0),
            outbox_waiting=leave.get(OutboxState.WAITING, 0) + leave.get(OutboxState.SENDING, 0),
            outbox_failed=leave.get(OutboxState.FAILED, 0),
            outbox_unknown=leave.get(OutboxState.UNKNOWN, 0),
            outbox_unreached=leave.get(OutboxState.UNREACHED, 0),
            documents_pending=files.get(FileStatus.PENDING, 0),
            documents_failed=files.get(FileStatus.FAILED, 0),
        )

    def empty(self) -> bool:
        """Whether nothing has been entered yet."""
        return self._transaction.first(sa.select(units.c.code).limit(1)) is None

    def _by(self, state: sa.Column[str], looked_at: Sequence[StrEnum]) -> dict[str, int]:
        """How many rows there are of each state that is looked at; of those that are done there are ever more."""
        query = sa.select(state.label("state"), sa.func.count().label("number")).where(state.in_(looked_at)).group_by(state)
        return {row.state: row.number for row in self._transaction.rows(query)}
