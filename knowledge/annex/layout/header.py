"""Which column is which: told by the words of the header, one line or two, and by what stands below."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from knowledge.annex import texts as t
from knowledge.annex.files import Cell, Grid, Row
from knowledge.annex.files.refusals import FileRefused
from knowledge.annex.layout.figures import cut_points, points_of
from knowledge.annex.layout.printed import printed_code
from knowledge.checking.faults import Wrong
from knowledge.text import fold


class Column(Enum):
    """``FIELD`` and ``CRITERION`` are columns of their own beside the leaf's ``NAME``; ``POINTS`` are of options."""

    CODE = auto()
    FIELD = auto()
    CRITERION = auto()
    NAME = auto()
    MAX = auto()
    POINTS = auto()
    METHOD = auto()
    EVIDENCE = auto()
    SOURCE = auto()
    SURVEY = auto()
    OWN = auto()
    APPRAISED = auto()
    NOTE = auto()
    OTHER = auto()


#: In this order: the first that fits is taken. Words are without their marks.
_WORDS: tuple[tuple[Column, str], ...] = (
    (Column.CODE, r"(so )?(stt|tt)|so thu tu|ma( so| hieu)?( tieu chi| tc)?|ky hieu|muc"),
    (Column.SURVEY, r".*\b(dieu tra|khao sat|xhh|dtxhh|xa hoi hoc)\b.*"),
    (Column.EVIDENCE, r".*\b(tai lieu|minh chung|kiem chung|tlkc|ho so chung minh|van ban chung minh)\b.*"),
    (
        Column.SOURCE,
        r".*\b(nguon|hinh thuc|phuong thuc|co quan (cham|danh gia|tham dinh)|don vi (cham|danh gia|tham dinh))\b.*",
    ),
    (Column.OWN, r".*\b(tu (cham|danh gia|ket qua))\b.*"),
    (
        Column.APPRAISED,
        r".*\b(tham dinh|dat duoc|danh gia lai|giai trinh|hoi dong)\b.*|(diem )?danh gia|chi so|(?!cach|noi)\w+ danh gia",
    ),
    (Column.MAX, r".*\b(diem( so)? toi da|diem chuan|toi da|diem quy dinh)\b.*|thang diem( \w+)*|(so|muc) diem|diem( so)?"),
    (Column.METHOD, r".*\b(cach|phuong phap|huong dan|cong thuc|can cu|dien giai|thang diem|quy dinh|yeu cau|cac muc)\b.*"),
    (Column.NOTE, r".*\bghi chu\b.*"),
    (Column.NAME, r".*\b(linh vuc|tieu chi|chi tieu|noi dung|ten)\b.*"),
)


#: No decision has a tenth of this.
MOST_ROWS = 3_000
_MARKED = (Column.SURVEY, Column.OWN, Column.APPRAISED)
#: Points that are said in words or as a share.
_WORTH = re.compile(r"(diem )?toi da$|[0-9.,]+ ?%( so)?( diem)?( toi da)?$")


@dataclass(frozen=True, slots=True)
class RoleColumns:
    """``roles`` by column; a role may have several columns."""

    roles: Mapping[int, Column]

    def of(self, *roles: Column) -> list[int]:
        return [column for column, role in sorted(self.roles.items()) if role in roles]

    def first(self, role: Column) -> int:
        """0 where there is none."""
        return next(iter(self.of(role)), 0)

    def texts(self, row: Row, *roles: Column) -> list[str]:
        return [text for column in self.of(*roles) if (text := row.text(column))]

    def text(self, row: Row, role: Column) -> str:
        return next(iter(self.texts(row, role)), "")


@dataclass(frozen=True, slots=True)
class Body:
    """A grid below its header; ``rows`` are what is left without headers said again and lines of column numbers.

    ``above`` are the lines over the header.
    """

    grid: Grid
    columns: RoleColumns
    rows: tuple[Row, ...]
    above: tuple[str, ...] = ()


def bodies(grids: Sequence[Grid]) -> Iterator[Body]:
    """The tables of criteria among the grids; one without a header goes on with the columns of the one before it."""
    known: RoleColumns | None = None
    for grid in grids:
        found = _header(grid)
        if found:
            start, end, known = found
            over = tuple(cell.text for row in grid.rows[:start] for cell in row.cells.values())
            yield Body(grid, known, _content(grid.rows[end:], grid.rows[start:end]), grid.above + over)
        elif known and grid.table and _goes_on(grid, known):
            yield Body(grid, known, _content(grid.rows, ()), grid.above)


def _goes_on(grid: Grid, columns: RoleColumns) -> bool:
    last = max(columns.roles)
    widest = max((column + cell.wide - 1 for row in grid.rows for column, cell in row.cells.items()), default=0)
    maxima = [row.text(columns.first(Column.MAX)) for row in grid.rows]
    return widest <= last and sum(points_of(text) is not None for text in maxima) * 2 >= len(maxima) > 0


def _content(rows: Sequence[Row], header: Sequence[Row]) -> tuple[Row, ...]:
    if len(rows) > MOST_ROWS:
        raise FileRefused(Wrong.TOO_LARGE, t.TOO_MANY)
    said = {tuple(row.cells[column].text for column in sorted(row.cells)) for row in header}
    return tuple(row for row in rows if not _is_repeated(row, said) and not _is_numbers(row))


def _is_repeated(row: Row, said: set[tuple[str, ...]]) -> bool:
    return tuple(row.cells[column].text for column in sorted(row.cells)) in said or _is_header(row)


def _is_header(row: Row) -> bool:
    roles = {_role(cell.text) for cell in row.cells.values()}
    return Column.NAME in roles and bool(roles & {Column.MAX, Column.METHOD}) and len(row.cells) > 2 and not _has_figure(row)


def _has_figure(row: Row) -> bool:
    return any(points_of(cell.text) is not None for cell in row.cells.values())


def _is_numbers(row: Row) -> bool:
    """(1) | (2) | (3), or A | B | 1 | 2: the columns counted below the header."""
    texts = [row.cells[column].text.strip("() .") for column in sorted(row.cells)]
    if len(texts) < 3:
        return False
    numbers = [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 3]
    letters = [text for text in texts if len(text) == 1 and text.isalpha()]
    return len(numbers) + len(letters) == len(texts) and numbers == list(range(numbers[0] if numbers else 0, len(numbers) + 1))


def _header(grid: Grid) -> tuple[int, int, RoleColumns] | None:
    for start, row in enumerate(grid.rows[:60]):
        if _may_begin(row):
            end = _end(grid.rows, start)
            columns = _columns(grid.rows[start:end], grid.rows[end:])
            if columns.first(Column.NAME) and (columns.first(Column.MAX) or _names_hold_points(columns, grid.rows[end:])):
                return start, end, columns
    return None


def _names_hold_points(columns: RoleColumns, below: Sequence[Row]) -> bool:
    """Some print the points behind the names: "1.1. Kế hoạch (2 điểm)", and have only a column for the method."""
    names = [columns.text(row, Column.NAME).split("\n")[0] for row in below]
    return bool(columns.of(Column.METHOD)) and sum(cut_points(name)[1] is not None for name in names) >= 3


def _may_begin(row: Row) -> bool:
    roles = [_role(cell.text) for cell in row.cells.values()]
    return Column.NAME in roles and len(row.cells) >= 2


def _end(rows: Sequence[Row], start: int) -> int:
    """Where the header ends: lines of nothing but header words go on with it."""
    end = start + 1
    while end < len(rows) and end < start + 3 and _is_below(rows[end], rows[start:end]):
        end += 1
    return end


def _is_below(row: Row, header: Sequence[Row]) -> bool:
    """Below a cell that covers several columns, or all of it words of marks: merged or not, it belongs to the header."""
    wide = {column for above in header for column in _spread(above)}
    below = set(row.cells) <= wide or all(_role(cell.text) in _MARKED for cell in row.cells.values())
    return bool(row.cells) and below and not _has_figure(row)


def _spread(row: Row) -> Iterator[int]:
    for first, cell in row.cells.items():
        yield from range(first, first + cell.wide) if 1 < cell.wide <= 60 else ()


def _columns(header: Sequence[Row], below: Sequence[Row]) -> RoleColumns:
    labels = _labels(header)
    roles = {column: _role_of(parts) for column, parts in labels.items()}
    return RoleColumns(_without_doubles(_with_levels(roles, labels, below), below))


def _labels(header: Sequence[Row]) -> dict[int, list[str]]:
    """What stands over each column, the lowest line last."""
    labels: dict[int, list[str]] = {}
    for row in header:
        for first, cell in row.cells.items():
            for column in range(first, first + min(cell.wide, 60)):
                labels.setdefault(column, []).append(cell.text)
    return labels


def _role_of(parts: Sequence[str]) -> Column:
    """The line nearest to the column says more than the one over it."""
    roles = [_role(part) for part in reversed(parts)]
    return next((role for role in roles if role is not Column.OTHER), Column.OTHER)


def _role(label: str) -> Column:
    words = " ".join(re.sub(r"[^a-z0-9 ]+", " ", fold(label)).split())
    if not words or len(words) > 90:
        return Column.OTHER
    return next((role for role, pattern in _WORDS if re.fullmatch(pattern, words)), Column.OTHER)


def _with_levels(roles: dict[int, Column], labels: Mapping[int, Sequence[str]], below: Sequence[Row]) -> dict[int, Column]:
    """Columns of their own for fields, criteria and leaves; the last of them names the leaves."""
    names = [column for column in sorted(roles) if roles[column] is Column.NAME]
    for column in names[:-1]:
        if _holds_codes([row.at(column) for row in below]):
            roles[column] = Column.CODE
            names.remove(column)
    for column in names[:-1]:
        words = fold(" ".join(labels[column]))
        roles[column] = Column.FIELD if "linh vuc" in words and "tieu chi" not in words else Column.CRITERION
    return roles


def _without_doubles(roles: dict[int, Column], below: Sequence[Row]) -> dict[int, Column]:
    """Of two columns of points the first is the maximum; a column of words is a method, whatever it is called."""
    points = [column for column in sorted(roles) if roles[column] is Column.MAX]
    for column in points:
        if _is_wordy([row.at(column) for row in below]):
            roles[column] = Column.METHOD
    for column in [place for place in points if roles[place] is Column.MAX][1:]:
        roles[column] = Column.POINTS
    return roles


def _is_wordy(cells: Sequence[Cell]) -> bool:
    texts = [cell.text.split("\n")[0] for cell in cells if cell.text]
    return sum(points_of(text) is None and not _WORTH.match(fold(text)) for text in texts) * 2 > len(texts)


def _holds_codes(cells: Sequence[Cell]) -> bool:
    """A column called "Tiêu chí" that holds "Tiêu chí 1" and "1.1", with the names beside it."""
    written = [cell for cell in cells if cell.text]
    return sum(printed_code(cell) is not None for cell in written) * 2 > len(written)
