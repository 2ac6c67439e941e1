"""Documents: files as announced. The content is fetched afterwards; the evidence is there from the first moment."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.db.messages.chats import Chats
from bot.db.sheet.repository import Sheets
from bot.db.sheet.rows import address_of, paper_of
from bot.db.tables import documents, entries, evidence, sheets
from bot.db.transaction import Transaction, new_id
from handlers.incoming.events import ChatKey, File
from handlers.ports import DocumentUnknown
from knowledge.documents.addresses import LINK
from scoring.people import Person
from scoring.sheet.entry import Authorship, Evidence, FileStatus
from scoring.sheet.score_sheet import ScoreSheet
from scoring.states import SEEN_BY_REVIEWERS

#: An address for a person, a leaf, the chat (its row) that hears of the files, and the round that they belong to.
UploadLink = Callable[[Person, str, int, str], str]

KNOWN = sa.select(documents).where(
    documents.c.unit == sa.bindparam("unit_code"), documents.c.fingerprint == sa.bindparam("print")
)
OWN = sa.select(documents).where(documents.c.unit == sa.bindparam("unit_code"), documents.c.id == sa.bindparam("doc_id"))
USED = (
    sa.select(sheets.c.unit, entries.c.leaf)
    .distinct()
    .join(entries, entries.c.sheet == sheets.c.id)
    .join(evidence, evidence.c.entry == entries.c.id)
    .join(documents, documents.c.id == evidence.c.document)
    .where(
        documents.c.sha256 == sa.bindparam("content"),
        sheets.c.round == sa.bindparam("round_code"),
        # A draft is its commune's own: not even that it holds the same file is told to others.
        sa.or_(sheets.c.unit == sa.bindparam("unit_code"), sheets.c.state.in_([state.value for state in SEEN_BY_REVIEWERS])),
        sa.or_(sheets.c.unit != sa.bindparam("unit_code"), entries.c.leaf != sa.bindparam("leaf_code")),
    )
    .order_by(sheets.c.unit, entries.c.leaf)
)


class Documents:
    def __init__(self, transaction: Transaction, chats_: Chats, sheets_: Sheets, upload_link: UploadLink) -> None:
        self._transaction = transaction
        self._chats = chats_
        self._sheets = sheets_
        self._upload_link = upload_link

    def receive(self, file: File, person: Person, chat: ChatKey, now: datetime) -> Evidence:
        known = self._transaction.first(KNOWN, unit_code=person.unit, print=file.fingerprint)
        if known is None:
            known = self._add(file, person, chat, now)
        elif known.status == FileStatus.FAILED or (file.sha256 and not known.sha256):
            known = self._renew(known, file, chat, now)
        return _evidence(known, file.item or None, person, chat, now)

    def again(self, document: str, item: str | None, person: Person, chat: ChatKey, now: datetime) -> Evidence:
        known = self._transaction.first(OWN, unit_code=person.unit, doc_id=document)
        if known is None:
            raise DocumentUnknown(document)
        return _evidence(known, item, person, chat, now)

    def also_used(self, sha256: str, sheet: ScoreSheet, leaf: str) -> Sequence[tuple[str, str]]:
        place = {"round_code": sheet.round, "unit_code": sheet.unit, "leaf_code": leaf}
        return [(row.unit, row.leaf) for row in self._transaction.rows(USED, content=sha256, **place)]

    def upload_link(self, person: Person, leaf: str, chat: ChatKey, round_: str) -> str:
        return self._upload_link(person, leaf, self._chats.ensure(chat), round_)

    def _add(self, file: File, person: Person, chat: ChatKey, now: datetime) -> sa.Row[Any]:
        row = self._announced(file, chat, now) | {
            "id": new_id(),
            "unit": person.unit,
            "fingerprint": file.fingerprint,
            "received_by": person.id,
            "received_at": now,
        }
        self._transaction.add(documents, **row)
        return self._transaction.rows(KNOWN, unit_code=person.unit, print=file.fingerprint)[0]

    def _renew(self, known: sa.Row[Any], file: File, chat: ChatKey, now: datetime) -> sa.Row[Any]:
        """The same file sent once more, after its content could not be had: the new reference may be good."""
        announced = self._announced(file, chat, now) | {"tries": 0, "why": None, "leased_until": None}
        change = sa.update(documents).where(documents.c.id == known.id).values(announced).returning(documents)
        renewed = self._transaction.rows(change)[0]
        self._sheets.recheck(known.id)
        return renewed

    def _announced(self, file: File, chat: ChatKey, now: datetime) -> dict[str, Any]:
        return {
            "name": file.name,
            "mime": file.mime,
            "size": file.size,
            "sha256": file.sha256,
            "status": (FileStatus.STORED if file.sha256 or file.mime == LINK else FileStatus.PENDING).value,
            "chat": self._chats.ensure(chat),
            "ref": file.ref,
            "not_before": now,
            "read": file.read,
            "citizens": file.citizens,
            "preview": file.preview,
        }


def _evidence(row: sa.Row[Any], item: str | None, person: Person, chat: ChatKey, now: datetime) -> Evidence:
    return Evidence(
        id=new_id(),
        document=row.id,
        name=row.name,
        item=item,
        by=Authorship.of(person, now, chat.channel),
        sha256=row.sha256,
        mime=row.mime,
        size=row.size,
        status=FileStatus(row.status),
        read=paper_of(row.id, row.read),
        citizens=row.citizens,
        preview=row.preview,
        address=address_of(row.mime, row.ref),
    )
