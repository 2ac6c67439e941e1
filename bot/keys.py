"""Signed, expiring tokens: upload links and the web chat's cookie. What they carry can be read, but not forged."""

from dataclasses import dataclass

from itsdangerous import BadSignature, SignatureExpired, URLSafeSerializer, URLSafeTimedSerializer

UPLOAD_SECONDS = 24 * 3600


class LinkExpired(Exception):
    """An upload link older than a day."""


class LinkForged(Exception):
    """A token that this installation did not make."""


@dataclass(frozen=True, slots=True)
class Upload:
    """What an upload link is bound to: one person and one leaf ("" lets the conversation ask)."""

    person: str
    leaf: str


class Keys:
    def __init__(self, secret: str) -> None:
        self._uploads = URLSafeTimedSerializer(secret, salt="upload")
        self._cookies = URLSafeSerializer(secret, salt="web chat")

    def upload_token(self, upload: Upload) -> str:
        return self._uploads.dumps([upload.person, upload.leaf])

    def read_upload(self, token: str) -> Upload:
        """Raises ``LinkExpired`` or ``LinkForged``."""
        try:
            person, leaf = self._uploads.loads(token, max_age=UPLOAD_SECONDS)
        except SignatureExpired as error:
            raise LinkExpired from error
        except (BadSignature, ValueError, TypeError) as error:
            raise LinkForged from error
        return Upload(person, leaf)

    def chat_cookie(self, chat: str) -> str:
        return self._cookies.dumps(chat)

    def read_cookie(self, cookie: str) -> str | None:
        """The chat that a browser owns, or ``None`` for a cookie that this installation did not make."""
        try:
            chat = self._cookies.loads(cookie)
        except BadSignature:
            return None
        return str(chat)
