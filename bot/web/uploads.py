"""The upload page: files that a chat could not carry, on a link bound to one person and one leaf."""

from fastapi import Request, Response
from fastapi.responses import HTMLResponse

from bot.keys import LinkExpired, LinkForged, Upload
from bot.web.deps import Recipient, WebDeps
from bot.web.forms import Sent, reading
from bot.web.guard import check_origin
from bot.web.pages import Pages
from bot.web.refusals import LinkOver, LinkUnknown, NothingSent
from handlers.events import File, Incoming


class Uploads:
    def __init__(self, deps: WebDeps) -> None:
        self._deps = deps
        self._pages = Pages(deps.zone)

    async def page(self, token: str) -> Response:
        return HTMLResponse(self._pages.upload(await self._recipient(self._read(token))))

    async def take(self, request: Request, token: str) -> Response:
        """Stores the files and puts them into the person's chat, as if they had been sent there with the leaf's code."""
        check_origin(request, self._deps.public_url)
        upload = self._read(token)
        recipient = await self._recipient(upload)
        async with reading(request) as sent:
            files = await self._store(sent)
        key = f"{recipient.chat.chat}:{sent.key}"
        await self._deps.put(Incoming(recipient.chat, key, self._deps.clock(), text=upload.leaf, files=files))
        return HTMLResponse(self._pages.upload(recipient, files))

    def _read(self, token: str) -> Upload:
        try:
            return self._deps.keys.read_upload(token)
        except LinkExpired as error:
            raise LinkOver from error
        except LinkForged as error:
            raise LinkUnknown from error

    async def _recipient(self, upload: Upload) -> Recipient:
        recipient = await self._deps.recipient(upload.person, upload.leaf)
        if recipient is None:
            raise LinkOver
        return recipient

    async def _store(self, sent: Sent) -> tuple[File, ...]:
        if not sent.files:
            raise NothingSent
        return tuple([await self._deps.store_file(file) for file in sent.files])
