"""The words in a PDF, Word or Excel file, as far as it takes to know what it is. Scans have none, and nothing is guessed."""

import logging
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import openpyxl
from pypdf import PdfReader

from bot.files.content import EXCEL, PDF, WORD
from knowledge.annex.files.package import Package
from knowledge.annex.files.parts import main_part
from knowledge.annex.files.word.tables import lines_of

log = logging.getLogger(__name__)
#: A file is made to be read by people: what is longer than this is told by its beginning.
PAGES, ROWS, LETTERS = 60, 5_000, 400_000
#: Pages drawn by a computer may take seconds each: how long one file may take, in seconds.
PATIENCE = 15.0
#: What an unpacked container may weigh; beyond it a small file is made to exhaust whoever opens it.
UNPACKED = 200 * 1024 * 1024


class TooLarge(Exception):
    """Unpacked it would be larger than anything people read."""


def text_of(path: Path, mime: str) -> str:
    """The text of a file, "" where there is none or it cannot be read."""
    reading = READERS.get(mime)
    if reading is None:
        return ""
    try:
        return "\n".join(_bounded(reading(path)))
    except Exception as fault:
        # Makers of files are as manifold as the faults in them; only the kind is told, never what stands there.
        log.info("no text can be read: %s", type(fault).__name__)
        return ""


def _bounded(parts: Iterator[str]) -> Iterator[str]:
    end, letters = time.monotonic() + PATIENCE, 0
    for part in parts:
        yield part[: LETTERS - letters]
        letters += len(part)
        if letters >= LETTERS or time.monotonic() > end:
            return


def _pdf(path: Path) -> Iterator[str]:
    with PdfReader(path) as reader:
        for page in islice(reader.pages, PAGES):
            yield page.extract_text()


def _word(path: Path) -> Iterator[str]:
    with path.open("rb") as file:
        package = Package(file)
        yield from lines_of(package, main_part(package))


def _excel(path: Path) -> Iterator[str]:
    with _container(path) as file, closing(openpyxl.load_workbook(file, read_only=True, data_only=True)) as book:
        for page in book.worksheets:
            for row in page.iter_rows(max_row=ROWS, values_only=True):
                yield " ".join(str(value) for value in row if value is not None)


def _container(path: Path) -> BinaryIO:
    """An Excel file, unless it is made to grow without end when it is unpacked."""
    with zipfile.ZipFile(path) as container:
        if sum(part.file_size for part in container.infolist()) > UNPACKED:
            raise TooLarge
    return path.open("rb")


READERS = {PDF: _pdf, WORD: _word, EXCEL: _excel}
