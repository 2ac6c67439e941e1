"""Photos on their way into the store: upright, viewable, and without the place where they were taken."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from bot.files.intake import Kept, keep
from bot.files.storage import EvidenceStore
from tests.bot.files.pixels import bomb, webp_of

HEIC = Path(__file__).parent / "samples" / "bien-ban.heic"
GPS, ORIENTATION = 0x8825, 0x0112


@pytest.fixture
def store(tmp_path: Path) -> EvidenceStore:
    return EvidenceStore(tmp_path)


def photo(exif: Image.Exif | None = None, kind: str = "JPEG") -> BytesIO:
    """Wider than high, dark at its left side."""
    picture = Image.new("RGB", (40, 20), "white")
    picture.paste("black", (0, 0, 10, 20))
    held = BytesIO()
    picture.save(held, kind, exif=exif or Image.Exif())
    held.seek(0)
    return held


def stored(store: EvidenceStore, kept: Kept) -> Image.Image:
    return Image.open(store.path(kept.written.sha256))


def located(orientation: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (20.0, 56.0, 12.0)
    return exif


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_place_is_taken_out_of_a_photo(store: EvidenceStore, kind: str) -> None:
    kept = keep(store, photo(located(), kind), f"anh.{kind.lower()}")
    with stored(store, kept) as picture:
        assert not picture.getexif().get_ifd(GPS)
        assert picture.size == (40, 20)
    left = {kept.written.sha256, kept.found.preview}
    assert set(store.addresses()) == left, "the original, which says where, is gone"


def test_a_photo_lying_on_its_side_is_turned_upright(store: EvidenceStore) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    with stored(store, keep(store, photo(exif), "anh.jpg")) as picture:
        assert picture.size == (20, 40)
        grey = picture.convert("L").tobytes()
        assert grey[2 * 20 + 10] < 60 < grey[35 * 20 + 10]


def test_a_photo_with_nothing_to_tidy_is_kept_byte_for_byte(store: EvidenceStore) -> None:
    original = photo().getvalue()
    kept = keep(store, BytesIO(original), "anh.jpg")
    assert store.path(kept.written.sha256).read_bytes() == original


def test_an_iphone_photo_becomes_one_that_browsers_show(store: EvidenceStore) -> None:
    kept = keep(store, BytesIO(HEIC.read_bytes()), "bien ban.heic")
    assert (kept.name, kept.content.mime) == ("bien ban.jpg", "image/jpeg")
    with stored(store, kept) as picture:
        assert picture.format == "JPEG"
        assert not picture.getexif().get_ifd(GPS)


def test_what_is_refused_is_not_kept(store: EvidenceStore) -> None:
    kept = keep(store, BytesIO(b"MZ\x90\x00" + b"\0" * 200), "bao-cao.pdf")
    assert kept.content.fault == "executable"
    assert list(store.addresses()) == []


def test_a_wrong_ending_is_put_right(store: EvidenceStore) -> None:
    assert keep(store, photo(), "bao cao.pdf").name == "bao cao.jpg"
    assert keep(store, photo(), "QD 12.2026").name == "QD 12.2026.jpg"


def test_a_photo_whose_particulars_are_broken_is_kept_with_a_doubt(store: EvidenceStore) -> None:
    spoilt = photo(located(), "WEBP").getvalue().replace(b"MM\x00*", b"M?\x00*")
    kept = keep(store, BytesIO(spoilt), "anh.webp")
    assert (kept.name, kept.content.opens) == ("anh.webp", False)
    assert b"EXIF" not in store.path(kept.written.sha256).read_bytes()
    assert list(store.addresses()) == [kept.written.sha256]


def noise(kind: str) -> bytes:
    held = BytesIO()
    Image.effect_noise((200, 150), 80).convert("RGB").save(held, kind, exif=located())
    return held.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_that_breaks_off_is_kept_without_the_place(store: EvidenceStore, kind: str) -> None:
    kept = keep(store, BytesIO(noise(kind)[:-2000]), f"anh.{kind.lower()}")
    assert (kept.content.fault, kept.content.opens) == (None, False)
    left = store.path(kept.written.sha256).read_bytes()
    assert len(left) > 1000
    assert not any(particulars in left for particulars in (b"Exif", b"eXIf", b"EXIF"))
    assert list(store.addresses()) == [kept.written.sha256], "the original, which says where, is gone"


@pytest.mark.parametrize("content", [HEIC.read_bytes()[:-500], b"\xff\xd8\xff\xe0" + b"\x01" * 400], ids=["heic", "jpeg"])
def test_a_broken_photo_whose_parts_cannot_be_told_apart_is_refused(store: EvidenceStore, content: bytes) -> None:
    assert keep(store, BytesIO(content), "anh").content.fault == "damaged"
    assert list(store.addresses()) == []


def test_a_place_told_beside_the_exif_is_taken_out_as_well(store: EvidenceStore) -> None:
    held = BytesIO()
    said = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>20,56.2N</exif:GPSLatitude></x:xmpmeta>'
    Image.new("RGB", (40, 20)).save(held, "JPEG", xmp=said)
    kept = keep(store, BytesIO(held.getvalue()), "anh.jpg")
    assert b"GPSLatitude" not in store.path(kept.written.sha256).read_bytes()


@pytest.mark.parametrize(
    "content", [bomb(10_500), webp_of(12_000), webp_of(12_000, "VP8L")], ids=["png", "webp", "webp-lossless"]
)
def test_any_other_picture_of_that_size_is_refused(store: EvidenceStore, content: bytes) -> None:
    kept = keep(store, BytesIO(content), "anh")
    assert kept.content.fault == "too_many_pixels"
    assert list(store.addresses()) == []


@pytest.mark.parametrize("content", [noise("JPEG"), noise("PNG"), HEIC.read_bytes()], ids=["jpeg", "png", "heic"])
def test_a_photo_has_a_small_picture_for_lists(store: EvidenceStore, content: bytes) -> None:
    kept = keep(store, BytesIO(content), "anh")
    with Image.open(store.path(kept.found.preview)) as small:
        assert small.format == "JPEG"
        assert max(small.size) <= 320
        assert not small.getexif()
