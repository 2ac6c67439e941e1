"""One ruled table as a workbook, ready to be printed."""

from collections.abc import Iterable, Sequence
from io import BytesIO

import xlsxwriter

from bot.reports.forms.cell_text import cell_text

BORDERED = {"border": 1, "text_wrap": True, "valign": "top"}


def table_xlsx(
    name: str, title: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[str]], *, linked: int = -1
) -> bytes:
    """``columns`` gives titles and widths; cells of the column ``linked`` are paths beside the workbook, to be opened."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page = book.add_worksheet(name)
    head = book.add_format({**BORDERED, "bold": True, "bg_color": "#DCE6F1"})
    cell, link = book.add_format(BORDERED), book.add_format({**BORDERED, "font_color": "blue"})
    page.write_string(0, 0, cell_text(title), book.add_format({"bold": True, "font_size": 13}))
    for column, (text, width) in enumerate(columns):
        page.set_column(column, column, width)
        page.write_string(2, column, text, head)
    for number, row in enumerate(rows, 3):
        for column, text in enumerate(row):
            if column == linked and text:
                page.write_url(number, column, f"external:{text}", link, text)
            else:
                page.write_string(number, column, cell_text(text), cell)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(2)
    page.freeze_panes(3, 0)
    book.close()
    return buffer.getvalue()
