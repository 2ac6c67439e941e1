"""The score sheet as a workbook, in the set's order, ready to be keyed into a portal again."""

from io import BytesIO
from math import ceil

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from bot.reports.forms.cell_text import MOST_HEIGHT, cell_text
from handlers.texts.common import codes
from handlers.texts.evidence.one_file import paper
from knowledge.answers import show_answer
from knowledge.working import in_words
from scoring.results.totals import self_totals
from scoring.rounds.round import Round
from scoring.sheet.entry import Entry, Evidence, Stage
from scoring.sheet.score_sheet import ScoreSheet
from scoring.written.letters import clean
from scoring.written.numbers import plain

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COLUMNS = (
    ("Mã", 8),
    ("Lĩnh vực / tiêu chí", 44),
    ("Điểm tối đa", 9),
    ("Số liệu kê khai", 20),
    ("Điểm tự chấm", 9),
    ("Cách tính", 34),
    ("Tài liệu kiểm chứng", 40),
    ("Giải trình", 34),
)
SURVEY = "(không tự chấm)"
NOT_APPLICABLE = "không áp dụng"
#: Points of one line of text; not every program fits rows to wrapped text by itself.
LINE_HEIGHT = 15


def sheet_xlsx(sheet: ScoreSheet, round_: Round, unit_name: str) -> bytes:
    """The workbook's bytes: code, name, maximum, declared figures, self score, evidence names, explanation."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page = book.add_worksheet("Bảng chấm điểm")
    formats = {
        "title": book.add_format({"bold": True, "font_size": 13, "align": "center"}),
        "note": book.add_format({"italic": True, "align": "center"}),
        "head": book.add_format(
            {"bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter", "bg_color": "#DCE6F1"}
        ),
        "field": book.add_format({"bold": True, "border": 1, "text_wrap": True, "bg_color": "#F2F2F2"}),
        "cell": book.add_format({"border": 1, "text_wrap": True, "valign": "top"}),
        "number": book.add_format({"border": 1, "valign": "top", "num_format": "0.##;-0.##;0"}),
    }
    _heading(page, sheet, round_, unit_name, formats)
    _rows(page, sheet, formats)
    book.close()
    return buffer.getvalue()


def _heading(page: Worksheet, sheet: ScoreSheet, round_: Round, unit_name: str, formats: dict[str, Format]) -> None:
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.merge_range(
        0, 0, 0, len(COLUMNS) - 1, f"BẢNG CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM {round_.year}", formats["title"]
    )
    sample = " – bộ tiêu chí mẫu, minh hoạ" if sheet.criteria.sample else ""
    page.merge_range(1, 0, 1, len(COLUMNS) - 1, clean(f"{unit_name} · {sheet.criteria.name}{sample}"), formats["note"])
    for number, (title, width) in enumerate(COLUMNS):
        page.set_column(number, number, width)
        page.write(3, number, title, formats["head"])
    page.set_row(3, 2 * LINE_HEIGHT)
    page.repeat_rows(3)
    page.freeze_panes(4, 2)


def _rows(page: Worksheet, sheet: ScoreSheet, formats: dict[str, Format]) -> None:
    row = 4
    for field in sheet.criteria.fields:
        _field(page, row, field.code, field.name, float(field.max), formats)
        for leaf in field.leaves:
            row += 1
            _leaf(page, row, sheet.entry(leaf.code), sheet.criteria.rounding, formats)
        row += 1
    totals = self_totals(sheet)
    _field(page, row, "", "Tổng điểm tự chấm", float(totals.max), formats)
    page.write_number(row, 4, float(plain(totals.points, sheet.criteria.rounding)), formats["field"])


def _field(page: Worksheet, row: int, code: str, name: str, maximum: float, formats: dict[str, Format]) -> None:
    for column in range(len(COLUMNS)):
        page.write_blank(row, column, None, formats["field"])
    page.write_string(row, 0, code, formats["field"])
    page.write_string(row, 1, name, formats["field"])
    page.write_number(row, 2, maximum, formats["field"])


def _leaf(page: Worksheet, row: int, entry: Entry, places: int, formats: dict[str, Format]) -> None:
    declared = show_answer(entry.declared, entry.leaf.rule) if entry.declared else _undeclared(entry)
    texts = (entry.leaf.code, entry.leaf.name, "", declared, "", in_words(entry.working), _evidence(entry), entry.explanation)
    for column, text in enumerate(texts):
        page.write_string(row, column, cell_text(text), formats["cell"])
    page.write_number(row, 2, float(entry.leaf.max), formats["number"])
    _points(page, row, entry, places, formats)
    lines = max(_lines(text, width) for text, (_, width) in zip(texts, COLUMNS, strict=True))
    page.set_row(row, min(LINE_HEIGHT * lines, MOST_HEIGHT))


def _points(page: Worksheet, row: int, entry: Entry, places: int, formats: dict[str, Format]) -> None:
    own = entry.score(Stage.SELF)
    if own is not None and own.points is not None:
        # A workbook knows binary numbers only; the exact points are rounded as the set says before they are written.
        page.write_number(row, 4, float(plain(own.points, places)), formats["number"])
    elif own is not None:
        page.write_string(row, 4, NOT_APPLICABLE, formats["cell"])


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column of ``width`` characters."""
    return sum(max(1, ceil(len(line) / (width - 2))) for line in text.split("\n"))


def _undeclared(entry: Entry) -> str:
    return "" if entry.leaf.source.declared_by_commune else SURVEY


def _address(file: Evidence) -> str:
    """Of a page whose name is another."""
    return file.address if file.address != file.name else ""


def _evidence(entry: Entry) -> str:
    names = {item.key: item.name for item in entry.leaf.evidence}
    return "\n".join(
        ": ".join(
            (
                names.get(file.item or "", "Tài liệu"),
                codes(part for part in (file.name, _address(file), paper(file.paper)) if part),
            )
        )
        for file in entry.live_evidence
    )
