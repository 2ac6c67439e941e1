"""Documents: the evidence is there from the first moment, its content comes afterwards."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from handlers.incoming.events import ChatKey, File
from handlers.ports import DocumentUnknown
from handlers.stored import read_stored
from knowledge.documents.addresses import LINK
from scoring.people import Person
from scoring.sheet.entry import Authorship, Evidence, FileStatus, Paper
from scoring.sheet.score_sheet import ScoreSheet
from scoring.states import SEEN_BY_REVIEWERS
from tests.handlers.memory.records import Document, Shelves


class Documents:
    """Fulfils ``handlers.ports.Documents``."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    def receive(self, file: File, person: Person, chat: ChatKey, now: datetime) -> Evidence:
        known = self._same(file, person.unit)
        if known is None:
            known = Document(self._shelves.name("t"), person.unit, file.fingerprint, **_announced(file))
        elif known.status is FileStatus.FAILED or (file.sha256 and not known.sha256):
            # The same file sent once more, after its content could not be had: the new reference may be good.
            known = replace(known, **_announced(file))
        self._shelves.documents[known.id] = known
        return self._evidence(known, file.item or None, person, chat, now)

    def _same(self, file: File, unit: str) -> Document | None:
        known = self._shelves.documents.values()
        return next((one for one in known if (one.unit, one.fingerprint) == (unit, file.fingerprint)), None)

    def again(self, document: str, item: str | None, person: Person, chat: ChatKey, now: datetime) -> Evidence:
        known = self._shelves.documents.get(document)
        if known is None or known.unit != person.unit:
            raise DocumentUnknown(document)
        return self._evidence(known, item, person, chat, now)

    def _evidence(self, known: Document, item: str | None, person: Person, chat: ChatKey, now: datetime) -> Evidence:
        by = Authorship.of(person, now, chat.channel)
        return self.seen(Evidence(self._shelves.name("e"), known.id, known.name, item, by))

    def seen(self, file: Evidence) -> Evidence:
        """A file as far as its document has come; an address bears the title that it was given."""
        known = self._shelves.documents[file.document]
        address = known.ref if known.mime == LINK else ""
        return replace(
            file,
            name=file.note or known.name if address else known.name,
            sha256=known.sha256,
            mime=known.mime,
            size=known.size,
            status=known.status,
            read=known.read,
            citizens=known.citizens,
            preview=known.preview,
            address=address,
        )

    def also_used(self, sha256: str, sheet: ScoreSheet, leaf: str) -> Sequence[tuple[str, str]]:
        found = set()
        for (round_, unit), stored in self._shelves.sheets.items():
            # A draft is its commune's own: not even that it holds the same file is told to others.
            if round_ == sheet.round and (unit == sheet.unit or stored.state in SEEN_BY_REVIEWERS):
                found |= {(unit, code) for code, one in stored.entries.items() if self._holds(one.evidence, sha256)}
        return sorted(found - {(sheet.unit, leaf)})

    def _holds(self, evidence: Sequence[Evidence], sha256: str) -> bool:
        return any(self._shelves.documents[file.document].sha256 == sha256 for file in evidence)

    def upload_link(self, person: Person, leaf: str, chat: ChatKey, round_: str) -> str:
        return f"/u/{person.id}-{leaf}"

    # -- the fetching side -----------------------------------------------------------------------------------------------

    def stored(self, document: str, sha256: str) -> None:
        """The content has come."""
        self._shelves.documents[document] = replace(self._shelves.documents[document], sha256=sha256, status=FileStatus.STORED)

    def failed(self, document: str) -> None:
        """The content cannot be had."""
        self._shelves.documents[document] = replace(self._shelves.documents[document], status=FileStatus.FAILED)


def _announced(file: File) -> dict[str, Any]:
    return {
        "name": file.name,
        "mime": file.mime,
        "size": file.size,
        "sha256": file.sha256,
        "status": FileStatus.STORED if file.sha256 or file.mime == LINK else FileStatus.PENDING,
        "ref": file.ref,
        "read": Paper() if file.read is None else read_stored(Paper, file.read),
        "citizens": file.citizens,
        "preview": file.preview,
    }
