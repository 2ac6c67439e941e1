"""Files as people really send them, all the way through a channel: each is refused by name, with the reason."""

import zipfile
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest

from tests.bot.files.papers import LETTERHEAD, word
from tests.bot.files.pixels import bomb
from tests.bot.files.test_content import encrypted_pdf, macro_doc, pdf
from tests.bot.files.test_intake import HEIC, noise
from tests.bot.post import Post, Wire
from tests.bot.workers.test_fetching import filed, status
from tests.db.world import World

FILES = Path(__file__).parents[1] / "files" / "samples"


def archive() -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        made.writestr("thong bao.pdf", pdf())
    return held.getvalue()


def with_macro() -> bytes:
    """A Word file that opens in Word, with a macro in it."""
    held = BytesIO(word(*LETTERHEAD, "KẾ HOẠCH"))
    with zipfile.ZipFile(held, "a") as made:
        made.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    return held.getvalue()


REFUSED = {
    "minh chung.pdf": (archive(), "Tệp nén"),
    "mau.docm": (with_macro(), "có macro"),
    "mau.docx": (with_macro(), "có macro"),
    "cu.doc": (macro_doc(), "có macro"),
    "anh.jpg": (b"MZ\x90\x00" + b"\0" * 300, "chương trình"),
    "mat khau.pdf": (encrypted_pdf("123456"), "đặt mật khẩu"),
    "mat khau.xlsx": ((FILES / "co-mat-khau.xlsx").read_bytes(), "đặt mật khẩu"),
    "rong.pdf": (b"", "rỗng"),
    "dut.heic": (HEIC.read_bytes()[:-500], "hỏng"),
    "to.png": (bomb(60_000), "cỡ thường"),
    "ghi chu.txt": ("ghi chú".encode(), "Loại tệp này"),
}


@pytest.mark.parametrize("name", REFUSED)
async def test_a_refused_file_is_told_by_name_and_not_kept(world: World, tmp_path: Path, name: str) -> None:
    content, why = REFUSED[name]
    filed(world, name)
    post = Post(world, tmp_path, wire := Wire(files={"ref": content}))
    await post.fetches()
    await post.delivers(timedelta(seconds=5))
    assert status(world) == [(name, "failed")]
    [text] = wire.texts
    assert f"“{name}”: " in text
    assert why in text
    assert list(post.evidence.addresses()) == []


async def test_a_photo_that_breaks_off_is_kept_without_its_place_and_told(world: World, tmp_path: Path) -> None:
    filed(world, "anh.jpg")
    post = Post(world, tmp_path, wire := Wire(files={"ref": noise("JPEG")[:-2000]}))
    await post.fetches()
    await post.delivers(timedelta(seconds=5))
    assert status(world) == [("anh.jpg", "stored")]
    assert "không mở được để kiểm tra" in wire.texts[0]
    [address] = post.evidence.addresses()
    assert b"Exif" not in post.evidence.path(address).read_bytes()
