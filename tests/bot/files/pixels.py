"""Pictures that say they are larger than anybody may unfold."""

import struct
import zlib


def bomb(side: int) -> bytes:
    """A PNG of a hundred bytes that says it is so many pixels wide and high."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    size = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def webp_of(side: int, kind: str = "VP8X") -> bytes:
    """The beginning of a WebP that says it is so many pixels wide and high."""
    measures = (side - 1).to_bytes(3, "little") * 2
    packed = b"\x2f" + ((side - 1) | (side - 1) << 14).to_bytes(4, "little") + bytes(5)
    head = bytes(4) + measures if kind == "VP8X" else packed
    return b"RIFF" + struct.pack("<I", 22) + b"WEBP" + kind.encode() + struct.pack("<I", 10) + head
