"""Whatever is in a file: a report or a clear refusal, in little time."""

import zipfile
from pathlib import Path

import pytest

from checks.fuzz_annex import run
from knowledge.annex import read_annex
from tests.knowledge.annex.invented.making import book, paper

TABLE = [
    ["STT", "Tiêu chí", "Điểm tối đa", "Cách tính điểm"],
    ["1", "Điều hành", 2, ""],
    ["1.1", "Ban hành kế hoạch", 2, "Có: 2 điểm\nKhông: 0 điểm"],
]


def errors(path: Path) -> list[str]:
    return [str(fault.error) for fault in read_annex(path).faults]


def test_spoilt_annexes_are_read_or_refused() -> None:
    tally = run(60, seed=1)
    assert tally.failures == []
    assert tally.outcomes["read"] > 0


def test_a_leaf_worth_nothing_is_refused_and_stops_nobody(tmp_path: Path) -> None:
    """Found among ten thousand spoilt files: a share beside points, of a maximum of nothing."""
    table = [*TABLE[:2], ["1.1", "Ban hành kế hoạch", 0, "Tốt: 75% điểm\nĐạt: 0 điểm\nKhác: 1 điểm"]]
    path = tmp_path / "khong-diem.xlsx"
    book(("Sheet1", table, None))(path)
    assert errors(path)


def test_a_sheet_saved_as_a_paper_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tieu chi.docx"
    book(("Sheet1", TABLE, None))(path)
    assert errors(path) == ["wrong_container"]


@pytest.mark.parametrize("content", [b"", b"\0" * 500, b"  \n"])
def test_an_empty_file_is_said_to_be_empty(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "rong.xlsx"
    path.write_bytes(content)
    assert errors(path) == ["empty_file"]


def test_a_paper_without_a_table_of_criteria_says_what_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "cong van.docx"
    paper("CÔNG VĂN", [["Nơi gửi", "Nơi nhận"], ["UBND tỉnh", "UBND xã"]])(path)
    (fault,) = read_annex(path).faults
    assert fault.error == "empty_file"
    assert "STT, Tiêu chí, Điểm tối đa" in fault.message


def test_half_a_file_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "tieu chi.xlsx"
    book(("Sheet1", TABLE, None))(path)
    path.write_bytes(path.read_bytes()[:2000])
    assert errors(path) == ["corrupted"]


def test_a_file_that_grows_when_opened_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "tieu chi.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", b"<a>" + b" " * 100_000_000)
    assert path.stat().st_size < 200_000
    assert errors(path) == ["too_large"]


def test_a_merged_area_over_the_whole_sheet_costs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "tieu chi.xlsx"
    book(("Sheet1", TABLE, lambda sheet: sheet.merge_cells("H10:XFD12")))(path)
    text = path.read_bytes()
    with zipfile.ZipFile(path) as package:
        found = {name: package.read(name) for name in package.namelist()}
    sheet = found["xl/worksheets/sheet1.xml"].replace(b"H10:XFD12", b"H10:XFD1048576")
    with zipfile.ZipFile(path, "w") as package:
        for name, content in (found | {"xl/worksheets/sheet1.xml": sheet}).items():
            package.writestr(name, content)
    assert path.read_bytes() != text
    assert errors(path) == []


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tieu chi.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]><a>&b;</a>")
    assert errors(path) == ["corrupted"]


def test_a_table_of_thousands_of_rows_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "tieu chi.xlsx"
    rows = [[f"1.{number}", "Ban hành kế hoạch", 2, "Có: 2 điểm\nKhông: 0 điểm"] for number in range(1, 5000)]
    book(("Sheet1", [*TABLE[:2], *rows], None))(path)
    assert errors(path) == ["too_large"]
