"""Cards as messages: words, lists instead of buttons, links instead of files."""

import unicodedata

import pytest

from bot.channels.base import ChannelFault
from bot.channels.zalo_bot import ZaloBotChannel
from handlers.cards.card import Attachment, Choice, Expects, Export, Picture
from tests.channels.telegram.world import jpeg
from tests.channels.zalo_bot.world import connected, to
from tests.fakes.zalo_bot.person import Person
from tests.fakes.zalo_bot.platform import FakeZaloBot

PHOTO = Picture("a" * 64, "anh.jpg", "image/jpeg")
PAPER = Picture("b" * 64, "ke-hoach.pdf", "application/pdf")
SHEET = Attachment(Export.SHEET, "XA01", "2026", "bang-cham-diem.xlsx")


async def test_bold_words_are_plain_words(channel: ZaloBotChannel, lan: Person) -> None:
    await channel.send(to(lan, "Đã lưu **1.2**."))
    assert lan.sees() == "Đã lưu 1.2."


async def test_the_reference_is_the_id_of_the_message(channel: ZaloBotChannel, lan: Person) -> None:
    assert await channel.send(to(lan, "Xin chào")) == lan.received[-1].id


async def test_choices_stand_below_as_a_list(channel: ZaloBotChannel, lan: Person) -> None:
    choices = (Choice("a. Có: 1", "1!pick:a"), Choice("b. Không: 0", "1!pick:b"), Choice("Để sau", "skip:1.1"))
    await channel.send(to(lan, "Xã ở mức nào?", *choices, expects=Expects.LETTER))
    assert lan.sees() == "Xã ở mức nào?\n\nGõ chữ hoặc số đầu dòng để chọn:\na. Có: 1\nb. Không: 0\n1. Để sau"


async def test_the_page_that_takes_files_stands_above_the_list(channel: ZaloBotChannel, lan: Person) -> None:
    later = Choice("Để sau", "skip:1.1")
    await channel.send(to(lan, "1.1 còn thiếu: Kế hoạch.", later, expects="files", upload="https://cchc.vn/u/abc"))
    what, where, listed = lan.sees().split("\n\n")
    assert where == "Tệp PDF, Word, Excel thì gửi tại đây (liên kết có hiệu lực 24 giờ): https://cchc.vn/u/abc"
    assert (what, listed) == ("1.1 còn thiếu: Kế hoạch.", "Gõ chữ cái đầu dòng để chọn:\na. Để sau")


async def test_a_long_text_comes_in_parts_cut_between_lines(channel: ZaloBotChannel, lan: Person) -> None:
    lines = [f"dòng {number:03} {'x' * 90}" for number in range(50)]
    await channel.send(to(lan, "\n".join(lines)))
    assert len(lan.received) == 3
    assert "\n".join(message.text for message in lan.received) == "\n".join(lines)


async def test_length_counts_in_composed_letters(channel: ZaloBotChannel, lan: Person) -> None:
    await channel.send(to(lan, unicodedata.normalize("NFD", "ệ" * 2000)))
    assert [message.text for message in lan.received] == ["ệ" * 2000]


async def test_a_photo_is_fetched_from_us_and_stands_before_its_card(fake: FakeZaloBot, lan: Person) -> None:
    content = jpeg()
    async with connected(fake.token, fake.address, pictures=fake.host(content)) as channel:
        await channel.send(to(lan, "2.1 của XA01", pictures=(PHOTO,)))
    assert [message.photo for message in lan.received] == [content, None]
    assert [message.text for message in lan.received] == ["anh.jpg", "2.1 của XA01"]


async def test_a_photo_that_cannot_be_fetched_is_linked(fake: FakeZaloBot, lan: Person) -> None:
    missing = f"{fake.address}/media/gone.jpg"
    async with connected(fake.token, fake.address, pictures=missing) as channel:
        await channel.send(to(lan, "2.1 của XA01", pictures=(PHOTO,)))
    assert lan.sees() == f"2.1 của XA01\n\nMở tệp (liên kết có hiệu lực 24 giờ):\nanh.jpg: {missing}"


@pytest.mark.parametrize("file", [PAPER, SHEET], ids=lambda file: file.name)
async def test_what_the_channel_cannot_carry_is_a_link(
    fake: FakeZaloBot, channel: ZaloBotChannel, lan: Person, file: Picture | Attachment
) -> None:
    carried = {"attachment": file} if isinstance(file, Attachment) else {"pictures": (file,)}
    await channel.send(to(lan, "Tài liệu của xã", **carried))
    assert f"{file.name}: https://cchc.example.gov.vn/f/{file.name}" in lan.sees()
    assert fake.called("sendPhoto") == []


async def test_a_broken_gateway_keeps_back_photo_and_card_alike(
    fake: FakeZaloBot, channel: ZaloBotChannel, lan: Person
) -> None:
    fake.knobs.broken = [502]
    with pytest.raises(ChannelFault):
        await channel.send(to(lan, "2.1 của XA01", pictures=(PHOTO,)))
    assert lan.received == []
