"""Any sheet or text file of columns as rows of plain text, each with the number that its maker sees."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.annex.files import Cell as GridCell
from knowledge.annex.files import FileRefused, Grid, read_book
from knowledge.annex.files.grid import EMPTY
from knowledge.checking.faults import Wrong
from knowledge.text import tidy

#: No office has so many people; what is longer is not such a list.
MOST_BYTES = 10_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 60
#: What a text without marks of its own may be written in; Windows-1258 puts Vietnamese tones behind their letters.
ENCODINGS = ("utf-8-sig", "cp1258", "cp1252")
#: Letters of a text that show what divides its columns.
LOOKED_AT = 200_000
SEPARATORS = ";,\t"
#: How files of Excel before 2007 begin, and newer ones with a password.
OLD = b"\xd0\xcf\x11\xe0"
KEPT_AS_TEXT = re.compile(r"=\"([^\"]*)\"|'([=+@\d-].*)")
#: Vietnamese letters and marks that no other reading of the same bytes brings forth so often.
VIETNAMESE = frozenset("ăâđêôơưĂÂĐÊÔƠƯ\u0300\u0301\u0303\u0309\u0323")


class NotAList(Exception):
    """A file that is no such list, in one line."""


@dataclass(frozen=True, slots=True)
class ListFault:
    """What is wrong and where: ``sheet`` is "" in a text file, ``row`` counts from 1, ``column`` is its heading."""

    sheet: str
    row: int
    column: str
    message: str

    def __str__(self) -> str:
        column = f", cột “{self.column}”" if self.column else ""
        return f"{self.sheet + ', ' if self.sheet else ''}dòng {self.row}{column}: {self.message}"


@dataclass(frozen=True, slots=True)
class ListCell:
    """``odd`` says what the program that wrote the file may have made of what was typed ("date", "number", "error")."""

    text: str
    odd: str = ""


@dataclass(frozen=True, slots=True)
class ListRow:
    sheet: str
    number: int
    cells: tuple[ListCell, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(cell.text for cell in self.cells)


def read_pages(path: Path) -> list[list[ListRow]]:
    """The rows of every visible sheet; of a text file one page. Raises ``NotAList``."""
    if path.stat().st_size > MOST_BYTES:
        raise NotAList(f"tệp lớn hơn {MOST_BYTES // 1_000_000} MB, không phải danh sách")
    with path.open("rb") as file:
        start = file.read(4)
    if start.startswith((b"PK", OLD)):
        return _workbook(path)
    return [_text(path.read_bytes())]


# -- workbooks -----------------------------------------------------------------------------------------------------------


def _workbook(path: Path) -> list[list[ListRow]]:
    try:
        grids = read_book(path.read_bytes())
    except FileRefused as refused:
        raise NotAList(_why(refused, path)) from refused
    return [_rows(grid) for grid in grids]


def _why(refused: FileRefused, path: Path) -> str:
    match refused.fault.error:
        case Wrong.PASSWORD_PROTECTED:
            return "tệp có mật khẩu; bỏ mật khẩu rồi lưu lại"
        case Wrong.TOO_LARGE:
            return "tệp mở ra quá lớn để là danh sách; chép riêng danh sách sang tệp mới rồi thử lại"
    with path.open("rb") as file:
        old = file.read(4) == OLD
    if old:
        return "tệp .xls đời cũ; mở bằng Excel rồi lưu thành .xlsx"
    return "không mở được tệp Excel; lưu lại thành .xlsx rồi thử lại"


def _rows(grid: Grid) -> list[ListRow]:
    if grid.beyond:
        raise NotAList(
            f"trang “{grid.sheet}” còn chữ ở dòng {grid.beyond}, xa hơn {MOST_ROWS} dòng của một danh sách; "
            "xoá các dòng thừa rồi lưu lại"
        )
    filled = {row.number: dict(row.cells) for row in grid.rows if row.number <= MOST_ROWS}
    _repeat(filled)
    return [_row(grid.sheet, number, cells) for number, cells in sorted(filled.items())]


def _repeat(filled: Mapping[int, dict[int, GridCell]]) -> None:
    """A cell merged downwards holds for each of its rows; one merged sideways is a title."""
    reaching: dict[int, tuple[GridCell, int]] = {}
    for number in sorted(filled):
        begun = {column: (cell, number + cell.high) for column, cell in filled[number].items() if cell.high > 1}
        reaching = {column: held for column, held in reaching.items() if number < held[1]}
        filled[number].update({column: cell for column, (cell, _) in reaching.items()})
        reaching |= begun


def _row(sheet: str, number: int, cells: Mapping[int, GridCell]) -> ListRow:
    last = min(max(cells, default=0), MOST_COLUMNS)
    return ListRow(sheet, number, tuple(_cell(cells.get(column, EMPTY)) for column in range(1, last + 1)))


def _cell(cell: GridCell) -> ListCell:
    if cell.error:
        return ListCell(cell.error, "error")
    if cell.spoilt and cell.number is None:
        return ListCell(cell.text, "date")
    odd = "number" if cell.number is not None and cell.number % 1 else ""
    return ListCell(tidy(cell.text), odd)


# -- text files ----------------------------------------------------------------------------------------------------------


def _text(content: bytes) -> list[ListRow]:
    text = _decoded(content)
    separator = _separator(text[:LOOKED_AT].splitlines())
    # The number of a row is that of its line, as an editor shows it; a quoted cell may run over several.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows, number = [], 1
    try:
        for row in reader:
            rows.append(ListRow("", number, tuple(ListCell(_typed(cell)) for cell in row[:MOST_COLUMNS])))
            number = reader.line_num + 1
            if len(rows) > MOST_ROWS:
                raise NotAList(f"tệp có hơn {MOST_ROWS} dòng, không phải danh sách")
    except csv.Error as error:
        raise NotAList(f"dòng {reader.line_num}: dấu nháy kép chưa đóng") from error
    return rows


def _typed(cell: str) -> str:
    """A cell as it is seen: ="001" and '001 keep a program from taking a code for a figure."""
    text = tidy(cell)
    kept = KEPT_AS_TEXT.fullmatch(text)
    return (kept[1] or kept[2]) if kept else text


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    if b"\0" in content:
        raise NotAList("tệp không phải danh sách dạng chữ (.csv) hay Excel (.xlsx)")
    read = {name: text for name in ENCODINGS if (text := _tried(content, name)) is not None}
    if "utf-8-sig" in read:
        return read["utf-8-sig"]
    if not read:
        raise NotAList("không đọc được bảng mã của tệp; lưu lại với UTF-8")
    return max(read.values(), key=lambda text: sum(letter in VIETNAMESE for letter in text))


def _tried(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _separator(lines: Sequence[str]) -> str:
    """The one that divides most lines; a title line above and the commas inside "1,3,7.5" do not count for much."""
    return max(SEPARATORS, key=lambda one: sum(min(line.count(one), 3) for line in lines))
