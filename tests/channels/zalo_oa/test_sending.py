"""Cards as people on Zalo see them."""

import io

import pytest
from PIL import Image

from bot.channels.base import ChannelFault, OutFile, Outgoing
from bot.channels.zalo_oa import ZaloOAChannel
from bot.channels.zalo_oa.pictures import LARGEST, fitted
from bot.db.work import Store
from handlers.cards.card import Attachment, Card, Choice, Export, Picture
from tests.channels.zalo_oa.world import LAN, NO, YES, Clock, connected, jpeg, noise, sample, to_lan
from tests.fakes.zalo_oa.open_api import UPLOADS, V3, FakeZaloOA
from tests.fakes.zalo_oa.person import Person

PDF = "application/pdf"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MANY = tuple(Choice(f"Tiêu chí {number}.1", f"score:{number}.1") for number in range(1, 9))


def scan(name: str, content: bytes, mime: str = "image/jpeg") -> tuple[Picture, bytes]:
    return Picture("0" * 64, name, mime), content


def paper(name: str, content: bytes, mime: str = PDF) -> Outgoing:
    """A card with the file that was made for it."""
    card = Card("Phiếu của xã", attachment=Attachment(Export.SHEET, "XA01", "CCHC2026", name))
    return Outgoing(LAN, card, file=OutFile(name, mime, content))


async def test_a_plain_text_leaves_in_the_recorded_form(fake: FakeZaloOA, channel: ZaloOAChannel, lan: Person) -> None:
    reference = await channel.send(to_lan("Chào bác, UBND xã đã nhận câu hỏi."))
    assert fake.called(V3) == [sample("req_text")]
    assert reference.startswith("out")


async def test_a_question_comes_with_its_buttons(channel: ZaloOAChannel, lan: Person) -> None:
    await channel.send(to_lan("**1.2** Đã ban hành kế hoạch?", YES, NO))
    assert (lan.sees(), lan.buttons()) == ("1.2 Đã ban hành kế hoạch?", ["Có", "Không"])
    [button, _] = lan.received[0]["attachment"]["payload"]["buttons"]
    assert button == {"title": "Có", "type": "oa.query.hide", "payload": "#1f!pick:a"}


async def test_what_is_beyond_five_buttons_can_be_typed(channel: ZaloOAChannel, lan: Person) -> None:
    await channel.send(to_lan("Chọn tiêu chí", *MANY))
    assert lan.buttons() == ["Tiêu chí 1.1", "Tiêu chí 2.1", "Tiêu chí 3.1", "Tiêu chí 4.1", "Tiêu chí 5.1"]
    assert lan.sees().splitlines()[-3:] == ["a. Tiêu chí 6.1", "b. Tiêu chí 7.1", "c. Tiêu chí 8.1"]


async def test_where_buttons_are_not_to_be_had_everything_is_typed(
    store: Store, clock: Clock, address: str, lan: Person
) -> None:
    async with connected(store, clock, address, zalo_oa_buttons="none") as channel:
        await channel.send(to_lan("Đã ban hành kế hoạch?", YES, NO))
    assert (lan.buttons(), lan.sees().splitlines()[-2:]) == ([], ["a. Có", "b. Không"])


async def test_presses_may_be_shown_instead_of_hidden(store: Store, clock: Clock, address: str, lan: Person) -> None:
    async with connected(store, clock, address, zalo_oa_buttons="show") as channel:
        await channel.send(to_lan("Đã ban hành kế hoạch?", YES))
    assert lan.received[0]["attachment"]["payload"]["buttons"][0]["type"] == "oa.query.show"


async def test_a_long_text_comes_in_parts_with_the_buttons_under_the_last(channel: ZaloOAChannel, lan: Person) -> None:
    lines = [f"Dòng {number}: tiêu chí thành phần còn thiếu tài liệu" for number in range(120)]
    await channel.send(to_lan("\n".join(lines), YES))
    assert "\n".join(message["text"] for message in lan.received).split("\n") == lines
    assert max(len(message["text"]) for message in lan.received) <= 2000
    assert ["attachment" in message for message in lan.received] == [False] * (len(lan.received) - 1) + [True]


async def test_length_is_counted_in_composed_letters(channel: ZaloOAChannel, lan: Person) -> None:
    await channel.send(to_lan("e\u0323\u0302" * 2000))
    assert [message["text"] for message in lan.received] == ["ệ" * 2000]


async def test_a_picture_stands_above_its_card(fake: FakeZaloOA, channel: ZaloOAChannel, lan: Person) -> None:
    await channel.send(to_lan("1.2: xem tài liệu", YES, pictures=(scan("ke_hoach.jpg", jpeg()),)))
    picture, words = lan.received
    expected = sample("req_image_attachment_id")["message"]
    expected["attachment"]["payload"]["elements"][0]["attachment_id"] = "att-1"
    assert (picture, words["text"], lan.buttons()) == (expected, "1.2: xem tài liệu", ["Có"])
    assert fake.called(UPLOADS + "image") == [("anh.jpg", jpeg())]


async def test_a_picture_too_large_for_zalo_is_made_smaller(fake: FakeZaloOA, channel: ZaloOAChannel, lan: Person) -> None:
    await channel.send(to_lan("1.2: xem tài liệu", pictures=(scan("trang.jpg", noise(2400, 1200)),)))
    [(_, uploaded)] = fake.called(UPLOADS + "image")
    assert len(uploaded) <= LARGEST
    assert len(lan.received) == 2
    with Image.open(io.BytesIO(uploaded)) as shown:
        assert shown.width >= 1200


@pytest.mark.parametrize("kind", ["WEBP", "PNG", "GIF"])
def test_pictures_of_other_kinds_are_turned_into_one_that_zalo_takes(kind: str) -> None:
    content = jpeg(kind=kind)
    small = fitted(content, f"image/{kind.lower()}")
    assert small is not None
    with Image.open(io.BytesIO(small)) as shown:
        assert (shown.format, shown.size) == ("PNG" if kind == "PNG" else "JPEG", (40, 30))


async def test_a_picture_that_cannot_be_opened_comes_as_a_link(channel: ZaloOAChannel, lan: Person) -> None:
    await channel.send(to_lan("1.2: xem tài liệu", pictures=(scan("anh.heic", b"khong phai anh", "image/heic"),)))
    [message] = lan.received
    assert "https://cchc.example.gov.vn/f/anh.heic" in message["text"]


async def test_a_paper_comes_as_a_file_and_its_words_follow(fake: FakeZaloOA, channel: ZaloOAChannel, lan: Person) -> None:
    await channel.send(to_lan("1.2: xem tài liệu", YES, pictures=(scan("Quyết định.pdf", b"%PDF-1.7", PDF),)))
    file, words = lan.received
    expected = sample("req_file")["message"]
    expected["attachment"]["payload"]["token"] = "file-token-1"
    assert (file, words["text"]) == (expected, "1.2: xem tài liệu")
    assert fake.called(UPLOADS + "file") == [("Quyết định.pdf", b"%PDF-1.7")]


LINKED = {
    "bang_diem.xlsx": (b"PK", EXCEL),
    "ban_quet.pdf": (b"%PDF" + bytes(5 * 1024 * 1024), PDF),
    "khong_duoi": (b"%PDF", PDF),
}


@pytest.mark.parametrize("name", LINKED)
async def test_what_an_account_cannot_carry_comes_as_a_link(channel: ZaloOAChannel, lan: Person, name: str) -> None:
    content, mime = LINKED[name]
    await channel.send(paper(name, content, mime))
    [message] = lan.received
    assert message["text"] == f"Phiếu của xã\nTệp (mở được trong 24 giờ):\nhttps://cchc.example.gov.vn/f/{name}"


async def test_an_upload_that_led_to_nothing_becomes_a_link(fake: FakeZaloOA, channel: ZaloOAChannel, lan: Person) -> None:
    await lan.says("Chào")
    await channel.send(to_lan("một"))
    fake.knobs.broken = [502]
    await channel.send(to_lan("1.2: xem tài liệu", pictures=(scan("ke_hoach.jpg", jpeg()),)))
    assert lan.sees().endswith("https://cchc.example.gov.vn/f/ke_hoach.jpg")


async def test_pictures_without_an_answer_do_not_keep_the_card_back(
    fake: FakeZaloOA, store: Store, clock: Clock, address: str, lan: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.zalo_oa.client.READ", 0.3)
    async with connected(store, clock, address) as impatient:
        fake.knobs.hanging = 1
        await impatient.send(to_lan("1.2: xem tài liệu", pictures=(scan("a.jpg", jpeg()),)))
    assert (len(lan.received), lan.sees()) == (2, "1.2: xem tài liệu")


async def test_a_flood_in_the_middle_puts_the_whole_card_off(fake: FakeZaloOA, channel: ZaloOAChannel, lan: Person) -> None:
    fake.knobs.declined = [-32]
    with pytest.raises(ChannelFault):
        await channel.send(to_lan("1.2: xem tài liệu", pictures=(scan("a.jpg", jpeg()),)))
    assert lan.received == []


async def test_the_whole_alphabet_of_the_trade_arrives_as_written(channel: ZaloOAChannel, lan: Person) -> None:
    words = "Nguyễn Thị Hường – UBND xã Đông Thạnh: “đạt 97,5%” ✔ ✘"
    await channel.send(to_lan(words))
    assert lan.sees() == words
