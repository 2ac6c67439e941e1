"""The table of contents of an old Office file (a compound file): what is in it, and how its parts begin."""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAST = 0xFFFFFFFA
ENTRY, ROOT = 128, "Root Entry"
#: Parts smaller than this stand together in the root's own part, in pieces of this size.
SMALL, PIECE = 4096, 64
#: No office has a file with more parts, or one whose allocation table is longer.
MOST_SECTORS, MOST_TABLES = 4096, 256


class NotReadable(Exception):
    """The file begins like a compound file, and is none that can be followed."""


@dataclass(frozen=True, slots=True)
class Part:
    start: int
    size: int


class Compound:
    """Raises ``NotReadable``."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        try:
            self._header = self._read(0, 512)
            self._size = 1 << struct.unpack_from("<H", self._header, 30)[0]
            if self._size not in (512, 4096):
                raise NotReadable
            self._table = list(self._tables())
            start = struct.unpack_from("<I", self._header, 48)[0]
            blocks = (self._sector(sector) for sector in self._chain(start))
            self.parts: Mapping[str, Part] = {name: part for block in blocks for name, part in _entries(block)}
        except (struct.error, IndexError, UnicodeDecodeError, OSError) as fault:
            raise NotReadable from fault
        if ROOT not in self.parts:
            raise NotReadable

    def beginning(self, name: str, most: int) -> bytes:
        """The first bytes of a part, at most so many."""
        part = self.parts[name]
        try:
            size = min(most, part.size)
            return self._small(part, size) if part.size < SMALL else self._large(part.start, 0, size)
        except (struct.error, IndexError, OSError) as fault:
            raise NotReadable from fault

    def _small(self, part: Part, size: int) -> bytes:
        """By the second table, which is kept as a part of its own."""
        table, piece = struct.unpack_from("<I", self._header, 60)[0], part.start
        found = b""
        while len(found) < size and piece < LAST:
            found += self._large(self.parts[ROOT].start, piece * PIECE, PIECE)
            piece = struct.unpack("<I", self._large(table, piece * 4, 4))[0]
        return found[:size]

    def _large(self, start: int, skipped: int, size: int) -> bytes:
        found = b""
        for place, sector in enumerate(self._chain(start)):
            if (place + 1) * self._size > skipped:
                found += self._sector(sector)
                if len(found) >= size + skipped % self._size:
                    break
        return found[skipped % self._size :][:size]

    def _chain(self, sector: int) -> Iterator[int]:
        each = self._size // 4
        for _ in range(MOST_SECTORS):
            if sector >= LAST:
                return
            yield sector
            sector = struct.unpack_from("<I", self._sector(self._table[sector // each]), sector % each * 4)[0]
        raise NotReadable

    def _tables(self) -> Iterator[int]:
        """Where the allocation table stands: the header has room for the first 109 sectors of it."""
        yield from (sector for sector in struct.unpack_from("<109I", self._header, 76) if sector < LAST)
        following = struct.unpack_from("<I", self._header, 68)[0]
        for _ in range(MOST_TABLES):
            if following >= LAST:
                return
            *listed, following = struct.unpack(f"<{self._size // 4}I", self._sector(following))
            yield from (one for one in listed if one < LAST)

    def _sector(self, number: int) -> bytes:
        return self._read((number + 1) * self._size, self._size)

    def _read(self, place: int, size: int) -> bytes:
        self._file.seek(place)
        return self._file.read(size)


def _entries(block: bytes) -> Iterator[tuple[str, Part]]:
    for start in range(0, len(block), ENTRY):
        length, kind = struct.unpack_from("<HB", block, start + 64)
        if kind and 2 <= length <= 64:
            name = block[start : start + length - 2].decode("utf-16-le")
            yield name, Part(*struct.unpack_from("<II", block, start + 116))
