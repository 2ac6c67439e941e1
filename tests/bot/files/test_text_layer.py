"""What a paper says of itself is read from its text; a scan says nothing, and nothing is guessed."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from bot.files.intake import FileFindings, keep
from bot.files.storage import EvidenceStore
from scoring.sheet.entry import Paper
from tests.bot.files.measuring import taken
from tests.bot.files.papers import LETTERHEAD, excel, pdf, word
from tests.knowledge.annex.word.making import WordFile, lines, p, sdt, t, tbl, tc, tr

FILES = Path(__file__).parent / "samples"
OTHER_LINES = ["Mở đầu"] * 12


def found(folder: Path, content: bytes, name: str) -> FileFindings:
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


def letterhead(*more: str) -> str:
    left, right = (lines(*side.split("\n")) for side in LETTERHEAD)
    return sdt(tbl(sdt(tr(tc(left), sdt(tc(right)))))) + lines("KẾ HOẠCH", *OTHER_LINES, *more)


READ = Paper("03/KH-UBND", "2025-01-06", "Ủy ban nhân dân xã An Khê")
DELETED = "<w:del><w:r><w:delText>Ông A, CCCD 001085012345</w:delText></w:r></w:del>"


@pytest.mark.parametrize("strict", [False, True], ids=["transitional", "strict"])
@pytest.mark.parametrize("main", ["word/document.xml", "word/document2.xml", "noi-dung.xml"])
def test_a_letterhead_is_read_wherever_the_program_keeps_it(tmp_path: Path, main: str, strict: bool) -> None:
    seen = found(tmp_path, WordFile(letterhead(), main=main, strict=strict).content(), "kh.docx")
    assert (seen.read, seen.citizens) == (READ, False)


def test_a_number_struck_out_in_the_letterhead_is_not_its_number(tmp_path: Path) -> None:
    body = letterhead().replace(t("Số: 03/KH-UBND"), t("Số: ") + t("02", "<w:strike/>") + t("03/KH-UBND"))
    assert body != letterhead()
    assert found(tmp_path, WordFile(body).content(), "kh.docx").read == READ


@pytest.mark.parametrize(
    "line",
    [
        p(t("Ông A, CCCD 001085012345", "<w:strike/>")),
        p(t("Ông A, CCCD 001085012345", "<w:vanish/>")),
        p(DELETED),
        sdt(p("Ông A, CCCD ", sdt(t("001085012345")))),
    ],
    ids=["struck out", "hidden", "deleted but kept", "in a control"],
)
def test_numbers_of_citizens_are_noticed_wherever_they_stand(tmp_path: Path, line: str) -> None:
    seen = found(tmp_path, WordFile(letterhead(line)).content(), "kh.docx")
    assert (seen.read, seen.citizens) == (READ, True)


def swollen(unit: str) -> bytes:
    """A file of some kilobytes that holds a hundred million letters once it is unpacked."""
    held = BytesIO()
    small = WordFile(letterhead()).content()
    with zipfile.ZipFile(BytesIO(small)) as before, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            text = before.read(name).decode()
            grown = text.replace("<w:sectPr/>", unit * (100_000_000 // len(unit)) + "<w:sectPr/>")
            after.writestr(name, grown if name == "word/document.xml" else text)
    return held.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        WordFile(letterhead() + tbl(tr(tc("rộng", '<w:gridSpan w:val="9000000"/>')) * 50)).content(),
        WordFile(letterhead() + "<w:sdt><w:sdtContent>" * 5000 + p("sâu") + "</w:sdtContent></w:sdt>" * 5000).content(),
        swollen(" "),
        swollen("<w:p/>"),
        swollen(p("a" * 1000)),
    ],
    ids=["columns", "depth", "spaces", "paragraphs", "letters"],
)
def test_a_file_made_to_exhaust_is_read_by_its_beginning(tmp_path: Path, content: bytes) -> None:
    done = taken(tmp_path / "kho", content, "kh.docx")
    assert (done.fault, done.number) == (None, READ.number)
    assert done.seconds < 20
    assert done.megabytes < 120
