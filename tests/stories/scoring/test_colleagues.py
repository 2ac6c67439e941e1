"""Two people at one leaf: the second one sees what the first one entered, and nothing is overwritten unasked."""

from tests.stories.telling.actors import Member
from tests.stories.telling.filling import joined
from tests.stories.telling.world import World


def both_asked(world: World) -> tuple[Member, Member]:
    """The official and the coordinator, before the same question."""
    tuan, lan = joined(world, "demo-tuphap"), joined(world, "demo-vanphong")
    for member in (tuan, lan):
        member.says("/chamdiem 3.2")
        member.reads("**3.2 Tỷ lệ hồ sơ TTHC giải quyết đúng hạn**")
    return tuan, lan


def test_the_second_answer_to_a_question_is_asked_back_with_the_first(world: World) -> None:
    tuan, lan = both_asked(world)
    lan.says("1.190/1.240")
    tuan.says("1.200/1.240")
    tuan.reads("**3.2** Chị Lan (minh hoạ) đã chấm lúc 09:", "1.190/1.240 → **5,76/6**", "Tôi chưa lưu")
    assert tuan.choices() == ["Giữ của đồng nghiệp", "Thay bằng 1.200/1.240"]
    assert world.leaf("3.2")["declared"] == {"numerator": "1190", "denominator": "1240"}


def test_whose_question_is_open_is_told_by_a_card(world: World) -> None:
    tuan, lan = both_asked(world)
    lan.says("1.190/1.240")
    tuan.reads("Chị Lan (minh hoạ) vừa chấm **3.2**: 1.190/1.240 → **5,76/6**")
    tuan.presses("Xem 3.2")
    tuan.reads("✔ 3.2: **5,76/6**", "Báo cáo xuất từ hệ thống một cửa")


def test_keeping_the_colleagues_answer_goes_on(world: World) -> None:
    tuan, lan = both_asked(world)
    lan.says("1.190/1.240")
    tuan.says("1.200/1.240")
    tuan.presses("Giữ của đồng nghiệp")
    tuan.reads("Giữ nguyên 3.2", "còn thiếu: Báo cáo xuất từ hệ thống một cửa")
    assert world.leaf("3.2")["self"]["by"] == "Chị Lan (minh hoạ)"


def test_replacing_saves_and_tells_the_colleague(world: World) -> None:
    tuan, lan = both_asked(world)
    lan.says("1.190/1.240")
    tuan.says("1.200/1.240")
    tuan.presses("Thay bằng")
    assert world.leaf("3.2")["declared"] == {"numerator": "1200", "denominator": "1240"}
    lan.reads("Anh Tuấn (minh hoạ) vừa chấm **3.2**: 1.200/1.240")


def test_a_third_answer_meanwhile_is_shown_before_replacing(world: World) -> None:
    tuan, lan = both_asked(world)
    lan.says("1.190/1.240")
    tuan.says("1.200/1.240")
    replace = tuan.button("Thay bằng")
    lan.says("3.2 1.195/1.240")
    tuan.touches(replace)
    tuan.reads("1.195/1.240", "Tôi chưa lưu")
    assert world.leaf("3.2")["declared"]["numerator"] == "1195"


def test_the_same_answer_twice_is_no_conflict(world: World) -> None:
    tuan, lan = both_asked(world)
    lan.says("1.190/1.240")
    tuan.says("1190/1240")
    tuan.reads("✔ 3.2: **5,76/6**")


def test_a_short_form_does_not_overwrite_what_was_not_seen(world: World) -> None:
    tuan, lan = joined(world, "demo-tuphap"), joined(world, "demo-vanphong")
    tuan.says("3.2 1.190/1.240")
    lan.says("3.2 1.200/1.240")
    lan.reads("Anh Tuấn (minh hoạ) đã chấm", "Tôi chưa lưu")
    assert world.leaf("3.2")["self"]["by"] == "Anh Tuấn (minh hoạ)"


def test_who_has_seen_the_colleagues_answer_changes_it_without_being_asked(world: World) -> None:
    tuan, lan = joined(world, "demo-tuphap"), joined(world, "demo-vanphong")
    tuan.says("3.2 1.190/1.240")
    lan.says("/chamdiem 3.2")
    lan.reads("Đã lưu: 1.190/1.240 → **5,76/6** (Anh Tuấn (minh hoạ))")
    lan.says("1.200/1.240")
    lan.reads("✔ 3.2: **5,8")
    tuan.reads("Chị Lan (minh hoạ) vừa chấm **3.2**: 1.200/1.240")


def test_an_answer_held_back_is_compared_once_more(world: World) -> None:
    """While somebody is asked whether he means it, a colleague answers: what he said yes to was another score."""
    tuan, lan = both_asked(world)
    tuan.says("1.240/1.190")
    swap = tuan.button("Đổi lại")
    lan.says("1.100/1.240")
    tuan.touches(swap)
    tuan.reads("1.100/1.240", "Tôi chưa lưu")
    tuan.presses("Thay bằng 1.190/1.240")
    tuan.reads("✔ 3.2: **5,76/6**")


def test_a_document_from_a_colleague_stands_in_nobodys_way(world: World) -> None:
    tuan, lan = joined(world, "demo-tuphap"), joined(world, "demo-vanphong")
    tuan.says("3.2 1.190/1.240")
    tuan.says("/chamdiem 3.2")
    lan.sends("bản in.jpg", caption="3.2")
    tuan.says("1.200/1.240")
    tuan.reads("✔ 3.2: **5,8")


def test_last_years_figures_are_one_press(world: World) -> None:
    lan = joined(world, "demo-vanphong")
    lan.says("/chamdiem 1.2")
    button = lan.button("Như năm trước: ")
    figures = button.label.removeprefix("Như năm trước: ")
    numerator, denominator = figures.split("/")
    lan.touches(button)
    lan.reads("✔ 1.2: **", figures)
    assert world.leaf("1.2")["declared"] == {"numerator": numerator, "denominator": denominator}


def test_what_is_one_press_anyway_is_not_offered_from_last_year(world: World) -> None:
    lan = joined(world, "demo-vanphong")
    lan.says("/chamdiem 1.1")
    assert not [label for label in lan.choices() if "Như năm trước" in label]
