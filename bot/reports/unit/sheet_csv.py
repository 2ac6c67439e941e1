"""The score sheet as plain rows, for programs: UTF-8 with the mark by which Excel knows it, semicolons as Excel here wants."""

import csv
from io import StringIO

from knowledge.answers import show_answer
from scoring.sheet.entry import Entry, Stage
from scoring.sheet.score_sheet import ScoreSheet
from scoring.written.letters import clean
from scoring.written.numbers import show

MIME = "text/csv"
COLUMNS = ("Mã", "Tiêu chí", "Điểm tối đa", "Số liệu", "Điểm tự chấm", "Thẩm định lần 1", "Thẩm định lần 2", "Hội đồng")


def sheet_csv(sheet: ScoreSheet) -> bytes:
    text = StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(COLUMNS)
    writer.writerows(_row(entry, sheet.criteria.rounding) for entry in sheet)
    return text.getvalue().encode("utf-8-sig")


def _row(entry: Entry, places: int) -> tuple[str, ...]:
    declared = show_answer(entry.declared, entry.leaf.rule) if entry.declared else ""
    given = (entry.score(stage) for stage in Stage)
    points = ("" if one is None else "không áp dụng" if one.points is None else show(one.points, places) for one in given)
    return (entry.leaf.code, _harmless(entry.leaf.name), show(entry.leaf.max), _harmless(declared), *points)


def _harmless(text: str) -> str:
    """A cell that begins like a formula, be it behind blanks, would be run by Excel."""
    kept = clean(text)
    return f"'{kept}" if kept.lstrip().startswith(("=", "+", "-", "@")) else kept
