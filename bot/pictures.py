"""Photos as they are kept: upright, viewable in any browser, and without the place where they were taken."""

from io import BytesIO
from pathlib import Path

import pi_heif
from PIL import Image, ImageOps

pi_heif.register_heif_opener()
#: A phone takes 12 to 50 million pixels; beyond this a small file is made to exhaust whoever opens it.
Image.MAX_IMAGE_PIXELS = 100_000_000

ORIENTATION, GPS = 0x0112, 0x8825
UPRIGHT = (0, 1)
QUALITY = 90
#: What browsers show; anything else becomes a JPEG.
SHOWN = {"JPEG", "PNG", "WEBP"}


class Unreadable(Exception):
    """A picture that opens, but cannot be read to its end."""


def tidied(path: Path) -> bytes | None:
    """The picture made fit to be kept, or ``None`` when it is fit as it is: then not one byte is changed.

    Raises ``Unreadable``.
    """
    try:
        with Image.open(path) as picture:
            return None if _fit(picture) else _rewritten(picture)
    except Exception as fault:
        # Every decoder has its own way to say so.
        raise Unreadable from fault


def _fit(picture: Image.Image) -> bool:
    exif = picture.getexif()
    return picture.format in SHOWN and exif.get(ORIENTATION, 1) in UPRIGHT and not exif.get_ifd(GPS)


def _rewritten(picture: Image.Image) -> bytes:
    kind = picture.format if picture.format in SHOWN else "JPEG"
    upright = ImageOps.exif_transpose(picture)
    if kind == "JPEG" and upright.mode not in ("RGB", "L"):
        upright = upright.convert("RGB")
    held = BytesIO()
    # Only the colours' profile is carried over: EXIF and XMP both may name the place.
    bare = Image.frombytes(upright.mode, upright.size, upright.tobytes())
    bare.save(held, kind, quality=QUALITY, icc_profile=picture.info.get("icc_profile"))
    return held.getvalue()
