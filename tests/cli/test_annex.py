"""An office brings the annex of its own decision to the command line, as Word or Excel."""

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Cchc

FILES = Path(__file__).parents[1] / "knowledge" / "annex" / "files"
PAPER, SHEET = FILES / "PL kem to trinh 58 SNV.docx", FILES / "BANG CHAM DIEM CCHC 2024 huyen Binh Thuong.xlsx"


def test_a_paper_is_checked_with_its_sums_and_what_to_look_at(cchc: Cchc) -> None:
    ran = cchc("criteria", "check", str(PAPER))
    assert ran.code == 0
    assert "Đạt: 44 tiêu chí, 100 điểm, 8 lĩnh vực." in ran.out
    assert "4 mục điểm thưởng, điểm phạt" in ran.out


def test_codes_that_excel_has_spoilt_are_put_right_and_named(cchc: Cchc) -> None:
    ran = cchc("criteria", "check", str(SHEET))
    assert "1.10 (tệp ghi “1.1”)" in ran.out
    leaves = {leaf["code"]: leaf for leaf in cchc("criteria", "check", str(SHEET), "--json").json["leaves"]}
    assert leaves["1.10"]["code_printed"] == "1.1"
    assert leaves["1.10"]["name"] == "Mức độ hoàn thành các nhiệm vụ được giao trong năm"


def test_numbers_that_word_makes_itself_are_not_printed_codes(cchc: Cchc) -> None:
    paper = FILES / "Phu luc 02 Bo chi so 2026 (NFD).docx"
    leaves = cchc("criteria", "check", str(paper), "--json").json["leaves"]
    assert leaves[0]["code"] == "1.1.1"
    assert {leaf["code_printed"] for leaf in leaves} == {None}


def test_the_annex_becomes_yaml_to_be_looked_at_and_imported(cchc: Cchc, data: Path) -> None:
    ran = cchc("criteria", "check", str(PAPER), "--out", "tinh.yaml")
    assert ran.code == 0
    assert "1.1.1 Ban hành kế hoạch CCHC năm (1 điểm, xã tự chấm)" in (data / "tinh.txt").read_text(encoding="utf-8")
    assert "phiên bản 1" in cchc("criteria", "import", "tinh.yaml").out
    assert cchc("criteria", "show", "pl-kem-to-trinh-58-snv", "--json").json["total"] == "100"


def test_the_annex_is_imported_at_once_under_the_operators_own_name(cchc: Cchc) -> None:
    assert "Đã nhập tinh-a phiên bản 2026." in cchc("criteria", "import", str(PAPER), "--id", "tinh-a", "--version", "2026").out
    assert "Đã có sẵn" in cchc("criteria", "import", str(PAPER), "--id", "tinh-a", "--version", "2026").out
    assert [one["id"] for one in cchc("criteria", "list", "--json").json] == ["tinh-a"]


def test_a_name_that_is_none_is_refused(cchc: Cchc) -> None:
    ran = cchc("criteria", "import", str(PAPER), "--id", "Tỉnh A")
    assert ran.code == 1
    assert "chữ thường" in ran.err
    assert cchc("criteria", "list", "--json").json == []


@pytest.mark.parametrize(
    ("name", "place", "error"),
    [
        ("loi-tong-diem.xlsx", "trang tính Phu luc 01, dòng 41, cột 3 [3.2]", "sum_mismatch"),
        ("loi-trung-ma.xlsx", "trang tính Phu luc 01, dòng 43, cột 1 [3.2.1]", "duplicate_code"),
        ("loi-khoang-ho.docx", "bảng 1, dòng 41, cột 4 [3.5.1]", "band_gap"),
    ],
)
def test_a_fault_is_told_with_its_place(cchc: Cchc, name: str, place: str, error: str) -> None:
    ran = cchc("criteria", "check", str(FILES / name))
    assert ran.code == 1
    assert f"{place} {error}" in ran.err
    assert len(ran.err.splitlines()) == 1


def test_programs_are_told_the_sheet_or_the_table(cchc: Cchc) -> None:
    (fault,) = cchc("criteria", "check", str(FILES / "loi-tong-diem.xlsx"), "--json").json["faults"]
    assert (fault["sheet"], fault["row"], fault["column"]) == ("Phu luc 01", 41, 3)
    (fault,) = cchc("criteria", "check", str(FILES / "loi-khoang-ho.docx"), "--json").json["faults"]
    assert fault["table"] == 1


def test_a_broken_annex_imports_nothing(cchc: Cchc) -> None:
    assert cchc("criteria", "import", str(FILES / "loi-trung-ma.xlsx")).code == 1
    assert cchc("criteria", "list", "--json").json == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("bo tieu chi (co mat khau).xlsx", "Hãy bỏ mật khẩu"),
        ("phu luc rong.docx", "Tệp trống"),
        ("tieu-chi-xa-cu.xlsx", "lưu lại thành .docx hoặc .xlsx"),
    ],
)
def test_files_that_cannot_be_read_say_what_to_do(cchc: Cchc, name: str, words: str) -> None:
    ran = cchc("criteria", "check", str(FILES / name))
    assert ran.code == 1
    assert words in ran.err


def test_an_upper_case_ending_is_the_same_file(cchc: Cchc, data: Path) -> None:
    shutil.copy(PAPER, data / "PHU LUC.DOCX")
    assert cchc("criteria", "check", "PHU LUC.DOCX").code == 0
