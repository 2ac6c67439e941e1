"""The style, the script and the icon of the pages, read once; their addresses change with their content."""

import hashlib
from importlib.resources import files

from fastapi import Response
from fastapi.responses import PlainTextResponse

TYPES = {
    "chat.css": "text/css",
    "pages.css": "text/css",
    "chat.js": "text/javascript",
    "upload.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}
CONTENT = {name: (files("bot.web.pages") / "static" / name).read_bytes() for name in TYPES}
VERSION = hashlib.sha256(b"".join(CONTENT.values())).hexdigest()[:12]
FOR_A_YEAR = {"Cache-Control": "public, max-age=31536000, immutable"}


def address(name: str) -> str:
    return f"/static/{name}?v={VERSION}"


async def asset(name: str) -> Response:
    if name not in TYPES:
        return PlainTextResponse("404", 404)
    return Response(CONTENT[name], media_type=TYPES[name], headers=FOR_A_YEAR)
