"""Papers with a text layer, as an office's programs make them."""

from io import BytesIO

import docx
import openpyxl
import typst


def word(left: str, right: str, *lines: str) -> bytes:
    """A Word file with the usual letterhead: a table of two columns, then the text."""
    made, held = docx.Document(), BytesIO()
    head = made.add_table(1, 2).rows[0].cells
    head[0].text, head[1].text = left, right
    for line in lines:
        made.add_paragraph(line)
    made.save(held)
    return held.getvalue()


def excel(*rows: tuple[object, ...]) -> bytes:
    book, held = openpyxl.Workbook(), BytesIO()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(held)
    return held.getvalue()


def pdf(*lines: str) -> bytes:
    return bytes(typst.compile("\n\n".join(f'#"{line}"' for line in lines).encode()))


LETTERHEAD = (
    "ỦY BAN NHÂN DÂN\nXÃ AN KHÊ\nSố: 03/KH-UBND",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nAn Khê, ngày 06 tháng 01 năm 2025",
)
