"""Old Word and Excel files that are locked, made from open ones: the lock's own record, and what stands before it."""

import struct
from hashlib import sha1
from pathlib import Path

from cryptography.hazmat.decrepit.ciphers.algorithms import ARC4
from cryptography.hazmat.primitives.ciphers import Cipher

FILES = Path(__file__).parent / "samples"
WORD, EXCEL = (FILES / "van-ban-cu.doc").read_bytes(), (FILES / "bang-cu.xls").read_bytes()
#: Excel's own word, as its three ways of locking keep it; the second one here is "password1".
XOR = struct.pack("<HHH", 0, 0x1234, 0x9A0A)
RC4 = struct.pack("<HHH", 1, 1, 1) + (
    b"\xe8w,\x1d\x91\xc5j7\x96Ga\xb2\x80\x182\x17"
    b"\xc9\xe9\x97\xd4T\x97=1\x0b\xb1\xbap\x14&\x83~"
    b"\xb1\xde\x17\x8f\x07\xe9\x89\xc4M\xae^L\xf9j\xc4\x07"
)


def by_library(word: str, bits: int, version: int = 2) -> bytes:
    """The third way, of Excel since 2003."""
    salt, plain = bytes(range(16)), bytes(range(100, 116))
    key = sha1(sha1(salt + word.encode("utf-16-le")).digest() + bytes(4)).digest()[: (bits or 40) // 8]
    cipher = Cipher(ARC4(key.ljust(16, b"\0")), None).encryptor()
    header = struct.pack("<IIIIIIII", 4, 0, 0x6801, 0x8004, bits, 1, 0, 0) + "Library\0".encode("utf-16-le")
    proof = struct.pack("<I", 16) + salt + cipher.update(plain) + struct.pack("<I", 20) + cipher.update(sha1(plain).digest())
    return struct.pack("<HHHII", 1, version, 2, 4, len(header)) + header + proof


def locked_word(flags: int = 0x0100) -> bytes:
    at = WORD.index(b"\xec\xa5", 512) + 10
    said = struct.unpack_from("<H", WORD, at)[0]
    return WORD[:at] + struct.pack("<H", said | flags) + WORD[at + 2 :]


def locked_book(lock: bytes, *before: tuple[int, int]) -> bytes:
    """Records of these kinds and sizes stand between the first one and the lock."""
    at = EXCEL.index(b"\x09\x08\x10\x00")
    records = b"".join(struct.pack("<HH", kind, size) + bytes(size) for kind, size in before)
    records += struct.pack("<HH", 0x2F, len(lock)) + lock
    return EXCEL[: at + 20] + records + EXCEL[at + 20 + len(records) :]


def of_excel_5(content: bytes) -> bytes:
    """The part of a book had another name then."""
    at = content.index("Workbook".encode("utf-16-le"))
    named = "Book".encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 10)
    return content[:at] + named + content[at + 66 :]


def with_large_sectors(name: str, content: bytes) -> bytes:
    """A compound file of sectors eight times as large, as programs of our days write it: one part, in one piece."""
    size = 4096
    used = -(-len(content) // size)
    table = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 2 + used), 0xFFFFFFFE]
    header = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 4, 0xFFFE, 12, 6))
    header += bytes(6) + struct.pack("<IIIIIIIIII", 1, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    header = header.ljust(size, b"\xff")
    table_sector = struct.pack(f"<{len(table)}I", *table).ljust(size, b"\xff")
    return (
        bytes(header) + table_sector + _directory(name, 2, len(content)).ljust(size, b"\0") + content.ljust(used * size, b"\0")
    )


def small_part(name: str, content: bytes) -> bytes:
    """A compound file whose only part is so small that it stands in pieces within another."""
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFE, 0xFFFFFFFE, *[0xFFFFFFFF] * 124)
    header = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6))
    header += bytes(6) + struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, 2, 1, 0xFFFFFFFE, 0, 0)
    pieces = struct.pack("<128I", 0xFFFFFFFE, 2, 0xFFFFFFFE, *[0xFFFFFFFF] * 125)
    directory = _directory(name, 1, len(content), root=(3, 512))
    return bytes(header.ljust(512, b"\xff")) + table + directory + pieces + (bytes(64) + content).ljust(512, b"\0")


def _directory(name: str, start: int, size: int, root: tuple[int, int] = (0xFFFFFFFE, 0)) -> bytes:
    return b"".join(
        one.encode("utf-16-le").ljust(64, b"\0")
        + struct.pack("<HBB", len(one) * 2 + 2, kind, 1)
        + bytes(48)
        + struct.pack("<II", at, long)
        + bytes(4)
        for one, kind, at, long in (("Root Entry", 5, *root), (name, 2, start, size))
    ).ljust(512, b"\0")
