"""A fetch comes to an end: the file is there, or its sender knows why not, whatever breaks meanwhile."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.channels.base import FetchLater, FetchRefused
from bot.db.sheet.fetches import LEASE
from handlers.texts.evidence.asking import FAULTS
from scheduler.retries import FETCHING
from tests.bot.files.test_content import container, encrypted_pdf
from tests.bot.files.test_intake import located, photo
from tests.bot.post import Post, Wire
from tests.bot.workers.test_fetching import DAY, filed, status
from tests.db.damages import damage
from tests.db.world import ROUND, World

CONTENTS = {
    "empty": b"",
    "executable": b"\x7fELF" + b"\0" * 300,
    "archive": container("run.exe"),
    "macro": container("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
    "encrypted": encrypted_pdf("123456"),
    "damaged": b"PK\x03\x04" + b"\0" * 300,
    "unknown_type": "ghi chú".encode(),
}


@pytest.fixture
def world(sqlite_engine: sa.Engine) -> World:
    """What a database has to do here is told in its own stories, on both."""
    return World(sqlite_engine)


@pytest.mark.parametrize("fault", CONTENTS)
async def test_what_is_refused_is_told_once_with_the_reason(world: World, tmp_path: Path, fault: str) -> None:
    filed(world, "tep.pdf")
    wire = Wire(files={"ref": CONTENTS[fault]})
    post = Post(world, tmp_path, wire)
    await post.fetches(DAY)
    await post.delivers(timedelta(seconds=5))
    assert wire.texts == [f"Tiêu chí 1.1: “tep.pdf”: {FAULTS[fault]}"]
    assert [choice.label for choice in wire.arrived[0].card.choices] == ["Gửi lại tài liệu 1.1"]
    assert status(world) == [("tep.pdf", "failed")]
    assert list(post.evidence.addresses()) == []


async def test_a_file_arrives_though_the_round_it_was_filed_in_cannot_be_read(world: World, tmp_path: Path) -> None:
    filed(world, "ke-hoach.jpg")
    assert damage(world.engine, "rounds.settings", ROUND.code, "[7")
    await Post(world, tmp_path, Wire(files={"ref": photo().getvalue()})).fetches(DAY)
    assert status(world) == [("ke-hoach.jpg", "stored")]


async def test_a_failing_channel_is_asked_on_the_timetable(world: World, tmp_path: Path) -> None:
    filed(world)
    asked = Counting(files={"ref": FetchLater("no answer")})
    post = Post(world, tmp_path, asked)
    for number, wait in enumerate(FETCHING, start=1):
        await post.fetches()
        world.clock.now += wait - timedelta(seconds=1)
        await post.fetches()
        assert asked.times == number
        world.clock.pass_(seconds=1)
    await post.fetches()
    assert (asked.times, status(world)) == (len(FETCHING) + 1, [("ke-hoach", "failed")])
    await post.delivers()
    assert FAULTS["gone"] in asked.texts[0]


@dataclass
class Counting(Wire):
    times: int = 0

    async def fetch(self, ref: str) -> AsyncIterator[bytes]:
        self.times += 1
        async for block in super().fetch(ref):
            yield block


async def test_a_file_whose_store_cannot_be_written_is_fetched_when_it_can(world: World, tmp_path: Path) -> None:
    filed(world)
    post = Post(world, tmp_path, Wire(files={"ref": photo().getvalue()}))
    incoming = post.evidence.folder / "incoming"
    incoming.rmdir()
    await post.fetches()
    assert status(world) == [("ke-hoach", "pending")]
    incoming.mkdir()
    await post.fetches(timedelta(seconds=30))
    assert status(world) == [("ke-hoach.jpg", "stored")]


async def test_a_fault_of_ours_in_a_channel_does_not_lose_the_file(world: World, tmp_path: Path) -> None:
    filed(world)
    wire = Wire(files={})
    post = Post(world, tmp_path, wire)
    await post.fetches()
    wire.files["ref"] = photo().getvalue()
    await post.fetches(timedelta(seconds=30))
    assert status(world) == [("ke-hoach.jpg", "stored")]


async def test_a_channel_that_is_off_may_come_back(world: World, tmp_path: Path) -> None:
    filed(world)
    await Post(world, tmp_path).fetches()
    assert status(world) == [("ke-hoach", "pending")]
    await Post(world, tmp_path, Wire(files={"ref": photo().getvalue()})).fetches(timedelta(seconds=30))
    assert status(world) == [("ke-hoach.jpg", "stored")]


@dataclass
class Interrupted(Wire):
    """Nothing more is heard after the first bytes."""

    begun: asyncio.Event = field(default_factory=asyncio.Event)

    async def fetch(self, ref: str) -> AsyncIterator[bytes]:
        async for block in super().fetch(ref):
            yield block
            self.begun.set()
            await asyncio.Event().wait()


async def test_what_a_crash_broke_off_is_fetched_again_when_its_lease_is_over(world: World, tmp_path: Path) -> None:
    filed(world)
    dying = Interrupted(files={"ref": b"\xff\xd8"})
    fetching = asyncio.create_task(Post(world, tmp_path, dying).fetches())
    await dying.begun.wait()
    fetching.cancel()
    post = Post(world, tmp_path, Wire(files={"ref": photo().getvalue()}))
    await post.fetches(LEASE / 2)
    assert status(world) == [("ke-hoach", "pending")]
    await post.fetches(LEASE)
    assert status(world) == [("ke-hoach.jpg", "stored")]


async def test_a_photo_cut_off_before_its_first_line_is_refused_and_told(world: World, tmp_path: Path) -> None:
    filed(world, "anh.jpg")
    whole = photo(located(orientation=6)).getvalue()
    wire = Wire(files={"ref": BytesIO(whole).read(len(whole) - 200)})
    post = Post(world, tmp_path, wire)
    await post.fetches()
    await post.delivers(timedelta(seconds=5))
    assert status(world) == [("anh.jpg", "failed")]
    assert "hỏng, không mở được" in wire.texts[0]
    assert list(post.evidence.addresses()) == []


async def test_what_the_channel_has_no_more_is_told_in_words_that_help(world: World, tmp_path: Path) -> None:
    filed(world)
    wire = Wire(files={"ref": FetchRefused("gone")})
    post = Post(world, tmp_path, wire)
    await post.fetches()
    await post.delivers(timedelta(seconds=5))
    assert "gửi lại giúp" in wire.texts[0]
