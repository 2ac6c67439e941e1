"""Where Telegram posts updates: checked, written down, and only then acknowledged."""

import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from http import HTTPStatus
from secrets import compare_digest

from fastapi import APIRouter, BackgroundTasks, HTTPException, Request, Response

from bot.channels.telegram.channel import PATH, TelegramChannel
from bot.channels.telegram.decoding import MalformedUpdate, decode
from handlers.events import Incoming

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
#: Bytes. An update is a few thousand: files come by reference.
LONGEST_BODY = 1024 * 1024


def telegram_router(channel: TelegramChannel, secret: str, put: Callable[[Incoming], Awaitable[bool]]) -> APIRouter:
    """``put`` returns when the event is stored for good; while it fails Telegram is told so and sends again."""
    router = APIRouter()

    @router.post(PATH)
    async def receive(request: Request, background: BackgroundTasks) -> Response:
        _check(request.headers.get(SECRET_HEADER, ""), secret)
        try:
            decoded = decode(_parsed(await _body(request)), channel.account, datetime.now(UTC))
        except MalformedUpdate as fault:
            raise HTTPException(HTTPStatus.BAD_REQUEST) from fault
        if decoded.incoming is not None:
            await put(decoded.incoming)
        if decoded.callback_id is not None:
            background.add_task(channel.acknowledge, decoded.callback_id)
        return Response()

    return router


def _check(given: str, secret: str) -> None:
    """An empty secret lets nobody in."""
    if not (secret and compare_digest(given.encode(), secret.encode())):
        raise HTTPException(HTTPStatus.UNAUTHORIZED)


async def _body(request: Request) -> bytes:
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LONGEST_BODY:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return body


def _parsed(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as fault:
        raise MalformedUpdate from fault
