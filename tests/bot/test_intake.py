"""Photos on their way into the store: upright, viewable, and without the place where they were taken."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from bot.intake import Kept, keep
from bot.storage import EvidenceStore

HEIC = Path(__file__).parent / "files" / "bien-ban.heic"
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
    assert list(store.addresses()) == [kept.written.sha256], "the original, which says where, is gone"


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
    assert store.path(kept.written.sha256).read_bytes() == spoilt
