"""Where Telegram posts updates: checked, written down, and only then acknowledged."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from http import HTTPStatus

from fastapi import APIRouter, BackgroundTasks, HTTPException, Request, Response

from bot.channels.base import Put
from bot.channels.soundness import Malformed
from bot.channels.telegram.decoding import decode
from bot.channels.webhooks import body_of, check_secret, parsed

PATH = "/webhooks/telegram"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


def telegram_router(account: str, secret: str, put: Put, acknowledge: Callable[[str], Awaitable[None]]) -> APIRouter:
    """``put`` returns when the event is stored for good; while it fails Telegram is told so and sends again."""
    router = APIRouter()

    @router.post(PATH)
    async def receive(request: Request, background: BackgroundTasks) -> Response:
        check_secret(request.headers.get(SECRET_HEADER, ""), secret)
        try:
            decoded = decode(parsed(await body_of(request)), account, datetime.now(UTC))
        except Malformed as fault:
            raise HTTPException(HTTPStatus.BAD_REQUEST) from fault
        if decoded.incoming is not None:
            await put(decoded.incoming)
        if decoded.callback_id is not None:
            background.add_task(acknowledge, decoded.callback_id)
        return Response()

    return router
