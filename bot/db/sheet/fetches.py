"""The fetching side of documents: whose content is still to be had, under a lease, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot.db.messages.holds import FREE, Holds
from bot.db.sheet.repository import Sheets, Shown
from bot.db.tables import chats, documents, holds
from bot.db.transaction import Transaction
from handlers.incoming.events import ChatKey
from scoring.sheet.entry import FileStatus

#: Longer than the largest file takes on a bad line, and than any fetch may take.
LEASE = timedelta(minutes=10)
#: What files are fetched from stumbles by itself: it need not be where messages go.
OF_FILES = "/files"

_now = sa.bindparam("now", type_=documents.c.not_before.type)
DUE = (
    sa.select(documents, chats.c.channel, chats.c.account, chats.c.chat.label("address"), holds.c.name.label("hold"))
    .outerjoin(chats, chats.c.id == documents.c.chat)
    .outerjoin(holds, holds.c.name == chats.c.channel + ":" + chats.c.account + OF_FILES)
    .where(
        documents.c.status == FileStatus.PENDING.value,
        documents.c.not_before <= _now,
        sa.or_(documents.c.leased_until.is_(None), documents.c.leased_until <= _now),
        FREE,
    )
    .order_by(documents.c.not_before, documents.c.id)
    .with_for_update(of=documents, skip_locked=True)
)


@dataclass(frozen=True, slots=True)
class Fetch:
    """A file to be fetched; ``chat`` is ``None`` once the sender's chat is erased. ``tries`` counts this one.

    ``probe`` and ``stumbles``: as a ``Delivery`` has them.
    """

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
    probe: bool = False
    stumbles: int = 0

    @property
    def hold(self) -> str:
        """The name under which the source of its channel's files is held."""
        return f"{self.chat.channel}:{self.chat.account}{OF_FILES}" if self.chat else ""


class Fetches:
    def __init__(self, transaction: Transaction, sheets_: Sheets, holds_: Holds) -> None:
        self._holds = holds_
        self._transaction = transaction
        self._sheets = sheets_

    def due(self, now: datetime, limit: int, lease: timedelta = LEASE) -> Sequence[Fetch]:
        """Takes files that may be fetched now, and of a source that stumbles a single one."""
        found = self._transaction.rows(DUE.limit(limit), now=now)
        probes = self._holds.probes([(row.hold, row.id) for row in found if row.hold], now)
        rows = [row for row in found if row.hold is None or row.id in probes]
        taken = sa.update(documents).where(documents.c.id.in_([row.id for row in rows]))
        if rows:
            leased = {"leased_until": now + lease, "leased_by": self._transaction.process}
            self._transaction.run(taken.values(tries=documents.c.tries + 1, **leased))
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

    def put_off(self, document: str, not_before: datetime, why: str, *, opened: bool = False) -> None:
        """For a reason that is not the file's: the try is not counted."""
        stumbles = documents.c.stumbles + int(opened)
        self._change(document, {"not_before": not_before, "why": why, "tries": documents.c.tries - 1, "stumbles": stumbles})

    def _end(self, document: str, values: dict[str, Any]) -> list[Shown]:
        return self._sheets.recheck(document) if self._change(document, values) else []

    def _change(self, document: str, values: dict[str, Any]) -> bool:
        """Ends the lease; ``False`` for who holds it no more, and has nothing to say."""
        mine = documents.c.leased_by.is_not_distinct_from(self._transaction.process)
        change = sa.update(documents).where(documents.c.id == document, mine)
        return self._transaction.run(change.values(leased_until=None, leased_by=None, **values)) == 1


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
        probe=row.hold is not None,
        stumbles=row.stumbles,
    )
