"""Busy people: interrupted, in a hurry, on two devices, and sometimes wrong."""

import pytest

from tests.stories.telling.filling import fills, joined
from tests.stories.telling.world import World

SHORT = [
    ("1.2 45/50", "1.2", {"numerator": "45", "denominator": "50"}),
    ("1,2 45/50", "1.2", {"numerator": "45", "denominator": "50"}),
    ("tc 1.2: 970/1.000", "1.2", {"numerator": "970", "denominator": "1000"}),
    ("1.2 85,3%", "1.2", {"percent": "85.3"}),
    ("1.1 b", "1.1", {"option": "b"}),
    ("1.1 B.", "1.1", {"option": "b"}),
    ("1.3 ac", "1.3", {"conditions": ["a", "c"]}),
    ("1.3 du", "1.3", {"conditions": ["a", "b", "c"]}),
    ("1.3 0", "1.3", {"conditions": []}),
    ("4.1 có", "4.1", {"met": True}),
    ("4.1 khong", "4.1", {"met": False}),
    ("1.5 3", "1.5", {"count": "3"}),
]


@pytest.mark.parametrize(("text", "code", "declared"), SHORT, ids=[text for text, _, _ in SHORT])
def test_the_short_form_in_every_spelling(on_web: World, text: str, code: str, declared: dict[str, object]) -> None:
    lan = joined(on_web, "demo-vanphong")
    lan.says(text)
    lan.reads(f"✔ {code}: ")
    assert on_web.leaf(code)["declared"] == declared


def test_editing_asks_the_same_question_again(world: World) -> None:
    lan = joined(world, "demo-vanphong")
    lan.says("1.5 3")
    lan.presses("Sửa 1.5")
    lan.reads("**1.5 Tuyên truyền CCHC**")
    lan.says("4")
    assert world.leaf("1.5")["self"]["points"] == "2"


def test_undoing_takes_back_once(world: World) -> None:
    lan = joined(world, "demo-vanphong")
    lan.says("1.5 3")
    undo = lan.button("Hoàn tác")
    lan.touches(undo)
    lan.reads("Đã hoàn tác 1.5: trở lại chưa chấm", "**1.5 ")
    lan.touches(undo)
    lan.reads("không hoàn tác nữa")
    assert world.leaf("1.5")["declared"] is None


def test_undoing_brings_the_earlier_answer_back(world: World) -> None:
    lan = joined(world, "demo-vanphong")
    lan.says("1.5 3")
    lan.says("1.5 4")
    lan.presses("Hoàn tác")
    lan.reads("Đã hoàn tác 1.5: trở lại 1,5/2")
    assert world.leaf("1.5")["declared"] == {"count": "3"}


def test_evidence_sent_since_does_not_stand_in_the_way_of_undoing(world: World) -> None:
    lan = joined(world, "demo-vanphong")
    lan.says("1.1 b")
    undo = lan.button("Hoàn tác")
    lan.sends("kế hoạch.jpg")
    lan.touches(undo)
    leaf = world.leaf("1.1")
    assert (leaf["declared"], [file["name"] for file in leaf["evidence"]]) == (None, ["kế hoạch.jpg"])


def test_an_undo_that_came_too_late_does_not_touch_the_newer_answer(world: World) -> None:
    lan = joined(world, "demo-vanphong")
    lan.says("1.5 3")
    undo = lan.button("Hoàn tác")
    lan.says("1.5 4")
    lan.touches(undo)
    lan.reads("không hoàn tác nữa", "1.5: **2/2**")
    assert world.leaf("1.5")["declared"] == {"count": "4"}


def test_a_leaf_is_put_off_and_comes_round_again(world: World) -> None:
    hoa = joined(world, "demo-taichinh")
    for code in ("6.1", "6.2", "6.3", "6.4"):
        hoa.reads(f"**{code} ")
        hoa.presses("Để sau")
    hoa.reads("**6.1 ")


def test_the_last_unfinished_leaf_says_that_it_is_the_last(world: World) -> None:
    hoa = joined(world, "demo-taichinh")
    fills(hoa, {"6.1": "b", "6.2": "đủ", "6.3": "3/4"})
    hoa.reads("**6.4 ")
    hoa.presses("Để sau")
    hoa.reads("Chỉ còn 6.4 chưa xong", "**6.4 ")


def test_who_has_finished_is_told_so(world: World) -> None:
    hoa = joined(world, "demo-taichinh")
    fills(hoa, {"6.1": "b", "6.2": "đủ", "6.3": "3/4", "6.4": "92%"})
    hoa.reads("Anh/chị đã chấm xong cả 4 tiêu chí được giao")


def test_going_back_leads_to_the_question_before(world: World) -> None:
    lan = joined(world, "demo-vanphong")
    lan.presses("Để sau")
    lan.reads("**1.2 ")
    lan.says("quay lai")
    lan.reads("**1.1 ")
    lan.presses("a. ")
    assert world.leaf("1.1")["declared"] == {"option": "a"}


def test_cancelling_keeps_what_was_saved(world: World) -> None:
    lan = joined(world, "demo-vanphong")
    lan.says("1.5 3")
    lan.says("/huy")
    lan.reads("Đã dừng. Những gì đã lưu vẫn còn nguyên")
    assert world.leaf("1.5")["declared"] == {"count": "3"}
    lan.presses("Bắt đầu chấm")
    lan.reads("**1.1 ")


def test_a_question_in_the_middle_keeps_the_place(world: World) -> None:
    tuan = joined(world, "demo-tuphap")
    tuan.says("/chamdiem 3.2")
    tuan.says("xin loi ho so tre han la sao")
    tuan.reads("**3.3 Xin lỗi đối với hồ sơ trễ hạn**", "**Cách tính:**")
    tuan.says("1190/1240")
    tuan.reads("3.2: **5,76/6**")


def test_the_way_back_from_a_question_in_the_middle(world: World) -> None:
    tuan = joined(world, "demo-tuphap")
    tuan.says("/chamdiem 3.2")
    tuan.says("/tieuchi 3.3")
    assert {"Chấm 3.3 luôn", "Quay lại 3.2"} <= set(tuan.choices())
    tuan.presses("Quay lại 3.2")
    tuan.reads("**3.2 Tỷ lệ hồ sơ TTHC giải quyết đúng hạn**")


def test_the_deadline_asked_in_the_middle(world: World) -> None:
    lan = joined(world, "demo-vanphong")
    lan.says("bao giờ hết hạn nộp")
    lan.reads("Tự chấm điểm và nộp: 17:00 thứ Hai 30/11 (còn 10 ngày)")
    lan.presses("Quay lại việc đang làm")
    lan.reads("**1.1 ")


def test_after_a_week_the_work_goes_on_where_it_stopped(world: World) -> None:
    lan = joined(world, "demo-vanphong")
    lan.says("1.2 45/50")
    world.passes(days=7)
    lan.sends("bảng.jpg")
    lan.reads("1.2: đã nhận “")
    lan.says("/chamdiem")
    lan.reads("**1.1 ")


def test_a_lower_score_over_documents_is_asked_back(world: World) -> None:
    lan = joined(world, "demo-vanphong")
    fills(lan, {"1.1": "a"})
    lan.says("1.1 b")
    lan.reads("1.1: mức mới được 0,75 điểm, thấp hơn mức 1,5 điểm đã lưu kèm 1 tài liệu. Anh/chị lưu mức mới chứ?")
    assert world.leaf("1.1")["declared"] == {"option": "a"}
    lan.presses("Đúng, lưu")
    assert world.leaf("1.1")["declared"] == {"option": "b"}


def test_a_lower_score_may_be_typed_again(world: World) -> None:
    lan = joined(world, "demo-vanphong")
    fills(lan, {"1.1": "a"})
    lan.says("1.1 c")
    lan.presses("Nhập lại")
    lan.reads("**1.1 ")
    lan.says("a")
    assert world.leaf("1.1")["declared"] == {"option": "a"}


def test_more_than_everything_is_never_saved_as_it_stands(world: World) -> None:
    tuan = joined(world, "demo-tuphap")
    tuan.says("3.2 1240/1190")
    tuan.reads("3.2: số hồ sơ giải quyết trước hạn và đúng hạn (1.240) lớn hơn tổng số hồ sơ đã giải quyết (1.190).")
    assert world.leaf("3.2")["declared"] is None
    tuan.presses("Nhập lại")
    tuan.says("1.200/1240")
    assert world.leaf("3.2")["declared"] == {"numerator": "1200", "denominator": "1240"}


def test_a_claim_is_asked_back_and_may_be_dropped(world: World) -> None:
    hoa = joined(world, "demo-taichinh")
    hoa.says("6.3 không áp dụng")
    hoa.reads("Anh/chị khai **không áp dụng** cho 6.3?")
    assert world.leaf("6.3")["not_applicable"] is None
    hoa.says("3/4")
    assert world.leaf("6.3")["declared"] == {"numerator": "3", "denominator": "4"}


def test_a_code_without_its_dot_is_asked_back(world: World) -> None:
    lan = joined(world, "demo-vanphong")
    lan.says("/huy")
    lan.says("12 45/50")
    lan.reads("Ý anh/chị là tiêu chí **1.2 Mức độ hoàn thành kế hoạch CCHC**?")
    assert world.leaf("1.2")["declared"] is None
    lan.presses("Đúng, lưu")
    assert world.leaf("1.2")["self"]["points"] == "3.15"


def test_a_number_is_an_answer_while_a_question_is_open(world: World) -> None:
    lan = joined(world, "demo-vanphong")
    lan.says("/chamdiem 1.5")
    lan.says("3")
    assert world.leaf("1.5")["declared"] == {"count": "3"}


def test_a_button_of_an_older_question_shows_the_present_one(world: World) -> None:
    lan = joined(world, "demo-vanphong")
    old = lan.button("a. Ban hành đúng hạn")
    lan.presses("Để sau")
    lan.touches(old)
    lan.reads("Lựa chọn này thuộc bước trước nên tôi chưa ghi gì. Bước hiện tại:", "**1.2 ")
    assert world.leaf("1.1")["declared"] is None


def test_a_button_when_nothing_is_open_any_more(world: World) -> None:
    lan = joined(world, "demo-vanphong")
    old = lan.button("a. Ban hành đúng hạn")
    lan.says("/huy")
    lan.touches(old)
    lan.reads("Lựa chọn này thuộc bước trước nên tôi chưa ghi gì. Hiện không có câu hỏi nào chờ anh/chị")
    assert lan.choices()
    assert world.leaf("1.1")["declared"] is None


def test_pressing_twice_in_a_hurry_saves_once(world: World) -> None:
    lan = joined(world, "demo-vanphong")
    button = lan.button("a. Ban hành đúng hạn")
    lan.touches(button)
    lan.touches(button)
    assert world.log("XA01/1.1") == ["declare"]


def test_what_a_colleague_scored_meanwhile_is_kept(world: World) -> None:
    """The coordinator may help with every leaf; the official's older card does not undo it."""
    lan, tuan = joined(world, "demo-vanphong"), joined(world, "demo-tuphap")
    tuan.says("2.3 a")
    undo = tuan.button("Hoàn tác")
    lan.says("2.3 b")
    lan.presses("Thay bằng mức b")
    tuan.touches(undo)
    tuan.reads("Tiêu chí này đã được sửa sau đó")
    leaf = world.leaf("2.3")
    assert (leaf["declared"], leaf["self"]["by"]) == ({"option": "b"}, "Chị Lan (minh hoạ)")


def test_starting_on_the_phone_and_going_on_in_the_browser(world: World) -> None:
    joined(world, "demo-vanphong").says("1.2 45/50")
    world.channel = "web" if world.channel == "telegram" else "telegram"
    lan = joined(world, "demo-vanphong")
    lan.says("/tailieu 1.2")
    lan.reads("• Bảng tổng hợp nhiệm vụ kèm sản phẩm")
    lan.sends("bảng.jpg", caption="1.2")
    assert [file["name"] for file in world.leaf("1.2")["evidence"]] == ["bảng.jpg"]
