"""Signed, expiring tokens: upload and file links, the web chat's cookie. What they carry can be read, but not forged."""

import hmac
import re
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from itsdangerous import BadSignature, SignatureExpired, URLSafeSerializer, URLSafeTimedSerializer

from handlers.cards.card import Attachment, Picture
from handlers.stored import read_stored

TOKEN = re.compile(r"[A-Za-z0-9_.-]+")
LINK_SECONDS = 24 * 3600
#: Letters and digits that nobody takes for one another when a code is read out or copied by hand; 32 of them, so that
#: every one is as likely as the next.
LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
CODE_LENGTH = 10


class LinkExpired(Exception):
    """A link older than a day."""


class LinkForged(Exception):
    """A token that this installation did not make."""


@dataclass(frozen=True, slots=True)
class Upload:
    """What an upload link is bound to: one person and one leaf ("" lets the conversation ask).

    ``chat``: the chat that it was sent to, which hears of the files; ``None`` means the one used last.
    ``round``: the round that the files belong to; "" in a link from before rounds ran side by side.
    """

    person: str
    leaf: str
    chat: int | None = None
    round: str = ""


class Keys:
    def __init__(self, secret: str) -> None:
        self._invites = hmac.digest(secret.encode(), b"invite", sha256)
        self._proofs = hmac.digest(secret.encode(), b"proof", sha256)
        self._uploads = URLSafeTimedSerializer(secret, salt="upload")
        self._files = URLSafeTimedSerializer(secret, salt="file")
        self._cookies = URLSafeSerializer(secret, salt="web chat")

    def invite_code(self, batch: str, person_id: str) -> str:
        """Ten letters that only this installation can work out."""
        digest = hmac.digest(self._invites, f"{batch}:{person_id}".encode(), sha256)
        return "".join(LETTERS[byte % len(LETTERS)] for byte in digest[:CODE_LENGTH])

    def proof(self, nonce: str) -> str:
        """What only this installation can answer to a number that nobody has asked it before."""
        return hmac.digest(self._proofs, nonce.encode(), sha256).hex()

    def upload_token(self, upload: Upload) -> str:
        return self._uploads.dumps([upload.person, upload.leaf, upload.chat, upload.round])

    def read_upload(self, token: str) -> Upload:
        """Raises ``LinkExpired`` or ``LinkForged``."""
        return Upload(*_read(self._uploads, token))

    def file_token(self, file: Picture | Attachment) -> str:
        """Opens one stored picture, or one export as it is on the day it is opened."""
        return self._files.dumps(asdict(file))

    def read_file(self, token: str) -> Picture | Attachment:
        """Raises ``LinkExpired`` or ``LinkForged``."""
        file = _read(self._files, token)
        if "sha256" in file:
            return read_stored(Picture, file)
        return read_stored(Attachment, file)

    def chat_cookie(self, chat: str) -> str:
        return self._cookies.dumps(chat)

    def read_cookie(self, cookie: str) -> str | None:
        """The chat that a browser owns, or ``None`` for a cookie that this installation did not make."""
        try:
            chat = self._cookies.loads(cookie)
        except BadSignature:
            return None
        return str(chat)


def _read(links: URLSafeTimedSerializer, token: str) -> Any:
    """What one of our own tokens carries, for a day."""
    # The library passes over letters that it does not know: one link could be written in many ways.
    if not TOKEN.fullmatch(token):
        raise LinkForged
    try:
        return links.loads(token, max_age=LINK_SECONDS)
    except SignatureExpired as error:
        raise LinkExpired from error
    except BadSignature as error:
        raise LinkForged from error
