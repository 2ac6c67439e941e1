"""Where Zalo posts events: their signature is checked, they are written down, and only then acknowledged."""

import json
import logging
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from fastapi import APIRouter, HTTPException, Request, Response

from bot.channels.zalo_oa.decoding import Echo, MalformedEvent, decode, echo_of
from bot.channels.zalo_oa.signature import HEADER, Signature
from handlers.events import Incoming

log = logging.getLogger(__name__)

PATH = "/webhooks/zalo-oa"
#: Bytes. An event is a few thousand: files come by their address.
LONGEST_BODY = 1024 * 1024


def zalo_oa_router(
    account: str,
    signature: Signature,
    put: Callable[[Incoming], Awaitable[bool]],
    hear: Callable[[Echo], Awaitable[None]],
) -> APIRouter:
    """``put`` returns when the event is stored for good, ``hear`` when it is known of a message that it has arrived."""
    router = APIRouter()

    @router.post(PATH)
    async def receive(request: Request) -> Response:
        given, body = request.headers.get(HEADER, ""), await _body(request)
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


async def _body(request: Request) -> bytes:
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LONGEST_BODY:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return body


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
    except (ValueError, RecursionError, MalformedEvent) as fault:
        raise HTTPException(HTTPStatus.BAD_REQUEST) from fault
