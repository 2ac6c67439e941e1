"""Photos as they are kept: as sent if anybody can open them, upright, and without the place where they were taken."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pi_heif
from PIL import Image

from bot.files.particulars import GPS, ORIENTATION, UPRIGHT, NotTakenOut, jpeg_says_where, without_particulars

pi_heif.register_heif_opener()
#: What a picture may take when it is unfolded in full: 108 million points in colour, four times as many in grey.
MOST_UNFOLDED = 432_000_000
#: The largest sensors of phones. A JPEG is opened at an eighth of its size, and never unfolded in full.
MOST_PIXELS_OF_PHOTO = 210_000_000
#: What is turned upright is there twice for a moment; of pictures with more points the file says how to turn them.
MOST_TURNED = 25_000_000
#: Memory that the library takes for a point, by kind of picture.
BYTES_OF_POINT = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16B": 2, "I;16L": 2}
#: The library's own limits only warn, or come at a size of their own; ours are checked whenever a picture is opened.
Image.MAX_IMAGE_PIXELS = None

QUALITY = 90
#: Kept as sent. MPO is what the library calls a JPEG with a second picture behind it. Anything else becomes a JPEG.
MIMES = {
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
    "GIF": "image/gif",
    "BMP": "image/bmp",
    "TIFF": "image/tiff",
}
JPEGS = {"JPEG", "MPO"}
#: Kept as they are turned, like every file of more than one picture: these would not be the same if written anew.
LEFT_LYING = {"TIFF", "GIF", "BMP"}
PREVIEW_SIDE, PREVIEW_QUALITY = 320, 75
#: How much of a large picture is flattened at a time, in points.
BAND = 2_000_000
WAYS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class Unreadable(Exception):
    """A picture that opens, but cannot be read to its end."""


class TooManyPixels(Exception):
    """A picture so large that opening it would exhaust whoever does."""


@contextmanager
def opened(path: Path) -> Iterator[Image.Image]:
    """A picture that can be unfolded without harm; raises ``TooManyPixels`` and whatever the decoders raise."""
    if _webp_pixels(path) * 4 > MOST_UNFOLDED:
        raise TooManyPixels
    with Image.open(path) as picture:
        pixels = picture.width * picture.height
        if picture.format in JPEGS:
            too_large = pixels > MOST_PIXELS_OF_PHOTO or _of_passes(picture) > MOST_UNFOLDED
        else:
            too_large = _unfolded(picture) > MOST_UNFOLDED
        if too_large:
            raise TooManyPixels
        yield picture


def _unfolded(picture: Image.Image) -> int:
    return picture.width * picture.height * BYTES_OF_POINT.get(picture.mode, 4)


def _of_passes(picture: Image.Image) -> int:
    """A JPEG in several passes has all its figures, two bytes each, in memory before its first line is there."""
    if not picture.info.get("progressive"):
        return 0
    layers = [(across, down) for _, across, down, *_ in getattr(picture, "layer", [])]
    widest, highest = (max((layer[side] for layer in layers), default=1) for side in (0, 1))
    shares = sum(across * down for across, down in layers) / (widest * highest) if layers else 3
    return int(picture.width * picture.height * shares * 2)


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
            mime = MIMES.get(picture.format or "")
            if mime is None or _is_to_be_turned(picture):
                return _rewritten(picture)
            return _without_place(picture, path, mime)
    except Exception as fault:
        # Every decoder has its own way to say so.
        raise Unreadable from fault


def _is_to_be_turned(picture: Image.Image) -> bool:
    lying = picture.getexif().get(ORIENTATION, 1) not in UPRIGHT
    alone = getattr(picture, "n_frames", 1) == 1 and picture.format not in LEFT_LYING
    return lying and alone and picture.width * picture.height <= MOST_TURNED


def _without_place(picture: Image.Image, path: Path, mime: str) -> bytes | None:
    if picture.format not in ("TIFF", *JPEGS) and not _says_where(picture):
        return None
    content = path.read_bytes()
    if picture.format in JPEGS and not jpeg_says_where(content):
        return None
    try:
        bare = without_particulars(content, mime)
    except NotTakenOut:
        return _rewritten(picture)
    return bare if bare != content else None


def _says_where(picture: Image.Image) -> bool:
    """The place may stand in a second set of particulars, whose name differs with the format."""
    if picture.getexif().get_ifd(GPS):
        return True
    named = [(str(name).lower(), one) for name, one in picture.info.items()]
    if any(name.startswith("raw profile") for name, _ in named):
        return True
    said = [one for name, one in named if "xmp" in name]
    return any(b"GPS" in (one if isinstance(one, bytes) else str(one).encode()) for one in said)


def preview(path: Path) -> bytes:
    """A small JPEG of a picture as a person sees it, for lists; raises ``Unreadable``."""
    try:
        with opened(path) as picture:
            picture.draft(None, (PREVIEW_SIDE, PREVIEW_SIDE))
            small = _shrunk(picture)
            small.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
            way = WAYS.get(picture.getexif().get(ORIENTATION, 1))
            return _saved(small if way is None else small.transpose(way), "JPEG", PREVIEW_QUALITY)
    except Exception as fault:
        raise Unreadable from fault


def _shrunk(picture: Image.Image) -> Image.Image:
    """A few times as large as the preview, and flat. It is flattened band by band, so that it is never there twice."""
    picture.load()
    depth = _depth(picture)
    by = max(1, max(picture.size) // (PREVIEW_SIDE * 4))
    width, height = picture.size
    rows = max(1, BAND // (width * by)) * by
    small = Image.new("RGB", (-(-width // by), -(-height // by)))
    for top in range(0, height, rows):
        band = _flat(picture.crop((0, top, width, min(top + rows, height))), depth)
        small.paste(band.reduce(by), (0, top // by))
    return small


def _depth(picture: Image.Image) -> float:
    """How many of a grey picture's steps go into one of the 256 that are shown; 1 where it has no more."""
    if picture.mode.startswith("I;16"):
        return 256
    if picture.mode not in ("I", "F"):
        return 1
    lightest = float(picture.getextrema()[1])  # type: ignore[arg-type]
    if picture.mode == "F" and lightest <= 1:
        return 1 / 255
    return 1 if lightest < 256 else 256 if lightest < 65_536 else lightest / 255


def _flat(picture: Image.Image, depth: float) -> Image.Image:
    """In colours, and on white paper where nobody painted."""
    if picture.mode.startswith("I") or picture.mode == "F":
        deep = picture if picture.mode in ("I", "F") else picture.convert("I")
        return deep.point(lambda step: step * (1 / depth) + 0).convert("L").convert("RGB")
    if picture.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in picture.info:
        paper = Image.new("RGBA", picture.size, "white")
        paper.alpha_composite(picture.convert("RGBA"))
        return paper.convert("RGB")
    return picture if picture.mode == "RGB" else picture.convert("RGB")


def _rewritten(picture: Image.Image) -> bytes:
    kind = picture.format if picture.format in MIMES and picture.format not in JPEGS else "JPEG"
    way = WAYS.get(picture.getexif().get(ORIENTATION, 1))
    upright = picture if way is None else picture.transpose(way)
    # Only the colours are carried over: EXIF and XMP both may name the place.
    profile, empty = picture.info.get("icc_profile"), picture.info.get("transparency")
    upright.info = {} if empty is None else {"transparency": empty}
    return _saved(_flat(upright, _depth(upright)) if kind == "JPEG" else upright, kind, QUALITY, profile)


def _saved(picture: Image.Image, kind: str | None, quality: int, profile: bytes | None = None) -> bytes:
    held = BytesIO()
    picture.save(held, kind, quality=quality, icc_profile=profile)
    return held.getvalue()
