"""The application around the web chat, in memory: what comes in is kept, and answered at once by a small script."""

import hashlib
import tempfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo

from fastapi import FastAPI

from bot.channels.base import OutFile
from bot.db.messages.transcript import Item
from bot.files.partials import Partials
from bot.links.keys import Keys, Upload
from bot.web.application import application
from bot.web.deps import DemoPerson, Recipient, UploadedFile, WebDeps
from bot.web.routes import web_router
from bot.workers.news import News
from handlers.cards.card import Attachment, Card
from handlers.incoming.events import ChatKey, File, Incoming

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def silence(_: Incoming) -> Card | None:
    return None


@dataclass
class WebWorld:
    answer: Callable[[Incoming], Card | None] = silence
    public_url: str = "http://chat.test"
    demo: tuple[DemoPerson, ...] = ()
    now: datetime = datetime(2026, 11, 20, 1, 30, tzinfo=UTC)
    keys: Keys = field(default_factory=lambda: Keys("a secret of the tests"))
    news: News = field(default_factory=News)
    events: list[Incoming] = field(default_factory=list)
    contents: dict[str, bytes] = field(default_factory=dict)
    recipients: dict[str, Recipient] = field(default_factory=dict)
    strangers: set[ChatKey] = field(default_factory=set)
    refuses: str = ""
    partials: Partials = field(default_factory=lambda: Partials(Path(tempfile.mkdtemp(prefix="uploads-"))))
    shown: dict[ChatKey, dict[str, Item]] = field(default_factory=lambda: defaultdict(dict))

    def clock(self) -> datetime:
        """Every look at it is a millisecond later."""
        self.now += timedelta(milliseconds=1)
        return self.now

    def say(self, chat: ChatKey, card: Card, instead_of: str = "") -> str:
        """Shows a card, or changes one; its id."""
        now, items = self.clock(), self.shown[chat]
        card_id = instead_of or f"c{len(items):04}"
        before = items.get(card_id)
        items[card_id] = Item(card_id, before.at if before else now, _mark(now), card=card)
        self.news.tell(chat)
        return card_id

    def keep(self, content: bytes) -> str:
        address = hashlib.sha256(content).hexdigest()
        self.contents[address] = content
        return address

    # -- what the web chat is given ----------------------------------------------------------------------------------

    async def put(self, incoming: Incoming) -> bool:
        if incoming.key in {event.key for event in self.events}:
            return False
        self.events.append(incoming)
        items = self.shown[incoming.chat]
        items[f"m{len(items):04}"] = Item(f"m{len(items):04}", incoming.at, _mark(incoming.at), message=incoming)
        self.news.tell(incoming.chat)
        card = self.answer(incoming)
        if card is not None:
            self.say(incoming.chat, card)
        return True

    async def joined(self, chat: ChatKey) -> bool:
        return chat not in self.strangers

    async def transcript(self, chat: ChatKey, after: int) -> Sequence[Item]:
        return sorted((item for item in self.shown[chat].values() if item.change > after), key=lambda item: item.at)

    async def store_file(self, file: UploadedFile) -> File:
        address = self.keep(file.stream.read())
        fault = self.refuses or ("executable" if file.name.endswith(".exe") else None)
        kept = None if fault else address
        preview = address if kept and file.mime.startswith("image/") else ""
        return File(
            address, address, file.name, file.mime, file.size, sha256=kept, fault=fault, item=file.item, preview=preview
        )

    async def open_evidence(self, sha256: str) -> BinaryIO:
        if sha256 not in self.contents:
            raise FileNotFoundError(sha256)
        return BytesIO(self.contents[sha256])

    async def export(self, attachment: Attachment) -> OutFile:
        return OutFile(attachment.name, "application/x-sheet", f"{attachment.what} {attachment.unit}".encode())

    async def recipient(self, upload: Upload) -> Recipient | None:
        known = self.recipients.get(upload.person)
        return replace(known, leaf_name=f"{upload.leaf} Công khai thủ tục") if known and upload.leaf else known

    def deps(self) -> WebDeps:
        return WebDeps(
            keys=self.keys,
            news=self.news,
            clock=self.clock,
            zone=ZoneInfo("Asia/Ho_Chi_Minh"),
            public_url=self.public_url,
            put=self.put,
            joined=self.joined,
            transcript=self.transcript,
            store_file=self.store_file,
            open_evidence=self.open_evidence,
            export=self.export,
            recipient=self.recipient,
            partials=self.partials,
            demo=self.demo,
        )

    def app(self) -> FastAPI:
        return application([web_router(deps := self.deps())], deps.root, lifespan=None)


def _mark(at: datetime) -> int:
    return (at - EPOCH) // timedelta(microseconds=1)
