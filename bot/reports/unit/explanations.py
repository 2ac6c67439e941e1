"""Requests for explanation and their answers, leaf by leaf, as a workbook."""

from bot.reports.forms.table_xlsx import table_xlsx
from handlers.texts.common import REQUESTS
from scoring.rounds.round import Round
from scoring.sheet.entry import Entry, Score, Stage
from scoring.sheet.score_sheet import ScoreSheet
from scoring.written.numbers import show

COLUMNS = (
    ("Mã", 8),
    ("Tiêu chí", 40),
    ("Điểm tối đa", 9),
    ("Tự chấm", 9),
    ("Thẩm định lần 1", 11),
    ("Lý do, yêu cầu giải trình", 44),
    ("Trả lời của xã", 44),
    ("Tài liệu", 40),
    ("Tình trạng", 16),
)


def explanations_xlsx(sheet: ScoreSheet, round_: Round, unit_name: str) -> bytes:
    """Every leaf that was asked about, or appraised lower than the commune scored it."""
    title = f"GIẢI TRÌNH CHỈ SỐ CCHC NĂM {round_.year} · {unit_name}"
    return table_xlsx("Giải trình", title, COLUMNS, map(_row, filter(_told, sheet)))


def _told(entry: Entry) -> bool:
    own, first = entry.score(Stage.SELF), entry.score(Stage.FIRST_APPRAISAL)
    cut = own is not None and first is not None and (first.points or 0) < (own.points or 0)
    return entry.request is not None or cut


def _row(entry: Entry) -> tuple[str, ...]:
    asked, first = entry.request, entry.score(Stage.FIRST_APPRAISAL)
    why = "\n".join(part for part in (first.note if first else "", asked.reason if asked else "") if part)
    points = (_points(entry.score(Stage.SELF)), _points(first))
    files = "\n".join(file.name for file in entry.sent_since_asked)
    answer, state = (asked.sent_answer, REQUESTS[asked.state]) if asked else ("", "")
    return (
        entry.leaf.code,
        entry.leaf.name,
        show(entry.leaf.max),
        *points,
        why,
        answer,
        files,
        state,
    )


def _points(score: Score | None) -> str:
    return "" if score is None else "không áp dụng" if score.points is None else show(score.points)
