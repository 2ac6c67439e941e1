"""Files that people sent, as they come from Telegram."""

import os

import pytest

from bot.channels.telegram import TelegramChannel, decode
from tests.channels.telegram.world import NOW, jpeg
from tests.fakes.telegram.bot_api import FakeTelegram
from tests.fakes.telegram.person import Person


async def fetched(channel: TelegramChannel, fake: FakeTelegram) -> list[bytes]:
    """The pieces of the file that was announced last."""
    incoming = decode(fake.updates.pending[-1], channel.account, NOW).incoming
    assert incoming is not None
    return [piece async for piece in channel.fetch(incoming.files[0].ref)]


async def test_a_file_arrives_as_it_was_sent(fake: FakeTelegram, channel: TelegramChannel, lan: Person) -> None:
    content = os.urandom(3000)
    await lan.sends_file("Kế hoạch số 15.pdf", content)
    assert b"".join(await fetched(channel, fake)) == content


async def test_of_a_photo_the_largest_is_taken(fake: FakeTelegram, channel: TelegramChannel, lan: Person) -> None:
    content = jpeg(960, 1280)
    await lan.sends_photo(content, caption="1.2")
    assert b"".join(await fetched(channel, fake)) == content


async def test_a_large_file_comes_in_pieces(fake: FakeTelegram, channel: TelegramChannel, lan: Person) -> None:
    await lan.sends_file("ban_quet.pdf", bytes(5_000_000))
    pieces = await fetched(channel, fake)
    assert sum(map(len, pieces)) == 5_000_000
    assert max(map(len, pieces)) < 1_000_000


async def test_a_file_is_not_asked_for_before_somebody_wants_its_bytes(fake: FakeTelegram, channel: TelegramChannel) -> None:
    channel.fetch("BQACAgUAAxkBdemoDoc")
    assert fake.called("getFile") == []


@pytest.mark.parametrize("name", ["photo.jpg", "Báo cáo tháng 11.xlsx"])
async def test_the_name_on_telegrams_side_does_not_matter(
    fake: FakeTelegram, channel: TelegramChannel, lan: Person, name: str
) -> None:
    await lan.sends_file(name, b"content")
    assert await fetched(channel, fake) == [b"content"]
