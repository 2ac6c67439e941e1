"""Which kind of file it really is, whatever its name says."""

from io import BytesIO
from pathlib import Path

from knowledge.annex import texts as t
from knowledge.annex.files.excel.sheets import read_sheets
from knowledge.annex.files.grid import Grid
from knowledge.annex.files.locked import is_locked
from knowledge.annex.files.ole import MAGIC, Compound, NotReadable
from knowledge.annex.files.package import MOST_FILE, Package
from knowledge.annex.files.parts import TYPES, PackageKind, kind_of, main_part
from knowledge.annex.files.refusals import FileRefused
from knowledge.annex.files.word.tables import read_tables
from knowledge.checking.faults import Wrong

KINDS = {".xlsx": PackageKind.EXCEL, ".docx": PackageKind.WORD}


def read_grids(path: Path) -> list[Grid]:
    """Every visible sheet or table in order; raises ``FileRefused``."""
    if path.stat().st_size > MOST_FILE:
        raise FileRefused(Wrong.TOO_LARGE, t.TOO_LARGE)
    return grids_of(path.read_bytes(), path.suffix.lower())


def grids_of(data: bytes, ending: str) -> list[Grid]:
    if not data.strip(b"\0 \t\r\n"):
        raise FileRefused(Wrong.EMPTY_FILE, t.EMPTY_FILE)
    if data.startswith(MAGIC):
        raise _old(data)
    if not data.startswith(b"PK"):
        raise FileRefused(Wrong.WRONG_CONTAINER, t.OTHER_FORMAT.format(ending=ending))
    return _of_package(Package(data), ending)


def read_book(data: bytes) -> list[Grid]:
    """Every visible sheet of a list, with what a filter hides in it: a list is meant whole. Raises ``FileRefused``."""
    if data.startswith(MAGIC):
        raise _old(data)
    package = Package(data)
    main = main_part(package)
    if kind_of(package, main) is not PackageKind.EXCEL:
        raise FileRefused(Wrong.WRONG_CONTAINER, t.OTHER_FORMAT.format(ending=".xlsx"))
    return read_sheets(package, main, hidden=True)


def _old(data: bytes) -> FileRefused:
    """New files with a password are kept inside the old container."""
    try:
        if is_locked(Compound(BytesIO(data))):
            return FileRefused(Wrong.PASSWORD_PROTECTED, t.PASSWORD)
    except NotReadable:
        return FileRefused(Wrong.CORRUPTED, t.CORRUPTED)
    return FileRefused(Wrong.WRONG_CONTAINER, t.OLD_FORMAT)


def _of_package(package: Package, ending: str) -> list[Grid]:
    main = main_part(package)
    kind = kind_of(package, main)
    if kind is KINDS[ending]:
        return read_sheets(package, main) if kind is PackageKind.EXCEL else read_tables(package, main)
    if kind is not PackageKind.OTHER or "mimetype" in package.names or TYPES not in package.names:
        raise FileRefused(Wrong.WRONG_CONTAINER, t.OTHER_FORMAT.format(ending=ending))
    raise FileRefused(Wrong.CORRUPTED, t.CORRUPTED)
