"""Forms as browsers send them: read within limits, files going to disk as they come."""

import re
import secrets
import unicodedata
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath

from fastapi import Request
from python_multipart.exceptions import FormParserError
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser

from bot.web.deps import UploadedFile
from bot.web.refusals import MAX_BYTES, MAX_FILES, MAX_TEXT, FileTooLarge, MalformedForm, NothingSent, TextTooLong, TooManyFiles
from handlers.buttons import MAX_BYTES as MAX_CHOICE

KEY = re.compile(r"[0-9A-Za-z-]{8,64}")
MAX_LABEL = 200
MAX_NAME = 200


@dataclass(frozen=True, slots=True)
class Sent:
    """One message of a person. ``key`` is the same when the browser sends it again; ``label`` is what was pressed."""

    key: str
    text: str = ""
    choice: str = ""
    label: str = ""
    files: tuple[UploadedFile, ...] = ()


class BoundedParser(MultiPartParser):
    """Ends the reading as soon as one part, or the number of files, goes beyond the limit."""

    _size = 0

    def on_part_begin(self) -> None:
        super().on_part_begin()
        self._size = 0

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        self._size += end - start
        if self._size > MAX_BYTES:
            raise FileTooLarge
        super().on_part_data(data, start, end)

    def on_part_end(self) -> None:
        super().on_part_end()
        if sum(isinstance(value, UploadFile) for _, value in self.items) > MAX_FILES:
            raise TooManyFiles


def new_key() -> str:
    return secrets.token_hex(16)


@asynccontextmanager
async def reading(request: Request) -> AsyncIterator[Sent]:
    """The form of a request; its files are there until the end. Raises the refusals of a form."""
    form = await _parsed(request)
    try:
        yield _sent(form)
    finally:
        await form.close()


async def _parsed(request: Request) -> FormData:
    multipart = request.headers.get("content-type", "").startswith("multipart/form-data")
    parser = (BoundedParser if multipart else FormParser)(request.headers, request.stream())
    try:
        return await parser.parse()
    except (MultiPartException, FormParserError) as error:
        raise MalformedForm from error


def _sent(form: FormData) -> Sent:
    text = _word(form, "text").replace("\r\n", "\n")
    sent = Sent(_key(form), text, _word(form, "choice"), _word(form, "label")[:MAX_LABEL], _files(form))
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
    return UploadedFile(_name(part.filename or ""), part.content_type or "", part.size or 0, part.file)


def _name(sent: str) -> str:
    """The bare name in composed letters; Windows and macOS send folders and decomposed ones."""
    name = PurePosixPath(unicodedata.normalize("NFC", sent).replace("\\", "/")).name
    plain = "".join(letter for letter in name if letter.isprintable())
    return plain[-MAX_NAME:] or "tep"
