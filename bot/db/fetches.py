"""The fetching side of documents: whose content is still to be had, under a lease, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot.db.sheets import Sheets, Shown
from bot.db.tables import chats, documents
from bot.db.transaction import Transaction
from handlers.events import ChatKey
from scoring.entry import FileStatus

#: Longer than the largest file takes on a bad line.
LEASE = timedelta(minutes=5)

_now = sa.bindparam("now", type_=documents.c.not_before.type)
DUE = (
    sa.select(documents, chats.c.channel, chats.c.account, chats.c.chat.label("address"))
    .outerjoin(chats, chats.c.id == documents.c.chat)
    .where(
        documents.c.status == FileStatus.PENDING.value,
        documents.c.not_before <= _now,
        sa.or_(documents.c.leased_until.is_(None), documents.c.leased_until <= _now),
    )
    .order_by(documents.c.not_before, documents.c.id)
    .with_for_update(of=documents, skip_locked=True)
)


@dataclass(frozen=True, slots=True)
class Fetch:
    """A file to be fetched; ``chat`` is ``None`` once the sender's chat is erased. ``tries`` counts this one."""

    id: str
    unit: str
    ref: str
    name: str
    mime: str
    size: int | None
    chat: ChatKey | None
    received_by: str
    received_at: datetime
    tries: int


class Fetches:
    def __init__(self, transaction: Transaction, sheets_: Sheets) -> None:
        self._transaction = transaction
        self._sheets = sheets_

    def due(self, now: datetime, limit: int, lease: timedelta = LEASE) -> Sequence[Fetch]:
        """Takes files that may be fetched now; a lease that runs out makes a file due again."""
        rows = self._transaction.rows(DUE.limit(limit), now=now)
        taken = sa.update(documents).where(documents.c.id.in_([row.id for row in rows]))
        if rows:
            self._transaction.run(taken.values(leased_until=now + lease, tries=documents.c.tries + 1))
        return [_fetch(row) for row in rows]

    def stored(self, document: str, *, sha256: str, mime: str, size: int, name: str = "", **found: Any) -> list[Shown]:
        """The content is in the store; the leaves that show it. ``name``, if there is one, replaces what was announced.

        ``found``: what was read in it, as ``File`` has it.
        """
        named = {"name": name} if name else {}
        values = {"sha256": sha256, "mime": mime, "size": size, "status": FileStatus.STORED.value, "why": None} | named
        return self._end(document, values | found)

    def failed(self, document: str, why: str) -> list[Shown]:
        """The content cannot be had; the leaves that lose a document by it."""
        return self._end(document, {"status": FileStatus.FAILED.value, "why": why})

    def retry_later(self, document: str, not_before: datetime, why: str) -> None:
        self._change(document, {"not_before": not_before, "why": why})

    def _end(self, document: str, values: dict[str, Any]) -> list[Shown]:
        self._change(document, values)
        return self._sheets.recheck(document)

    def _change(self, document: str, values: dict[str, Any]) -> None:
        change = sa.update(documents).where(documents.c.id == document)
        self._transaction.run(change.values(leased_until=None, **values))


def _fetch(row: sa.Row[Any]) -> Fetch:
    chat = ChatKey(row.channel, row.account, row.address) if row.channel else None
    return Fetch(
        id=row.id,
        unit=row.unit,
        ref=row.ref,
        name=row.name,
        mime=row.mime,
        size=row.size,
        chat=chat,
        received_by=row.received_by,
        received_at=row.received_at,
        tries=row.tries + 1,
    )
