"""Word tables, with the lines of text between them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element

from knowledge.annex.files.grid import Cell, Grid, Row
from knowledge.annex.files.package import Package, attribute, local
from knowledge.annex.files.parts import beside
from knowledge.annex.files.word.looks import child, children, is_on
from knowledge.annex.files.word.numbering import Numbering
from knowledge.annex.files.word.paragraphs import MOST_DEPTH, UNSEEN, ParagraphText, Words

MOST_COLUMNS, MOST_ROWS, MOST_INNER, LEAST_FRAMED = 256, 20_000, 20, 3


def read_tables(package: Package, main: str) -> list[Grid]:
    styles = package.tree_if_any(beside(package, main, "styles"))
    numbering = package.tree_if_any(beside(package, main, "numbering"))
    return _Tables(Words(styles), Numbering(numbering, styles)).of(package.tree(main))


def lines_of(package: Package, main: str) -> Iterator[str]:
    """The text of a document line by line, cells too; what is struck out, hidden or deleted but still there comes last.

    Of a document beyond all limits it is the beginning.
    """
    words = Words(package.tree_if_any(beside(package, main, "styles")))
    document = package.first_of_tree(main)
    aside: list[str] = []
    for paragraph in (element for element in _within(document) if local(element) == "p"):
        said = words.of(paragraph)
        yield said.text
        aside += [*said.struck, *said.hidden]
    yield from aside
    yield from (element.text or "" for element in document.iter() if local(element) == "delText")


def _within(element: Element, depth: int = 0) -> Iterator[Element]:
    """Everything in an element that a reader sees, in order."""
    for part in element:
        if local(part) not in UNSEEN and depth < MOST_DEPTH:
            yield part
            yield from _within(part, depth + 1)


def _nearest(element: Element, names: frozenset[str], depth: int = 0) -> Iterator[Element]:
    """The parts of these names, also those inside of content controls, and none inside of one another."""
    for part in element:
        name = local(part)
        if name in names:
            yield part
        elif name not in UNSEEN and depth < MOST_DEPTH:
            yield from _nearest(part, names, depth + 1)


_BLOCKS, _ROWS, _CELLS, _BOXES = frozenset({"p", "tbl"}), frozenset({"tr"}), frozenset({"tc"}), frozenset({"txbxContent"})


def _blocks(element: Element, depth: int = 0) -> Iterator[Element]:
    """Paragraphs and tables in order; what stands in a text box follows the paragraph that holds the box."""
    for block in _nearest(element, _BLOCKS):
        yield block
        if local(block) == "p" and depth < MOST_DEPTH:
            for box in _nearest(block, _BOXES):
                yield from _blocks(box, depth + 1)


class _Tables:
    def __init__(self, words: Words, numbering: Numbering) -> None:
        self._words = words
        self._numbering = numbering

    def of(self, document: Element) -> list[Grid]:
        grids: list[Grid] = []
        above: list[Element] = []
        for block in _blocks(document):
            if local(block) == "p":
                above.append(block)
            else:
                grids += self._grids(block, len(grids) + 1, self._lines(above))
                above = []
        if above:
            grids.append(Grid((), table=len(grids) + 1, above=self._lines(above)))
        return grids

    def _lines(self, paragraphs: Iterable[Element]) -> tuple[str, ...]:
        return tuple(line for line, _ in self._numbered(paragraphs) if line)

    def _grids(self, table: Element, number: int, above: tuple[str, ...]) -> Iterator[Grid]:
        """A table laid inside another one for its frame is a table too."""
        inner = [element for element in _within(table) if _is_framed(element)][:MOST_INNER]
        for place, element in enumerate((table, *inner)):
            yield Grid(self._rows(element), table=number + place, above=above if element is table else ())

    def _rows(self, table: Element) -> tuple[Row, ...]:
        """A row of which nothing is left is told beside its neighbour."""
        made: list[Row] = []
        waiting: tuple[str, ...] = ()
        for place, element in enumerate(_nearest(table, _ROWS), start=1):
            if place > MOST_ROWS:
                break
            if _is_hidden(element):
                continue
            row = self._row(place, element)
            if row.cells:
                made.append(replace(row, doubts=waiting + row.doubts))
                waiting = ()
            elif made:
                made[-1] = replace(made[-1], doubts=made[-1].doubts + row.doubts)
            else:
                waiting += row.doubts
        return tuple(made)

    def _row(self, number: int, row: Element) -> Row:
        cells: dict[int, Cell] = {}
        doubts: list[str] = []
        column = 1 + _skipped(row)
        for part in _nearest(row, _CELLS):
            if column > MOST_COLUMNS:
                break
            wide, continued, gone = _size(part)
            if gone:
                continue
            cell, said = self._cell(part, wide)
            if not continued:
                doubts += [doubt for paragraph in said for doubt in paragraph.doubts]
                if cell.text:
                    cells[column] = cell
            column += wide
        return Row(number, cells, tuple(dict.fromkeys(doubts)))

    def _cell(self, cell: Element, wide: int) -> tuple[Cell, Sequence[ParagraphText]]:
        """The text with the numbers that Word puts before its paragraphs; a cell may hold nothing else."""
        found = list(self._numbered(_paragraphs(cell)))
        said = [paragraph for _, paragraph in found]
        text = "\n".join(line for line, _ in found if line)
        return Cell(text, automatic=bool(text) and not any(paragraph.text for paragraph in said), wide=wide), said

    def _numbered(self, paragraphs: Iterable[Element]) -> Iterator[tuple[str, ParagraphText]]:
        """Lines with their numbers. Where the end of a paragraph is deleted, the next one goes on with its line."""
        joined: list[Element] = []
        for paragraph in paragraphs:
            joined.append(paragraph)
            if not _end_is_deleted(paragraph):
                yield self._line(joined)
                joined = []
        if joined:
            yield self._line(joined)

    def _line(self, paragraphs: Sequence[Element]) -> tuple[str, ParagraphText]:
        said = self._words.of(*paragraphs)
        number = self._numbering.next(paragraphs[-1])
        if said.is_struck or self._words.number_is_struck(paragraphs[-1]):
            number = ""
        return f"{number} {said.text}".strip(), said


def _is_framed(table: Element) -> bool:
    return local(table) == "tbl" and sum(1 for _ in _nearest(table, _ROWS)) >= LEAST_FRAMED


def _is_hidden(row: Element) -> bool:
    return any(local(element) in {"hidden", "del"} and is_on(element) for part in children(row, "trPr") for element in part)


def _paragraphs(cell: Element) -> Iterator[Element]:
    """Those of a small table inside a cell are lines of that cell."""
    for block in _blocks(cell):
        if local(block) == "p":
            yield block
        elif not _is_framed(block):
            yield from (element for element in _within(block) if local(element) == "p")


def _end_is_deleted(paragraph: Element) -> bool:
    marks = child(child(paragraph, "pPr"), "rPr")
    return child(marks, "del") is not None or child(marks, "moveFrom") is not None


def _skipped(row: Element) -> int:
    return next((_count(gap, 0) for part in children(row, "trPr") for gap in children(part, "gridBefore")), 0)


def _count(element: Element, otherwise: int) -> int:
    """Columns that a file claims, of which no more are believed than a table can have."""
    text = attribute(element, "val") or ""
    return min(int(text), MOST_COLUMNS) if text.isascii() and text.isdigit() and len(text) < 20 else otherwise


def _size(cell: Element) -> tuple[int, bool, bool]:
    """How many columns a cell covers, whether it only continues the one above it, and whether it is deleted."""
    wide, continued, gone = 1, False, False
    for part in (element for properties in children(cell, "tcPr") for element in properties):
        match local(part):
            case "gridSpan":
                wide = max(_count(part, 1), 1)
            case "vMerge":
                continued = attribute(part, "val") != "restart"
            case "cellDel":
                gone = True
    return wide, continued, gone
