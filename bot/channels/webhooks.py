"""What every webhook shares: where it is set, how a body is read within bounds, and by which secret its sender is known."""

import json
from dataclasses import dataclass
from http import HTTPStatus
from secrets import compare_digest

from fastapi import HTTPException, Request
from pydantic import SecretStr

from bot.channels.soundness import Malformed

#: Bytes. An event is a few thousand: files come by reference or by link.
LONGEST_BODY = 1024 * 1024


@dataclass(frozen=True, slots=True)
class WebhookTarget:
    """Where a platform posts events, and the secret by which they are known to be its own."""

    url: str
    secret: str


def target_of(mode: str, url: str, secret: SecretStr | None) -> WebhookTarget | None:
    """``None`` where events are polled for."""
    return None if mode == "polling" or secret is None else WebhookTarget(url, secret.get_secret_value())


@dataclass(frozen=True, slots=True)
class Standing:
    """What a platform says of a bot: its ``name``, where its ``webhook`` leads, its last ``complaint`` about that one.

    ``fault`` is why it could not be asked; the rest is then empty.
    """

    name: str = ""
    webhook: str = ""
    complaint: str = ""
    fault: str = ""

    def to_mend(self, target: WebhookTarget | None) -> str:
        """What an operator has to mend, in one line; empty when all is well."""
        wanted = target.url if target else ""
        if self.fault or self.webhook == wanted:
            return self.fault or self.complaint
        now, right = self.webhook or "chưa đặt", wanted or "không có"
        return f"webhook đang là {now}, cần là {right} → chạy cchc serve để đặt lại"


async def body_of(request: Request, longest: int = LONGEST_BODY) -> bytes:
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > longest:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return body


def check_secret(given: str, secret: str) -> None:
    """An empty secret lets nobody in."""
    if not (secret and compare_digest(given.encode(), secret.encode())):
        raise HTTPException(HTTPStatus.UNAUTHORIZED)


def parsed(body: bytes) -> object:
    """``None`` for an empty body; raises ``Malformed``."""
    if not body.strip():
        return None
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as fault:
        raise Malformed from fault
