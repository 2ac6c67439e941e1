"""Where Zalo posts events: their signature is checked, they are written down, and only then acknowledged."""

import json
import logging
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from fastapi import APIRouter, HTTPException, Request, Response

from bot.channels.base import Put
from bot.channels.soundness import Malformed
from bot.channels.webhooks import body_of
from bot.channels.zalo_oa.decoding import Echo, decode, echo_of
from bot.channels.zalo_oa.signature import HEADER, Signature
from handlers.incoming.events import Incoming

log = logging.getLogger(__name__)

PATH = "/webhooks/zalo-oa"


def zalo_oa_router(
    account: str,
    signature: Signature,
    put: Put,
    hear: Callable[[Echo], Awaitable[None]],
) -> APIRouter:
    """``put`` returns when the event is stored for good, ``hear`` when it is known of a message that it has arrived."""
    router = APIRouter()

    @router.post(PATH)
    async def receive(request: Request) -> Response:
        given, body = request.headers.get(HEADER, ""), await body_of(request)
        if not given or not body:
            # The console's test button signs nothing, and only wants to see that somebody answers.
            return Response()
        _check(signature, given, body)
        told = _decoded(body, account)
        if isinstance(told, Echo):
            await hear(told)
        elif told is not None:
            await put(told)
        return Response()

    return router


def _check(signature: Signature, given: str, body: bytes) -> None:
    if signature.fits(given, body):
        return
    for candidate in signature.would_fit(given, body):
        log.error("Zalo OA: a webhook is signed by %s; see CCHC_ZALO_OA_SIGNED_WITH and CCHC_ZALO_OA_SECRET", candidate)
    raise HTTPException(HTTPStatus.UNAUTHORIZED)


def _decoded(body: bytes, account: str) -> Incoming | Echo | None:
    try:
        read = json.loads(body)
        return echo_of(read, account) or decode(read, body, account)
    except (ValueError, RecursionError, Malformed) as fault:
        raise HTTPException(HTTPStatus.BAD_REQUEST) from fault
