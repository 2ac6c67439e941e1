"""What stands in a fetched file is told to its sender, once, with what may be done about it."""

import logging
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.db.tables import metadata
from handlers.incoming.events import File
from tests.bot.files.papers import LETTERHEAD, word
from tests.bot.files.test_intake import photo
from tests.bot.post import Post, Wire
from tests.bot.workers.test_fetching import filed, status
from tests.db.world import ROUND, TELEGRAM, World

NUMBER = "001085012345"
PLAN = word(*LETTERHEAD, "KẾ HOẠCH")
LETTER = word("", "", *["Mở đầu"] * 12, f"Ông A, CCCD {NUMBER}")


async def fetched(world: World, folder: Path, content: bytes) -> Wire:
    post = Post(world, folder, wire := Wire(files={"ref": content}))
    await post.fetches()
    await post.delivers(timedelta(seconds=5))
    return wire


async def test_what_a_paper_says_is_proposed_with_one_press_to_take_it(world: World, tmp_path: Path) -> None:
    filed(world, "kh.docx")
    wire = await fetched(world, tmp_path, PLAN)
    [sent] = wire.arrived
    assert "số 03/KH-UBND, ngày 06/01/2025, Ủy ban nhân dân xã An Khê" in sent.card.text
    assert [choice.label for choice in sent.card.choices] == ["Ghi đúng như vậy", "Sửa"]
    assert world.sheet().entry("1.1").evidence[0].number == "", "nothing is written down that nobody has confirmed"


async def test_numbers_of_citizens_are_warned_of_and_stand_nowhere(
    world: World, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    filed(world, "thu.docx")
    with caplog.at_level(logging.DEBUG):
        wire = await fetched(world, tmp_path, LETTER)
    [sent] = wire.arrived
    assert "“thu.docx” có vẻ chứa số định danh hoặc số điện thoại của người dân" in sent.card.text
    assert [choice.label for choice in sent.card.choices] == ["Thay bằng bản đã che", "Giữ, đã kiểm tra"]
    assert world.sheet().entry("1.1").evidence[0].doubtful
    assert NUMBER not in caplog.text
    with world.engine.connect() as connection:
        rows = [row for one in metadata.sorted_tables for row in connection.execute(sa.select(one))]
    assert NUMBER not in str(rows)


async def test_content_that_is_there_already_is_not_kept_twice(world: World, tmp_path: Path) -> None:
    filed(world, "kh.docx")
    await fetched(world, tmp_path, PLAN)
    with world.store.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        sheet.attach("1.1", work.documents.receive(File("ref", "u2", "ban sao.docx"), world.hoa, TELEGRAM, world.now))
        work.sheets.save(sheet)
    wire = await fetched(world, tmp_path, PLAN)
    assert status(world) == [("kh.docx", "stored")]
    assert "“ban sao.docx” đã có trong 1.1, là tệp “kh.docx”. Tôi không ghi hai lần." in wire.texts[-1]


async def test_a_photo_says_nothing_and_asks_nothing(world: World, tmp_path: Path) -> None:
    filed(world, "anh.jpg")
    wire = await fetched(world, tmp_path, photo().getvalue())
    assert wire.texts == []
    assert world.sheet().entry("1.1").evidence[0].preview
