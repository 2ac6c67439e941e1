"""What a leaf asks: one short card with figures, the long parts behind a button, last year's points beside it."""

from tests.stories.telling.filling import joined
from tests.stories.telling.world import World

#: What fits a 360 px screen without much scrolling.
SHORT = 700


def test_a_leaf_is_explained_with_figures_of_its_own_rule(on_web: World) -> None:
    tuan = joined(on_web, "demo-tuphap")
    tuan.says("/tieuchi 3.2")
    tuan.reads("**Cách tính:** (tỷ lệ % × 6)/100; dưới 95% được 0", "**Ví dụ:** 195/200 = 97,5% → 97,5% × 6 = 5,85; hoặc ")
    tuan.reads("**Tài liệu:** ", "**Năm trước:** ", "Còn 10 ngày để tự chấm.")
    assert len(tuan.sees()) <= SHORT


def test_the_long_parts_stand_behind_one_button(on_web: World) -> None:
    tuan = joined(on_web, "demo-tuphap")
    tuan.says("/chamdiem 3.1")
    tuan.says("/tieuchi 3.2")
    tuan.presses("Tài liệu đạt, chỗ dễ sai")
    tuan.reads("**Dễ sai:** ", "**Căn cứ:** Quyết định số 766/QĐ-TTg")
    tuan.presses("Giải thích 3.2")
    tuan.presses("Quay lại 3.1")
    tuan.reads("**3.1 ")


def test_every_leaf_fits_a_small_screen_and_says_what_comes_next(on_web: World) -> None:
    lan = joined(on_web, "demo-vanphong")
    lan.says("/huy")
    for code in on_web.leaves():
        lan.says(f"/tieuchi {code}")
        assert len(lan.sees()) <= SHORT, code
        assert sum(choice.primary for choice in lan.cards[-1].choices) == 1, code


def test_a_reviewer_sees_no_communes_points_in_an_explanation(on_web: World) -> None:
    mai = joined(on_web, "demo-thamdinh")
    mai.says("/tieuchi 3.2")
    mai.reads("**Cách tính:**")
    assert "Năm trước" not in mai.sees()
