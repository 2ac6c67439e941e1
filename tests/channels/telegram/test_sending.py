"""Cards as people on Telegram see them."""

import pytest

from bot.channels.base import OutFile
from bot.channels.telegram import TelegramChannel
from bot.channels.telegram.sending import in_parts, units
from handlers.cards.card import Choice, Picture
from tests.channels.telegram.world import NO, YES, connected, jpeg, to_lan
from tests.fakes.telegram.bot_api import FakeTelegram
from tests.fakes.telegram.person import Person

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def scan(name: str, mime: str = "image/jpeg", content: bytes | None = None) -> tuple[Picture, bytes]:
    return Picture("0" * 64, name, mime), jpeg() if content is None else content


async def test_a_question_comes_with_its_buttons(channel: TelegramChannel, lan: Person) -> None:
    reference = await channel.send(to_lan("**1.2** Đã ban hành kế hoạch?", YES, NO))
    assert (lan.sees(), lan.buttons()) == ("1.2 Đã ban hành kế hoạch?", ["Có", "Không"])
    assert reference == str(lan.received[-1]["message_id"])


async def test_bold_is_formatted_and_the_rest_stands_as_written(
    fake: FakeTelegram, channel: TelegramChannel, lan: Person
) -> None:
    await channel.send(to_lan("**Tỷ lệ** < 50% & chưa đạt <b>"))
    assert fake.called("sendMessage")[0]["text"] == "<b>Tỷ lệ</b> &lt; 50% &amp; chưa đạt &lt;b&gt;"
    assert lan.sees() == "Tỷ lệ < 50% & chưa đạt <b>"


async def test_a_link_in_a_message_is_not_opened_for_a_preview(fake: FakeTelegram, channel: TelegramChannel) -> None:
    await channel.send(to_lan("Mở liên kết: https://cchc.example.gov.vn/u/abc"))
    assert fake.called("sendMessage")[0]["link_preview_options"] == '{"is_disabled": true}'


async def test_a_long_label_is_cut_so_that_it_can_be_read(channel: TelegramChannel, lan: Person) -> None:
    await channel.send(
        to_lan("Chọn tiêu chí", Choice("Thực hiện quy chế làm việc của Uỷ ban nhân dân cấp xã theo quy định", "leaf:1.2"))
    )
    [label] = lan.buttons()
    assert label == "Thực hiện quy chế làm việc của Uỷ ban nhân dân cấp xã theo…"


async def test_a_long_text_comes_in_parts_with_the_buttons_under_the_last(channel: TelegramChannel, lan: Person) -> None:
    lines = [f"Dòng {number}: tiêu chí thành phần còn thiếu tài liệu" for number in range(200)]
    reference = await channel.send(to_lan("\n".join(lines), YES))
    received = [message["text"] for message in lan.received]
    assert "\n".join(received).split("\n") == lines
    assert ["reply_markup" in message for message in lan.received] == [False] * (len(received) - 1) + [True]
    assert reference == str(lan.received[-1]["message_id"])


@pytest.mark.parametrize("sign", ["ệ", "📎"])
def test_length_is_counted_as_telegram_counts(sign: str) -> None:
    parts = in_parts(sign * 4096, 4096)
    assert "".join(parts) == sign * 4096
    assert max(units(part) for part in parts) == 4096


async def test_picture_signs_do_not_make_a_message_too_long(channel: TelegramChannel, lan: Person) -> None:
    await channel.send(to_lan("📎" * 3000))
    assert [len(message["text"]) for message in lan.received] == [2048, 952]


async def test_a_card_takes_the_place_of_the_one_before(channel: TelegramChannel, lan: Person) -> None:
    first = await channel.send(to_lan("Đã nhận 1 tệp.", YES))
    assert await channel.send(to_lan("Đã nhận 2 tệp.", NO, replaces=first)) == first
    assert ([message["text"] for message in lan.received], lan.buttons()) == (["Đã nhận 2 tệp."], ["Không"])


async def test_the_same_card_again_is_fine(channel: TelegramChannel, lan: Person) -> None:
    first = await channel.send(to_lan("Đã nhận 1 tệp.", YES))
    assert await channel.send(to_lan("Đã nhận 1 tệp.", YES, replaces=first)) == first
    assert len(lan.received) == 1


async def test_a_message_that_is_gone_is_followed_by_a_new_one(channel: TelegramChannel, lan: Person) -> None:
    reference = await channel.send(to_lan("Đã nhận 2 tệp.", replaces="4711"))
    assert (lan.sees(), reference) == ("Đã nhận 2 tệp.", str(lan.received[-1]["message_id"]))


async def test_formatting_that_telegram_cannot_read_is_left_out(
    channel: TelegramChannel, lan: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.telegram.sending.as_html", lambda text: f"<b>{text}")
    first = await channel.send(to_lan("**1.2** đạt"))
    assert lan.sees() == "1.2 đạt"
    await channel.send(to_lan("**1.2** chưa đạt", replaces=first))
    assert lan.sees() == "1.2 chưa đạt"


async def test_a_paper_comes_with_its_words_and_keeps_its_name(
    fake: FakeTelegram, channel: TelegramChannel, lan: Person
) -> None:
    paper = OutFile("Phiếu tự chấm điểm 2026 (minh hoạ).docx", WORD, b"PK content")
    await channel.send(to_lan("**Phiếu** của xã", YES, file=paper))
    [message] = lan.received
    assert (lan.sees(), lan.buttons()) == ("Phiếu của xã", ["Có"])
    assert (message["document"]["file_name"], message["document"]["mime_type"]) == (paper.name, WORD)


async def test_words_too_long_for_a_caption_follow_the_paper(channel: TelegramChannel, lan: Person) -> None:
    reference = await channel.send(to_lan("ệ" * 1025, YES, file=OutFile("a.docx", WORD, b"PK")))
    paper, words = lan.received
    assert ("caption" in paper, words["text"], lan.buttons()) == (False, "ệ" * 1025, ["Có"])
    assert reference == str(words["message_id"])


async def test_a_paper_never_takes_the_place_of_a_text(channel: TelegramChannel, lan: Person) -> None:
    first = await channel.send(to_lan("Đang lập phiếu"))
    await channel.send(to_lan("Phiếu của xã", file=OutFile("a.docx", WORD, b"PK"), replaces=first))
    assert ["document" in message for message in lan.received] == [False, True]


async def test_one_picture_stands_above_its_card(channel: TelegramChannel, lan: Person) -> None:
    await channel.send(to_lan("1.2: xem tài liệu", YES, pictures=(scan("ke_hoach.jpg"),)))
    photo, words = lan.received
    assert ("photo" in photo, words["text"]) == (True, "1.2: xem tài liệu")


async def test_several_pictures_come_as_albums_of_ten(channel: TelegramChannel, lan: Person) -> None:
    await channel.send(to_lan("1.2: xem tài liệu", pictures=tuple(scan(f"trang_{number}.jpg") for number in range(12))))
    albums = [message["media_group_id"] for message in lan.received[:-1]]
    assert (albums.count(albums[0]), albums.count(albums[-1]), lan.sees()) == (10, 2, "1.2: xem tài liệu")


async def test_what_is_no_picture_for_telegram_comes_as_a_file(channel: TelegramChannel, lan: Person) -> None:
    shown = (scan("Quyết định.pdf", "application/pdf", b"%PDF-1.7"), scan("anh.heic", "image/heic", b"ftypheic"))
    await channel.send(to_lan("1.2: xem tài liệu", pictures=shown))
    names = [message["document"]["file_name"] for message in lan.received[:-1]]
    assert (names, lan.sees()) == (["Quyết định.pdf", "anh.heic"], "1.2: xem tài liệu")


async def test_a_scroll_too_long_for_a_photo_comes_as_a_file(channel: TelegramChannel, lan: Person) -> None:
    long_scroll = scan("man_hinh.jpg", content=jpeg(20, 900))
    await channel.send(to_lan("1.2: xem tài liệu", pictures=(long_scroll,)))
    assert (lan.received[0]["document"]["file_name"], lan.sees()) == ("man_hinh.jpg", "1.2: xem tài liệu")


async def test_photos_without_an_answer_do_not_keep_the_card_back(
    fake: FakeTelegram, address: str, lan: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.telegram.client.READ", 0.2)
    async with connected(fake.token, address) as impatient:
        fake.accept_then_hang()
        await impatient.send(to_lan("1.2: xem tài liệu", pictures=(scan("a.jpg"),)))
        assert (len(lan.received), lan.sees()) == (2, "1.2: xem tài liệu")


async def test_the_whole_alphabet_of_the_trade_arrives_as_written(channel: TelegramChannel, lan: Person) -> None:
    words = "Nguyễn Thị Hường – UBND xã Đông Thạnh: “đạt 97,5%” ✔ ✘ 🏡"
    await channel.send(to_lan(words))
    assert lan.sees() == words
