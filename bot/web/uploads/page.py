"""The upload page: files that a chat could not carry, on a link bound to one person and one leaf."""

import asyncio
from dataclasses import replace

from fastapi import Request, Response
from fastapi.responses import HTMLResponse

from bot.files.partials import Partial
from bot.links.keys import Upload
from bot.web.deps import WebDeps
from bot.web.forms import Sent, reading
from bot.web.guard import check_origin
from bot.web.pages.rendering import Pages
from bot.web.refusals import NothingSent
from bot.web.uploads.links import Behind
from handlers.incoming.events import File, Incoming


class Uploads:
    def __init__(self, deps: WebDeps) -> None:
        self._deps = deps
        self._behind = Behind(deps)
        self._pages = Pages(deps.zone, deps.root)

    async def page(self, token: str) -> Response:
        return await self._shown(token, self._behind.read(token))

    async def take(self, request: Request, token: str) -> Response:
        """Stores the files and puts them into the person's chat, as if they had been sent there with the leaf's code."""
        check_origin(request, self._deps.public_url)
        upload = self._behind.read(token)
        recipient = await self._behind.recipient(upload)
        async with reading(request) as sent:
            files = await self._store(sent)
        key = f"{recipient.chat.chat}:{sent.key}"
        now = self._deps.clock()
        await self._deps.put(Incoming(recipient.chat, key, now, text=upload.leaf, files=files, round=upload.round))
        return await self._shown(token, upload, files)

    async def _shown(self, token: str, upload: Upload, files: tuple[File, ...] = ()) -> Response:
        recipient = await self._behind.recipient(upload)
        return HTMLResponse(self._pages.upload(token, recipient, await self._partials(upload), files))

    async def _partials(self, upload: Upload) -> list[Partial]:
        return await asyncio.to_thread(self._deps.partials.of, upload.person, upload.leaf, self._deps.clock(), upload.round)

    async def _store(self, sent: Sent) -> tuple[File, ...]:
        if not sent.files:
            raise NothingSent
        return tuple([await self._deps.store_file(replace(file, item=sent.item)) for file in sent.files])
