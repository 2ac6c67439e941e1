"""What every channel offers the application, and how a send or a fetch may fail."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Protocol, TypeVar

import httpx
from fastapi import APIRouter

from handlers.cards.card import Attachment, Card, Picture
from handlers.incoming.events import Incoming
from handlers.ports import Entrance

Result = TypeVar("Result")

#: Stores an event for good, and returns whether it is new; while it raises, whoever has the event offers it again.
Put = Callable[[Incoming], Awaitable[bool]]
#: The address under which a file of ours is had for a day.
FileLink = Callable[[Picture | Attachment], str]
#: Keeps the name that a platform gives the bot, so that invitations name it.
Learn = Callable[[str], Awaitable[None]]


class Run(Protocol):
    """Does blocking work on a database thread."""

    def __call__(self, work: Callable[..., Result], *args: object) -> Awaitable[Result]: ...


@dataclass(frozen=True, slots=True)
class Window:
    """How long after somebody's last sign of life a channel still takes messages to him: ``free`` of charge, and ``hard``
    at all. What costs money is sent only if it is to be ``paid``."""

    free: timedelta
    hard: timedelta
    paid: bool = False

    @property
    def length(self) -> timedelta:
        return self.hard if self.paid else self.free


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a channel can do: data, read by the renderer and the deliveries alone.

    ``buttons``: how many a card may carry (0: a lettered list); ``text``: characters of one message; ``label``:
    characters of one button; ``fetches``: bytes of the largest file that can be taken from the channel;
    ``per_second`` and ``per_chat_second``: messages it lets pass, after a ``burst`` that it tolerates; a rate of 0 is
    unbounded; ``window``: ``None`` where somebody may be written to at any time;
    ``takeover``: how long a chat is left to the colleague of the office who wrote in it by hand; ``None`` where nobody can.
    """

    buttons: int
    label: int
    text: int
    edits: bool
    files_out: bool
    fetches: int
    per_second: float
    per_chat_second: float
    burst: int = 1
    per_chat_burst: int = 1
    window: Window | None = None
    takeover: timedelta | None = None


@dataclass(frozen=True, slots=True)
class OutFile:
    """A file ready to be sent: an export made for this delivery, or a stored picture.

    A large one lies at ``path`` instead of in ``content``; whoever takes it removes it.
    """

    name: str
    mime: str
    content: bytes = b""
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One delivery. ``replaces`` is the channel's reference of the message that this card takes the place of."""

    chat: str
    card: Card
    replaces: str | None = None
    pictures: tuple[tuple[Picture, bytes], ...] = ()
    file: OutFile | None = None


class SendFault(Exception):
    """A message that did not certainly arrive; the subclass says what to do about it."""


@dataclass
class Unreachable(SendFault):
    """The person blocked the bot or left: nothing reaches this chat until something comes in from it."""

    why: str


@dataclass
class TryLater(SendFault):
    """Not now, for a reason of this message alone or of its chat; ``paced``: our own pace, which costs it no try."""

    after: timedelta
    why: str
    paced: bool = False


@dataclass
class ChannelFault(SendFault):
    """The channel stumbles, whatever it was to carry (a gateway, a line, a limit): the message has certainly not left.

    ``after``: how long it wants to be left alone, where it says so.
    """

    why: str
    after: timedelta | None = None


@dataclass
class MaybeSent(SendFault):
    """A time-out or a cut after the request left: it may have arrived. ``of_channel``: the line's doing, not ours."""

    why: str
    of_channel: bool = True


@dataclass
class NotSendable(SendFault):
    """The channel refuses this message for good (its form, a dead token): an operator has to look."""

    why: str


@dataclass
class ChatMoved(SendFault):
    """The chat has a new id; it is sent there at once."""

    chat: str


@dataclass
class FetchLater(Exception):
    """The channel cannot give the file just now; it is asked again. ``of_channel``: it stumbles, whatever was to be
    fetched; ``after``: as ``ChannelFault`` has it.
    """

    why: str
    of_channel: bool = False
    after: timedelta | None = None


@dataclass
class FetchRefused(Exception):
    """The file will not be had from the channel; ``fault`` is a word of the catalogue of file faults."""

    fault: str


@dataclass
class NotReady(Exception):
    """A channel cannot begin its work just now; it is started again. ``why`` tells no secret."""

    why: str


class Mark(StrEnum):
    """How a part does, as the doctor's lines begin."""

    WELL = "ok"
    ASIDE = "--"
    TO_MEND = "!!"


@dataclass(frozen=True, slots=True)
class Health:
    """How a channel does, in one line for its operator; what is to be mended comes with the way to mend it."""

    mark: Mark
    words: str


def stumbles(status: int) -> bool:
    """Whether an HTTP status is the fault of whoever answers, whatever was asked."""
    return status >= httpx.codes.INTERNAL_SERVER_ERROR or status == httpx.codes.TOO_MANY_REQUESTS


class Channel(Protocol):
    """One way to people. Everything that differs between channels stands in the folder of each."""

    @property
    def name(self) -> str: ...
    @property
    def account(self) -> str: ...
    @property
    def capabilities(self) -> Capabilities: ...

    async def send(self, outgoing: Outgoing) -> str:
        """Sends one card and returns the channel's reference of the message; raises a ``SendFault``."""
        ...

    async def look(self, outgoing: Outgoing, since: datetime) -> str:
        """Before a card is sent that may have arrived ``since``: asks the channel something that nobody notices.

        The reference under which it stands in the chat; "" where it does not, or where the channel does not tell.
        Raises a ``SendFault`` when the channel is not well.
        """
        ...

    def fetch(self, ref: str) -> AsyncIterator[bytes]:
        """The bytes of a file that the channel announced; raises ``FetchLater`` or ``FetchRefused``."""
        ...

    async def start(self, put: Put, stop: asyncio.Event) -> None:
        """Its life beside what is sent: tells the platform where events go, polls where it has to, until ``stop`` is set.

        Returns earlier where nothing more is to be done. Whatever it raises is told, and it is started anew after a pause.
        """
        ...

    def routes(self, put: Put) -> Sequence[APIRouter]:
        """The addresses under which it is reached, if any: a webhook, pages."""
        ...

    async def check(self) -> Health:
        """How it does, asked of the platform now; raises nothing."""
        ...

    def address(self, known_as: str, code: str = "") -> Entrance | None:
        """Where somebody finds its chat, with the ``code`` of an invitation; ``None`` where nobody is sent.

        ``known_as``: the name that the platform gives the bot, as far as it has been told yet.
        """
        ...

    async def close(self) -> None:
        """Lets go of its connections."""
        ...
