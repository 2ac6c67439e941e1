"""Photos as they are kept: upright, viewable in any browser, and without the place where they were taken."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pi_heif
from PIL import Image, ImageOps

pi_heif.register_heif_opener()
#: What is opened in full. A phone takes 12 to 50 million pixels.
MOST_PIXELS = 100_000_000
#: The largest sensors of phones: such a JPEG can be opened at half its size without ever being unfolded in full.
MOST_PIXELS_HALVED = 210_000_000
#: The library's own limits only warn, or come at a size of their own; ours are checked whenever a picture is opened.
Image.MAX_IMAGE_PIXELS = None

ORIENTATION, GPS = 0x0112, 0x8825
UPRIGHT = (0, 1)
QUALITY = 90
#: What browsers show; anything else becomes a JPEG.
SHOWN = {"JPEG", "PNG", "WEBP"}
PREVIEW_SIDE, PREVIEW_QUALITY = 320, 75


class Unreadable(Exception):
    """A picture that opens, but cannot be read to its end."""


class TooManyPixels(Exception):
    """A picture so large that opening it would exhaust whoever does."""


@contextmanager
def opened(path: Path) -> Iterator[Image.Image]:
    """A picture that can be unfolded without harm; raises ``TooManyPixels`` and whatever the decoders raise."""
    if _webp_pixels(path) > MOST_PIXELS:
        raise TooManyPixels
    with Image.open(path) as picture:
        pixels = picture.width * picture.height
        halved = picture.format == "JPEG" and not picture.info.get("progressive")
        if pixels > (MOST_PIXELS_HALVED if halved else MOST_PIXELS):
            raise TooManyPixels
        yield picture


def _webp_pixels(path: Path) -> int:
    """A WebP is unfolded as soon as it is opened, so its size is read from its first bytes; 0 for what is none."""
    with path.open("rb") as file:
        start = file.read(30)
    if len(start) < 30 or start[8:12] != b"WEBP":
        return 0
    match start[12:16]:
        case b"VP8X":
            return (int.from_bytes(start[24:27], "little") + 1) * (int.from_bytes(start[27:30], "little") + 1)
        case b"VP8L":
            packed = int.from_bytes(start[21:25], "little")
            return ((packed & 0x3FFF) + 1) * ((packed >> 14 & 0x3FFF) + 1)
        case _:
            return (int.from_bytes(start[26:28], "little") & 0x3FFF) * (int.from_bytes(start[28:30], "little") & 0x3FFF)


def tidied(path: Path) -> bytes | None:
    """The picture made fit to be kept, or ``None`` when it is fit as it is: then not one byte is changed.

    Raises ``Unreadable``.
    """
    try:
        with opened(path) as picture:
            fit = _fit(picture)
            if picture.width * picture.height > MOST_PIXELS:
                picture.draft(None, (picture.width // 2, picture.height // 2))
            return None if fit else _rewritten(picture)
    except Exception as fault:
        # Every decoder has its own way to say so.
        raise Unreadable from fault


def preview(path: Path) -> bytes:
    """A small JPEG of a picture, for lists; raises ``Unreadable``."""
    try:
        with opened(path) as picture:
            picture.draft("RGB", (PREVIEW_SIDE, PREVIEW_SIDE))
            picture.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
            return _saved(_flat(picture), "JPEG", PREVIEW_QUALITY)
    except Exception as fault:
        raise Unreadable from fault


def _fit(picture: Image.Image) -> bool:
    exif = picture.getexif()
    upright, placed = exif.get(ORIENTATION, 1) in UPRIGHT, bool(exif.get_ifd(GPS)) or _xmp_says_where(picture)
    usual = picture.width * picture.height <= MOST_PIXELS
    return picture.format in SHOWN and upright and not placed and usual


def _xmp_says_where(picture: Image.Image) -> bool:
    """The place may stand in a second set of particulars, whose name differs with the format."""
    return any(b"GPS" in (said if isinstance(said, bytes) else str(said).encode()) for said in _xmp(picture))


def _xmp(picture: Image.Image) -> list[object]:
    return [said for name, said in picture.info.items() if "xmp" in str(name).lower()]


def _rewritten(picture: Image.Image) -> bytes:
    kind = picture.format if picture.format in SHOWN else "JPEG"
    upright = ImageOps.exif_transpose(picture)
    profile = picture.info.get("icc_profile")
    # Only the colours' profile is carried over: EXIF and XMP both may name the place.
    upright.info = {}
    return _saved(_flat(upright) if kind == "JPEG" else upright, kind, QUALITY, profile)


def _flat(picture: Image.Image) -> Image.Image:
    return picture if picture.mode in ("RGB", "L") else picture.convert("RGB")


def _saved(picture: Image.Image, kind: str | None, quality: int, profile: bytes | None = None) -> bytes:
    held = BytesIO()
    picture.save(held, kind, quality=quality, icc_profile=profile)
    return held.getvalue()
