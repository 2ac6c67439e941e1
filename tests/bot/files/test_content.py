"""What a file is, told by its content: kept, kept with a doubt, or refused with the reason."""

import shutil
import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfWriter

from bot.files.content import WORD, Content, inspect
from knowledge.annex.files.ole import MAGIC
from tests.bot.files.pixels import bomb
from tests.bot.files.test_intake import HEIC, photo
from tests.knowledge.annex.word.making import WordFile, p

OFFICE = "[Content_Types].xml"
MACRO = (
    '<Types><Override PartName="/word/document.xml"'
    ' ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
)
FILES = Path(__file__).parent / "samples"


def container(*names: str) -> bytes:
    """A zip with these files in it."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        for name in names:
            made.writestr(name, "nội dung")
    return held.getvalue()


def pdf(pages: int = 1) -> bytes:
    return _written(_pages(pages))


def encrypted_pdf(password: str) -> bytes:
    writer = _pages(1)
    writer.encrypt(password, "owner", algorithm="AES-256")
    return _written(writer)


def _pages(count: int) -> PdfWriter:
    writer = PdfWriter()
    for _ in range(count):
        writer.add_blank_page(100, 100)
    return writer


def _written(writer: PdfWriter) -> bytes:
    held = BytesIO()
    writer.write(held)
    return held.getvalue()


def noise(kind: str) -> bytes:
    held = BytesIO()
    Image.effect_noise((200, 150), 80).convert("RGB").save(held, kind)
    return held.getvalue()


def macro_doc() -> bytes:
    """An old Word file with a part of the name under which Word keeps macros."""
    part = "Macros".encode("utf-16-le")
    content = bytearray((FILES / "van-ban-cu.doc").read_bytes())
    entry = content.index("\x01CompObj".encode("utf-16-le"))
    content[entry : entry + 64] = part.ljust(64, b"\0")
    struct.pack_into("<H", content, entry + 64, len(part) + 2)
    return bytes(content)


def looked_into(folder: Path, content: bytes, name: str = "tep") -> Content:
    path = folder / "content"
    path.write_bytes(content)
    return inspect(path, name)


WELCOME = {
    "anh.jpg": (photo().getvalue(), "image/jpeg"),
    "anh.png": (photo(kind="PNG").getvalue(), "image/png"),
    "anh.webp": (photo(kind="WEBP").getvalue(), "image/webp"),
    "anh.heic": (HEIC.read_bytes(), "image/heic"),
    "bao-cao.pdf": (pdf(), "application/pdf"),
    "khong-mat-khau.pdf": (encrypted_pdf(""), "application/pdf"),
    "ke-hoach.docx": (container(OFFICE, "word/document.xml"), WORD),
    "bang.xlsx": (container(OFFICE, "xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "truc-tuyen.docx": (WordFile(p("a"), main="word/document2.xml").content(), WORD),
    "nghiem-ngat.docx": (WordFile(p("a"), strict=True, main="word/document5.xml").content(), WORD),
    "khong-ghi-loai.docx": (WordFile(p("a"), types=False, main="noi dung.xml").content(), WORD),
    "hoa-thuong.docx": (container(OFFICE, "Word/Document.xml"), WORD),
    "gach-nguoc.docx": (container(OFFICE, "word\\document.xml"), WORD),
    "cu.doc": ((FILES / "van-ban-cu.doc").read_bytes(), "application/msword"),
    "cu.xls": ((FILES / "bang-cu.xls").read_bytes(), "application/vnd.ms-excel"),
}
REFUSED = {
    "macro.docx": (container(OFFICE, "word/document.xml", "word/vbaProject.bin"), "macro"),
    "macro.xlsx": (container(OFFICE, "xl/workbook.xml", "xl/VBAPROJECT.BIN"), "macro"),
    "macro-ten-khac.docx": (WordFile(p("a"), more={OFFICE: MACRO}).content(), "macro"),
    "dong-goi.docx": (container("run.exe"), "archive"),
    "goi.zip": (container("a.pdf", "b.pdf"), "archive"),
    "trinh-chieu.pptx": (container(OFFICE, "ppt/presentation.xml"), "archive"),
    "goi.rar": (b"Rar!\x1a\x07\x00" + b"\0" * 300, "archive"),
    "goi.7z": (b"7z\xbc\xaf\x27\x1c" + b"\0" * 300, "archive"),
    "goi.gz": (b"\x1f\x8b\x08" + b"\0" * 300, "archive"),
    "run.exe": (b"MZ\x90\x00" + b"\0" * 300, "executable"),
    "bao-cao.pdf": (b"MZ\x90\x00" + b"\0" * 300, "executable"),
    "run": (b"\x7fELF\x02" + b"\0" * 300, "executable"),
    "run.sh": (b"#!/bin/sh\nrm -rf /\n", "executable"),
    "khoa.pdf": (encrypted_pdf("123456"), "encrypted"),
    "rong.pdf": (b"", "empty"),
    "ghi-chu.txt": ("ghi chú".encode(), "unknown_type"),
    "trang.html": (b"<html><script>alert(1)</script></html>", "unknown_type"),
    "nhac.mp3": (b"ID3\x03" + b"\0" * 300, "unknown_type"),
    "khoa.xlsx": ((FILES / "co-mat-khau.xlsx").read_bytes(), "encrypted"),
    "macro.doc": (macro_doc(), "macro"),
    "hong.docx": (container(OFFICE, "word/document.xml")[:-30], "damaged"),
    "bom.png": (bomb(60_000), "too_many_pixels"),
}
DOUBTFUL = {
    "cut.jpg": (noise("JPEG")[:-2000], "image/jpeg"),
    "cut.png": (noise("PNG")[:-2000], "image/png"),
    "cut.webp": (noise("WEBP")[:-2000], "image/webp"),
    "cut.heic": (HEIC.read_bytes()[:-500], "image/heic"),
    "cut.pdf": (pdf(3)[:200], "application/pdf"),
    "cut.doc": (MAGIC + b"\0" * 600, "application/msword"),
    "cut.xls": ((FILES / "bang-cu.xls").read_bytes()[:1000], "application/vnd.ms-excel"),
    "odd.pdf": (b"%PDF-1.7\ntrailer << /Encrypt << /V 0 >> >>\n%%EOF", "application/pdf"),
}


@pytest.mark.parametrize("name", WELCOME)
def test_papers_and_photos_are_welcome(tmp_path: Path, name: str) -> None:
    content, mime = WELCOME[name]
    found = looked_into(tmp_path, content, name)
    assert (found.mime, found.fault, found.opens) == (mime, None, True)
    assert found.fitting(name) == name


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_has_its_reason(tmp_path: Path, name: str) -> None:
    content, fault = REFUSED[name]
    assert looked_into(tmp_path, content, name).fault == fault


@pytest.mark.parametrize("name", DOUBTFUL)
def test_what_cannot_be_opened_here_is_kept_with_a_doubt(tmp_path: Path, name: str) -> None:
    content, mime = DOUBTFUL[name]
    found = looked_into(tmp_path, content, name)
    assert (found.mime, found.fault, found.opens) == (mime, None, False)


def test_a_container_of_a_future_version_is_damaged_to_us(tmp_path: Path) -> None:
    content = bytearray(container(OFFICE, "word/document.xml"))
    listed = content.index(b"PK\x01\x02")
    content[listed + 6] = 200
    assert looked_into(tmp_path, bytes(content)).fault == "damaged"


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("anh.pdf", "anh.jpg"),
        ("ANH.JPEG", "ANH.JPEG"),
        ("QĐ 12.2026", "QĐ 12.2026.jpg"),
        ("anh", "anh.jpg"),
        ("Kế hoạch.docx", "Kế hoạch.jpg"),
    ],
)
def test_a_name_gets_the_ending_of_what_the_file_is(tmp_path: Path, name: str, better: str) -> None:
    assert looked_into(tmp_path, photo().getvalue(), name).fitting(name) == better


@pytest.mark.parametrize("name", ["ke-hoach.docx", "ban-scan.pdf", "man-hinh.png", "van-ban-cu.doc", "bang-cu.xls"])
def test_files_as_offices_make_them_are_welcome(tmp_path: Path, name: str) -> None:
    found = inspect(Path(shutil.copy(FILES / name, tmp_path / "tep")), name)
    assert (found.fault, found.opens, found.fitting(name)) == (None, True, name)


def test_an_old_word_file_with_a_new_name_is_told_by_its_content(tmp_path: Path) -> None:
    found = looked_into(tmp_path, (FILES / "van-ban-cu.doc").read_bytes(), "công văn.docx")
    assert (found.mime, found.fitting("công văn.docx")) == ("application/msword", "công văn.doc")


def test_a_program_installer_in_the_old_container_is_no_paper(tmp_path: Path) -> None:
    content = (FILES / "bang-cu.xls").read_bytes().replace("Workbook".encode("utf-16-le"), "Installs".encode("utf-16-le"))
    assert looked_into(tmp_path, content, "cai-dat.xls").fault == "unknown_type"


@pytest.mark.parametrize(
    ("content", "mime"),
    [
        ("Mã;Tên đơn vị\nXA01;Xã Một\n".encode(), "text/csv"),
        ("Mã;Tên đơn vị\n".encode("utf-16"), "text/csv"),
        (b"a\0b", "application/octet-stream"),
        (b"MZ", "application/octet-stream"),
    ],
)
def test_a_list_as_text_is_known_by_its_name_unless_it_is_no_text(tmp_path: Path, content: bytes, mime: str) -> None:
    (tmp_path / "a").write_bytes(content)
    assert inspect(tmp_path / "a", "nguoi.csv").mime == mime
