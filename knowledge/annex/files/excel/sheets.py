"""Excel sheets. Merged areas are kept as sizes, never spread out: one may claim to cover the whole sheet."""

from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from knowledge.annex import texts as t
from knowledge.annex.files.excel.cells import Formats, Raw, shown
from knowledge.annex.files.excel.formulas import worked_out
from knowledge.annex.files.excel.places import Place, place_of
from knowledge.annex.files.grid import Cell, Grid, Row
from knowledge.annex.files.package import Package, attribute, local
from knowledge.annex.files.parts import beside, linked_parts
from knowledge.annex.files.refusals import FileRefused
from knowledge.checking.faults import Wrong
from scoring.written.letters import clean

MOST_ROWS, MOST_COLUMNS = 20_000, 256
#: Cells that hold something. The memory that a sheet takes hangs on these alone, not on what is only formatted.
MOST_CELLS = 400_000
Sizes = dict[tuple[int, int], tuple[int, int]]


def read_sheets(package: Package, main: str, *, hidden: bool = False) -> list[Grid]:
    """The visible sheets as a reader sees them; with ``hidden`` also the rows and columns that he does not see."""
    texts = _shared_texts(package, beside(package, main, "sharedStrings"))
    formats = Formats(package.tree_if_any(beside(package, main, "styles")))
    return [_Sheet(package, part, hidden=hidden).grid(name, texts, formats) for name, part in _parts(package, main)]


def _parts(package: Package, main: str) -> Iterator[tuple[str, str]]:
    """Names and parts of the visible sheets, in the order of the tabs."""
    links = linked_parts(package, main)
    for sheet in (element for element in package.tree(main).iter() if local(element) == "sheet"):
        part = links.get(attribute(sheet, "id") or "", "")
        if sheet.get("state", "visible") == "visible" and part:
            yield clean(sheet.get("name", "")), part


def _shared_texts(package: Package, part: str) -> list[str]:
    tree = package.tree_if_any(part)
    return [_text(element) for element in tree if local(element) == "si"] if tree is not None else []


def _text(element: Element) -> str:
    """The runs of a text without its phonetic help."""
    parts = [part.text or "" for run in element if local(run) == "r" for part in run if local(part) == "t"]
    return "".join(parts) or "".join(child.text or "" for child in element if local(child) == "t")


class _Sheet:
    """What is kept of a sheet while its rows come one by one."""

    def __init__(self, package: Package, part: str, *, hidden: bool) -> None:
        self._all = hidden
        self._raws: dict[Place, Raw] = {}
        self._unseen_rows: set[int] = set()
        self._number = self._beyond = 0
        tree = package.apart(part, "row", self._take)
        columns = [element for element in tree.iter() if local(element) == "col" and element.get("hidden") in {"1", "true"}]
        self._unseen_columns = [] if hidden else [_columns(column) for column in columns][:MOST_COLUMNS]
        if hidden:
            self._unseen_rows.clear()
        self._sizes = dict(filter(None, (_size(element) for element in tree.iter() if local(element) == "mergeCell")))

    def _take(self, row: Element) -> bool:
        """Takes the cells of a row that hold something; whether what follows may matter."""
        self._number = _whole(row.get("r")) or self._number + 1
        if row.get("hidden") in {"1", "true"}:
            self._unseen_rows.add(self._number)
        column = 0
        for cell in row:
            place = place_of(cell.get("r", ""))
            column = place[1] if place else column + 1
            raw = _raw(cell)
            if column <= MOST_COLUMNS and (raw.value or raw.formula):
                self._keep(column, raw)
        return self._number <= MOST_ROWS

    def _keep(self, column: int, raw: Raw) -> None:
        if self._number > MOST_ROWS:
            self._beyond = self._beyond or self._number
        elif len(self._raws) >= MOST_CELLS:
            raise FileRefused(Wrong.TOO_LARGE, t.TOO_LARGE)
        else:
            self._raws[self._number, column] = raw

    def grid(self, name: str, texts: list[str], formats: Formats) -> Grid:
        cells = shown(worked_out(self._raws), texts, formats)
        visible = {
            place: cell
            for place, cell in cells.items()
            if (cell.text or self._all)
            and place[0] not in self._unseen_rows
            and not any(place[1] in range_ for range_ in self._unseen_columns)
        }
        rows = tuple(_row(number, row, self._sizes) for number, row in _by_row(visible))
        return Grid(rows, sheet=name, beyond=self._beyond)


def _columns(part: Element) -> range:
    return range(_whole(part.get("min")) or 0, (_whole(part.get("max")) or 0) + 1)


def _raw(cell: Element) -> Raw:
    value = formula = inline = ""
    for part in cell:
        match local(part):
            case "v":
                value = part.text or ""
            case "f":
                formula = part.text or ""
            case "is":
                inline = _text(part)
    return Raw(cell.get("t", "n"), inline or value, formula, _whole(cell.get("s")) or 0)


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 8 else None


def _size(merged: Element) -> tuple[Place, tuple[int, int]] | None:
    """The upper left cell of a merged area, and how many columns and rows it covers."""
    first, _, last = merged.get("ref", "").partition(":")
    start, end = place_of(first), place_of(last)
    if start is None or end is None:
        return None
    return start, (end[1] - start[1] + 1, end[0] - start[0] + 1)


def _by_row(cells: dict[Place, Cell]) -> Iterator[tuple[int, dict[int, Cell]]]:
    rows: dict[int, dict[int, Cell]] = {}
    for (row, column), cell in cells.items():
        rows.setdefault(row, {})[column] = cell
    yield from sorted(rows.items())


def _row(number: int, cells: dict[int, Cell], sizes: Sizes) -> Row:
    return Row(number, {column: _sized(cell, sizes.get((number, column))) for column, cell in cells.items()})


def _sized(cell: Cell, size: tuple[int, int] | None) -> Cell:
    if size is None:
        return cell
    return replace(cell, wide=max(size[0], 1), high=max(size[1], 1))
