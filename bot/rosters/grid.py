"""Any sheet or text file of columns as rows of plain text, each with the number that its maker sees."""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from knowledge.text import tidy

#: No office has so many people; what is longer is not such a list.
MOST_BYTES = 10_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 60
#: What a text without marks of its own may be written in; Windows-1258 puts Vietnamese tones behind their letters.
ENCODINGS = ("utf-8-sig", "cp1258", "cp1252")
SEPARATORS = ";,\t"
#: Vietnamese letters and marks that no other reading of the same bytes brings forth so often.
VIETNAMESE = frozenset("ăâđêôơưĂÂĐÊÔƠƯ\u0300\u0301\u0303\u0309\u0323")


class Unreadable(Exception):
    """A file that is no such list, in one line."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong and where: ``sheet`` is "" in a text file, ``row`` counts from 1, ``column`` is its heading."""

    sheet: str
    row: int
    column: str
    message: str

    def __str__(self) -> str:
        column = f", cột “{self.column}”" if self.column else ""
        return f"{self.sheet + ', ' if self.sheet else ''}dòng {self.row}{column}: {self.message}"


@dataclass(frozen=True, slots=True)
class Cell:
    """``odd`` says what the program that wrote the file may have made of what was typed ("date", "number")."""

    text: str
    odd: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    sheet: str
    number: int
    cells: tuple[Cell, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(cell.text for cell in self.cells)


def read_pages(path: Path) -> list[list[Row]]:
    """The rows of every visible sheet; of a text file one page. Raises ``Unreadable``."""
    if path.stat().st_size > MOST_BYTES:
        raise Unreadable(f"tệp lớn hơn {MOST_BYTES // 1_000_000} MB, không phải danh sách")
    with path.open("rb") as file:
        start = file.read(4)
    if start.startswith(b"PK"):
        return _workbook(path)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable("tệp .xls đời cũ; mở bằng Excel rồi lưu thành .xlsx")
    return [_text(path.read_bytes())]


# -- workbooks -----------------------------------------------------------------------------------------------------------


def _workbook(path: Path) -> list[list[Row]]:
    try:
        book = openpyxl.load_workbook(path, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise Unreadable("không mở được tệp Excel; lưu lại thành .xlsx rồi thử lại") from error
    pages = [page for page in book.worksheets if page.sheet_state == "visible"]
    return [list(_rows(page)) for page in pages]


def _rows(page: Worksheet) -> Iterator[Row]:
    if (page.max_row or 0) > MOST_ROWS:
        raise Unreadable(f"trang “{page.title}” có hơn {MOST_ROWS} dòng, không phải danh sách")
    repeated = dict(_repeated(page))
    for number, row in enumerate(page.iter_rows(max_col=min(page.max_column or 1, MOST_COLUMNS)), start=1):
        values = [repeated.get((number, place), cell.value) for place, cell in enumerate(row, start=1)]
        yield Row(page.title, number, tuple(_cell(value) for value in values))


def _repeated(page: Worksheet) -> Iterator[tuple[tuple[int, int], object]]:
    """A cell merged downwards holds for each of its rows; one merged sideways is a title."""
    for merged in page.merged_cells.ranges:
        value = page.cell(merged.min_row, merged.min_col).value
        for number in range(merged.min_row + 1, merged.max_row + 1):
            yield (number, merged.min_col), value


def _cell(value: object) -> Cell:
    match value:
        case None:
            return Cell("")
        case datetime() | date() | time():
            return Cell(value.isoformat(), "date")
        case float() if not value.is_integer():
            return Cell(repr(value), "number")
        case float():
            return Cell(str(int(value)))
        case _:
            return Cell(tidy(str(value)))


# -- text files ----------------------------------------------------------------------------------------------------------


def _text(content: bytes) -> list[Row]:
    text = _decoded(content)
    lines = text.splitlines()
    separator = _separator(lines)
    # The number of a row is that of its line, as an editor shows it; a quoted cell may run over several.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows, number = [], 1
    try:
        for row in reader:
            rows.append(Row("", number, tuple(Cell(tidy(cell)) for cell in row[:MOST_COLUMNS])))
            number = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable(f"dòng {reader.line_num}: dấu nháy kép chưa đóng") from error
    if len(rows) > MOST_ROWS:
        raise Unreadable(f"tệp có hơn {MOST_ROWS} dòng, không phải danh sách")
    return rows


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    if b"\0" in content:
        raise Unreadable("tệp không phải danh sách dạng chữ (.csv) hay Excel (.xlsx)")
    read = {name: text for name in ENCODINGS if (text := _tried(content, name)) is not None}
    if "utf-8-sig" in read:
        return read["utf-8-sig"]
    if not read:
        raise Unreadable("không đọc được bảng mã của tệp; lưu lại với UTF-8")
    return max(read.values(), key=lambda text: sum(letter in VIETNAMESE for letter in text))


def _tried(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _separator(lines: Sequence[str]) -> str:
    """The one that divides most lines; a title line above and the commas inside "1,3,7.5" do not count for much."""
    return max(SEPARATORS, key=lambda one: sum(min(line.count(one), 3) for line in lines))
