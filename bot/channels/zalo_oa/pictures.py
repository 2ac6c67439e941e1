"""Pictures as an Official Account may send them: JPEG or PNG, at most 1 MB."""

import io

from PIL import Image

LARGEST = 1024 * 1024
TAKEN = frozenset({"image/jpeg", "image/png"})
#: Longest side in pixels with the quality of a JPEG: a page can be read at the first, and be recognised at the last.
STEPS = ((2048, 85), (2048, 65), (1600, 60), (1200, 50), (800, 40))


def fitted(content: bytes, mime: str) -> bytes | None:
    """The picture as it may be sent, as good as it fits; ``None`` for one that cannot be opened."""
    if mime in TAKEN and len(content) <= LARGEST:
        return content
    try:
        with Image.open(io.BytesIO(content)) as picture:
            flat = picture.convert("RGB")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    return next((small for side, quality in STEPS if len(small := _jpeg(flat, side, quality)) <= LARGEST), None)


def _jpeg(picture: Image.Image, side: int, quality: int) -> bytes:
    smaller = picture.copy()
    smaller.thumbnail((side, side))
    held = io.BytesIO()
    smaller.save(held, "JPEG", quality=quality)
    return held.getvalue()
