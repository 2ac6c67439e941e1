"""Files piece by piece over a weak line: tus 1.0 (core, creation, checksum, expiration), see https://tus.io.

A file's address is the same whenever the same person announces it for the same leaf, so that a page opened anew only
has to announce it again to learn where to go on. A repeat changes nothing; the server's offset is always right.
"""

import asyncio
import base64
import binascii
import hashlib
import hmac
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import UTC
from email.utils import format_datetime

from fastapi import Request, Response
from starlette.requests import ClientDisconnect

from bot.files.partials import Announced, NoRoom, Partial, PartialGone, TooMuch, WrongOffset
from bot.links.keys import Upload
from bot.web.deps import Recipient, UploadedFile, WebDeps
from bot.web.forms import bare_name
from bot.web.guard import check_origin
from bot.web.pages.rendering import told_of
from bot.web.refusals import (
    MAX_BYTES,
    ChecksumWrong,
    DiskFull,
    FileTooLarge,
    MalformedPiece,
    MethodUnknown,
    OffsetWrong,
    PieceTooLarge,
    RefusedByName,
    UnknownProtocol,
    UploadGone,
)
from bot.web.uploads.links import Behind
from handlers.incoming.events import Incoming
from handlers.incoming.files import fault_of_name
from handlers.texts.evidence import asking as t

VERSION = "1.0.0"
PIECE = "application/offset+octet-stream"
#: A piece with a sum is held in memory until it has been checked.
MAX_PIECE = 4 << 20
#: Without a sum, what has come is kept every so many bytes.
BLOCK = 256 << 10
SUMS = {"sha256": hashlib.sha256, "sha1": hashlib.sha1}
MAX_WORD = 64
SPOKEN = {"Tus-Resumable": VERSION}
ABILITIES = SPOKEN | {
    "Tus-Version": VERSION,
    "Tus-Extension": "creation,checksum,expiration,termination",
    "Tus-Max-Size": str(MAX_BYTES),
    "Tus-Checksum-Algorithm": ",".join(SUMS),
}


class Pieces:
    def __init__(self, deps: WebDeps) -> None:
        self._deps = deps
        self._behind = Behind(deps)

    async def abilities(self) -> Response:
        return Response(status_code=204, headers=ABILITIES)

    async def announce(self, request: Request, token: str) -> Response:
        """The address of a file's upload and how far it is: 0 for one that was never begun."""
        upload, _ = await self._opened(request, token)
        file = _announced(request, upload)
        with told():
            partial = await asyncio.to_thread(self._deps.partials.begin, file, self._deps.clock())
        headers = {"Location": f"{self._deps.root}/u/{token}/files/{partial.id}"} | _standing(partial)
        return Response(status_code=201, headers=headers)

    async def standing(self, request: Request, token: str, file: str) -> Response:
        upload, _ = await self._opened(request, token)
        return Response(headers=_standing(await self._partial(upload, file)))

    async def take(self, request: Request, token: str, file: str) -> Response:
        """Adds what the request brings; with the last byte the file goes into the chat like any other."""
        upload, recipient = await self._opened(request, token)
        if request.headers.get("content-type") != PIECE:
            raise MalformedPiece
        partial = await self._partial(upload, file)
        with told():
            if not partial.done:
                partial = await self._added(request, partial)
        if partial.whole and not partial.done:
            partial = await self._into_chat(partial, recipient)
        return Response(status_code=204, headers=_standing(partial))

    async def drop(self, request: Request, token: str, file: str) -> Response:
        """The sender wants it no more: its bytes go. What has arrived already is taken off in the chat, not here."""
        upload, _ = await self._opened(request, token)
        partial = await self._partial(upload, file)
        await asyncio.to_thread(self._deps.partials.drop, partial.id)
        return Response(status_code=204, headers=SPOKEN)

    async def overridden(self, request: Request, token: str, file: str) -> Response:
        """Some proxies let only GET and POST pass: the method stands in a header then."""
        meant = {"PATCH": self.take, "HEAD": self.standing, "DELETE": self.drop}
        method = meant.get(request.headers.get("x-http-method-override", "").upper())
        if method is None:
            raise MethodUnknown
        return await method(request, token, file)

    async def outcome(self, token: str, file: str) -> Response:
        """What became of a file, in words; nothing while it is on its way."""
        partial = await self._partial(self._behind.read(token), file)
        headers = {"Upload-Fault": partial.fault} if partial.fault else {}
        return Response(told_of(partial), 200 if partial.done else 202, headers, "text/plain; charset=utf-8")

    async def _opened(self, request: Request, token: str) -> tuple[Upload, Recipient]:
        check_origin(request, self._deps.public_url)
        if request.headers.get("tus-resumable") != VERSION:
            raise UnknownProtocol
        upload = self._behind.read(token)
        return upload, await self._behind.recipient(upload)

    async def _partial(self, upload: Upload, file: str) -> Partial:
        with told():
            return await asyncio.to_thread(self._deps.partials.get, file, upload.person, upload.leaf, self._deps.clock())

    async def _added(self, request: Request, partial: Partial) -> Partial:
        offset = _whole_number(request, "upload-offset")
        if offset != partial.offset:
            raise WrongOffset(partial.offset)
        async for piece in _pieces(request):
            partial = await asyncio.to_thread(self._deps.partials.add, partial.id, partial.offset, piece)
        return partial

    async def _into_chat(self, partial: Partial, recipient: Recipient) -> Partial:
        """Whatever breaks this off, the next request for the file does it again: event and content are known by then."""
        file, now = partial.file, self._deps.clock()
        with await asyncio.to_thread(self._deps.partials.open, partial.id) as stream:
            stored = await self._deps.store_file(UploadedFile(file.name, "", file.size, stream, file.item))
        key = f"{recipient.chat.chat}:{partial.id}{partial.begun:%d%H%M%S}"
        event = Incoming(recipient.chat, key, now, text=file.leaf, files=(stored,), album=file.visit, round=file.round)
        await self._deps.put(event)
        with told():
            return await asyncio.to_thread(self._deps.partials.settle, partial, stored.fault or "", now)


@contextmanager
def told() -> Iterator[None]:
    """The store's errors, as the answers of the protocol."""
    try:
        yield
    except PartialGone as error:
        raise UploadGone from error
    except NoRoom as error:
        raise DiskFull from error
    except WrongOffset as error:
        raise OffsetWrong(error.right) from error
    except TooMuch as error:
        raise MalformedPiece from error


def _standing(partial: Partial) -> dict[str, str]:
    return SPOKEN | {
        "Upload-Offset": str(partial.offset),
        "Upload-Length": str(partial.file.size),
        "Upload-Expires": format_datetime(partial.until.astimezone(UTC), usegmt=True),
    }


def _announced(request: Request, upload: Upload) -> Announced:
    size, said = _whole_number(request, "upload-length"), _metadata(request)
    if size > MAX_BYTES:
        raise FileTooLarge
    name = bare_name(said.get("filename", ""))
    if (fault := "empty" if size == 0 else fault_of_name(name)) is not None:
        raise RefusedByName(t.refused(name, fault))
    mark, item, visit = (said.get(word, "")[:MAX_WORD] for word in ("mark", "item", "visit"))
    return Announced(upload.person, upload.leaf, name, size, mark, item, visit, upload.round)


def _metadata(request: Request) -> dict[str, str]:
    """``key base64,key base64``; a key may stand alone."""
    pairs = (pair.strip().partition(" ") for pair in request.headers.get("upload-metadata", "").split(","))
    try:
        return {key: base64.b64decode(value, validate=True).decode() for key, _, value in pairs}
    except (binascii.Error, UnicodeDecodeError) as error:
        raise MalformedPiece from error


def _whole_number(request: Request, header: str) -> int:
    said = request.headers.get(header, "")
    if not (said.isascii() and said.isdecimal() and len(said) < 16):
        raise MalformedPiece
    return int(said)


async def _pieces(request: Request) -> AsyncIterator[bytes]:
    """The body in blocks that may be kept; with a sum it is one block, and only if the sum is right."""
    said = request.headers.get("upload-checksum")
    if said is None:
        async for block in _blocks(request):
            yield block
        return
    body = await _whole(request)
    await asyncio.to_thread(_check, body, said)
    yield body


async def _whole(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_PIECE:
            raise PieceTooLarge
    return bytes(body)


async def _blocks(request: Request) -> AsyncIterator[bytes]:
    held = bytearray()
    try:
        async for chunk in request.stream():
            held += chunk
            if len(held) >= BLOCK:
                yield bytes(held)
                held.clear()
    except ClientDisconnect:
        # The line was cut: what did come is worth keeping.
        pass
    if held:
        yield bytes(held)


def _check(body: bytes, said: str) -> None:
    name, _, value = said.partition(" ")
    try:
        wanted = base64.b64decode(value, validate=True)
    except binascii.Error as error:
        raise MalformedPiece from error
    if name not in SUMS:
        raise MalformedPiece
    if not hmac.compare_digest(SUMS[name](body).digest(), wanted):
        raise ChecksumWrong
