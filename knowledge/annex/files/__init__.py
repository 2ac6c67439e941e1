"""Word and Excel files as grids of text; hostile or damaged files are refused here."""

from knowledge.annex.files.grid import Cell, Grid, Row
from knowledge.annex.files.opening import read_grids

__all__ = ["Cell", "Grid", "Row", "read_grids"]
