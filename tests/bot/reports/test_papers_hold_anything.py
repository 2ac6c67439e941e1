"""Whatever people have written, every paper that is made of it opens again."""

import csv
import zipfile
from datetime import UTC, datetime
from io import BytesIO, StringIO
from pathlib import Path

import docx
import openpyxl
import pypdfium2
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.files.storage import EvidenceStore
from bot.reports.invitations import Page, invitations_pdf
from bot.reports.unit.dossier import dossier_of, write_dossier
from bot.reports.unit.explanations import explanations_xlsx
from bot.reports.unit.self_report import SelfReport, self_report_docx
from bot.reports.unit.sheet_csv import sheet_csv
from bot.reports.unit.sheet_xlsx import sheet_xlsx
from handlers.ports import Entrance, Invitation
from scoring.declared import Judged
from scoring.people import Person, Role, Unit
from scoring.sheet.entry import Authorship, Evidence, FileStatus, Paper
from scoring.sheet.score_sheet import ScoreSheet
from tests.db.world import CRITERIA, ROUND, VIETNAM

NOW = datetime(2026, 1, 5, 8, tzinfo=UTC)
BY = Authorship("p", NOW, "web")
ODD = st.sampled_from("\x00\x08\x0b\x0c\x1b\x85\u2028\ufffe\uffff\ud800\udfff\u200b\u202e=+-@\t\r\n\"';<&>]_x000B_\U0001fffe")
TEXT = st.text(st.characters(codec=None, exclude_categories=()) | ODD, min_size=1, max_size=40).filter(str.strip)


def filled(text: str, sha256: str) -> ScoreSheet:
    """A sheet in which everything that people can write is this text."""
    sheet = ScoreSheet(ROUND.code, "XA01", CRITERIA)
    sheet.declare("2.4", Judged(CRITERIA.leaf("2.4").max / 2, text), BY)
    sheet.explain("1.1", text, BY)
    sheet.write_difficulties(text, BY)
    file = Evidence("e", "d", text, None, BY, sha256, "application/pdf", 3, FileStatus.STORED)
    sheet.attach("1.1", file)
    sheet.describe_evidence("1.1", "e", Paper(text, "2026-01-05", text, text), BY)
    return sheet


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXT)
def test_every_paper_opens_again(tmp_path: Path, text: str) -> None:
    contents = EvidenceStore(tmp_path / "evidence")
    sheet, unit = filled(text, contents.put(b"pdf").sha256), Unit("XA01", text)
    official = Person("p", text, "XA01", Role.OFFICIAL, frozenset(), text)
    report = self_report_docx(SelfReport(sheet, ROUND, unit, Unit("HUYEN", text), [official], None))
    docx.Document(BytesIO(report))
    for book in (sheet_xlsx(sheet, ROUND, text), explanations_xlsx(sheet, ROUND, text)):
        openpyxl.load_workbook(BytesIO(book))
    lines = list(csv.reader(StringIO(sheet_csv(sheet).decode("utf-8-sig"), newline=""), delimiter=";"))
    assert {len(line) for line in lines} == {len(lines[0])}
    assert not any(cell.lstrip().startswith(("=", "+", "@")) for line in lines for cell in line)
    write_dossier(dossier_of(sheet, text, (("bao-cao.docx", report),)), contents, tmp_path / "ho-so.zip")
    with zipfile.ZipFile(tmp_path / "ho-so.zip") as archive:
        assert archive.testzip() is None
        openpyxl.load_workbook(BytesIO(archive.read("00 Mục lục.xlsx")))
    given_ = Invitation("abc", NOW, (Entrance("web", "Trang web", "https://x.vn/?start=abc"),))
    pypdfium2.PdfDocument(invitations_pdf([Page(unit, [official], {"p": given_})], text, text, VIETNAM))


def test_a_text_longer_than_a_cell_is_cut_and_says_so(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(BytesIO(sheet_xlsx(filled("rất dài " * 9_000, "0" * 64), ROUND, "Xã An Bình")))
    assert any(str(cell.value).endswith("(còn nữa, xem trong phiếu)") for row in book.worksheets[0] for cell in row)
