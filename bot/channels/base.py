"""What every channel offers the application, and how a send or a fetch may fail."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from handlers.cards import Card, Picture


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
    ``takeover``: whether a colleague of the office may write in the same chat by hand.
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
    takeover: bool = False


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
    """Too fast, or a passing fault; ``whole_channel``: nobody may be sent to before that; ``paced``: our own pace."""

    after: timedelta
    why: str
    whole_channel: bool = False
    paced: bool = False


@dataclass
class MaybeSent(SendFault):
    """A time-out after the request left: it may have arrived, so it is not sent again blindly."""

    why: str


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
    """The channel cannot give the file just now; it is asked again."""

    why: str


@dataclass
class FetchRefused(Exception):
    """The file will not be had from the channel; ``fault`` is a word of the catalogue of file faults."""

    fault: str


class Channel(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def account(self) -> str: ...
    @property
    def capabilities(self) -> Capabilities: ...

    async def send(self, outgoing: Outgoing) -> str:
        """Sends one card and returns the channel's reference of the message; raises a ``SendFault``."""
        ...

    def fetch(self, ref: str) -> AsyncIterator[bytes]:
        """The bytes of a file that the channel announced; raises ``FetchLater`` or ``FetchRefused``."""
        ...
