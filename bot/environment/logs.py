"""What the log may say: no token, no code, no word of what people wrote."""

import logging
import re
from collections.abc import Iterable
from datetime import datetime, tzinfo

#: A bot's token stands in the address of every call.
TOKEN = re.compile(r"(?<=/bot)\d+:[A-Za-z0-9_-]+")
MASK = "***"


class Masking(logging.Filter):
    """Masks secrets in every line, wherever a library has put them."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__()
        self._secrets = [secret for secret in secrets if secret]
        self._plain = logging.Formatter()

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = self._masked(record.getMessage()), ()
        if record.exc_info:
            # Kept with the record, so that no formatter writes the trace out anew.
            record.exc_text = self._masked(self._plain.formatException(record.exc_info))
        return True

    def _masked(self, text: str) -> str:
        text = TOKEN.sub(MASK, text)
        for secret in self._secrets:
            text = text.replace(secret, MASK)
        return text


class AtTheOffice(logging.Formatter):
    """Lines with the time that the office's clock shows, whatever the machine's zone."""

    def __init__(self, zone: tzinfo) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._zone = zone

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: ARG002, N802
        return datetime.fromtimestamp(record.created, self._zone).isoformat(" ", "milliseconds")


def set_up(level: str, secrets: Iterable[str], zone: tzinfo) -> None:
    """One handler for everything; libraries that print addresses speak only when something is wrong."""
    handler = logging.StreamHandler()
    handler.setFormatter(AtTheOffice(zone))
    handler.addFilter(Masking(secrets))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for noisy in ("httpx", "httpcore", "telegram", "apscheduler", "alembic", "multipart"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
