"""What the Zalo Bot Platform takes in a call, and how it refuses anything else."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

LOOPBACK = ("127.0.0.1", "localhost")
TEXT = 2000
MARKUPS, ACTIONS = ("markdown", "html"), ("typing", "upload_photo")
#: Method by method: the parameters that must be there, and those that may.
PARAMETERS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "getMe": (frozenset(), frozenset()),
    "getUpdates": (frozenset(), frozenset({"timeout"})),
    "setWebhook": (frozenset({"url", "secret_token"}), frozenset()),
    "deleteWebhook": (frozenset(), frozenset()),
    "getWebhookInfo": (frozenset(), frozenset()),
    "sendMessage": (frozenset({"chat_id", "text"}), frozenset({"parse_mode", "text_styles"})),
    "sendPhoto": (frozenset({"chat_id", "photo"}), frozenset({"caption"})),
    "sendSticker": (frozenset({"chat_id", "sticker"}), frozenset()),
    "sendVoice": (frozenset({"chat_id", "voice_url"}), frozenset()),
    "sendChatAction": (frozenset({"chat_id", "action"}), frozenset()),
}
Given = dict[str, Any]


@dataclass
class Refused(Exception):
    code: int
    why: str

    @property
    def answer(self) -> Given:
        return {"ok": False, "error_code": self.code, "description": self.why}


def bad(why: str = "Bad request") -> Refused:
    return Refused(400, why)


def check(method: str, given: Given) -> None:
    """Every parameter is known, and a text."""
    if method not in PARAMETERS:
        raise Refused(404, "Not found")
    needed, possible = PARAMETERS[method]
    if not needed <= set(given) or not set(given) <= needed | possible:
        raise bad()
    if not all(isinstance(value, str) for name, value in given.items() if name != "text_styles"):
        raise bad()


def check_text(given: Given) -> None:
    if not 1 <= len(given["text"]) <= TEXT or not given["text"].strip():
        raise bad()
    if given.get("parse_mode", MARKUPS[0]) not in MARKUPS or {"parse_mode", "text_styles"} <= given.keys():
        raise bad()


def check_voice(given: Given) -> None:
    address = urlsplit(given["voice_url"])
    if address.scheme not in ("http", "https") or not address.path.endswith(".aac"):
        raise bad()


def check_action(given: Given) -> None:
    if given["action"] not in ACTIONS:
        raise bad()


def check_photo(given: Given) -> None:
    if urlsplit(given["photo"]).scheme not in ("http", "https") or len(given.get("caption", "")) > TEXT:
        raise bad()


def check_webhook(given: Given) -> None:
    address = urlsplit(given["url"])
    if address.scheme != "https" and address.hostname not in LOOPBACK:
        raise bad("webhook url must be https")
    if not 8 <= len(given["secret_token"]) <= 256:
        raise bad("secret_token must have 8 to 256 characters")
