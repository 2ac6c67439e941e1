"""Word and Excel files as grids of text; hostile or damaged files are refused here."""

from knowledge.annex.files.grid import Cell, Grid, Row
from knowledge.annex.files.opening import read_book, read_grids
from knowledge.annex.files.refusals import FileRefused

__all__ = ["Cell", "FileRefused", "Grid", "Row", "read_book", "read_grids"]
