"""Where the platform posts events: checked, written down, and only then acknowledged."""

from http import HTTPStatus

from fastapi import APIRouter, HTTPException, Request, Response

from bot.channels.base import Put
from bot.channels.soundness import Malformed
from bot.channels.webhooks import body_of, check_secret, parsed
from bot.channels.zalo_bot.decoding import decode

PATH = "/webhooks/zalo-bot"
SECRET_HEADER = "X-Bot-Api-Secret-Token"
PROBES = (b"", b"{}")
LONGEST_PROBE = 64


def zalo_bot_router(account: str, secret: str, put: Put) -> APIRouter:
    """``put`` returns when the event is stored for good; while it fails the platform is told so."""
    router = APIRouter()

    @router.post(PATH)
    async def receive(request: Request) -> Response:
        if SECRET_HEADER not in request.headers and await _is_probe(request):
            return Response()
        check_secret(request.headers.get(SECRET_HEADER, ""), secret)
        try:
            incoming = decode(parsed(await body_of(request)), account)
        except Malformed as fault:
            raise HTTPException(HTTPStatus.BAD_REQUEST) from fault
        if incoming is not None:
            await put(incoming)
        return Response()

    return router


async def _is_probe(request: Request) -> bool:
    """The platform tries a new webhook with an empty body, perhaps before it knows the secret; it changes nothing."""
    try:
        return (await body_of(request, LONGEST_PROBE)).strip() in PROBES
    except HTTPException:
        return False
