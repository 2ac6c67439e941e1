"""Word and Excel files as grids of text; hostile or damaged files are refused here."""

from knowledge.annex.files.grid import Cell, Grid, Row
from knowledge.annex.files.opening import read_book, read_grids
from knowledge.annex.files.refusals import Refused

__all__ = ["Cell", "Grid", "Refused", "Row", "read_book", "read_grids"]
