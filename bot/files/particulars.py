"""Taking the particulars out of a picture without unfolding it: where it was taken, and whatever else it says of itself.

The picture itself stays as it was sent, bit by bit, and so does the way it is turned. Raises ``NotTakenOut`` where the
file's parts cannot be followed.
"""

import re
import struct
from collections.abc import Callable, Iterator
from itertools import islice

from PIL import Image

ORIENTATION, GPS, XMP = 0x0112, 0x8825, 0x02BC
UPRIGHT = (0, 1)
#: JPEG: the frame's own marker, the colours' profile, and Adobe's, without which colours are wrong.
JPEG_KEPT = {0xE0: b"JFIF", 0xE2: b"ICC_PROFILE", 0xEE: b"Adobe"}
SCAN, END, COMMENT, EXIF_SEGMENT = 0xDA, 0xD9, 0xFE, 0xE1
ALONE = {0x01, *range(0xD0, 0xD9)}
#: What may follow a scan: tables, further scans, particulars, the end. Anything else is a fault in the scan.
AFTER_SCAN = re.compile(rb"\xff(?=[\xc4\xcc\xd9\xda\xdb\xdc\xdd\xe0-\xef\xfe])")
EXIF = b"Exif\0\0"
#: What particulars beside the EXIF call a place, and how a film that goes with a photo names it.
PLACES, FILM, FILM_PLACES = (b"GPSLatitude", b"exif:GPS"), b"ftyp", (b"\xa9xyz", b"location.ISO6709", b"loci")
#: No phone puts more pictures into one.
MOST_EXIFS = 64
PNG_HEAD = b"\x89PNG\r\n\x1a\n"
PNG_DROPPED = {b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"}
#: The bits by which the first chunk of a WebP announces them.
WEBP_ANNOUNCED = 0x0C
WEBP_DROPPED = {b"EXIF", b"XMP "}
#: Pages of a TIFF; no scanner takes more at once.
MOST_PAGES = 2_000
TIFF_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}


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


def jpeg_says_where(content: bytes) -> bool:
    """Whether a place stands anywhere in a JPEG: a second picture or a film behind the first one may tell it too."""
    found = islice(re.finditer(EXIF, content), MOST_EXIFS)
    if any(_exif_says_where(content[match.start() : match.start() + 0x10000]) for match in found):
        return True
    return any(place in content for place in PLACES) or (FILM in content and any(place in content for place in FILM_PLACES))


def _exif_says_where(block: bytes) -> bool:
    exif = _read(block)
    try:
        return exif is None or bool(exif.get_ifd(GPS))
    except Exception:
        return True


def _read(block: bytes) -> Image.Exif | None:
    """``None`` where it cannot be read: there are as many ways to stumble over it as there are makers of cameras."""
    exif = Image.Exif()
    try:
        exif.load(block)
        exif.get(ORIENTATION)
    except Exception:
        return None
    return exif


def _jpeg(content: bytes) -> Iterator[bytes]:
    """The first picture: a second one with particulars of its own may follow its end."""
    yield content[:2]
    for marker, start, end in _segments(content):
        if marker == EXIF_SEGMENT and content.startswith(EXIF, start + 4):
            yield _turned_only(content[start + 4 : end])
        elif _kept(marker, content[start + 4 : end]):
            yield content[start:end]


def _segments(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Marker, beginning and end of every part of the first picture; a scan that breaks off is its last part."""
    place, scanned = 2, False
    while place < len(content) or not scanned:
        if content[place] != 0xFF:
            raise NotTakenOut("image/jpeg")
        marker = content[place + 1]
        if marker == 0xFF:
            place += 1
            continue
        if marker == END:
            yield marker, place, place + 2
            return
        end = place + 2 if marker in ALONE else place + 2 + struct.unpack_from(">H", content, place + 2)[0]
        if marker == SCAN:
            scanned = True
            following = AFTER_SCAN.search(content, end)
            end = following.start() if following else len(content)
        elif scanned:
            following = AFTER_SCAN.match(content, end)
            end = end if following else len(content)
        yield marker, place, end
        place = end


def _turned_only(said: bytes) -> bytes:
    """A JPEG's EXIF that tells which way is up and nothing else; none where that goes without saying."""
    exif = _read(said)
    orientation = exif.get(ORIENTATION, 1) if exif is not None else 1
    if orientation not in range(2, 9):
        return b""
    told = Image.Exif()
    told[ORIENTATION] = orientation
    block = told.tobytes()
    return struct.pack(">BBH", 0xFF, EXIF_SEGMENT, len(block) + 2) + block


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


def _as_it_is(content: bytes) -> Iterator[bytes]:
    """Formats that tell nothing of a place."""
    yield content


def _tiff(content: bytes) -> Iterator[bytes]:
    """The place and the XMP are taken out of every page's list of tags; what they pointed at is blotted out."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(content[:4])
    if order is None:
        raise NotTakenOut("image/tiff")
    left = bytearray(content)
    place = struct.unpack_from(f"{order}I", left, 4)[0]
    for _ in range(MOST_PAGES):
        if not place:
            yield bytes(left)
            return
        place = _page_without(left, order, place)
    raise NotTakenOut("image/tiff")


def _page_without(left: bytearray, order: str, place: int) -> int:
    """Where the next page's list begins."""
    count = struct.unpack_from(f"{order}H", left, place)[0]
    end = place + 2 + count * 12
    following: int = struct.unpack_from(f"{order}I", left, end)[0]
    entries = [bytes(left[at : at + 12]) for at in range(place + 2, end, 12)]
    kept = [entry for entry in entries if struct.unpack(f"{order}H", entry[:2])[0] not in (GPS, XMP)]
    for entry in entries:
        if entry not in kept:
            _blot_out(left, order, entry)
    listed = struct.pack(f"{order}H", len(kept)) + b"".join(kept) + struct.pack(f"{order}I", following)
    left[place : end + 4] = listed.ljust(end + 4 - place, b"\0")
    return following


def _blot_out(left: bytearray, order: str, entry: bytes) -> None:
    """What an entry points at; the place is a list of entries of its own."""
    tag, kind, count, at = struct.unpack(f"{order}HHII", entry)
    size = TIFF_SIZES.get(kind, 1) * count
    if tag == GPS:
        size = 2 + struct.unpack_from(f"{order}H", left, at)[0] * 12
        for one in range(at + 2, at + size, 12):
            _, of_kind, number, where = struct.unpack_from(f"{order}HHII", left, one)
            _fill(left, where, TIFF_SIZES.get(of_kind, 1) * number)
    _fill(left, at, size)


def _fill(left: bytearray, at: int, size: int) -> None:
    """Values of four bytes and less stand in the entry itself."""
    if size > 4 and at + size <= len(left):
        left[at : at + size] = bytes(size)


PARTS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "image/jpeg": _jpeg,
    "image/png": _png,
    "image/webp": _webp,
    "image/tiff": _tiff,
    "image/gif": _as_it_is,
    "image/bmp": _as_it_is,
}
