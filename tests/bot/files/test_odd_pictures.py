"""Pictures beyond the usual ones: kept as they were sent where anybody can open them, shown small as a person sees them."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from bot.files.intake import Kept, keep
from bot.files.storage import EvidenceStore
from tests.bot.files import odd_pictures as odd
from tests.bot.files.measuring import taken
from tests.bot.files.odd_pictures import DARK, GPS, LIGHT, ORIENTATION, exif, halves, saved

FILES = Path(__file__).parent / "samples"
HEIC = (FILES / "bien-ban.heic").read_bytes()


@pytest.fixture
def store(tmp_path: Path) -> EvidenceStore:
    return EvidenceStore(tmp_path)


def sent(store: EvidenceStore, content: bytes, name: str = "anh") -> Kept:
    kept = keep(store, BytesIO(content), name)
    assert (kept.content.fault, kept.content.opens) == (None, True)
    assert set(store.addresses()) == {kept.written.sha256, kept.found.preview}
    return kept


def bytes_of(store: EvidenceStore, kept: Kept) -> bytes:
    return store.path(kept.written.sha256).read_bytes()


def tone(store: EvidenceStore, kept: Kept, at: tuple[float, float]) -> int:
    """How light the preview is there, from 0 to 255."""
    with Image.open(store.path(kept.found.preview)) as small:
        assert (small.format, max(small.size) <= 320) == ("JPEG", True)
        grey = small.convert("L")
        return int(grey.getpixel((int(grey.width * at[0]), int(grey.height * at[1]))))  # type: ignore[arg-type]


DEEP_INK, NOTHING = (0x1000, 0x1000, 0x1000, 0xFFFF), (0, 0, 0, 0)
BLACK_IS_NOTHING = saved(halves(tones=((30, 30, 30), (0, 0, 0))), "PNG", transparency=(0, 0, 0))
SHOWN = {
    "16 bits, grey, PNG": (saved(halves("I;16"), "PNG"), ".png", (20, 45), (210, 240)),
    "16 bits, grey, TIFF": (saved(halves("I;16"), "TIFF"), ".tif", (20, 45), (210, 240)),
    "32 bits, grey, TIFF": (saved(halves("I"), "TIFF"), ".tif", (0, 60), (200, 255)),
    "16 bits, colours on nothing, PNG": (
        odd.deep(6, (0x1000, 0x1000, 0x1000, 0xFFFF), (0, 0, 0, 0)),
        ".png",
        (5, 35),
        (250, 255),
    ),
    "a signature on nothing, PNG": (saved(odd.signature("RGBA"), "PNG"), ".png", (10, 40), (250, 255)),
    "a grey signature on nothing, PNG": (saved(odd.signature("LA"), "PNG"), ".png", (10, 40), (250, 255)),
    "a signature of few colours on nothing, PNG": (saved(odd.signature("P"), "PNG"), ".png", (10, 40), (250, 255)),
    "a signature on nothing, WebP": (saved(odd.signature("RGBA"), "WEBP", lossless=True), ".webp", (10, 40), (250, 255)),
    "a signature on nothing, GIF": (saved(odd.signature("P"), "GIF"), ".gif", (10, 40), (250, 255)),
    "for printing, with Adobe's mark": (odd.cmyk(adobe=True), ".jpg", (0, 60), (220, 255)),
    "black and white, PNG": (saved(odd.fine_lines(), "PNG"), ".png", (100, 155), (250, 255)),
    "black and white, TIFF": (saved(odd.fine_lines(), "TIFF", compression="group4"), ".tif", (100, 155), (250, 255)),
    "few colours, PNG": (saved(halves().quantize(8), "PNG"), ".png", (20, 45), (215, 240)),
    "moving, GIF": (odd.moving("GIF"), ".gif", (20, 45), (215, 240)),
    "moving, WebP": (odd.moving("WEBP"), ".webp", (20, 45), (215, 240)),
    "moving, PNG": (odd.moving("PNG"), ".png", (20, 45), (215, 240)),
    "three sheets, fax": (odd.pages(), ".tif", (0, 10), (245, 255)),
    "three sheets, packed": (odd.pages("tiff_lzw"), ".tif", (0, 10), (245, 255)),
    "in several passes": (saved(halves(), "JPEG", progressive=True), ".jpg", (20, 45), (215, 240)),
    "two pictures": (odd.mpo(), ".jpg", (20, 45), (215, 240)),
    "of a phone, two pictures": ((FILES / "phone-mpo.jpg").read_bytes(), ".jpg", None, None),
    "of a scanner, 16 bits": ((FILES / "scan-16bit.png").read_bytes(), ".png", None, None),
    "of a signature": ((FILES / "signature-transparent.png").read_bytes(), ".png", None, (250, 255)),
    "a long strip": (saved(halves(size=(12_000, 40)), "PNG"), ".png", (20, 45), (215, 240)),
    "one point": (saved(Image.new("RGB", (1, 1), "white"), "PNG"), ".png", (250, 255), (250, 255)),
    "16 bits, grey, on nothing, PNG": (odd.deep(4, (0x1000, 0xFFFF), (0, 0)), ".png", (5, 35), (250, 255)),
    "16 bits, colours, PNG": (odd.deep(2, (0x2000,) * 3, (0xE000,) * 3), ".png", (20, 45), (210, 240)),
    "one colour is nothing, PNG": (BLACK_IS_NOTHING, ".png", (20, 45), (250, 255)),
    "for printing, TIFF": (saved(halves("CMYK"), "TIFF"), ".tif", (0, 60), (220, 255)),
    "of fractions, TIFF": (saved(halves("F", tones=(0.1, 0.9)), "TIFF"), ".tif", (10, 40), (215, 245)),
    "a bitmap": (saved(halves(), "BMP"), ".bmp", (20, 45), (215, 240)),
}


@pytest.mark.parametrize("kind", SHOWN)
def test_a_picture_is_kept_as_sent_and_shown_as_a_person_sees_it(store: EvidenceStore, kind: str) -> None:
    content, ending, dark, light = SHOWN[kind]
    kept = sent(store, content)
    assert bytes_of(store, kept) == content
    assert kept.name == f"anh{ending}"
    if dark:
        assert dark[0] <= tone(store, kept, DARK) <= dark[1]
    if light:
        assert light[0] <= tone(store, kept, LIGHT) <= light[1]


#: How a picture lies that each number turns upright again.
LAID = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_the_small_picture_stands_as_the_phone_says(store: EvidenceStore, kind: str, orientation: int) -> None:
    lying = halves() if orientation == 1 else halves().transpose(LAID[orientation])
    kept = sent(store, saved(lying, kind, exif=exif(orientation)))
    assert tone(store, kept, DARK) < 60
    assert tone(store, kept, LIGHT) > 200


# -- where it was taken ----------------------------------------------------------------------------------------------


def says_where(content: bytes) -> bool:
    found = [content[at : at + 4000] for at in range(len(content)) if content.startswith(b"Exif\0\0", at)]
    for block in found:
        read = Image.Exif()
        read.load(block)
        if read.get_ifd(GPS):
            return True
    return b"GPSL" in content or b"\xa9xyz" in content


XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>20,56.2N</exif:GPSLatitude></x:xmpmeta>'
PLACED = {
    "in the first of two": odd.mpo(exif(placed=True)),
    "in the second of two": odd.mpo(None, exif(placed=True)),
    "in both": odd.mpo(exif(placed=True), exif(placed=True)),
    "beside the second": odd.mpo() + XMP,
    "in the film behind it": saved(halves(), "JPEG")
    + b"\0\0\0\x20ftypmp42"
    + b"\0" * 40
    + b"\xa9xyz\0\x12\x15\xc7+20.9+105.8/",
    "in several passes": saved(halves(), "JPEG", progressive=True, exif=exif(placed=True)),
    "with colours of its own": odd.with_profile("JPEG"),
    "PNG": saved(halves(), "PNG", exif=exif(placed=True)),
    "PNG, 16 bits": saved(halves("I;16"), "PNG", exif=exif(placed=True)),
    "PNG of few colours on nothing": saved(odd.signature("P"), "PNG", exif=exif(placed=True)),
    "WebP": saved(halves(), "WEBP", exif=exif(placed=True)),
    "moving, WebP": saved(halves(), "WEBP", save_all=True, append_images=[halves()], exif=exif(placed=True)),
    "beside a WebP": saved(halves(), "WEBP", xmp=XMP),
    "TIFF": saved(halves(), "TIFF", exif=exif(placed=True)),
    "TIFF, on its side": saved(halves(), "TIFF", exif=exif(6, placed=True)),
}


@pytest.mark.parametrize("kind", PLACED)
def test_the_place_goes_and_the_picture_stays(store: EvidenceStore, kind: str) -> None:
    assert says_where(PLACED[kind]) or "TIFF" in kind or "WebP" in kind or "PNG" in kind
    kept = sent(store, PLACED[kind])
    left = bytes_of(store, kept)
    assert not says_where(left)
    with Image.open(BytesIO(left)) as after, Image.open(BytesIO(PLACED[kind])) as before:
        assert not after.getexif().get_ifd(GPS)
        assert after.size == before.size
        assert after.tobytes() == before.tobytes()
        assert after.info.get("icc_profile") == before.info.get("icc_profile")
        assert after.info.get("transparency") == before.info.get("transparency")


def test_a_file_of_two_pictures_that_lies_on_its_side_keeps_saying_so(store: EvidenceStore) -> None:
    lying = odd.mpo(exif(6))
    assert bytes_of(store, sent(store, lying)) == lying


def test_and_says_nothing_but_that_once_the_place_is_out(store: EvidenceStore) -> None:
    kept = sent(store, odd.mpo(exif(6, placed=True), exif(6, placed=True)))
    left = bytes_of(store, kept)
    assert not says_where(left)
    with Image.open(BytesIO(left)) as after:
        assert (after.size, dict(after.getexif())) == ((400, 300), {ORIENTATION: 6})
    with Image.open(store.path(kept.found.preview)) as small:
        assert small.height > small.width


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_that_is_placed_and_lies_on_its_side_is_turned(store: EvidenceStore, kind: str) -> None:
    left = bytes_of(store, sent(store, saved(halves(), kind, exif=exif(6, placed=True))))
    with Image.open(BytesIO(left)) as after:
        assert (after.size, dict(after.getexif())) == ((300, 400), {})


# -- names of the format of iPhones ----------------------------------------------------------------------------------

BRANDS = {
    "heic": (b"heic", b"mif1"),
    "heix": (b"heix", b"mif1"),
    "heim": (b"heim", b"mif1"),
    "heis": (b"heis", b"mif1"),
    "hevc": (b"hevc", b"mif1", b"heic"),
    "hevx": (b"hevx", b"mif1"),
    "hevm": (b"hevm", b"mif1"),
    "hevs": (b"hevs", b"mif1"),
    "mif1": (b"mif1", b"heic"),
    "mif1 alone": (b"mif1", b"mif1"),
    "msf1": (b"msf1", b"heic"),
}


@pytest.mark.parametrize("brand", BRANDS)
def test_every_name_that_the_decoder_opens_becomes_a_photo_for_browsers(store: EvidenceStore, brand: str) -> None:
    kept = sent(store, odd.branded(HEIC, *BRANDS[brand]), "bien ban.heic")
    assert (kept.name, kept.content.mime) == ("bien ban.jpg", "image/jpeg")
    with Image.open(BytesIO(bytes_of(store, kept))) as picture:
        assert picture.format == "JPEG"


def test_the_newest_format_becomes_a_photo_for_browsers(store: EvidenceStore) -> None:
    kept = sent(store, saved(halves(), "AVIF"), "anh.avif")
    assert (kept.name, kept.content.mime) == ("anh.jpg", "image/jpeg")
    assert tone(store, kept, DARK) < 60


@pytest.mark.parametrize("brand", [b"mp42", b"isom", b"qt  ", b"M4A ", b"crx "])
def test_films_and_sounds_of_the_same_family_are_no_pictures(store: EvidenceStore, brand: bytes) -> None:
    kept = keep(store, BytesIO(odd.branded(HEIC, brand, brand)), "phim")
    assert kept.content.fault == "unknown_type"


# -- the largest sensors ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "said"),
    [("JPEG", exif()), ("JPEG", exif(6, placed=True)), ("MPO", exif(placed=True))],
    ids=["as it is", "placed and lying", "two pictures"],
)
def test_a_photo_of_108_million_points_is_kept_as_sent_in_little_memory(tmp_path: Path, kind: str, said: Image.Exif) -> None:
    picture = halves("L", (12_000, 9_000))
    more = {"save_all": True, "append_images": [halves("L")]} if kind == "MPO" else {}
    content = saved(picture, kind, quality=30, exif=said, **more)
    done = taken(tmp_path / "kho", content, "anh.jpg")
    assert done.fault is None
    assert done.megabytes < 120
    store = EvidenceStore(tmp_path / "kho")
    left = store.path(done.sha256).read_bytes()
    assert left == content if not said.get_ifd(GPS) else not says_where(left)
    with Image.open(BytesIO(left)) as after:
        assert after.size == (12_000, 9_000)
        assert after.getexif().get(ORIENTATION, 1) == said.get(ORIENTATION, 1)
    with Image.open(store.path(done.preview)) as preview:
        assert preview.size == ((240, 320) if said.get(ORIENTATION) == 6 else (320, 240))
