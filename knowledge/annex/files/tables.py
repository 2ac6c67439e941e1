"""Word tables, with the lines of text between them."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from knowledge.annex.files.grid import Cell, Grid, Row
from knowledge.annex.files.numbering import Numbering
from knowledge.annex.files.package import Package, attribute, local
from knowledge.text import nfc

MOST_COLUMNS, MOST_ROWS, MOST_INNER, LEAST_FRAMED = 256, 20_000, 20, 3
MOST_DEPTH = 60
#: What a reader does not see: deleted and moved away text, text boxes that are there twice.
_UNSEEN = frozenset({"del", "moveFrom", "txbxContent", "Fallback", "instrText", "pPr", "rPr"})


def read_tables(package: Package) -> list[Grid]:
    numbering = Numbering(package.tree_if_any("word/numbering.xml"), package.tree_if_any("word/styles.xml"))
    grids: list[Grid] = []
    above: list[str] = []
    for block in _blocks(package.tree("word/document.xml")):
        if local(block) == "p":
            above.append(_paragraph(block, numbering))
        else:
            grids += _grids(block, numbering, len(grids) + 1, above)
            above = []
    if above:
        grids.append(Grid((), table=len(grids) + 1, above=_lines(above)))
    return grids


def _grids(table: Element, numbering: Numbering, number: int, above: list[str]) -> Iterator[Grid]:
    """A table laid inside another one for its frame is a table too."""
    inner = [one for one in table.iter() if one is not table and _is_framed(one)][:MOST_INNER]
    for place, one in enumerate((table, *inner)):
        yield _grid(one, numbering, number + place, above if one is table else [])


def _is_framed(table: Element) -> bool:
    return local(table) == "tbl" and sum(local(one) == "tr" for one in table) >= LEAST_FRAMED


def _lines(texts: list[str]) -> tuple[str, ...]:
    return tuple(text for text in texts if text)


def _blocks(element: Element, depth: int = 0) -> Iterator[Element]:
    """Paragraphs and tables in order, also those inside of content controls."""
    for part in element:
        name = local(part)
        if name in {"p", "tbl"}:
            yield part
        elif name not in _UNSEEN and depth < MOST_DEPTH:
            yield from _blocks(part, depth + 1)


def _grid(table: Element, numbering: Numbering, number: int, above: list[str]) -> Grid:
    rows = [one for one in table if local(one) == "tr"][:MOST_ROWS]
    made = [(place, _row(place, row, numbering)) for place, row in enumerate(rows, start=1) if not _is_hidden(row)]
    return Grid(tuple(row for _, row in made if row.cells), table=number, above=_lines(above))


def _is_hidden(row: Element) -> bool:
    return any(local(one) in {"hidden", "del"} for part in row if local(part) == "trPr" for one in part)


def _row(number: int, row: Element, numbering: Numbering) -> Row:
    cells: dict[int, Cell] = {}
    column = 1 + _skipped(row)
    for part in _cells(row):
        wide, continued = _size(part)
        cell = _cell(part, wide, numbering)
        if cell.text and not continued:
            cells[column] = cell
        column += wide
        if column > MOST_COLUMNS:
            break
    return Row(number, cells)


def _cells(row: Element, depth: int = 0) -> Iterator[Element]:
    for part in row:
        if local(part) == "tc":
            yield part
        elif local(part) in {"sdt", "sdtContent", "customXml", "ins"} and depth < MOST_DEPTH:
            yield from _cells(part, depth + 1)


def _skipped(row: Element) -> int:
    found = (_count(one) for part in row if local(part) == "trPr" for one in part if local(one) == "gridBefore")
    return next(found, 0)


def _count(element: Element) -> int:
    text = attribute(element, "val") or ""
    return min(int(text), MOST_COLUMNS) if text.isascii() and text.isdigit() and len(text) < 8 else 1


def _size(cell: Element) -> tuple[int, bool]:
    """How many columns a cell covers, and whether it only continues the one above it."""
    wide, continued = 1, False
    for part in (one for properties in cell if local(properties) == "tcPr" for one in properties):
        if local(part) == "gridSpan":
            wide = max(_count(part), 1)
        elif local(part) == "vMerge":
            continued = attribute(part, "val") != "restart"
    return wide, continued


def _cell(cell: Element, wide: int, numbering: Numbering) -> Cell:
    """The text with the numbers that Word puts before its paragraphs; a cell may hold nothing else."""
    paragraphs = list(_paragraphs(cell))
    own = [_text(one) for one in paragraphs]
    numbers = [numbering.next(one) for one in paragraphs]
    lines = [_joined(number, text) for number, text in zip(numbers, own, strict=True)]
    text = "\n".join(line for line in lines if line)
    return Cell(text, automatic=any(numbers) and not any(own), wide=wide)


def _paragraphs(cell: Element) -> Iterator[Element]:
    """Those of a small table inside a cell are lines of that cell."""
    for block in _blocks(cell):
        if local(block) == "p":
            yield block
        elif not _is_framed(block):
            yield from (one for one in block.iter() if local(one) == "p")


def _joined(number: str, text: str) -> str:
    return f"{number} {text}".strip()


def _paragraph(paragraph: Element, numbering: Numbering) -> str:
    return _joined(numbering.next(paragraph), _text(paragraph))


def _text(paragraph: Element) -> str:
    return nfc("".join(_runs(paragraph))).strip()


def _runs(element: Element, depth: int = 0) -> Iterator[str]:
    for part in element:
        name = local(part)
        if name == "t":
            yield part.text or ""
        elif name in {"br", "cr"}:
            yield "\n"
        elif name == "tab":
            yield " "
        elif name == "noBreakHyphen":
            yield "-"
        elif name not in _UNSEEN and depth < MOST_DEPTH and not (name == "r" and _is_unseen(part)):
            yield from _runs(part, depth + 1)


def _is_unseen(run: Element) -> bool:
    found = (one for part in run if local(part) == "rPr" for one in part if local(one) == "vanish")
    return any(attribute(one, "val") not in {"0", "false"} for one in found)
