"""Forms as browsers send them: read within limits, files going to disk as they come."""

import re
import secrets
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath

from fastapi import Request
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import parse_options_header
from starlette.datastructures import FormData, Headers, UploadFile
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser

from bot.web.deps import UploadedFile
from bot.web.refusals import (
    MAX_BYTES,
    MAX_FILES,
    MAX_TEXT,
    MEGABYTE,
    FileTooLarge,
    JoinFirst,
    MalformedForm,
    NothingSent,
    TextTooLong,
    TooManyFiles,
    WebRefusal,
)
from handlers.cards.buttons import MAX_BYTES as MAX_CHOICE
from scoring.written.letters import clean

KEY = re.compile(r"[0-9A-Za-z-]{8,64}")
MAX_LABEL = 200
#: What our own pages send at most; bytes of the longest text, each character of it escaped.
MAX_FIELDS = 10
MAX_FIELD = 64 * 1024
MAX_NAME = 200


@dataclass(frozen=True, slots=True)
class Sent:
    """One message of a person. ``key`` is the same when the browser sends it again; ``label`` is what was pressed.

    ``item``: the document that the files are, if the upload page was told so.
    """

    key: str
    text: str = ""
    choice: str = ""
    label: str = ""
    item: str = ""
    files: tuple[UploadedFile, ...] = ()


class BoundedParser(MultiPartParser):
    """Ends the reading as soon as one file (``beyond`` says why), one field, or the number of either goes beyond its limit;
    what is not UTF-8 is not guessed at."""

    def __init__(self, headers: Headers, stream: AsyncGenerator[bytes, None], limit: int, beyond: type[WebRefusal]) -> None:
        super().__init__(headers, stream, max_fields=MAX_FIELDS)
        self._size = 0
        self._limit = limit
        self._beyond = beyond

    def on_part_begin(self) -> None:
        super().on_part_begin()
        self._size = 0

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        self._size += end - start
        if self._current_part.file is None and self._size > MAX_FIELD:
            raise TextTooLong(self._size)
        if self._size > self._limit:
            raise self._beyond
        super().on_part_data(data, start, end)

    def on_headers_finished(self) -> None:
        _check_utf8(self._current_part.content_disposition or b"")
        super().on_headers_finished()

    def on_part_end(self) -> None:
        _check_utf8(self._current_part.data)
        super().on_part_end()
        if sum(isinstance(value, UploadFile) for _, value in self.items) > MAX_FILES:
            raise TooManyFiles


def _check_utf8(said: bytes | bytearray) -> None:
    try:
        said.decode()
    except UnicodeDecodeError as error:
        raise MalformedForm from error


def new_key() -> str:
    return secrets.token_hex(16)


@asynccontextmanager
async def reading(request: Request, *, joined: bool = True) -> AsyncIterator[Sent]:
    """The form of a request; its files, if the person has ``joined``, are there until the end. Raises a form's refusals."""
    form = await _parsed(request, joined)
    try:
        sent = _sent(form)
        if sent.files and not joined:
            raise JoinFirst
        yield sent
    finally:
        await form.close()


async def _parsed(request: Request, joined: bool) -> FormData:
    try:
        return await _parser(request, joined).parse()
    except (MultiPartException, FormParserError) as error:
        raise MalformedForm from error


def _parser(request: Request, joined: bool) -> MultiPartParser | FormParser:
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    # Some charsets take seconds to decode, and none but this one has ever been asked for.
    if options.get(b"charset", b"utf-8").lower() not in {b"utf-8", b"utf8"}:
        raise MalformedForm
    if kind != b"multipart/form-data":
        return FormParser(request.headers, request.stream(), max_fields=MAX_FIELDS, max_part_size=MAX_FIELD)
    limit, beyond = (MAX_BYTES, FileTooLarge) if joined else (MEGABYTE, JoinFirst)
    return BoundedParser(request.headers, request.stream(), limit, beyond)


def _sent(form: FormData) -> Sent:
    text = clean(_word(form, "text"))
    sent = Sent(
        key=_key(form),
        text=text,
        choice=_word(form, "choice"),
        label=clean(_word(form, "label"))[:MAX_LABEL],
        item=_word(form, "item")[:MAX_LABEL],
        files=_files(form),
    )
    if len(text) > MAX_TEXT:
        raise TextTooLong(len(text))
    if len(sent.choice) > MAX_CHOICE:
        raise MalformedForm
    if not (text.strip() or sent.choice or sent.files):
        raise NothingSent
    return sent


def _word(form: FormData, name: str) -> str:
    value = form.get(name, "")
    if not isinstance(value, str):
        raise MalformedForm
    return value


def _key(form: FormData) -> str:
    key = _word(form, "key") or new_key()
    if not KEY.fullmatch(key):
        raise MalformedForm
    return key


def _files(form: FormData) -> tuple[UploadedFile, ...]:
    # A file input in which nothing was chosen sends one part without a name.
    chosen = [part for part in form.getlist("files") if isinstance(part, UploadFile) and part.filename]
    return tuple(_uploaded(part) for part in chosen)


def _uploaded(part: UploadFile) -> UploadedFile:
    return UploadedFile(bare_name(part.filename or ""), part.content_type or "", part.size or 0, part.file)


def bare_name(sent: str) -> str:
    """The bare name in clean letters; Windows and macOS send folders and decomposed ones."""
    name = PurePosixPath(clean(sent).replace("\\", "/")).name
    plain = "".join(letter for letter in name if letter.isprintable())
    return plain[-MAX_NAME:] or "tep"
