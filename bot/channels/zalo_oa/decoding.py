"""From an event of an Official Account to the event of a conversation."""

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from bot.channels.soundness import Malformed, is_id, sound
from handlers.cards.buttons import decode as press_of
from handlers.incoming.events import ChatKey, EventKind, File, Incoming
from handlers.incoming.files import MAX_BYTES
from scoring.written.letters import clean

Body = dict[str, Any]

#: What a button carries stands behind this sign, as there is no event of its own for a press.
PRESS = "#"
FILES = frozenset({"user_send_image", "user_send_file", "user_send_gif"})
#: Messages that hold nothing to work with but the words beside it, and what the conversation calls it.
NOTHING_TO_READ = {
    "user_send_sticker": "sticker",
    "user_send_audio": "voice",
    "user_send_video": "video",
    "user_send_location": "place",
    "user_send_link": "",
    "user_send_business_card": "contact",
}
STANDING = {"follow": EventKind.BACK, "unfollow": EventKind.LEFT}
BY_HAND = "oa_send_"


@dataclass(frozen=True, slots=True)
class Echo:
    """What Zalo tells of a message that the account has sent through us: it has arrived, under this id."""

    chat: ChatKey
    message: str
    text: str


@dataclass(frozen=True, slots=True)
class _Frame:
    """What every event of one body has in common."""

    account: str
    key: str
    at: datetime

    def event(self, chat: str, kind: EventKind = EventKind.MESSAGE, **rest: Any) -> Incoming:
        return Incoming(ChatKey("zalo_oa", self.account, chat), self.key, self.at, kind, **rest)


def decode(body: object, raw: bytes, account: str) -> Incoming | None:
    """``None`` for what is no part of a conversation, or another account's; raises ``Malformed``.

    ``raw``: the bytes received, by which an event without a message id is known again.
    """
    if not isinstance(body, dict) or not isinstance(body.get("event_name"), str):
        raise Malformed
    try:
        incoming = _decoded(body, raw, account)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, OSError) as fault:
        raise Malformed from fault
    if incoming is not None and not sound(incoming):
        raise Malformed
    return incoming


def echo_of(body: object, account: str) -> Echo | None:
    """``None`` for everything else, what a colleague wrote by hand among it; raises ``Malformed``."""
    if not isinstance(body, dict) or not str(body.get("event_name")).startswith(BY_HAND):
        return None
    try:
        sender, message = body["sender"], body["message"]
        if sender["id"] != account or sender.get("admin_id"):
            return None
        text = clean(message.get("text") or "")
        return Echo(ChatKey("zalo_oa", account, _id(body["recipient"]["id"])), _id(message["msg_id"]), text)
    except (KeyError, TypeError, AttributeError) as fault:
        raise Malformed from fault


def _decoded(body: Body, raw: bytes, account: str) -> Incoming | None:
    name = body["event_name"]
    if name == "user_send_text" or name in FILES or name in NOTHING_TO_READ:
        return _said(body, raw, account)
    if name in STANDING and body["oa_id"] == account:
        return _frame(body, raw, account).event(_id(body["follower"]["id"]), STANDING[name])
    if name == "user_withdraw":
        # A request of the person the data are about: it counts for every account of the application.
        return _frame(body, raw, account).event(_id(body.get("user_id") or body["sender"]["id"]), EventKind.WITHDRAW)
    if name.startswith(BY_HAND) and body["sender"].get("admin_id") and body["sender"]["id"] == account:
        return _frame(body, raw, account).event(_id(body["recipient"]["id"]), EventKind.TAKEOVER)
    return None


def _frame(body: Body, raw: bytes, account: str) -> _Frame:
    at = datetime.fromtimestamp(int(body["timestamp"]) / 1000, UTC)
    message_id = (body.get("message") or {}).get("msg_id")
    key = f"{body['event_name']}:{_id(message_id)}" if message_id else sha256(raw).hexdigest()
    return _Frame(account, key, at)


def _said(body: Body, raw: bytes, account: str) -> Incoming | None:
    frame, message = _frame(body, raw, account), body["message"]
    if body["recipient"]["id"] != account:
        return None
    chat, name = _id(body["sender"]["id"]), body["event_name"]
    text = clean(message.get("text") or "")
    if name in NOTHING_TO_READ:
        words = text or (_described(message) if name == "user_send_video" else "")
        return frame.event(chat, EventKind.UNSUPPORTED, text=words, media=NOTHING_TO_READ[name])
    if name in FILES:
        return frame.event(chat, text=text, files=_files(message), unmarked=True)
    code = text.removeprefix(PRESS)
    pressed = code != text and press_of(code) is not None
    return frame.event(chat, choice=code) if pressed else frame.event(chat, text=text)


def _described(message: Body) -> str:
    """What was written beside a film stands with the film itself."""
    words = [attachment["payload"].get("description") for attachment in message.get("attachments") or []]
    return clean(next((word for word in words if word), ""))


def _id(value: object) -> str:
    if not (isinstance(value, str) and is_id(value)):
        raise Malformed
    return value


def _files(message: Body) -> tuple[File, ...]:
    attachments = message["attachments"]
    names = [_file_name(message, number) for number in range(len(attachments))]
    return tuple(
        _file(attachment["type"], attachment["payload"], name) for attachment, name in zip(attachments, names, strict=True)
    )


def _file_name(message: Body, number: int) -> str:
    """Pictures come without a name; several of one message are told apart."""
    return f"anh-{message['msg_id']}" + (f"-{number + 1}" if number else "")


def _file(kind: str, payload: Body, name: str) -> File:
    """A file is known again by its content, a picture, of which nothing else is told, by its address."""
    url = str(payload["url"])
    if kind != "file":
        ending, mime = (".gif", "image/gif") if kind == "gif" else (".jpg", "image/jpeg")
        return File(url, sha256(url.encode()).hexdigest(), name + ending, mime, photo=kind == "image")
    told = str(payload.get("size", ""))
    size = int(told) if told.isascii() and told.isdigit() else None
    checksum = payload.get("checksum")
    print_ = f"{checksum}:{size}" if checksum else sha256(url.encode()).hexdigest()
    name = clean(payload.get("name") or f"tep-{print_[:8]}")
    return File(url, print_, name, size=size, fault="too_large" if size is not None and size > MAX_BYTES else None)
