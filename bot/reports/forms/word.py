"""Word papers in the form of an administrative document (Nghị định 30/2020/NĐ-CP, Phụ lục I): fonts, margins, heading."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from scoring.written.letters import clean

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FONT = "Times New Roman"
#: Phụ lục I, I.4: top and bottom 20–25 mm, left 30–35 mm, right 15–20 mm.
TOP, LEFT, RIGHT = Mm(20), Mm(30), Mm(15)
SHORT, LONG = Mm(210), Mm(297)
CENTRE, JUSTIFIED = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who writes, where and when; ``at`` is ``None`` on a draft, whose number and date are left to be filled in."""

    above: str
    body: str
    place: str
    symbol: str
    at: datetime | None


def new_paper() -> Paper:
    """An empty A4 document in the prescribed font and margins."""
    paper = Document()
    style = paper.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(6)
    section = paper.sections[0]
    section.page_width, section.page_height = SHORT, LONG
    section.top_margin = section.bottom_margin = TOP
    section.left_margin, section.right_margin = LEFT, RIGHT
    return paper


def to_bytes(paper: Paper) -> bytes:
    buffer = BytesIO()
    paper.save(buffer)
    return buffer.getvalue()


def letterhead(paper: Paper, head: Letterhead) -> None:
    """Body and number on the left, motto and date on the right."""
    table = _bare_table(paper, (Mm(65), Mm(100)))
    left, right = table.rows[0].cells
    _lines(left, ((head.above, 13, False), (head.body, 13, True), ("―――――", 8, False), (f"Số: ……/{head.symbol}", 13, False)))
    _lines(
        right,
        (
            ("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, True),
            ("Độc lập - Tự do - Hạnh phúc", 13, True),
            ("―――――――――――", 8, False),
        ),
    )
    written(right, _dated(head), size=13, italic=True, align=CENTRE)


def _dated(head: Letterhead) -> str:
    if head.at is None:
        return f"{head.place}, ngày …… tháng …… năm ………"
    return f"{head.place}, ngày {head.at:%d} tháng {head.at.month:02} năm {head.at.year}"


def _lines(cell: _Cell, lines: Iterable[tuple[str, int, bool]]) -> None:
    for text, size, bold in lines:
        if text:
            written(cell, text, size=size, bold=bold, align=CENTRE)


def written(
    where: Paper | _Cell,
    text: str,
    *,
    size: float = 14,
    bold: bool = False,
    italic: bool = False,
    align: WD_ALIGN_PARAGRAPH | None = None,
    indent: bool = False,
) -> Paragraph:
    """One paragraph; in a fresh cell it takes the place of the empty one that every cell begins with."""
    fresh = isinstance(where, _Cell) and len(where.paragraphs) == 1 and not where.text
    paragraph = where.paragraphs[0] if fresh else where.add_paragraph()
    run = paragraph.add_run(clean(text))
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    paragraph.alignment = align
    if isinstance(where, _Cell):
        paragraph.paragraph_format.space_after = Pt(0)
    if indent:
        paragraph.paragraph_format.first_line_indent = Mm(10)
    return paragraph


def titled(paper: Paper, kind: str, about: Sequence[str]) -> None:
    """The kind of document and what it is about."""
    written(paper, kind, bold=True, align=CENTRE).paragraph_format.space_before = Pt(18)
    for line in about:
        written(paper, line, bold=True, align=CENTRE)


def heading(paper: Paper, text: str) -> None:
    paragraph = written(paper, text, bold=True)
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.keep_with_next = Pt(6), True


def said(paper: Paper, text: str) -> None:
    for line in text.split("\n"):
        written(paper, line, align=JUSTIFIED, indent=True)


def grid(paper: Paper, columns: Sequence[tuple[str, int]], size: float = 11) -> Table:
    """A ruled table whose header row is repeated on every page; widths in millimetres."""
    table: Table = paper.add_table(rows=1, cols=len(columns), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _widths(table, [Mm(width) for _, width in columns])
    for cell, (title, _) in zip(table.rows[0].cells, columns, strict=True):
        written(cell, title, size=size, bold=True, align=CENTRE)
    _mark(table.rows[0], "w:tblHeader")
    return table


def row(table: Table, texts: Sequence[str], *, size: float = 11, bold: bool = False, centred: Sequence[int] = ()) -> None:
    """One row that is not torn apart between two pages, as wide as the header."""
    added: _Row = table.add_row()  # type: ignore[no-untyped-call]
    _mark(added, "w:cantSplit")
    for number, (cell, text, head) in enumerate(zip(added.cells, texts, table.rows[0].cells, strict=True)):
        cell.width = head.width
        for line in text.split("\n"):
            shown = written(cell, line, size=size, bold=bold, align=CENTRE if number in centred else None)
            # A heading row stays with the first row below it.
            shown.paragraph_format.keep_with_next = bold


def _mark(row_: _Row, name: str) -> None:
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    row_._tr.get_or_add_trPr().append(mark)


def turned(paper: Paper, *, wide: bool) -> None:
    """A new page, lying or upright."""
    section = paper.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (LONG, SHORT) if wide else (SHORT, LONG)


def closing(paper: Paper, receivers: Sequence[str], signing: Sequence[str], signer: str) -> None:
    """Who gets the document on the left, who signs it on the right."""
    paper.add_paragraph()
    left, right = _bare_table(paper, (Mm(85), Mm(80))).rows[0].cells
    written(left, "Nơi nhận:", size=12, bold=True, italic=True)
    for receiver in receivers:
        written(left, f"- {receiver}", size=11)
    for line in signing:
        written(right, line, bold=True, align=CENTRE)
    for _ in range(4):
        written(right, "\N{NO-BREAK SPACE}", align=CENTRE)
    written(right, signer, bold=True, align=CENTRE)


def _bare_table(paper: Paper, widths: Sequence[Length]) -> Table:
    table: Table = paper.add_table(rows=1, cols=len(widths))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _widths(table, widths)
    return table


def _widths(table: Table, widths: Sequence[Length]) -> None:
    """Said twice, as some programs go by the columns and some by the cells."""
    for column, cell, width in zip(table.columns, table.rows[0].cells, widths, strict=True):
        column.width = cell.width = width
