"""From an update of the Bot API to the event of a conversation."""

from dataclasses import dataclass, replace
from datetime import datetime

from telegram import CallbackQuery, Chat, ChatMemberUpdated, Document, Message, PhotoSize, Update

from bot.channels.soundness import Malformed, is_id, sound
from handlers.incoming.events import ChatKey, EventKind, File, Incoming
from scoring.written.letters import clean

#: What the Bot API lets a bot download (getFile); the local server of one's own is not assumed.
DOWNLOADABLE = 20 * 1024 * 1024
#: What the library stumbles over where a field is missing or has another type.
UNREADABLE = (AttributeError, KeyError, TypeError, ValueError, OverflowError, OSError, RecursionError)
MEMBERSHIP = {"kicked": EventKind.LEFT, "member": EventKind.BACK}
#: What a message may hold besides words, photos and files, as the conversation calls it.
OTHER_MEDIA = {
    "animation": "gif",
    "video": "video",
    "video_note": "video",
    "voice": "voice",
    "audio": "voice",
    "sticker": "sticker",
    "location": "place",
    "venue": "place",
    "contact": "contact",
}


@dataclass(frozen=True, slots=True)
class Decoded:
    """``incoming`` is ``None`` for what is no part of a conversation; a ``callback_id`` wants to be acknowledged."""

    incoming: Incoming | None = None
    callback_id: str | None = None


@dataclass(frozen=True, slots=True)
class _Frame:
    """What every event of one update has in common."""

    account: str
    key: str

    def chat(self, chat: Chat) -> ChatKey:
        if type(chat.id) is not int:
            raise Malformed
        return ChatKey("telegram", self.account, str(chat.id))


def decode(data: object, account: str, now: datetime) -> Decoded:
    """``now`` stands in for the time of a press, which Telegram does not tell. Raises ``Malformed``."""
    if not isinstance(data, dict) or type(data.get("update_id")) is not int:
        raise Malformed
    try:
        update = Update.de_json(data, None)
    except UNREADABLE as fault:
        raise Malformed from fault
    return decode_update(update, account, now)


def decode_update(update: Update, account: str, now: datetime) -> Decoded:
    """The same for an update that the library has read; it takes a value of any type for a field."""
    try:
        decoded = _decoded(_Frame(account, str(update.update_id)), update, now)
    except UNREADABLE as fault:
        raise Malformed from fault
    if decoded.incoming is not None and not sound(decoded.incoming):
        raise Malformed
    if decoded.callback_id is not None and not is_id(decoded.callback_id):
        raise Malformed
    return decoded


def _decoded(frame: _Frame, update: Update, now: datetime) -> Decoded:
    if update.callback_query:
        return Decoded(_press(frame, update.callback_query, now), update.callback_query.id)
    if update.message:
        return Decoded(_message(frame, update.message))
    if update.edited_message:
        return Decoded(_edited(frame, update.edited_message))
    return Decoded(_membership(frame, update.my_chat_member) if update.my_chat_member else None)


def _private(chat: Chat) -> bool:
    """A score sheet is a matter between a person and the bot: what is said in a group is none of it."""
    return chat.type == Chat.PRIVATE


def _press(frame: _Frame, query: CallbackQuery, now: datetime) -> Incoming | None:
    if query.message is None or not query.data or not _private(query.message.chat):
        return None
    # Messages are dated in whole seconds: a press must not seem younger than the text that followed it.
    at = now.replace(microsecond=0)
    place, name = frame.chat(query.message.chat), query.from_user.full_name
    return Incoming(place, frame.key, at, text=_label(query), choice=query.data, name=name)


def _label(query: CallbackQuery) -> str:
    """The words on the pressed button; a message too old to be shown again has none."""
    markup = query.message.reply_markup if isinstance(query.message, Message) else None
    buttons = [button for row in markup.inline_keyboard for button in row] if markup else []
    return next((button.text for button in buttons if button.callback_data == query.data), "")


def _membership(frame: _Frame, change: ChatMemberUpdated) -> Incoming | None:
    kind = MEMBERSHIP.get(change.new_chat_member.status)
    if kind is None or not _private(change.chat):
        return None
    return Incoming(frame.chat(change.chat), frame.key, change.date, kind=kind, name=change.from_user.full_name)


def _message(frame: _Frame, message: Message) -> Incoming | None:
    text, files = message.text or message.caption or "", _files(message)
    known = bool(files) or not message.effective_attachment
    if not _private(message.chat) or (known and not text and not files):
        return None
    return Incoming(
        frame.chat(message.chat),
        frame.key,
        message.date,
        kind=EventKind.MESSAGE if known else EventKind.UNSUPPORTED,
        text=clean(text),
        files=files,
        album=message.media_group_id or "",
        name=message.from_user.full_name if message.from_user else "",
        media="" if known else _other_media(message),
    )


def _edited(frame: _Frame, message: Message) -> Incoming | None:
    """Words or files in the place of older ones. A place that moves comes as edits, too, and says nothing."""
    incoming = _message(frame, message)
    if incoming is None or not (incoming.text or incoming.files):
        return None
    return replace(incoming, kind=EventKind.EDITED, at=message.edit_date or message.date)


def _other_media(message: Message) -> str:
    return next((media for name, media in OTHER_MEDIA.items() if getattr(message, name)), "")


def _files(message: Message) -> tuple[File, ...]:
    if message.photo:
        return (_photo(message.photo[-1], message.message_id),)
    # A moving picture comes a second time as a document, for programs older than it.
    if message.document and not message.animation:
        return (_document(message.document, message.message_id),)
    return ()


def _photo(size: PhotoSize, message_id: int) -> File:
    name = f"anh-{message_id}.jpg"
    return File(size.file_id, size.file_unique_id, name, "image/jpeg", size.file_size, fault=_fault(size.file_size), photo=True)


def _document(document: Document, message_id: int) -> File:
    name = clean(document.file_name or f"tep-{message_id}")
    size = document.file_size
    return File(document.file_id, document.file_unique_id, name, document.mime_type or "", size, fault=_fault(size))


def _fault(size: int | None) -> str | None:
    return "too_large_here" if size is not None and size > DOWNLOADABLE else None
