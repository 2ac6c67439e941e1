"""A sheet or a table as rows of cells, with the places that a person finds again in the file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Cell:
    """``text`` is what a reader sees, lines apart; ``number`` is set where the file holds a figure.

    ``automatic``: the text is numbering that the program makes and the file does not hold.
    ``spoilt``: a code typed there may have been changed (1.10 to 1.1, or to a date).
    ``wide`` and ``high``: columns and rows that the cell covers.
    ``error``: what the program shows instead of a result ("#N/A"); there is no text then.
    """

    text: str
    number: Decimal | None = None
    automatic: bool = False
    spoilt: bool = False
    wide: int = 1
    high: int = 1
    error: str = ""


EMPTY = Cell("")


@dataclass(frozen=True, slots=True)
class Row:
    """``number`` and the columns count from 1, as the program shows them; empty cells are left out.

    ``doubts`` are sentences on what stands in the row and is not read, such as words struck out.
    """

    number: int
    cells: Mapping[int, Cell] = field(default_factory=lambda: MappingProxyType({}))
    doubts: tuple[str, ...] = ()

    def at(self, column: int) -> Cell:
        return self.cells.get(column, EMPTY)

    def text(self, column: int) -> str:
        return self.at(column).text


@dataclass(frozen=True, slots=True)
class Grid:
    """``sheet`` is the name of an Excel sheet; ``table`` the number of a Word table, from 1, 0 in Excel.

    ``above`` are the lines of text between this table and the one before it.
    ``beyond``: the first row past all bounds that holds something, 0 where there is none.
    """

    rows: tuple[Row, ...]
    sheet: str = ""
    table: int = 0
    above: tuple[str, ...] = ()
    beyond: int = 0
