"""Old Word and Excel files with a password are told as such; those that everybody's program opens by itself are kept."""

import struct
from io import BytesIO
from pathlib import Path

import pytest

from bot.files.content import inspect
from bot.files.intake import keep
from bot.files.storage import EvidenceStore
from knowledge.annex import read_annex
from knowledge.annex.files import locked
from tests.bot.files import old_office as old

HEAD = b"\xec\xa5\xc1\0" + bytes(6)
LOCKED = {
    "word": old.locked_word(),
    "word, made unreadable only": old.locked_word(0x8100),
    "word, small": old.small_part("WordDocument", HEAD + struct.pack("<H", 0x0100) + bytes(100)),
    "word, large sectors": old.with_large_sectors("WordDocument", HEAD + struct.pack("<H", 0x0100) + bytes(9000)),
    "excel, first way": old.locked_book(struct.pack("<HHH", 0, 0x1234, 0x4321)),
    "excel, second way": old.locked_book(old.RC4),
    "excel, third way": old.locked_book(old.by_library("mat khau", 128)),
    "excel, third way, short key": old.locked_book(old.by_library("mat khau", 40, version=4)),
    "excel, guarded too": old.locked_book(old.RC4, (0x86, 0), (0x5B, 10)),
    "excel, a lock of tomorrow": old.locked_book(struct.pack("<HHH", 9, 9, 9)),
    "excel, a lock that breaks off": old.locked_book(b"\1"),
    "excel, an empty lock": old.locked_book(b""),
    "excel 5": old.of_excel_5(old.locked_book(old.RC4)),
}
OPEN = {
    "word": old.WORD,
    "word, other flags": old.locked_word(0x8200),
    "word, small": old.small_part("WordDocument", HEAD + bytes(102)),
    "word, large sectors": old.with_large_sectors("WordDocument", HEAD + bytes(9002)),
    "excel": old.EXCEL,
    "excel, guarded against change, first way": old.locked_book(old.XOR),
    "excel, guarded against change, third way": old.locked_book(old.by_library(locked.OWN_WORD, 128)),
    "excel, guarded against change, short key": old.locked_book(old.by_library(locked.OWN_WORD, 40)),
    "excel, guarded against change, no key length": old.locked_book(old.by_library(locked.OWN_WORD, 0)),
}


@pytest.mark.parametrize("kind", LOCKED)
def test_a_file_with_a_password_is_told_as_such(tmp_path: Path, kind: str) -> None:
    store = EvidenceStore(tmp_path / "kho")
    kept = keep(store, BytesIO(LOCKED[kind]), "tệp.doc")
    assert kept.content.fault == "encrypted"
    assert list(store.addresses()) == []
    for ending in (".docx", ".xlsx"):
        path = tmp_path / f"phu luc{ending}"
        path.write_bytes(LOCKED[kind])
        assert [one.error for one in read_annex(path).faults] == ["password_protected"]


@pytest.mark.parametrize("kind", OPEN)
def test_a_file_that_opens_for_everybody_is_kept(tmp_path: Path, kind: str) -> None:
    (tmp_path / "tep").write_bytes(OPEN[kind])
    found = inspect(tmp_path / "tep", "tep")
    assert (found.fault, found.opens) == (None, True)
    (tmp_path / "tep.docx").write_bytes(OPEN[kind])
    assert [one.error for one in read_annex(tmp_path / "tep.docx").faults] == ["wrong_container"]


def test_the_second_way_is_opened_by_its_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locked, "OWN_WORD", "password1")
    (tmp_path / "tep").write_bytes(old.locked_book(old.RC4))
    assert inspect(tmp_path / "tep").fault is None


@pytest.mark.parametrize("kind", ["word", "excel, second way", "word, small", "word, large sectors"])
def test_a_file_that_breaks_off_anywhere_is_no_trouble(tmp_path: Path, kind: str) -> None:
    content = LOCKED[kind]
    for length in range(8, len(content), max(1, len(content) // 60)):
        (tmp_path / "tep").write_bytes(content[:length])
        found = inspect(tmp_path / "tep")
        assert found.fault in (None, "encrypted", "unknown_type")


def test_a_chain_without_end_is_no_trouble(tmp_path: Path) -> None:
    content = bytearray(old.with_large_sectors("WordDocument", HEAD + bytes(9002)))
    struct.pack_into("<I", content, 4096 + 4, 1)
    (tmp_path / "tep").write_bytes(bytes(content))
    assert not inspect(tmp_path / "tep").opens
