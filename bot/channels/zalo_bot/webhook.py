"""Where the platform posts events: checked, written down, and only then acknowledged."""

import json
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from secrets import compare_digest

from fastapi import APIRouter, HTTPException, Request, Response

from bot.channels.zalo_bot.channel import PATH, ZaloBotChannel
from bot.channels.zalo_bot.decoding import MalformedEvent, decode
from handlers.events import Incoming

SECRET_HEADER = "X-Bot-Api-Secret-Token"
#: Bytes. An event is a few thousand: files come by link.
LONGEST_BODY = 1024 * 1024
PROBES = (b"", b"{}")
LONGEST_PROBE = 64


def zalo_bot_router(channel: ZaloBotChannel, secret: str, put: Callable[[Incoming], Awaitable[bool]]) -> APIRouter:
    """``put`` returns when the event is stored for good; while it fails the platform is told so."""
    router = APIRouter()

    @router.post(PATH)
    async def receive(request: Request) -> Response:
        if SECRET_HEADER not in request.headers and await _is_probe(request):
            return Response()
        _check(request.headers.get(SECRET_HEADER, ""), secret)
        try:
            incoming = decode(_parsed(await _body(request, LONGEST_BODY)), channel.account)
        except MalformedEvent as fault:
            raise HTTPException(HTTPStatus.BAD_REQUEST) from fault
        if incoming is not None:
            await put(incoming)
        return Response()

    return router


async def _is_probe(request: Request) -> bool:
    """The platform tries a new webhook with an empty body, perhaps before it knows the secret; it changes nothing."""
    try:
        return (await _body(request, LONGEST_PROBE)).strip() in PROBES
    except HTTPException:
        return False


def _check(given: str, secret: str) -> None:
    """An empty secret lets nobody in."""
    if not (secret and compare_digest(given.encode(), secret.encode())):
        raise HTTPException(HTTPStatus.UNAUTHORIZED)


async def _body(request: Request, longest: int) -> bytes:
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > longest:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return body


def _parsed(body: bytes) -> object:
    if not body.strip():
        return None
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as fault:
        raise MalformedEvent from fault
