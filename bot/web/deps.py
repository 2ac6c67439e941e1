"""What the web chat needs from the application."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import BinaryIO

from bot.channels.base import OutFile
from bot.db.transcript import Item
from bot.keys import Keys
from bot.news import News
from handlers.cards import Attachment
from handlers.events import ChatKey, File, Incoming


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """A file as the browser sent it, on disk while the request lasts. ``mime`` is only what the browser says."""

    name: str
    mime: str
    size: int
    stream: BinaryIO


@dataclass(frozen=True, slots=True)
class Recipient:
    """Behind an upload link: the person's chat, and how his leaf is called ("3.2 …"; "" when none was meant)."""

    chat: ChatKey
    leaf_name: str


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
    ``open_evidence`` raises ``FileNotFoundError``; ``recipient`` is ``None`` when the person has no chat (any more).
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
    recipient: Callable[[str, str], Awaitable[Recipient | None]]
    demo: tuple[DemoPerson, ...] = ()
