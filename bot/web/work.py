"""What the web chat asks of the product: its transcript, its files, who stands behind an upload link."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import BinaryIO

from bot.channels.base import OutFile, Put
from bot.db.messages.transcript import Item
from bot.db.work import SqlWork
from bot.demo.cast import CAST
from bot.demo.world import is_demo
from bot.files.intake import taken_in
from bot.links.keys import Upload
from bot.web.channel import NAME as WEB
from bot.web.deps import DemoPerson, Recipient, UploadedFile, WantedDocument, WebDeps
from bot.web.surroundings import WebSurroundings
from handlers.cards.card import Attachment
from handlers.incoming.events import ChatKey, File
from handlers.texts.common import ROLES
from scoring.criteria import EvidenceItem
from scoring.sheet.entry import Entry

#: What its own upload page calls the web chat.
CHAT_PAGE = "trang chat"


class WebWork:
    """Every call runs on a database thread."""

    def __init__(self, around: WebSurroundings) -> None:
        self._around = around

    def deps(self, put: Put) -> WebDeps:
        around = self._around
        return WebDeps(
            keys=around.keys,
            news=around.news,
            clock=around.clock,
            zone=around.settings.zone,
            public_url=around.settings.public_url,
            put=put,
            joined=self.joined,
            transcript=self.transcript,
            store_file=self.store_file,
            open_evidence=self.open_evidence,
            export=self.export,
            recipient=self.recipient,
            partials=around.partials,
            demo=self._demo(),
        )

    def _demo(self) -> tuple[DemoPerson, ...]:
        with self._around.store.read() as work:
            if not is_demo(work):
                return ()
        return tuple(
            DemoPerson(member.code, f"{member.name}: {ROLES[member.role]}, {member.unit}") for member in CAST if member.code
        )

    async def joined(self, chat: ChatKey) -> bool:
        return await self._around.run(self._joined, chat)

    def _joined(self, chat: ChatKey) -> bool:
        with self._around.store.read() as work:
            known = work.chats.find(chat)
            return known is not None and work.chats.person(known) is not None

    async def transcript(self, chat: ChatKey, after: int) -> Sequence[Item]:
        return await self._around.run(self._transcript, chat, after)

    def _transcript(self, chat: ChatKey, after: int) -> Sequence[Item]:
        with self._around.store.read() as work:
            known = work.chats.find(chat)
            return work.transcripts.read(known, after) if known is not None else ()

    async def store_file(self, uploaded: UploadedFile) -> File:
        # Hashing and looking into 100 MB takes seconds: no database thread is held for it.
        evidence = self._around.evidence
        return await asyncio.to_thread(taken_in, evidence, uploaded.stream, uploaded.name, uploaded.size, uploaded.item)

    async def open_evidence(self, sha256: str) -> BinaryIO:
        return await asyncio.to_thread(self._around.evidence.open, sha256)

    async def export(self, attachment: Attachment) -> OutFile:
        # A dossier takes as long as its files are large: no database thread is held for it.
        return await asyncio.to_thread(self._around.exports.make, attachment)

    async def recipient(self, upload: Upload) -> Recipient | None:
        return await self._around.run(self._recipient, upload)

    def _recipient(self, upload: Upload) -> Recipient | None:
        with self._around.store.read() as work:
            chats, alive, person = work.chats.of_person(upload.person), work.rounds.alive(), work.people.get(upload.person)
            # A link from before rounds ran side by side belongs to the oldest.
            current = next((round_ for round_ in alive if upload.round in ("", round_.code)), None)
            if not chats or person is None or (upload.round and current is None):
                return None
            # The chat that the link was sent to may be forgotten by now, or another's.
            chat = {work.chats.find(one): one for one in chats}.get(upload.chat, chats[0])
            leaf = work.rounds.criteria(current).leaves.get(upload.leaf) if current else None
            if leaf is None or current is None or current.unit(person.unit) is None:
                return self._leading_back(work, Recipient(chat, ""))
            entry = work.sheets.read(current, person.unit).entry(leaf.code)
            return self._leading_back(work, _of_leaf(chat, entry))

    def _leading_back(self, work: SqlWork, recipient: Recipient) -> Recipient:
        """With where a phone opens the chat; our own is on the site on which the link was opened."""
        channel = recipient.chat.channel
        if channel == WEB:
            return replace(recipient, back=f"{self._around.settings.public_path}/", called=CHAT_PAGE)
        called = work.channels.get(channel, recipient.called)
        return replace(recipient, back=work.invitations.url(channel), called=called)


def _of_leaf(chat: ChatKey, entry: Entry) -> Recipient:
    wanted = tuple(WantedDocument(item.key, item.name, _state(entry, item)) for item in entry.leaf.evidence)
    held = tuple(dict.fromkeys(file.name for file in entry.live_evidence))
    return Recipient(chat, f"{entry.leaf.code} {entry.leaf.name}", wanted, held)


def _state(entry: Entry, item: EvidenceItem) -> str:
    if entry.present(item):
        return "there"
    return "lacking" if item in entry.open_items else "free"
