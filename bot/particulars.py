"""Taking the particulars out of a picture that cannot be read to its end, without unfolding it.

Such a picture may still open elsewhere, so it is kept; the place where it was taken is not. Raises ``NotTakenOut`` where
the file's parts cannot be followed.
"""

import struct
from collections.abc import Callable, Iterator

#: JPEG: the frame's own marker, the colours' profile, and Adobe's, without which colours are wrong.
JPEG_KEPT = {0xE0: b"JFIF", 0xE2: b"ICC_PROFILE", 0xEE: b"Adobe"}
SCAN, END, COMMENT = 0xDA, b"\xff\xd9", 0xFE
PNG_HEAD = b"\x89PNG\r\n\x1a\n"
PNG_DROPPED = {b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"}
#: The bits by which the first chunk of a WebP announces them.
WEBP_ANNOUNCED = 0x0C
WEBP_DROPPED = {b"EXIF", b"XMP "}


class NotTakenOut(Exception):
    """What the picture says of itself cannot be told from the picture."""


def without_particulars(content: bytes, mime: str) -> bytes:
    """The same picture data without EXIF, XMP and comments."""
    parts = PARTS.get(mime)
    if parts is None:
        raise NotTakenOut(mime)
    try:
        return b"".join(parts(content))
    except (struct.error, IndexError) as fault:
        raise NotTakenOut(mime) from fault


def _jpeg(content: bytes) -> Iterator[bytes]:
    yield content[:2]
    place = 2
    while True:
        if content[place] != 0xFF:
            raise NotTakenOut("image/jpeg")
        marker, length = content[place + 1], struct.unpack_from(">H", content, place + 2)[0]
        if marker == SCAN:
            # A second picture with particulars of its own may follow the first one's end.
            end = content.find(END, place)
            yield content[place:] if end < 0 else content[place : end + 2]
            return
        segment = content[place : place + 2 + length]
        if _kept(marker, segment[4:]):
            yield segment
        place += 2 + length


def _kept(marker: int, said: bytes) -> bool:
    if 0xE0 <= marker <= 0xEF:
        return marker in JPEG_KEPT and said.startswith(JPEG_KEPT[marker])
    return marker != COMMENT


def _png(content: bytes) -> Iterator[bytes]:
    yield PNG_HEAD
    yield from _chunks(content, len(PNG_HEAD), ">I4s", 4, PNG_DROPPED)


def _webp(content: bytes) -> Iterator[bytes]:
    body = bytearray(b"".join(_chunks(content, 12, "<4sI", 0, WEBP_DROPPED)))
    if body.startswith(b"VP8X"):
        body[8] &= ~WEBP_ANNOUNCED
    yield content[:4] + struct.pack("<I", 4 + len(body)) + content[8:12] + body


def _chunks(content: bytes, place: int, head: str, sum_: int, dropped: set[bytes]) -> Iterator[bytes]:
    """The chunks of a file but for some; the last one may break off."""
    while place < len(content):
        pair = struct.unpack_from(head, content, place)
        name, length = (pair[1], pair[0]) if sum_ else pair
        end = place + 8 + length + (sum_ or length % 2)
        if name not in dropped:
            yield content[place:end]
        place = end


PARTS: dict[str, Callable[[bytes], Iterator[bytes]]] = {"image/jpeg": _jpeg, "image/png": _png, "image/webp": _webp}
