"""Pictures as phones, scanners and programs make them, beyond the usual ones: dark at the left, light at the right."""

import struct
import zlib
from io import BytesIO

from PIL import Image, ImageCms, ImageDraw

GPS, ORIENTATION = 0x8825, 0x0112
#: Where a picture is looked at, as shares of its width and height: its dark and its light part.
DARK, LIGHT = (0.12, 0.5), (0.8, 0.5)


def exif(orientation: int = 1, *, placed: bool = False) -> Image.Exif:
    made = Image.Exif()
    made[ORIENTATION] = orientation
    if placed:
        made.get_ifd(GPS)[1] = "N"
        made.get_ifd(GPS)[2] = (20.0, 56.0, 12.0)
    return made


TONES: dict[str, tuple[object, object]] = {
    "1": (0, 1),
    "L": (30, 230),
    "RGB": ((30, 30, 30), (230, 230, 230)),
    "CMYK": ((0, 0, 0, 230), (0, 0, 0, 10)),
    "I": (0x2000, 0xE000),
}


def halves(mode: str = "RGB", size: tuple[int, int] = (400, 300), tones: tuple[object, object] | None = None) -> Image.Image:
    if mode == "I;16":
        return halves("I", size).convert(mode)
    dark, light = tones or TONES[mode]
    picture = Image.new(mode, size, light)  # type: ignore[arg-type]
    picture.paste(dark, (0, 0, size[0] // 4, size[1]))  # type: ignore[call-overload]
    return picture


def saved(picture: Image.Image, kind: str, **said: object) -> bytes:
    held = BytesIO()
    picture.save(held, kind, **said)
    return held.getvalue()


def signature(mode: str) -> Image.Image:
    """Black strokes on what nobody painted; below the strokes the colour is black as well."""
    picture = Image.new("RGBA", (600, 300), (0, 0, 0, 0))
    ImageDraw.Draw(picture).rectangle((0, 0, 150, 300), fill=(20, 20, 20, 255))
    if mode == "P":
        flat = Image.new("P", picture.size, 1)
        flat.putpalette([20, 20, 20, 0, 0, 0])
        flat.paste(0, (0, 0, 150, 300))
        flat.info["transparency"] = 1
        return flat
    return picture.convert(mode)


def deep(colours: int, dark: tuple[int, ...], light: tuple[int, ...]) -> bytes:
    """A PNG of channels of 16 bits, which the usual writer does not make; ``colours`` is the format's number for them."""
    left, right = (struct.pack(f">{len(one)}H", *one) for one in (dark, light))
    rows = (b"\0" + left * 100 + right * 300) * 300

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 400, 300, 16, colours, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def mpo(first: Image.Exif | None = None, second: Image.Exif | None = None, **said: object) -> bytes:
    """Two pictures in one file, as phones keep a preview or a second lens; a reader sees the first."""
    other = halves("RGB", (200, 150), ((200, 0, 0), (0, 0, 200)))
    if second is not None:
        other = Image.open(BytesIO(saved(other, "JPEG", exif=second)))
        other.encoderinfo = {"exif": second}  # type: ignore[attr-defined]
    held = BytesIO()
    told = said if first is None else {**said, "exif": first}
    halves().save(held, "MPO", save_all=True, append_images=[other], **told)
    return held.getvalue()


def branded(heic: bytes, brand: bytes, *compatible: bytes) -> bytes:
    """The same picture under another name of its format."""
    size = struct.unpack_from(">I", heic, 0)[0]
    kept = [heic[at : at + 4] for at in range(16, size, 4)]
    said = [*compatible, *kept][: len(kept)]
    return heic[:8] + brand + heic[12:16] + b"".join(said) + heic[size:]


def moving(kind: str) -> bytes:
    """The first picture is dark at its left; those behind it are all light."""
    later = [Image.new("RGB", (400, 300), tone) for tone in ("white", "yellow")]
    return saved(halves(), kind, save_all=True, append_images=later, duration=100, loop=0)


def pages(compression: str = "group4") -> bytes:
    """A scan of three sheets, of which only the first is dark at its left."""
    later = [Image.new("1", (1600, 1200), 1) for _ in range(2)]
    return saved(halves("1", (1600, 1200)), "TIFF", save_all=True, append_images=later, compression=compression)


def fine_lines(size: tuple[int, int] = (2480, 3508)) -> Image.Image:
    """A sheet scanned in black and white: to the left a text of thin lines, which small is grey and neither black nor white."""
    picture = Image.new("1", size, 1)
    draw = ImageDraw.Draw(picture)
    for row in range(0, size[1], 10):
        draw.rectangle((0, row, size[0] // 4, row + 4), fill=0)
    return picture


def cmyk(adobe: bool) -> bytes:
    """As print shops save it; with Adobe's mark the values are kept upside down."""
    content = saved(halves("CMYK"), "JPEG", quality=95)
    if adobe:
        return content
    at = content.index(b"\xff\xee")
    length = struct.unpack_from(">H", content, at + 2)[0]
    return content[:at] + content[at + 2 + length :]


def with_profile(kind: str) -> bytes:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return saved(halves(), kind, icc_profile=profile, exif=exif(placed=True))
