"""What reaches a conversation, whatever the channel: one message, press or file of one person."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from handlers.stored import read_stored
from knowledge.text import tidy
from scoring.written.letters import clean

#: It grows when what stands under a name means something else; a name that is new is passed over by older readers.
VERSION = 1


@dataclass(frozen=True, slots=True)
class ChatKey:
    """One chat of one account on one channel ("telegram", "zalo_oa", "zalo_bot", "web")."""

    channel: str
    account: str
    chat: str


@dataclass(frozen=True, slots=True)
class File:
    """A file that a channel announced: where to get it, not its bytes.

    ``ref`` is the channel's own reference (a file id or a link) or, with ``sha256``, our stored content.
    ``fault`` names why the content was refused where the channel edge could already look into it.
    ``opens`` is ``False`` when the stored content could not be opened here; it is kept all the same.
    ``item`` is the required document that the sender says it is.
    ``photo`` says that the channel took it as a picture and may have recompressed it.
    ``read``, ``citizens`` and ``preview`` are what was found in stored content: what it says of itself (the fields of a
    ``Paper``), whether citizens' numbers seem to stand in it, and the address of a small picture of it.
    """

    ref: str
    fingerprint: str
    name: str
    mime: str = ""
    size: int | None = None
    sha256: str | None = None
    fault: str | None = None
    photo: bool = False
    opens: bool = True
    item: str = ""
    read: dict[str, str] | None = None
    citizens: bool = False
    preview: str = ""


class EventKind(StrEnum):
    """What has happened in a chat."""

    #: Somebody wrote, pressed or sent something.
    MESSAGE = "message"
    #: An older message reads so now.
    EDITED = "edited"
    #: A video, a sticker, a place: nothing to work with, but for the words beside it.
    UNSUPPORTED = "unsupported"
    #: Something that the channel does not hand over, most likely a file.
    FILE_ELSEWHERE = "file_elsewhere"
    #: The person blocked the bot.
    LEFT = "left"
    #: The person can be reached again.
    BACK = "back"
    #: The person wants his data erased.
    WITHDRAW = "withdraw"
    #: A colleague of the office wrote in the chat by hand.
    TAKEOVER = "takeover"

    @classmethod
    def _missing_(cls, value: object) -> "EventKind | None":
        """What a newer release has written down is nothing that this one can work with."""
        return cls.UNSUPPORTED if isinstance(value, str) else None


@dataclass(frozen=True, slots=True)
class Incoming:
    """One event of one chat. ``key`` is the channel's own event id: a repeat has the same key and changes nothing.

    ``media`` is what cannot be worked with: a video, a sticker, a place.
    ``choice`` is what a pressed button carries; ``text`` may then be its label, only to be shown.
    ``album`` joins what was chosen together; ``unmarked``: the channel sends that one by one, and does not say so.
    ``round``: the round that an upload page was opened for.
    """

    chat: ChatKey
    key: str
    at: datetime
    kind: EventKind = EventKind.MESSAGE
    text: str = ""
    choice: str = ""
    files: tuple[File, ...] = ()
    album: str = ""
    name: str = ""
    media: str = ""
    unmarked: bool = False
    round: str = ""


def cleaned(event: Incoming) -> Incoming:
    """The event with what people wrote, and what they called their files, in clean letters; the rest is the channel's own."""
    files = tuple(replace(file, name=tidy(file.name) or "tep") for file in event.files)
    return replace(event, text=clean(event.text), name=tidy(event.name), files=files)


def to_json(event: Incoming) -> dict[str, Any]:
    """The event as stored in the inbox."""
    return {
        "v": VERSION,
        "chat": [event.chat.channel, event.chat.account, event.chat.chat],
        "key": event.key,
        "at": event.at.isoformat(),
        "kind": event.kind,
        "text": event.text,
        "choice": event.choice,
        "files": [{name: getattr(file, name) for name in File.__slots__} for file in event.files],
        "album": event.album,
        "name": event.name,
        "media": event.media,
        "unmarked": event.unmarked,
        "round": event.round,
    }


def from_json(data: dict[str, Any]) -> Incoming:
    """Inverse of ``to_json``."""
    channel, account, chat, *_ = data["chat"]
    return read_stored(Incoming, {**data, "chat": {"channel": channel, "account": account, "chat": chat}})
