"""One row of the table: what it names, what it is worth, and the words beside it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from knowledge.annex.files import Grid, Row
from knowledge.annex.layout.figures import cut_points, points_in, points_of
from knowledge.annex.layout.header import Body, Column, RoleColumns
from knowledge.annex.layout.printed import Printed, printed_code, split_code
from knowledge.annex.layout.said import said
from knowledge.annex.leaf_text import PrintedLine
from knowledge.text import tidy
from scoring.written.letters import clean

BULLET = re.compile(r"^\s*[-–—+*•●▪◦·○→]+\s*")
_CHOICE = re.compile(r"[:;]\s*[+-]?[0-9]+(?:[.,][0-9]+)?\s*(?:đ|điểm)?\s*[.;]?\s*$|\bđiểm\b|%", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a row stands in the file; columns by role, for the place of a fault."""

    grid: Grid
    row: int
    columns: RoleColumns

    def column(self, *roles: Column) -> int:
        found = [column for role in roles for column in self.columns.of(role)]
        return found[0] if found else 1


@dataclass(frozen=True, slots=True)
class PrintedEntry:
    """``maximum`` is what stands in the column of points; ``worth`` that text as printed.

    ``level`` is set where the column says it: 0 field, 1 criterion; ``None`` leaves it to the code.
    ``doubts`` are sentences on what stands in the row and is not read.
    """

    spot: Spot
    code: Printed | None
    name: str
    maximum: Decimal | None = None
    worth: str = ""
    lines: tuple[PrintedLine, ...] = ()
    evidence: str = ""
    marks: dict[Column, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    level: int | None = None
    bullet: bool = False
    doubts: tuple[str, ...] = ()

    @property
    def is_bare(self) -> bool:
        """Nothing but words and points, as rows of options are."""
        return not (self.evidence or self.marks or self.lines)


def entries_of(body: Body) -> Iterator[PrintedEntry]:
    """A row may open a field, a criterion and a leaf at once, where these have columns of their own."""
    seen: dict[Column, str] = {}
    held: PrintedEntry | None = None
    waiting: tuple[str, ...] = ()
    for row in body.rows:
        waiting += row.doubts
        for entry in _of_row(body, row, seen):
            if held is not None:
                yield held
            held, waiting = replace(entry, doubts=waiting), ()
        # A row of which nothing is left is told beside its neighbour.
        if held is not None and waiting:
            held, waiting = replace(held, doubts=held.doubts + waiting), ()
    if held is not None:
        yield held


def _of_row(body: Body, row: Row, seen: dict[Column, str]) -> Iterator[PrintedEntry]:
    spot = Spot(body.grid, row.number, body.columns)
    entry = _entry(spot, row, coded=bool(body.columns.of(Column.CODE)))
    alone = not (entry.name or entry.code)
    for level, role in enumerate((Column.FIELD, Column.CRITERION)):
        text = body.columns.text(row, role)
        if text and text != seen.get(role):
            seen[role] = text
            yield _branch(spot, text, level, entry if alone else None)
    if alone and any(body.columns.texts(row, Column.FIELD, Column.CRITERION)):
        return
    if entry.name or entry.lines or entry.code:
        yield entry


def _branch(spot: Spot, text: str, level: int, alone: PrintedEntry | None) -> PrintedEntry:
    """The points of a row that names nothing else are those of the field or the criterion."""
    code, rest = split_code(clean(text))
    name, maximum = cut_points(rest)
    worth = maximum if alone is None or alone.maximum is None else alone.maximum
    return PrintedEntry(spot, code, neat(name), worth, level=level)


def _entry(spot: Spot, row: Row, *, coded: bool) -> PrintedEntry:
    columns = spot.columns
    code, name_text = _code_and_name(row, columns, coded=coded)
    points = columns.first(Column.MAX)
    below = [line.strip() for line in row.text(points).split("\n")]
    first, own = _split_name(name_text)
    name, in_name = cut_points(first)
    maximum = points_in(row.at(points)) if points else None
    return PrintedEntry(
        spot=spot,
        code=code,
        name=bare(name if code or in_name == maximum else first),
        maximum=in_name if maximum is None and code else maximum,
        worth=below[0],
        lines=(*_paired(own, below[1:]), *_method(row, columns)),
        evidence="\n".join(_evidence(row, columns)),
        marks={role: "\n".join(found) for role in _MARKS if (found := columns.texts(row, role))},
        notes=tuple(_notes(row, columns)),
        bullet=bool(BULLET.match(first)),
    )


def _evidence(row: Row, columns: RoleColumns) -> list[str]:
    """Where no column is named after documents, the remarks list them."""
    if columns.of(Column.EVIDENCE):
        return columns.texts(row, Column.EVIDENCE)
    return [text for text in columns.texts(row, Column.NOTE) if said(text) is None]


def _notes(row: Row, columns: RoleColumns) -> list[str]:
    remarks = columns.texts(row, Column.NOTE)
    return [text for text in remarks if columns.of(Column.EVIDENCE) or said(text)] + columns.texts(row, Column.OTHER)


_MARKS = (Column.SOURCE, Column.SURVEY, Column.OWN, Column.APPRAISED)


def _code_and_name(row: Row, columns: RoleColumns, *, coded: bool) -> tuple[Printed | None, str]:
    """A title over several columns stands in the first of them, with its code before it."""
    names = columns.of(Column.NAME)
    name = "\n".join(text for column in names if (text := row.text(column)))
    cell = row.at(columns.first(Column.CODE)) if coded else row.at(0)
    code = printed_code(cell) if cell.text else None
    if code:
        return code, _without_code(name, code)
    if cell.text and not name:
        return split_code(clean(cell.text))
    if not coded or (not cell.text and cell.wide > 1):
        return split_code(clean(name))
    return None, f"{cell.text} {name}" if cell.text and BULLET.match(cell.text) else name


def _without_code(name: str, code: Printed) -> str:
    """Some print the code a second time before the name."""
    again, rest = split_code(clean(name))
    return rest if again and again.numbers == code.numbers and again.rank == code.rank else name


def _split_name(text: str) -> tuple[str, list[str]]:
    """The name, and the lines of a method that stands below it in the same cell."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if not lines:
        return "", []
    end = 1
    while end < len(lines) and _goes_on(lines[end]):
        end += 1
    return " ".join(lines[:end]), lines[end:]


def _goes_on(line: str) -> bool:
    """A name broken by hand goes on in small letters; an option begins with a dash or ends in points."""
    return cut_points(line)[0] == "" or (line[0].islower() and not BULLET.match(line) and not _CHOICE.search(line))


def _paired(lines: Sequence[str], points: Sequence[str]) -> Iterator[PrintedLine]:
    beside = points if len(points) == len(lines) else [""] * len(lines)
    yield from (PrintedLine(bare(text), worth) for text, worth in zip(lines, beside, strict=True) if bare(text))


def bare(text: str) -> str:
    return neat(BULLET.sub("", text))


def neat(text: str) -> str:
    """Single spaces, and none before a comma."""
    return re.sub(r" +(?=[,;])", "", tidy(text))


def _method(row: Row, columns: RoleColumns) -> Iterator[PrintedLine]:
    """Lines of the method's column, with the points that stand beside them in a column of their own."""
    lines = [line for text in columns.texts(row, Column.METHOD) for line in text.split("\n") if bare(line)]
    points = [line for text in columns.texts(row, Column.POINTS) for line in text.split("\n") if line.strip()]
    yield from _paired(_joined(lines), points)


def _joined(lines: Sequence[str]) -> list[str]:
    """A line broken by hand is one line: what goes on begins small, where the lines themselves begin with a sign."""
    joined: list[str] = []
    signed = any(BULLET.match(line) for line in lines)
    for line in lines:
        if joined and signed and line[0].islower() and not BULLET.match(line) and not _ends(joined[-1]):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
    return joined


def _ends(line: str) -> bool:
    return line.rstrip().endswith((".", ";", ":")) or points_of(line.rpartition(":")[2].strip()) is not None
