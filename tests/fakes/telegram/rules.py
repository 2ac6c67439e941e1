"""What the Bot API takes in a call, and the words in which it refuses anything else."""

import io
import json
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from PIL import Image

from tests.fakes.telegram.html import CannotParse, shown_text, units

MEGABYTE = 1024 * 1024
LOOPBACK = ("127.0.0.1", "localhost")


@dataclass
class Refused(Exception):
    """An answer with ``ok: false``; the description without the words of the code before it."""

    code: int
    why: str
    parameters: dict[str, int] = field(default_factory=dict)

    @property
    def answer(self) -> dict[str, Any]:
        answer: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.why}
        return answer | ({"parameters": self.parameters} if self.parameters else {})


def bad(why: str) -> Refused:
    return Refused(400, f"Bad Request: {why}")


def text_of(given: dict[str, Any], name: str, limit: int, *, required: bool = False) -> str:
    try:
        text = shown_text(str(given.get(name) or ""), given.get("parse_mode")).strip()
    except CannotParse as fault:
        raise bad(f"can't parse entities: {fault.why}") from fault
    if required and not text:
        raise bad("message text is empty")
    if units(text) > limit:
        raise bad("message is too long" if name == "text" else "message caption is too long")
    return text


def number(given: dict[str, Any], name: str, empty: str) -> int:
    try:
        return int(given[name])
    except (KeyError, ValueError) as fault:
        raise bad(empty) from fault


def keyboard(given: dict[str, Any]) -> list[list[dict[str, str]]]:
    rows: list[list[dict[str, str]]] = parsed(given.get("reply_markup", "{}")).get("inline_keyboard", [])
    for button in (button for row in rows for button in row):
        _check_button(button)
    if sum(len(row) for row in rows) > 100:
        raise bad("reply markup is too long")
    return rows


def parsed(value: Any) -> Any:
    """A part of the call that is JSON inside a form."""
    try:
        return json.loads(value) if isinstance(value, str) else value
    except ValueError as fault:
        raise bad("can't parse JSON object") from fault


def _check_button(button: dict[str, str]) -> None:
    if not button.get("text", "").strip():
        raise bad("inline keyboard button text must be non-empty")
    if "callback_data" not in button:
        raise bad("text buttons are unallowed in the inline keyboard")
    if not 1 <= len(button["callback_data"].encode()) <= 64:
        raise bad("BUTTON_DATA_INVALID")


def check_photo(content: bytes) -> tuple[int, int]:
    """Width and height of a picture that passes."""
    if len(content) > 10 * MEGABYTE:
        raise Refused(413, "Request Entity Too Large")
    try:
        width, height = Image.open(io.BytesIO(content)).size
    except OSError as fault:
        raise bad("IMAGE_PROCESS_FAILED") from fault
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise bad("PHOTO_INVALID_DIMENSIONS")
    return width, height


def check_document(content: bytes) -> None:
    if not content:
        raise bad("file must be non-empty")
    if len(content) > 50 * MEGABYTE:
        raise Refused(413, "Request Entity Too Large")


def check_webhook(given: dict[str, Any]) -> None:
    address = urlsplit(given.get("url", ""))
    if address.scheme != "https" and address.hostname not in LOOPBACK:
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if "secret_token" in given and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", given["secret_token"]):
        raise bad("secret token contains unallowed characters")
    if not 1 <= int(given.get("max_connections", 40)) <= 100:
        raise bad("max_connections must be between 1 and 100")


def check_commands(commands: list[dict[str, str]]) -> None:
    if len(commands) > 100:
        raise bad("too much commands specified")
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
