"""What the Official Account API takes in a call, and the number with which it refuses anything else."""

import io
import unicodedata
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from PIL import Image

MEGABYTE = 1024 * 1024
TEXT, BUTTONS, PAYLOAD, TITLE = 2000, 5, 1000, 100
DOCUMENTS = frozenset({".pdf", ".doc", ".docx", ".csv"})
PRESSES = frozenset({"oa.query.show", "oa.query.hide"})
#: Buttons that send us nothing, with the names in their payload.
OPENERS = {"oa.open.url": {"url"}, "oa.open.phone": {"phone_code"}, "oa.open.sms": {"phone_code", "content"}}
MESSAGES = {
    -32: "You have exceeded the limit request",
    -100: "attachment_id is expired",
    -118: "Refresh token is invalid",
    -200: "Failed to send message",
    -210: "Parameter exceeds limit",
    -213: "User has not followed OA",
    -216: "Access token is invalid",
    -220: "access_token is expired or invalid",
    -230: "User has not interacted with the OA in the past 7 days",
    -235: "This API does not support this type of OA",
    -240: "MessageV2 API has been shut down",
}


@dataclass
class Refused(Exception):
    """An answer whose status is 200 all the same."""

    code: int
    message: str

    @property
    def answer(self) -> dict[str, Any]:
        return {"error": self.code, "message": self.message}


def refused(code: int) -> Refused:
    return Refused(code, MESSAGES[code])


def invalid(what: str) -> Refused:
    return Refused(-201, f"{what} is invalid")


def check_message(message: dict[str, Any]) -> None:
    if not message.keys() <= {"text", "attachment", "quote_message_id"}:
        raise invalid("message")
    attachment = message.get("attachment")
    if attachment is None and not message.get("text"):
        raise invalid("message.text")
    if "text" in message:
        _check_text(message["text"])
    if attachment is not None:
        _check_attachment(attachment, message)


def _check_text(text: Any) -> None:
    if not isinstance(text, str) or not text.strip():
        raise invalid("message.text")
    if len(unicodedata.normalize("NFC", text)) > TEXT:
        raise refused(-210)


def _check_attachment(attachment: dict[str, Any], message: dict[str, Any]) -> None:
    payload = attachment.get("payload", {})
    if attachment.get("type") == "file":
        if set(payload) != {"token"} or "text" in message:
            raise invalid("message.attachment")
    elif attachment.get("type") != "template":
        raise invalid("message.attachment.type")
    elif payload.get("template_type") == "media":
        _check_media(payload)
    elif payload.get("template_type") == "request_user_info":
        _check_request(payload)
    elif "template_type" in payload or "text" not in message:
        raise invalid("message.attachment.payload.template_type")
    else:
        _check_buttons(payload.get("buttons"))


def _check_media(payload: dict[str, Any]) -> None:
    elements = payload.get("elements", [])
    known = len(elements) == 1 and elements[0].get("media_type") == "image"
    if not known or ("url" in elements[0]) == ("attachment_id" in elements[0]):
        raise invalid("message.attachment.payload.elements")


def _check_request(payload: dict[str, Any]) -> None:
    """Of what a person is asked for about himself."""
    elements = payload.get("elements", [])
    if len(elements) != 1 or elements[0].keys() != {"title", "subtitle", "image_url"}:
        raise invalid("message.attachment.payload.elements")


def _check_buttons(buttons: Any) -> None:
    if not isinstance(buttons, list) or not 1 <= len(buttons) <= BUTTONS:
        raise invalid("message.attachment.payload.buttons")
    for button in buttons:
        _check_button(button)


def _check_button(button: dict[str, Any]) -> None:
    kind, payload = button.get("type"), button.get("payload")
    if not 1 <= len(button.get("title", "")) <= TITLE:
        raise invalid("button.title")
    if kind in PRESSES:
        fits = isinstance(payload, str) and 1 <= len(payload) <= PAYLOAD
    elif kind in OPENERS:
        fits = isinstance(payload, dict) and payload.keys() == OPENERS[kind] and all(payload.values())
    else:
        raise invalid("button.type")
    if not fits:
        raise invalid("button.payload")


def check_image(content: bytes) -> None:
    if len(content) > MEGABYTE:
        raise refused(-210)
    try:
        kind = Image.open(io.BytesIO(content)).format
    except OSError as fault:
        raise invalid("file") from fault
    if kind not in ("JPEG", "PNG"):
        raise invalid("file")


def check_document(name: str, content: bytes) -> bool:
    """Whether it is kept: without an ending in its name the answer is friendly, and empty."""
    if len(content) > 5 * MEGABYTE:
        raise refused(-210)
    ending = PurePath(name).suffix.lower()
    if ending and ending not in DOCUMENTS:
        raise invalid("file")
    return bool(ending)
