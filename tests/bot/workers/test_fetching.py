"""Files come in from the channels, again and again until they are there, or their sender is told why not."""

from datetime import timedelta
from pathlib import Path

from bot.channels.base import FetchLater, FetchRefused
from handlers.incoming.events import File
from scoring.declared import Met
from tests.bot.files.test_content import noise
from tests.bot.files.test_intake import photo
from tests.bot.post import Post, Wire
from tests.db.world import ROUND, TELEGRAM, World

DAY = timedelta(days=1)


def filed(world: World, name: str = "ke-hoach") -> None:
    """A photo announced by Telegram and filed under 1.1."""
    world.chat(TELEGRAM, world.hoa)
    with world.store.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        sheet.declare("1.1", Met(True), world.by())
        received = work.documents.receive(File("ref", "u1", name), world.hoa, TELEGRAM, world.now)
        sheet.attach("1.1", received)
        work.sheets.save(sheet)


def status(world: World) -> list[tuple[str, str]]:
    return [(file.name, file.status.value) for file in world.sheet().entry("1.1").evidence]


async def test_a_photo_is_fetched_and_named_after_what_it_is(world: World, tmp_path: Path) -> None:
    filed(world)
    post = Post(world, tmp_path, Wire(files={"ref": photo().getvalue()}))
    assert status(world) == [("ke-hoach", "pending")]
    await post.fetches()
    assert status(world) == [("ke-hoach.jpg", "stored")]
    sha256 = world.sheet().entry("1.1").evidence[0].sha256
    assert sha256 is not None
    assert post.evidence.exists(sha256)


async def test_a_failing_channel_is_asked_again_until_it_answers(world: World, tmp_path: Path) -> None:
    filed(world)
    wire = Wire(files={"ref": FetchLater("no answer")})
    post = Post(world, tmp_path, wire)
    await post.fetches(timedelta(minutes=1))
    assert status(world) == [("ke-hoach", "pending")]
    wire.files["ref"] = photo().getvalue()
    await post.fetches(timedelta(minutes=5))
    assert status(world) == [("ke-hoach.jpg", "stored")]
    assert wire.arrived == []


async def test_a_file_that_never_comes_is_given_up_and_told_once(world: World, tmp_path: Path) -> None:
    filed(world)
    wire = Wire(files={"ref": FetchLater("no answer")})
    post = Post(world, tmp_path, wire)
    await post.fetches(DAY)
    await post.delivers(timedelta(seconds=5))
    assert status(world) == [("ke-hoach", "failed")]
    assert len(wire.texts) == 1
    assert "1.1" in wire.texts[0]
    assert "gửi lại" in wire.texts[0]


async def test_a_program_in_disguise_is_refused_and_the_leaf_lacks_it_again(world: World, tmp_path: Path) -> None:
    filed(world, "ke-hoach.pdf")
    wire = Wire(files={"ref": b"MZ\x90\x00" + b"\0" * 300})
    post = Post(world, tmp_path, wire)
    await post.fetches()
    await post.delivers(timedelta(seconds=5))
    assert status(world) == [("ke-hoach.pdf", "failed")]
    assert [item.key for item in world.sheet().entry("1.1").missing_items] == ["a", "b"]
    assert "chương trình" in wire.texts[0]
    assert list(post.evidence.addresses()) == []


async def test_what_the_channel_will_not_give_is_told_at_once(world: World, tmp_path: Path) -> None:
    filed(world)
    wire = Wire(files={"ref": FetchRefused("too_large")})
    post = Post(world, tmp_path, wire)
    await post.fetches()
    await post.delivers(timedelta(seconds=5))
    assert "quá lớn" in wire.texts[0]


async def test_a_picture_that_does_not_open_here_is_kept_and_told(world: World, tmp_path: Path) -> None:
    filed(world, "anh.jpg")
    wire = Wire(files={"ref": noise("JPEG")[:-2000]})
    post = Post(world, tmp_path, wire)
    await post.fetches()
    await post.delivers(timedelta(seconds=5))
    assert status(world) == [("anh.jpg", "stored")]
    assert "không mở được" in wire.texts[0]
