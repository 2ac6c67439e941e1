"""The coordinator sees who owes what, nudges with one tap, and checks everything in one card before sending."""

import re

from scoring.people import Role
from tests.stories.people.test_people import code_in
from tests.stories.telling.filling import ANSWERS, fills, joined
from tests.stories.telling.world import World


def test_one_tap_reminds_a_colleague_of_what_is_left(world: World) -> None:
    hoa, lan = joined(world, "demo-taichinh"), joined(world, "demo-vanphong")
    fills(hoa, {"6.1": "b"})
    hoa.says("6.2 đủ")
    lan.says("/tiendo")
    lan.presses("Nhắc Chị Hoa")
    lan.reads("✔ Đã nhắc Chị Hoa (minh hoạ): còn 3 tiêu chí: 6.2 thiếu tài liệu; 6.3, 6.4 chưa chấm.")
    hoa.reads("Chị Lan (minh hoạ) nhờ anh/chị làm nốt 3 tiêu chí", "Hạn 17:00 thứ Hai 30/11")
    hoa.presses("Làm tiếp 6.2")
    hoa.reads("• Quyết định công khai ngân sách")


def test_nobody_is_reminded_twice_within_hours(world: World) -> None:
    hoa, lan = joined(world, "demo-taichinh"), joined(world, "demo-vanphong")
    lan.says("/tiendo")
    button = lan.button("Nhắc Chị Hoa")
    lan.touches(button)
    shown = len(hoa.cards)
    world.passes(hours=3)
    lan.touches(button)
    lan.reads("vừa được nhắc", "một lần trong 4 giờ")
    assert len(hoa.cards) == shown
    world.passes(hours=2)
    lan.touches(button)
    assert len(hoa.cards) == shown + 1


def test_who_is_not_in_the_chat_is_reminded_on_joining(world: World) -> None:
    lan = joined(world, "demo-vanphong")
    lan.says("/tiendo")
    lan.presses("Nhắc Anh Minh")
    lan.reads("Anh Minh (minh hoạ) chưa vào chat")
    lan.presses("Cấp mã mời Anh Minh")
    minh = joined(world, code_in(lan))
    assert any("Chị Lan (minh hoạ) nhờ anh/chị làm nốt" in card.text for card in minh.cards)


def test_who_has_finished_is_not_reminded(world: World) -> None:
    hoa, lan = joined(world, "demo-taichinh"), joined(world, "demo-vanphong")
    lan.says("/tiendo")
    button = lan.button("Nhắc Chị Hoa")
    fills(hoa, ANSWERS["demo-taichinh"])
    shown = len(hoa.cards)
    lan.touches(button)
    lan.reads("Chị Hoa (minh hoạ) không còn việc nào phải nhắc")
    assert len(hoa.cards) == shown
    lan.says("/tiendo")
    assert "Nhắc Chị Hoa (minh hoạ)" not in lan.choices()
    hoa.says("nộp")
    hoa.reads("Phần của anh/chị đã xong. Khi cả xã xong, Chị Lan (minh hoạ) (đầu mối của xã) sẽ trình lãnh đạo ký")


def test_only_the_coordinator_of_the_unit_reminds(world: World) -> None:
    tuan, hoa = joined(world, "demo-tuphap"), world.person("XA01", Role.OFFICIAL)
    stranger = world.person("XA02", Role.COORDINATOR)
    tuan.says("/tiendo")
    assert not [label for label in tuan.choices() if label.startswith("Nhắc")]
    tuan.forges(f"nudge:{hoa.id}")
    tuan.reads("Việc này không thuộc vai trò của anh/chị (công chức chấm điểm)")
    lan = joined(world, "demo-vanphong")
    lan.forges(f"nudge:{stranger.id}")
    lan.reads("Lựa chọn này thuộc bước trước")


def test_a_reminder_in_the_middle_of_a_question_leads_back_to_it(world: World) -> None:
    lan = joined(world, "demo-vanphong")
    lan.says("/chamdiem 1.2")
    lan.says("/tiendo")
    lan.presses("Nhắc Chị Hoa")
    lan.presses("Quay lại việc đang làm")
    lan.reads("**1.2 ")


def test_one_card_tells_what_is_missing_and_who_owes_it(world: World) -> None:
    tuan, lan = joined(world, "demo-tuphap"), joined(world, "demo-vanphong")
    fills(lan, ANSWERS["demo-vanphong"])
    fills(tuan, {"2.4": "kps"})
    tuan.says("2.1 đạt")
    tuan.presses("Không có – giải trình")
    tuan.says("Văn bản do huyện lưu")
    lan.says("/nop")
    lan.reads("• 2.2 chưa chấm – Anh Tuấn (minh hoạ)", "**14/31** tiêu chí", "Giải trình thay tài liệu: 2.1")
    assert [label for label in lan.choices() if label.startswith("Nhắc")] == [
        "Nhắc Anh Tuấn (minh hoạ)",
        "Nhắc Chị Hoa (minh hoạ)",
        "Nhắc Anh Minh (minh hoạ)",
    ]


def test_the_check_and_the_leader_see_what_moved_much_since_last_year(complete: World) -> None:
    lan, chairman = joined(complete, "demo-vanphong"), joined(complete, "demo-chutich")
    lan.says("5.1 1/20")
    lan.presses("Đúng, lưu")
    lan.says("/nop")
    lan.reads("Khác nhiều so với năm trước: ")
    told = re.search(r"Khác nhiều so với năm trước: .*", lan.sees())
    assert told
    assert "5.1 (" in told[0]
    lan.presses("Trình lãnh đạo ký")
    chairman.reads(told[0])


def test_every_save_tells_the_total_and_what_would_lift_it_most(world: World) -> None:
    hoa = joined(world, "demo-taichinh")
    hoa.says("6.1 b")
    hoa.reads("Đang có 1/74. Còn có thể thêm nhiều nhất: 6.2 (2 điểm), 6.3 (2 điểm).")
    hoa.says("6.2 đủ")
    hoa.reads("Đang có 3/74. Còn có thể thêm nhiều nhất: 6.3 (2 điểm), 6.4 (2 điểm).")
    hoa.says("/tiendo")
    hoa.reads("Điểm tự chấm: **3/74**", "Còn có thể thêm nhiều nhất: 6.3 (2 điểm), 6.4 (2 điểm).")


def test_a_signed_sheet_is_not_lifted_any_more(signed: World) -> None:
    lan = joined(signed, "demo-vanphong")
    lan.says("/tiendo")
    assert "Còn có thể thêm nhiều nhất" not in lan.sees()
    assert not [label for label in lan.choices() if label.startswith("Nhắc")]


def test_after_a_week_scoring_goes_on_where_it_stopped(world: World) -> None:
    hoa = joined(world, "demo-taichinh")
    fills(hoa, {"6.1": "b"})
    hoa.says("6.2 đủ")
    world.passes(days=7)
    world.forgets()
    hoa.says("/chamdiem")
    hoa.reads("6.2 cần ", "• Quyết định công khai ngân sách")
