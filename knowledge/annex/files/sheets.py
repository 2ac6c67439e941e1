"""Excel sheets. Merged areas are kept as sizes, never spread out: one may claim to cover the whole sheet."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from knowledge.annex.files.cells import Formats, Raw, shown
from knowledge.annex.files.formulas import worked_out
from knowledge.annex.files.grid import Cell, Grid, Row
from knowledge.annex.files.package import Package, attribute, local
from knowledge.annex.files.places import Place, place_of

MOST_ROWS, MOST_COLUMNS = 20_000, 256
Sizes = dict[tuple[int, int], tuple[int, int]]


def read_sheets(package: Package) -> list[Grid]:
    texts = _shared_texts(package)
    formats = Formats(package.tree_if_any("xl/styles.xml"))
    return [
        Grid(_rows(package.tree(part), texts, formats), sheet=name) for name, part in _parts(package) if part in package.names
    ]


def _parts(package: Package) -> Iterator[tuple[str, str]]:
    """Names and parts of the visible sheets, in the order of the tabs."""
    links = package.tree_if_any("xl/_rels/workbook.xml.rels")
    targets = {one.get("Id"): one.get("Target", "") for one in links} if links is not None else {}
    book = package.tree("xl/workbook.xml")
    for sheet in (one for one in book.iter() if local(one) == "sheet"):
        target = targets.get(attribute(sheet, "id"), "")
        if sheet.get("state", "visible") == "visible" and target:
            yield sheet.get("name", ""), target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _shared_texts(package: Package) -> list[str]:
    tree = package.tree_if_any("xl/sharedStrings.xml")
    return [_text(one) for one in tree if local(one) == "si"] if tree is not None else []


def _text(element: Element) -> str:
    """The runs of a text without its phonetic help."""
    parts = [one.text or "" for run in element if local(run) == "r" for one in run if local(one) == "t"]
    return "".join(parts) or "".join(one.text or "" for one in element if local(one) == "t")


def _rows(tree: Element, texts: list[str], formats: Formats) -> tuple[Row, ...]:
    raws: dict[Place, Raw] = {}
    hidden: set[int] = set()
    unseen: list[range] = []
    sizes: Sizes = {}
    for part in tree:
        match local(part):
            case "cols":
                unseen = [_columns(one) for one in part if one.get("hidden") in {"1", "true"}][:MOST_COLUMNS]
            case "sheetData":
                _take_cells(part, raws, hidden)
            case "mergeCells":
                sizes = dict(filter(None, map(_size, part)))
    cells = shown(worked_out(raws), texts, formats)
    visible = {place: cell for place, cell in cells.items() if not any(place[1] in one for one in unseen)}
    return tuple(_row(number, row, sizes) for number, row in _by_row(visible) if number not in hidden)


def _columns(part: Element) -> range:
    return range(_whole(part.get("min")) or 0, (_whole(part.get("max")) or 0) + 1)


def _take_cells(data: Element, raws: dict[Place, Raw], hidden: set[int]) -> None:
    number = 0
    for row in data:
        number = _whole(row.get("r")) or number + 1
        if number > MOST_ROWS:
            return
        if row.get("hidden") in {"1", "true"}:
            hidden.add(number)
        column = 0
        for cell in row:
            place = place_of(cell.get("r", ""))
            column = place[1] if place else column + 1
            if column <= MOST_COLUMNS:
                raws[number, column] = _raw(cell)


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
    return Cell(cell.text, cell.number, cell.automatic, cell.spoilt, max(size[0], 1), max(size[1], 1))
