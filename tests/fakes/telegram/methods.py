"""The methods of the Bot API that the product calls."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from tests.fakes.telegram.chats import Chats, Message
from tests.fakes.telegram.rules import (
    Refused,
    bad,
    check_commands,
    check_document,
    check_photo,
    check_webhook,
    keyboard,
    number,
    parsed,
    text_of,
)
from tests.fakes.telegram.updates import Updates

TEXT, CAPTION = 4096, 1024


@dataclass(frozen=True, slots=True)
class Upload:
    name: str
    mime: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Call:
    given: dict[str, Any]
    uploads: dict[str, Upload]

    @property
    def chat(self) -> int:
        return number(self.given, "chat_id", "chat_id is empty")

    def upload(self, name: str) -> Upload:
        """A file under the parameter's own name, or under the one that the parameter refers to."""
        source = str(self.given.get(name, f"attach://{name}"))
        return self.attached(source)

    def attached(self, source: str) -> Upload:
        found = self.uploads.get(source.removeprefix("attach://"))
        if found is None:
            raise bad("there is no file in the request")
        return found


class Methods:
    def __init__(self, me: dict[str, Any], chats: Chats, updates: Updates) -> None:
        self._me = me
        self._chats = chats
        self._updates = updates
        self.commands: list[dict[str, str]] = []

    def named(self, method: str) -> Callable[[Call], Awaitable[Any]]:
        known: dict[str, Callable[[Call], Awaitable[Any]]] = {
            "getMe": self._get_me,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
            "getWebhookInfo": self._webhook_info,
            "getUpdates": self._get_updates,
            "setMyCommands": self._set_commands,
            "sendMessage": self._send_message,
            "editMessageText": self._edit_text,
            "sendPhoto": self._send_photo,
            "sendMediaGroup": self._send_album,
            "sendDocument": self._send_document,
            "answerCallbackQuery": self._answer_press,
            "getFile": self._get_file,
        }
        if method not in known:
            raise Refused(404, "Not Found")
        return known[method]

    async def _get_me(self, _: Call) -> dict[str, Any]:
        unable = ("can_read_all_group_messages", "supports_inline_queries", "can_connect_to_business", "has_main_web_app")
        return self._me | {"can_join_groups": True} | dict.fromkeys(unable, False)

    async def _set_webhook(self, call: Call) -> bool:
        check_webhook(call.given)
        self._updates.webhook = dict(call.given)
        self._updates.allow(parsed(call.given.get("allowed_updates")))
        return True

    async def _delete_webhook(self, _: Call) -> bool:
        self._updates.webhook = {}
        return True

    async def _webhook_info(self, _: Call) -> dict[str, Any]:
        webhook = self._updates.webhook
        info = {
            "url": webhook.get("url", ""),
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates.pending),
            "max_connections": int(webhook.get("max_connections", 40)),
            "allowed_updates": list(self._updates.kinds),
        }
        return info | self._updates.complaint()

    async def _get_updates(self, call: Call) -> list[dict[str, Any]]:
        self._updates.allow(parsed(call.given.get("allowed_updates")))
        offset, limit = int(call.given.get("offset", 0)), int(call.given.get("limit", 100))
        return await self._updates.since(offset, limit, float(call.given.get("timeout", 0)))

    async def _set_commands(self, call: Call) -> bool:
        commands = parsed(call.given.get("commands"))
        check_commands(commands)
        self.commands = commands
        return True

    async def _send_message(self, call: Call) -> Message:
        return await self._chats.write(call.chat, {"text": text_of(call.given, "text", TEXT, required=True)} | _markup(call))

    async def _edit_text(self, call: Call) -> Message:
        content = {"text": text_of(call.given, "text", TEXT, required=True)} | _markup(call)
        return await self._chats.rewrite(
            call.chat, number(call.given, "message_id", "message identifier is not specified"), content
        )

    async def _send_photo(self, call: Call) -> Message:
        return await self._chats.write(call.chat, self._photo(call.upload("photo")) | _caption(call) | _markup(call))

    async def _send_album(self, call: Call) -> list[Message]:
        media = parsed(call.given.get("media"))
        if not 2 <= len(media) <= 10:
            raise bad("album must contain from 2 to 10 items" if media else "there are no messages to send")
        photos = [self._photo(call.attached(item["media"])) for item in media]
        group = {"media_group_id": str(next(self._chats.numbers))}
        return [await self._chats.write(call.chat, photo | group) for photo in photos]

    def _photo(self, upload: Upload) -> dict[str, Any]:
        width, height = check_photo(upload.content)
        kept = self._chats.files.keep("photo", upload.name, upload.content)
        return {"photo": [kept | {"width": width, "height": height}]}

    async def _send_document(self, call: Call) -> Message:
        upload = call.upload("document")
        check_document(upload.content)
        kept = self._chats.files.keep("document", upload.name, upload.content)
        document = {"document": kept | {"file_name": upload.name, "mime_type": upload.mime}}
        return await self._chats.write(call.chat, document | _caption(call) | _markup(call))

    async def _answer_press(self, call: Call) -> bool:
        if call.given.get("callback_query_id") not in self._chats.presses:
            raise bad("query is too old and response timeout expired or query ID is invalid")
        await self._chats.acknowledge(call.given["callback_query_id"])
        return True

    async def _get_file(self, call: Call) -> dict[str, Any]:
        return self._chats.files.describe(str(call.given.get("file_id", "")))


def _caption(call: Call) -> dict[str, Any]:
    caption = text_of(call.given, "caption", CAPTION)
    return {"caption": caption} if caption else {}


def _markup(call: Call) -> dict[str, Any]:
    rows = keyboard(call.given)
    return {"reply_markup": {"inline_keyboard": rows}} if rows else {}
