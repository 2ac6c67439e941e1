"""After the signature: an edit says since when it is locked, and the way back is asked for and decided with a reason."""

from tests.stories.telling.actors import Member
from tests.stories.telling.filling import joined
from tests.stories.telling.world import World


def asks(world: World) -> tuple[Member, Member]:
    """The official has asked for 2.3; the standing body has the question on the screen."""
    son, tuan = joined(world, "demo-noivu"), joined(world, "demo-tuphap")
    tuan.says("2.3 b")
    tuan.reads("Phiếu đã khoá từ 09:")
    tuan.presses("Xin mở lại tiêu chí 2.3")
    tuan.reads("Vì sao cần mở lại tiêu chí 2.3?")
    tuan.says("Báo cáo ký sau, em ghi nhầm mức")
    tuan.reads("Đã gửi đề nghị tới cơ quan thường trực")
    return tuan, son


def test_a_locked_sheet_says_since_when_and_changes_nothing(signed: World) -> None:
    before = signed.sheet()
    tuan = joined(signed, "demo-tuphap")
    tuan.says("2.3 b")
    tuan.reads("Phiếu đã khoá từ 09:", "thứ Sáu 20/11")
    tuan.sends("thêm.jpg", caption="2.3")
    tuan.reads("Phiếu đã khoá từ 09:")
    assert signed.sheet() == before


def test_the_request_reaches_the_standing_body_with_both_buttons(signed: World) -> None:
    _, son = asks(signed)
    son.reads("**Xã An Bình (minh hoạ)** xin mở lại tiêu chí 2.3 (Anh Tuấn (minh hoạ)): “Báo cáo ký sau, em ghi nhầm mức”")
    assert son.choices() == ["Mở lại XA01 2.3", "Từ chối XA01 2.3"]


def test_granting_opens_exactly_that_leaf(signed: World) -> None:
    tuan, son = asks(signed)
    son.presses("Mở lại")
    son.presses("Đồng ý theo lý do xã nêu")
    son.reads("Đã mở lại tiêu chí 2.3 của xã An Bình (minh hoạ)")
    tuan.reads("Tiêu chí 2.3 đã được mở lại")
    tuan.presses("Làm tiếp 2.3")
    tuan.reads("**2.3 Theo dõi thi hành pháp luật**")
    tuan.says("b")
    tuan.presses("Đúng, lưu")
    assert signed.leaf("2.3")["declared"] == {"option": "b"}
    tuan.says("2.2 khong")
    tuan.reads("Phiếu đã khoá từ")
    assert signed.leaf("2.2")["declared"] == {"met": True}


def test_a_mended_leaf_is_locked_again(signed: World) -> None:
    tuan, son = asks(signed)
    son.presses("Mở lại")
    son.says("Đồng ý, sửa trong hôm nay")
    tuan.reads("“Đồng ý, sửa trong hôm nay”")
    tuan.says("2.3 b")
    tuan.presses("Đúng, lưu")
    tuan.presses("Sửa xong, khoá lại 2.3")
    tuan.reads("Đã khoá lại 2.3")
    tuan.says("2.3 a")
    tuan.reads("Phiếu đã khoá từ")
    assert signed.leaf("2.3")["declared"] == {"option": "b"}


def test_refusing_tells_the_reason(signed: World) -> None:
    before = signed.sheet()
    tuan, son = asks(signed)
    son.presses("Từ chối")
    son.reads("Vì sao từ chối?")
    son.says("Đã hết hạn, giải trình khi thẩm định")
    son.reads("Đã từ chối mở lại tiêu chí 2.3 của xã An Bình")
    tuan.reads("không được chấp nhận: “Đã hết hạn, giải trình khi thẩm định”")
    assert signed.sheet() == before


def test_what_was_decided_is_not_decided_again(signed: World) -> None:
    _, son = asks(signed)
    grant, refuse = son.button("Mở lại"), son.button("Từ chối")
    son.touches(refuse)
    son.says("Đã hết hạn")
    for button in (grant, refuse):
        son.touches(button)
        son.reads("Đề nghị này đã được trả lời")
    assert signed.leaf("2.3")["declared"] == {"option": "a"}


def test_what_waits_is_found_again_under_progress(signed: World) -> None:
    _, son = asks(signed)
    signed.forgets()
    son.says("/tiendo")
    son.reads("**Xã An Bình (minh hoạ)** xin mở lại tiêu chí 2.3")
    son.presses("Mở lại XA01 2.3")
    son.presses("Đồng ý theo lý do xã nêu")
    son.reads("Đã mở lại")


def test_nobody_but_the_standing_body_decides(signed: World) -> None:
    _, son = asks(signed)
    before = signed.sheet()
    for code in ("demo-vanphong", "demo-chutich", "demo-vanphong-2", "demo-thamdinh", "demo-thuky", "demo-hoidong"):
        member = joined(signed, code)
        for button in son.cards[-1].choices:
            member.touches(button)
            member.reads("không thuộc vai trò")
    assert signed.sheet() == before


def test_after_the_deadline_a_draft_is_locked_and_its_leaf_may_be_asked_for(world: World) -> None:
    tuan, son = joined(world, "demo-tuphap"), joined(world, "demo-noivu")
    world.passes(days=11)
    tuan.says("2.2 có")
    tuan.reads("Phiếu đã khoá từ 17:00 thứ Hai 30/11")
    tuan.presses("Xin mở lại tiêu chí 2.2")
    tuan.says("Mạng hỏng cả tuần")
    son.presses("Mở lại")
    son.presses("Đồng ý theo lý do xã nêu")
    tuan.presses("Làm tiếp 2.2")
    tuan.says("có")
    assert world.leaf("2.2")["declared"] == {"met": True}


def test_a_reason_for_reopening_says_something_on_either_side(zalo: World) -> None:
    tuan, son = joined(zalo, "demo-tuphap"), joined(zalo, "demo-noivu")
    tuan.says("2.3 b")
    tuan.presses("Xin mở lại")
    tuan.says("xin mở lại")
    tuan.reads("Cần ghi lý do", "Vì sao cần mở lại tiêu chí 2.3?")
    tuan.says("Ghi nhầm mức")
    tuan.reads("Đã gửi đề nghị tới cơ quan thường trực")
    son.presses("Từ chối")
    son.says("không")
    son.reads("Cần ghi lý do", "Vì sao từ chối?")
    son.says("Đã quá hạn")
    tuan.reads("không được chấp nhận: “Đã quá hạn”")


def test_a_request_that_reaches_nobody_of_the_office_waits_and_says_so(zalo: World) -> None:
    tuan = joined(zalo, "demo-tuphap")
    tuan.says("2.3 b")
    tuan.presses("Xin mở lại")
    tuan.says("Ghi nhầm mức")
    tuan.reads("Đã ghi đề nghị vào danh sách chờ", "chưa mở chat với tôi nên chưa nhận được")
    assert "Đã gửi" not in tuan.sees()
    son = joined(zalo, "demo-noivu")
    son.says("/tiendo")
    son.presses("Mở lại XA01 2.3")
    tuan.blocks()
    son.presses("Đồng ý theo lý do xã nêu")
    son.reads("Đã mở lại tiêu chí 2.3 của xã An Bình (minh hoạ)")
