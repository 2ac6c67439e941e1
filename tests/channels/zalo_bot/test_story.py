"""The main job over Zalo Bot: no buttons, no files, and yet everything can be done."""

import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from bot.channels.zalo_bot import ZaloBotChannel
from bot.channels.zalo_bot.channel import CAPABILITIES
from handlers import doors
from handlers.cards.card import Card
from handlers.talk import door
from scoring.sheet.entry import FileStatus, Stage
from tests.channels.telegram.world import jpeg
from tests.channels.zalo_bot.town import Talker, Town, town


@pytest.fixture
async def here(demo_data: Path, tmp_path: Path, unused_tcp_port: int, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Town]:
    monkeypatch.setattr(ZaloBotChannel, "capabilities", replace(CAPABILITIES, per_second=0))
    data = shutil.copytree(demo_data, tmp_path / "data")
    async with town(data, unused_tcp_port) as made:
        yield made


def link_in(text: str) -> str:
    return next(word for word in text.split() if word.startswith("http"))


async def stored(here: Town, leaf: str) -> list[bytes]:
    """The contents filed under a leaf, once the last of them has been fetched."""
    while any(file.status is FileStatus.PENDING for file in here.sheet().entry(leaf).evidence):
        await here.product.run(lambda: None)
    files = here.sheet().entry(leaf).evidence
    return [here.product.evidence.path(file.sha256).read_bytes() for file in files if file.sha256]


async def test_an_official_scores_by_letters_figures_and_photos(here: Town) -> None:
    lan = await here.joins("demo-tuphap")
    assert "a. 100% văn bản đúng quy định: 2" in lan.person.sees()
    assert "✔ 2.1: 2/2" in await lan.says("a")
    await lan.says("/chamdiem 3.2")
    assert "✔ 3.2: 5,88/6" in await lan.says("98/100")
    photo = jpeg(colour="blue")
    assert "✔ Xong 3.2." in await lan.sends_photo(photo)
    assert await stored(here, "3.2") == [photo]
    progress = await lan.says("tien do")
    assert "đã làm xong 1/10 tiêu chí" in progress
    assert "Thiếu tài liệu: 2.1" in progress


async def test_a_file_that_the_channel_does_not_carry_takes_the_upload_link(here: Town) -> None:
    lan = await here.joins("demo-tuphap")
    await lan.says("/chamdiem 3.2")
    await lan.says("98/100")
    answer = await lan.sends_file()
    assert "còn thiếu: Báo cáo xuất từ hệ thống một cửa" in answer
    async with httpx.AsyncClient() as browser:
        sent = await browser.post(link_in(answer), files={"files": ("bao-cao.jpg", photo := jpeg(colour="green"))})
    assert sent.status_code == 200
    await lan.reads("✔ Xong 3.2.")
    assert await stored(here, "3.2") == [photo]


async def test_choices_are_typed_by_key_or_by_their_words(here: Town) -> None:
    lan = await here.joins("demo-tuphap")
    assert "2.1 Ban hành VBQPPL" in await lan.says("2")
    assert "✔ 2.1: 2/2 – không phát sinh" in await lan.says("khong phat sinh")
    assert "trở lại chưa chấm" in await lan.says("4.")
    assert here.sheet().entry("2.1").score(Stage.SELF) is None


async def test_a_sheet_is_had_by_a_link(here: Town) -> None:
    lan = await here.joins("demo-tuphap")
    await lan.says("hồ sơ")
    link = link_in(await lan.says("Bảng chấm điểm (.xlsx)"))
    assert urlsplit(link).path.startswith("/f/")
    async with httpx.AsyncClient() as browser:
        assert (await browser.get(link)).content.startswith(b"PK")


async def test_a_reviewer_sees_the_photos_and_agrees_by_letter(here: Town) -> None:
    mai = await here.joins("demo-thamdinh")
    await mai.says("/thamdinh XA03 2.1")
    await mai.reads("XA03 · 2.1")
    assert [message.photo is not None for message in mai.person.received[-3:]] == [True, True, False]
    await mai.says("a")
    await mai.reads("✔ XA03 · 2.1: đã đồng ý 2 điểm.")
    assert here.sheet("XA03").entry("2.1").score(Stage.FIRST_APPRAISAL) is not None


async def test_a_reviewer_is_given_no_upload_link(here: Town) -> None:
    mai = await here.joins("demo-thamdinh")
    assert "http" not in await mai.sends_file()


async def reminded(here: Town, lan: Talker) -> str:
    """Something that nobody asked for comes below the open question."""
    with here.product.store.write() as work:
        [official] = [one for one in work.people.of_unit("XA01") if "2" in one.scope and "3" in one.scope]
        card = Card("Còn 3 ngày.", (door("Làm tiếp 3.2", doors.score("3.2")),), kind="reminder")
        work.cards.notify(official.id, card, key="reminder")
    return await lan.reads("a. Làm tiếp 3.2")


async def test_a_letter_answers_the_open_question_though_a_reminder_came_below_it(here: Town) -> None:
    lan = await here.joins("demo-tuphap")
    await reminded(here, lan)
    assert "✔ 2.1: 2/2" in await lan.says("a")


async def test_the_key_with_its_mark_means_the_reminder(here: Town) -> None:
    lan = await here.joins("demo-tuphap")
    await reminded(here, lan)
    assert "3.2 Tỷ lệ hồ sơ TTHC" in await lan.says("a.")
    assert here.sheet().entry("2.1").score(Stage.SELF) is None
