"""What a paper says of itself is read from its text; a scan says nothing, and nothing is guessed."""

from io import BytesIO
from pathlib import Path

import pytest

from bot.intake import Found, keep
from bot.storage import EvidenceStore
from scoring.entry import Paper
from tests.bot.papers import LETTERHEAD, excel, pdf, word

FILES = Path(__file__).parent / "files"
OTHER_LINES = ["Mở đầu"] * 12


def found(folder: Path, content: bytes, name: str) -> Found:
    return keep(EvidenceStore(folder), BytesIO(content), name).found


def test_number_day_and_issuer_are_read_from_a_decision(tmp_path: Path) -> None:
    read = found(tmp_path, (FILES / "quyet-dinh.pdf").read_bytes(), "qd.pdf").read
    assert read == Paper("118/QĐ-UBND", "2025-02-22", "Ủy ban nhân dân xã An Khê Đông")


def test_the_letterhead_of_a_word_file_is_read_from_its_table(tmp_path: Path) -> None:
    read = found(tmp_path, word(*LETTERHEAD, "KẾ HOẠCH", "Thực hiện Kế hoạch số 211/KH-UBND ngày 27/12/2024"), "kh.docx").read
    assert read == Paper("03/KH-UBND", "2025-01-06", "Ủy ban nhân dân xã An Khê")


def test_a_draft_without_number_and_day_gets_none_from_what_it_cites(tmp_path: Path) -> None:
    read = found(tmp_path, (FILES / "ke-hoach.docx").read_bytes(), "du thao.docx").read
    assert (read.number, read.date) == ("", "")


@pytest.mark.parametrize("name", ["ban-scan.pdf", "van-ban-cu.doc", "man-hinh.png"])
def test_what_has_no_text_says_nothing(tmp_path: Path, name: str) -> None:
    assert found(tmp_path, (FILES / name).read_bytes(), name).read == Paper()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("don.docx", word(*LETTERHEAD, *OTHER_LINES, "Ông Nguyễn Văn A, CCCD 001085012345")),
        ("danh sach.xlsx", excel(("STT", "Họ tên", "Số định danh"), (1, "Nguyễn Văn A", "001085012345"))),
        ("thu xin loi.pdf", pdf(*OTHER_LINES, "Gửi ông A, điện thoại 0912 345 678")),
    ],
)
def test_numbers_of_citizens_are_noticed_and_not_written_down(tmp_path: Path, name: str, content: bytes) -> None:
    seen = found(tmp_path, content, name)
    assert seen.citizens
    assert "345" not in str(seen.fields())


@pytest.mark.parametrize(
    "line",
    ["Điện thoại: 0263 3812 345", "Đường dây nóng: 0912 345 678", "Mã hồ sơ: 000.00.12.H36-250105-0001", "STK 012345678901"],
)
def test_an_office_may_give_its_own_numbers(tmp_path: Path, line: str) -> None:
    assert not found(tmp_path, word(*LETTERHEAD, *OTHER_LINES, line), "kh.docx").citizens


def test_a_phone_in_the_letterhead_is_the_office_s(tmp_path: Path) -> None:
    assert not found(tmp_path, word(f"{LETTERHEAD[0]}\nĐT: 0912345678", LETTERHEAD[1], "KẾ HOẠCH"), "kh.docx").citizens
