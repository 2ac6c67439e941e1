"""The dossier as an archive: ordered by criterion, safe to unpack anywhere, and honest about what is missing."""

import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from bot.files.storage import EvidenceStore
from bot.reports.unit.dossier import Dossier, IndexRow, safe_name, write_dossier

KEPT = "1.1 Kế hoạch/01 Kế hoạch năm - kh.pdf"


@pytest.fixture
def contents(tmp_path: Path) -> EvidenceStore:
    return EvidenceStore(tmp_path / "evidence")


def archive(dossier: Dossier, contents: EvidenceStore, folder: Path) -> zipfile.ZipFile:
    write_dossier(dossier, contents, folder / "ho-so.zip")
    return zipfile.ZipFile(folder / "ho-so.zip")


def index(opened: zipfile.ZipFile) -> list[tuple[str | None, ...]]:
    page = openpyxl.load_workbook(BytesIO(opened.read("00 Mục lục.xlsx"))).active
    assert page is not None
    return [
        tuple(str(cell) if cell is not None else None for cell in row) for row in page.iter_rows(min_row=4, values_only=True)
    ]


def test_documents_lie_in_the_folder_of_their_criterion_and_the_index_names_them(
    contents: EvidenceStore, tmp_path: Path
) -> None:
    plan = contents.put(b"a plan").sha256
    rows = (
        IndexRow(
            "1.1",
            "Kế hoạch",
            "Kế hoạch năm",
            KEPT,
            "12/KH-UBND",
            "05/01/2026",
            "UBND xã",
            "",
            plan,
        ),
        IndexRow("1.1", "Kế hoạch", "Báo cáo", note="CÒN THIẾU"),
    )
    opened = archive(
        Dossier("Hồ sơ", (("bao-cao.docx", b"report"),), rows, (("1.2 Việc/Giải trình.txt", "vì mưa"),)), contents, tmp_path
    )
    assert opened.namelist() == [
        "00 Mục lục.xlsx",
        "00 Mục lục.txt",
        "bao-cao.docx",
        "1.2 Việc/Giải trình.txt",
        KEPT,
    ]
    assert opened.read(KEPT) == b"a plan"
    assert index(opened)[0][3:7] == (KEPT, "12/KH-UBND", "05/01/2026", "UBND xã")
    assert index(opened)[1][7] == "CÒN THIẾU"
    assert opened.testzip() is None


def test_a_document_whose_content_is_not_there_is_marked_and_stops_nothing(contents: EvidenceStore, tmp_path: Path) -> None:
    rows = (
        IndexRow("1.1", "Kế hoạch", "Mất", "1.1/01 Mất.pdf", sha256="0" * 64),
        IndexRow("1.1", "Kế hoạch", "Đang tải", "1.1/02 Đang tải.pdf"),
    )
    opened = archive(Dossier("Hồ sơ", (), rows, ()), contents, tmp_path)
    assert opened.namelist() == ["00 Mục lục.xlsx", "00 Mục lục.txt"]
    assert [row[7] for row in index(opened)] == ["không còn trong kho", "chưa tải xong"]
    assert "không còn trong kho" in opened.read("00 Mục lục.txt").decode()


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "etc passwd"),
        ('báo cáo: "quý" <1>|?*.pdf', "báo cáo quý 1 .pdf"),
        ("kết\u0301\nthúc.", "kết\u0301 thúc"),
        ("", "tep"),
        ("a" * 90, "a" * 80),
    ],
)
def test_a_name_leads_nowhere_else(name: str, safe: str) -> None:
    assert safe_name(name, 80) == safe
