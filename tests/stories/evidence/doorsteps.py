"""Phones whose events go through the channels' own decoders, as raw as the services post them, and without any wire."""

import json
from collections.abc import Sequence
from typing import Any

from bot.channels.telegram import decoding as telegram
from bot.channels.zalo_bot import decoding as zalo_bot
from bot.channels.zalo_oa import decoding as zalo_oa
from handlers.incoming.events import Incoming
from tests.stories.telling.actors import Member
from tests.stories.telling.world import World, picture

Raw = dict[str, Any]
OA = "zalo_oa"


class Phone(Member):
    """``happens`` one after the other; ``at_once`` what leaves the phone as one album or in the same moment."""

    def __init__(self, world: World, name: str) -> None:
        super().__init__(world, name)
        self._world = world
        self._gathered: list[Incoming] | None = None
        self._number = 0

    def _tells(self, incoming: Incoming | None) -> None:
        if incoming is not None and self._gathered is not None:
            self._gathered.append(incoming)
        elif incoming is not None:
            self._world.happens(incoming)

    def together(self) -> None:
        """What follows is held back until ``goes``: it reaches the bot together, in this order."""
        self._gathered = []

    def goes(self) -> None:
        gathered, self._gathered = self._gathered or [], None
        self._world.happens(*gathered)

    def _next(self) -> int:
        self._number = int(self._world.next_key()[1:])
        if self._gathered is None:
            self._world.clock.pass_(seconds=1)
        else:
            self._world.clock.pass_(seconds=0.2)
        return self._number


class OnTelegram(Phone):
    def _message(self, kind: str = "message", number: int | None = None, **content: Any) -> None:
        number = number or self._next()
        place = {"id": 700000001, "type": "private", "first_name": "Lan"}
        message = {
            "message_id": number,
            "date": int(self._world.clock().timestamp()),
            "chat": place,
            "from": {"id": 700000001, "is_bot": False, "first_name": "Lan"},
            **{name: value for name, value in content.items() if value},
        }
        update = {"update_id": 500000000 + int(self._world.next_key()[1:]), kind: message}
        decoded = telegram.decode(json.loads(json.dumps(update)), "telegram", self._world.clock()).incoming
        self._tells(Incoming(**(_fields(decoded) | {"chat": self.key})) if decoded else None)

    def says(self, text: str) -> None:
        self._message(text=text)

    def sends(self, *names: str, caption: str = "", album: str = "") -> None:
        for number, name in enumerate(names):
            self._message(**self._file(name), caption="" if number else caption, media_group_id=album)

    def _file(self, name: str) -> Raw:
        known = {"file_id": name, "file_unique_id": f"unique {name}", "file_size": 1200}
        if name.endswith(".jpg"):
            return {"photo": [known | {"width": 900, "height": 1200}]}
        return {"document": known | {"file_name": name, "mime_type": "application/pdf"}}

    def sends_other(self, kind: str, caption: str = "", album: str = "") -> None:
        known = {"file_id": "other", "file_unique_id": "unique other", "duration": 3, "width": 640, "height": 480}
        content: Raw = {kind: known}
        if kind == "animation":
            content["document"] = {"file_id": "other", "file_unique_id": "unique other", "file_name": "g.mp4"}
        if kind == "sticker":
            content[kind] = known | {"is_animated": False, "is_video": False, "type": "regular"}
        self._message(**content, caption=caption, media_group_id=album)

    def edits(self, text: str = "", *, caption: str = "", name: str = "a.jpg") -> None:
        """The newest message, whose number stays."""
        content = self._file(name) if caption else {}
        self._message(
            "edited_message",
            self._number,
            text=text,
            caption=caption,
            edit_date=int(self._world.clock().timestamp()),
            **content,
        )

    def moves_about(self) -> None:
        """A shared place that follows the person comes as one edit after the other."""
        self._message("edited_message", self._number, location={"longitude": 1.5, "latitude": 2.5}, edit_date=1)


class OnZaloOA(Phone):
    def _event(self, name: str, **message: Any) -> None:  # type: ignore[override]
        number = self._next()
        body = {
            "app_id": "1",
            "event_name": f"user_send_{name}",
            "sender": {"id": self.key.chat},
            "recipient": {"id": OA},
            "message": {"msg_id": f"m{number}", **{key: value for key, value in message.items() if value}},
            "timestamp": str(int(self._world.clock().timestamp() * 1000)),
        }
        self._tells(zalo_oa.decode(body, json.dumps(body).encode(), OA))

    def says(self, text: str) -> None:
        self._event("text", text=text)

    def presses(self, label: str) -> None:
        self._event("text", text=f"#{self.button(label).code}")

    def sends(self, *names: str, caption: str = "", album: str = "") -> None:  # noqa: ARG002 - no album has a name here
        shown = [{"type": "image", "payload": {"url": f"https://f.zdn.vn/{name}", "thumbnail": ""}} for name in names]
        self._event("image", attachments=shown, text=caption)

    def sends_other(self, kind: str, caption: str = "") -> None:
        shown = {"type": kind, "payload": {"url": "https://f.zdn.vn/x", "description": caption if kind == "video" else ""}}
        self._event(kind, attachments=[shown], text="" if kind == "video" else caption)


class OnZaloBot(Phone):
    def _event(self, name: str, **content: Any) -> None:  # type: ignore[override]
        number = self._next()
        message = {
            "date": int(self._world.clock().timestamp() * 1000),
            "chat": {"id": self.key.chat, "chat_type": "PRIVATE"},
            "message_id": f"c0ffee{number:014}",
            "from": {"id": self.key.chat, "is_bot": False, "display_name": "Lan"},
            **{key: value for key, value in content.items() if value},
        }
        self._tells(zalo_bot.decode({"event_name": f"message.{name}.received", "message": message}, "zalo_bot"))

    def says(self, text: str) -> None:
        self._event("text", text=text)

    def presses(self, label: str) -> None:
        """Its lists are tried elsewhere."""
        self._world.happens(Member._event(self, text=label, choice=self.button(label).code))

    def sends(self, *names: str, caption: str = "", album: str = "") -> None:  # noqa: ARG002 - as above
        for name in names:
            self._event("image", photo_url=f"https://f.zdn.vn/{name}", caption=caption)

    def sends_other(self, kind: str, caption: str = "") -> None:
        self._event(kind, caption=caption, voice_url="https://f.zdn.vn/v.aac" if kind == "voice" else "")


class OnWeb(Phone):
    """The page's own form hands over what the inbox takes."""

    def sends(self, *names: str, caption: str = "", album: str = "") -> None:  # noqa: ARG002 - as above
        files = tuple(self._world.announced(picture(name)) for name in names)
        self._tells(self._event(text=caption, files=files))


PHONES: dict[str, type[Phone]] = {"telegram": OnTelegram, "zalo_oa": OnZaloOA, "zalo_bot": OnZaloBot, "web": OnWeb}


def _fields(incoming: Incoming) -> Raw:
    return {name: getattr(incoming, name) for name in Incoming.__slots__}


def joined(world: World, code: str) -> Phone:
    """Somebody on this world's channel who has opened the invitation and confirmed the first card."""
    phone = PHONES[world.channel](world, code)
    phone.says(f"/start {code}")
    if "Tôi hiểu, bắt đầu" in phone.choices():
        phone.presses("Tôi hiểu, bắt đầu")
    return phone


def files_of(world: World) -> dict[str, int]:
    """How many files stand under each leaf that has some."""
    counted = {code: len(leaf["evidence"]) for code, leaf in world.leaves().items()}
    return {code: count for code, count in counted.items() if count}


def cards_since(phone: Phone, before: int) -> Sequence[str]:
    return [card.text for card in phone.cards[before:]]
