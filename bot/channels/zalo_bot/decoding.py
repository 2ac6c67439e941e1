"""From an event of the platform to the event of a conversation."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.channels.soundness import Malformed, sound
from handlers.incoming.events import ChatKey, EventKind, File, Incoming
from scoring.written.letters import clean

#: Voices and stickers carry nothing to work with; "unsupported" stands for every file, link, place and film.
TEXT, IMAGE, ELSEWHERE = "message.text.received", "message.image.received", "message.unsupported.received"
OTHER_MEDIA = {"message.voice.received": "voice", "message.sticker.received": "sticker"}
ANY_MESSAGE = ("message.", ".received")


@dataclass(frozen=True, slots=True)
class _Message:
    """A message of one person to the bot, checked field by field as it is read."""

    fields: dict[str, Any]

    def word(self, name: str) -> str:
        value = self.fields.get(name, "")
        if not isinstance(value, str):
            raise Malformed
        return value

    def part(self, name: str) -> "_Message":
        value = self.fields.get(name)
        if not isinstance(value, dict):
            raise Malformed
        return _Message(value)

    def at(self) -> datetime:
        date = self.fields.get("date")
        if type(date) is not int:
            raise Malformed
        try:
            return datetime.fromtimestamp(date / 1000, UTC)
        except (ValueError, OverflowError, OSError) as fault:
            raise Malformed from fault


def decode(data: object, account: str) -> Incoming | None:
    """``None`` for a probe and for what is no conversation with one person. Raises ``Malformed``."""
    if data is None or data == {}:
        return None
    if not isinstance(data, dict):
        raise Malformed
    # The documentation wraps events like answers; what arrives is bare.
    event = data["result"] if "event_name" not in data and isinstance(data.get("result"), dict) else data
    if not event:
        return None
    name = event.get("event_name")
    if not isinstance(name, str):
        raise Malformed
    incoming = _message(name, event, account) if _is_message(name) and "message" in event else None
    if incoming is not None and not sound(incoming):
        raise Malformed
    return incoming


def _is_message(name: str) -> bool:
    start, end = ANY_MESSAGE
    return name.startswith(start) and name.endswith(end)


def _message(name: str, event: dict[str, Any], account: str) -> Incoming | None:
    message = _Message(event).part("message")
    chat, sender = message.part("chat"), message.part("from")
    # A score sheet is a matter between a person and the bot: what is said in a group is none of it.
    if chat.word("chat_type") != "PRIVATE" or sender.fields.get("is_bot") is True:
        return None
    place, key = chat.word("id"), message.word("message_id")
    files = _photo(message, key) if name == IMAGE else ()
    return Incoming(
        ChatKey("zalo_bot", account, place),
        key,
        message.at(),
        kind=_kind(name, files),
        text=clean(message.word("text" if name == TEXT else "caption")),
        files=files,
        name=sender.word("display_name"),
        media=OTHER_MEDIA.get(name, ""),
        unmarked=bool(files),
    )


def _kind(name: str, files: tuple[File, ...]) -> EventKind:
    if name == ELSEWHERE:
        return EventKind.FILE_ELSEWHERE
    return EventKind.MESSAGE if files or name == TEXT else EventKind.UNSUPPORTED


def _photo(message: _Message, key: str) -> tuple[File, ...]:
    """The link's field has two names: one in the documentation, one in what arrives."""
    link = message.word("photo_url") or message.word("photo")
    if not link:
        return ()
    return (File(link, f"zalo_bot:{key}", f"anh-{key[-6:]}.jpg", "image/jpeg", photo=True),)
