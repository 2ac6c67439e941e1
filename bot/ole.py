"""The table of contents of an old Office file (a compound file): what is in it, told without opening any of it."""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAST = 0xFFFFFFFA
ENTRY, ROOT = 128, "Root Entry"
#: No office has a file with more parts.
MOST_SECTORS = 4096


class NotReadable(Exception):
    """The file begins like a compound file, and is none that can be followed."""


def names(path: Path) -> frozenset[str]:
    """The names of everything in the file, e.g. "WordDocument"; raises ``NotReadable``."""
    try:
        with path.open("rb") as file:
            found = frozenset(name for block in _directory(file) for name in _entries(block))
    except (struct.error, IndexError, UnicodeDecodeError, OSError) as fault:
        raise NotReadable from fault
    if ROOT not in found:
        raise NotReadable
    return found


def _directory(file: BinaryIO) -> Iterator[bytes]:
    """The sectors of the directory, one after the other by the chain of the allocation table."""
    header = file.read(512)
    size = 1 << struct.unpack_from("<H", header, 30)[0]
    if size not in (512, 4096):
        raise NotReadable
    table = [number for number in struct.unpack_from("<109I", header, 76) if number < LAST]
    sector = struct.unpack_from("<I", header, 48)[0]
    for _ in range(MOST_SECTORS):
        if sector >= LAST:
            return
        yield _sector(file, sector, size)
        each = size // 4
        part = _sector(file, table[sector // each], size)
        sector = struct.unpack_from("<I", part, sector % each * 4)[0]
    raise NotReadable


def _sector(file: BinaryIO, number: int, size: int) -> bytes:
    file.seek((number + 1) * size)
    return file.read(size)


def _entries(block: bytes) -> Iterator[str]:
    for start in range(0, len(block), ENTRY):
        length, kind = struct.unpack_from("<HB", block, start + 64)
        if kind and 2 <= length <= 64:
            yield block[start : start + length - 2].decode("utf-16-le")
