"""No card is taller than a phone's screen; what is a longer list goes on behind a button."""

import pytest

from handlers import doors
from handlers.cards.card import Card
from handlers.talk import door
from handlers.texts.people.inviting import NEXT_PAGE
from tests.stories.telling.actors import Member
from tests.stories.telling.filling import joined
from tests.stories.telling.screen import SCREEN, fits, lines_on_screen
from tests.stories.telling.world import World

#: What stands on the tallest cards, by who asks for it.
FIRST_MORNING = {
    "demo-vanphong": (
        "/trogiup",
        "/tieuchi",
        "/chamdiem 1.3",
        "/tieuchi 1.3",
        "1.3 đủ",
        "/tiendo",
        "/nop",
        "còn ai chưa làm xong",
    ),
    "demo-tuphap": ("3.1 đủ", "/tiendo", "/tieuchi 3.3", "/dulieucuatoi", "năm ngoái bị trừ điểm ở đâu"),
    "demo-noivu": ("/trogiup", "/tiendo", "/moi", "/taodot", "/dot", "/botieuchi", "/han", "xã nào chưa nộp"),
    "demo-thamdinh": ("/trogiup", "/tiendo", "/thamdinh", "/thamdinh XA03", "/thamdinh XA03 2.1"),
}
COMPLETE = {
    "demo-vanphong": ("/tiendo", "/nop", "/hoso", "/tailieu 1.3", "mất điểm ở đâu", "so với năm trước thế nào", "xem 1.3"),
    "demo-chutich": ("/trogiup", "/tiendo", "/nop"),
}


def too_tall(member: Member) -> list[str]:
    return [f"{lines_on_screen(card)} lines: {card.text}" for card in member.cards if not fits(card)]


def asks(world: World, asked: dict[str, tuple[str, ...]]) -> list[str]:
    tall = []
    for who, words in asked.items():
        member = joined(world, who)
        for one in words:
            member.says(one)
        tall += too_tall(member)
    return tall


def test_every_card_of_the_first_morning_fits_a_phone(on_web: World) -> None:
    assert asks(on_web, FIRST_MORNING) == []


def test_every_card_of_a_sheet_that_is_complete_fits_a_phone(complete_on_web: World) -> None:
    assert asks(complete_on_web, COMPLETE) == []


def test_the_leader_reads_the_sheet_on_a_phone(complete_on_web: World) -> None:
    lan, chairman = joined(complete_on_web, "demo-vanphong"), joined(complete_on_web, "demo-chutich")
    lan.says("/nop")
    lan.presses("Trình lãnh đạo ký")
    chairman.presses("Xem từng tiêu chí")
    for _ in range(8):
        chairman.presses("Lĩnh vực")
    chairman.presses("Xem 1.1")
    assert [*too_tall(lan), *too_tall(chairman)] == []


def test_files_that_close_one_leaf_and_lead_to_the_next_fit_a_phone(on_web: World) -> None:
    lan = joined(on_web, "demo-vanphong")
    for code, answer in (("1.3", "đủ"), ("1.4", "9/10"), ("1.2", "45/50")):
        lan.says(f"{code} {answer}")
    lan.sends("Báo cáo CCHC năm.pdf")
    lan.sends("Bảng tổng hợp nhiệm vụ kèm sản phẩm.pdf")
    lan.reads("✔ Xong 1.2")
    lan.sends("a.jpg", "b.jpg", "c.jpg", "d.jpg", album="reports")
    assert too_tall(lan) == []


@pytest.mark.parametrize("said", ["Đã nhận đủ.\n" * SCREEN, "một " * 300])
def test_a_card_that_is_too_tall_is_found_unless_it_goes_on(said: str) -> None:
    assert not fits(Card(said))
    assert fits(Card(said, (door(NEXT_PAGE, doors.invite_units("8")),)))
