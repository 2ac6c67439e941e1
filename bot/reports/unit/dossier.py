"""The whole dossier of a unit: every document in the folder of its criterion, with an index of what is there and what not."""

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from shutil import copyfileobj
from typing import BinaryIO, Protocol

from bot.reports.forms.table_xlsx import table_xlsx
from handlers.texts.evidence.one_file import day
from scoring.sheet.entry import Entry
from scoring.sheet.score_sheet import ScoreSheet
from scoring.written.letters import clean

MIME = "application/zip"
INDEX_COLUMNS = (
    ("Mã", 8),
    ("Tiêu chí", 40),
    ("Tài liệu", 40),
    ("Tệp", 50),
    ("Số", 16),
    ("Ngày", 12),
    ("Cơ quan ban hành", 24),
    ("Ghi chú", 30),
)
MISSING, EXPLAINED, UNSORTED = "CÒN THIẾU", "có giải trình", "Tài liệu khác"
SCANS, EXPLANATION = "00 Bản ký", "Giải trình.txt"
#: Windows counts the whole path; names that no system takes are written without the offending letters.
LONGEST_NAME, LONGEST_FOLDER = 80, 60
FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')


class Contents(Protocol):
    """Where stored contents are read."""

    def open(self, sha256: str) -> BinaryIO: ...
    def exists(self, sha256: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One line of the index; ``sha256`` is the content at ``path``, where there is one."""

    leaf: str
    name: str
    item: str
    path: str = ""
    number: str = ""
    date: str = ""
    issuer: str = ""
    note: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """``papers``: further files by their path, made for the dossier; ``rows``: documents, in the set's order."""

    title: str
    papers: tuple[tuple[str, bytes], ...]
    rows: tuple[IndexRow, ...]
    texts: tuple[tuple[str, str], ...]


def dossier_of(sheet: ScoreSheet, title: str, papers: Sequence[tuple[str, bytes]] = ()) -> Dossier:
    """What goes into the dossier of a sheet, as it stands now."""
    declared = [entry for entry in sheet if entry.leaf.source.declared_by_commune]
    rows = [*_scan_rows(sheet), *(row for entry in declared for row in _leaf_rows(entry))]
    texts = tuple((f"{_folder(entry)}/{EXPLANATION}", clean(entry.explanation)) for entry in declared if entry.explanation)
    return Dossier(title, tuple(papers), tuple(rows), texts)


def _scan_rows(sheet: ScoreSheet) -> Iterator[IndexRow]:
    for number, page in enumerate(sheet.scan_pages, 1):
        path = f"{SCANS}/{_file_name(number, 'Trang', page.name)}"
        yield IndexRow("", "Bản giấy đã ký", f"Trang {number}", path, sha256=page.sha256 or "")


def _leaf_rows(entry: Entry) -> Iterator[IndexRow]:
    leaf, names = entry.leaf, {item.key: item.name for item in entry.leaf.evidence}
    files = sorted(entry.live_evidence, key=lambda file: list(names).index(file.item) if file.item in names else len(names))
    for number, file in enumerate(files, 1):
        item = names.get(file.item or "", UNSORTED)
        if file.address:
            title = "" if file.name == file.address else f"{file.name}: "
            yield IndexRow(leaf.code, leaf.name, item, note=f"{title}{file.address}")
            continue
        path = f"{_folder(entry)}/{_file_name(number, item, file.name)}"
        yield IndexRow(leaf.code, leaf.name, item, path, file.number, day(file.date), file.issuer, file.note, file.sha256 or "")
    for missing in entry.unshown_items:
        note = MISSING if missing in entry.missing_items else EXPLAINED
        yield IndexRow(leaf.code, leaf.name, missing.name, note=note)


def _folder(entry: Entry) -> str:
    return safe_name(f"{entry.leaf.code} {entry.leaf.name}", LONGEST_FOLDER)


def _file_name(number: int, item: str, name: str) -> str:
    known = PurePosixPath(safe_name(name, 200))
    return safe_name(f"{number:02} {safe_name(item, 40)} - {known.stem}", LONGEST_NAME) + known.suffix[:8]


def safe_name(text: str, longest: int) -> str:
    """A name that every system takes: no path, no control characters, not too long, no dot or blank at its end."""
    plain = FORBIDDEN.sub(" ", clean(text))
    return " ".join(plain.split())[:longest].strip(". ") or "tep"


# -- writing ---------------------------------------------------------------------------------------------------------


def write_dossier(dossier: Dossier, contents: Contents, target: Path) -> None:
    """Writes the archive file by file, whatever its size; a content that is not in the store is marked in the index."""
    rows = [row if contents.exists(row.sha256) else _lost(row) for row in dossier.rows if row.sha256]
    kept = {row.path: row for row in rows}
    shown = [kept.get(row.path, row if not row.path else _lost(row)) for row in dossier.rows]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("00 Mục lục.xlsx", table_xlsx("Mục lục", dossier.title, INDEX_COLUMNS, map(_cells, shown), linked=3))
        archive.writestr("00 Mục lục.txt", _index_text(dossier.title, shown))
        for path, content in dossier.papers:
            archive.writestr(path, content)
        for path, text in dossier.texts:
            archive.writestr(path, text)
        for row in shown:
            if row.sha256:
                _copy(archive, row, contents)


def _lost(row: IndexRow) -> IndexRow:
    note = "chưa tải xong" if not row.sha256 else "không còn trong kho"
    return IndexRow(row.leaf, row.name, row.item, "", row.number, row.date, row.issuer, note)


def _copy(archive: zipfile.ZipFile, row: IndexRow, contents: Contents) -> None:
    """Pictures and PDF are packed already: packing them again costs time and wins nothing."""
    entry = zipfile.ZipInfo(row.path)
    entry.external_attr = 0o644 << 16
    with contents.open(row.sha256) as source, archive.open(entry, "w", force_zip64=True) as target:
        copyfileobj(source, target, 1 << 20)


def _cells(row: IndexRow) -> tuple[str, ...]:
    return (row.leaf, row.name, row.item, row.path, row.number, row.date, row.issuer, row.note)


def _index_text(title: str, rows: Sequence[IndexRow]) -> str:
    lines = [f"{row.leaf or '--'}\t{row.item}\t{row.path or row.note}" for row in rows]
    return "\r\n".join(map(clean, [title, "", *lines, ""]))
