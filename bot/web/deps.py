"""What the web chat needs from the application."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import BinaryIO
from urllib.parse import urlsplit

from bot.channels.base import OutFile
from bot.db.messages.transcript import Item
from bot.files.partials import Partials
from bot.links.keys import Keys, Upload
from bot.workers.news import News
from handlers.cards.card import Attachment
from handlers.incoming.events import ChatKey, File, Incoming


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """A file as the browser sent it, on disk while the request lasts. ``mime`` is only what the browser says.

    ``item``: the required document that the sender says it is.
    """

    name: str
    mime: str
    size: int
    stream: BinaryIO
    item: str = ""


@dataclass(frozen=True, slots=True)
class WantedDocument:
    """One document of a leaf. ``state``: "there", "lacking", or "free" (explained, or only sent if there is one)."""

    key: str
    name: str
    state: str


@dataclass(frozen=True, slots=True)
class Recipient:
    """Behind an upload link: the person's chat, and how his leaf is called ("3.2 …"; "" when none was meant).

    ``back`` is the chat's own address, if it has one, ``called`` how people call its channel; ``wanted`` are the leaf's
    required documents, ``held`` the names of the files that it has.
    """

    chat: ChatKey
    leaf_name: str
    wanted: tuple[WantedDocument, ...] = ()
    held: tuple[str, ...] = ()
    back: str = ""
    called: str = "ô chat"


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody of the demo world whom a visitor can be with one tap."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class WebDeps:
    """The web chat's connections.

    ``put`` stores an event (``False`` for a repeat) and tells ``news``; ``joined`` says
    whether an invited person is behind a chat; ``transcript`` reads what a chat shows, or what
    may have changed after a ``change``; ``store_file`` keeps a content under its address, or names its fault;
    ``partials`` keeps what has come of large ones; ``open_evidence`` raises ``FileNotFoundError``;
    ``recipient`` is ``None`` when the person has no chat (any more).
    """

    keys: Keys
    news: News
    clock: Callable[[], datetime]
    zone: tzinfo
    public_url: str
    put: Callable[[Incoming], Awaitable[bool]]
    joined: Callable[[ChatKey], Awaitable[bool]]
    transcript: Callable[[ChatKey, int], Awaitable[Sequence[Item]]]
    store_file: Callable[[UploadedFile], Awaitable[File]]
    open_evidence: Callable[[str], Awaitable[BinaryIO]]
    export: Callable[[Attachment], Awaitable[OutFile]]
    recipient: Callable[[Upload], Awaitable[Recipient | None]]
    partials: Partials
    demo: tuple[DemoPerson, ...] = ()

    @property
    def root(self) -> str:
        """What every address on our pages begins with: the path under which a proxy serves them, "" without one."""
        return urlsplit(self.public_url).path.rstrip("/")
