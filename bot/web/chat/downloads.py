"""Files shown in a chat. A content address is no secret, so it opens only what a card or an own message there shows.

Other channels send a link instead of a file they cannot carry: whoever has the link may open that one file for a day.
"""

from collections.abc import Iterator, Sequence
from typing import BinaryIO
from urllib.parse import quote

from fastapi import Request, Response
from fastapi.responses import StreamingResponse
from starlette.background import BackgroundTask

from bot.db.messages.transcript import Item
from bot.links.keys import LinkExpired, LinkForged
from bot.reports.exports import NotMade
from bot.web.chat.visitors import Visitors
from bot.web.deps import WebDeps
from bot.web.pages.rendering import SHOWN
from bot.web.refusals import FileLinkOver, LinkUnknown, NotInThisChat, PaperNotMade
from handlers.cards.card import Attachment, Picture
from scoring.errors import Refusal

PREVIEW_MIME = "image/jpeg"
BLOCK = 256 * 1024


class DownloadRoutes:
    def __init__(self, deps: WebDeps) -> None:
        self._deps = deps
        self._visitors = Visitors(deps)

    async def picture(self, request: Request, sha256: str) -> Response:
        """A file that this chat shows, or its small picture."""
        shown = await self._picture(request, sha256)
        return await self._stored(shown if shown.sha256 == sha256 else Picture(sha256, shown.name, PREVIEW_MIME))

    async def export(self, request: Request, card: str) -> Response:
        return await self._made(await self._attachment(request, card))

    async def linked(self, token: str) -> Response:
        file = self._read(token)
        return await (self._stored(file) if isinstance(file, Picture) else self._made(file))

    def _read(self, token: str) -> Picture | Attachment:
        try:
            return self._deps.keys.read_file(token)
        except LinkExpired as error:
            raise FileLinkOver from error
        except LinkForged as error:
            raise LinkUnknown from error

    async def _stored(self, picture: Picture) -> Response:
        try:
            stream = await self._deps.open_evidence(picture.sha256)
        except FileNotFoundError as error:
            raise NotInThisChat from error
        headers = {"Cache-Control": "private, max-age=31536000, immutable"}
        if picture.mime not in SHOWN:
            headers |= saved_as(picture.name)
        return StreamingResponse(_blocks(stream), media_type=picture.mime, headers=headers)

    async def _made(self, attachment: Attachment) -> Response:
        try:
            file = await self._deps.export(attachment)
        except NotMade as error:
            raise PaperNotMade from error
        except Refusal as error:
            raise NotInThisChat from error
        if file.path is None:
            return Response(file.content, media_type=file.mime, headers=saved_as(file.name))
        left = BackgroundTask(file.path.unlink, missing_ok=True)
        return StreamingResponse(
            _blocks(file.path.open("rb")), media_type=file.mime, headers=saved_as(file.name), background=left
        )

    async def _items(self, request: Request) -> Sequence[Item]:
        return await self._deps.transcript(self._visitors.chat(request), 0)

    async def _picture(self, request: Request, sha256: str) -> Picture:
        pictures = (picture for item in await self._items(request) for picture in item.pictures)
        shown = (picture for picture in pictures if sha256 in (picture.sha256, picture.preview))
        picture = next(shown, None)
        if picture is None:
            raise NotInThisChat
        return picture

    async def _attachment(self, request: Request, card_id: str) -> Attachment:
        card = next((item.card for item in await self._items(request) if item.id == card_id), None)
        if card is None or card.attachment is None:
            raise NotInThisChat
        return card.attachment


def saved_as(name: str) -> dict[str, str]:
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}


def _blocks(stream: BinaryIO) -> Iterator[bytes]:
    with stream:
        while block := stream.read(BLOCK):
            yield block
