"""Submission: the coordinator sends, the leader signs or returns, and then nothing changes any more."""

import pytest

from tests.stories.telling.actors import Member
from tests.stories.telling.filling import fills, joined
from tests.stories.telling.world import World


def test_an_incomplete_sheet_is_refused_with_what_is_missing(world: World) -> None:
    lan = joined(world, "demo-vanphong")
    fills(lan, {"1.1": "a"})
    lan.says("1.2 45/50")
    lan.says("/nop")
    lan.reads("còn **30** tiêu chí", "• 1.2 thiếu bảng tổng hợp nhiệm vụ", "• 1.3 chưa chấm", "• và 26 tiêu chí khác")
    assert world.sheet()["state"] == "draft"
    lan.presses("Làm tiếp 1.2")
    lan.reads("• Bảng tổng hợp nhiệm vụ kèm sản phẩm")


def test_an_official_cannot_send_what_the_coordinator_sends(complete: World) -> None:
    tuan, before = joined(complete, "demo-tuphap"), complete.sheet()
    tuan.says("/nop")
    tuan.reads("Đầu mối của xã chưa trình phiếu")
    tuan.forges("send")
    tuan.reads("Việc này không thuộc vai trò của anh/chị (công chức chấm điểm)")
    tuan.forges("sign")
    assert complete.sheet() == before


def sent(world: World) -> tuple[Member, Member]:
    """The coordinator, who has just sent the sheet, and the leader."""
    chairman, lan = joined(world, "demo-chutich"), joined(world, "demo-vanphong")
    lan.says("/nop")
    lan.reads("**31/31** tiêu chí", "Phiếu đã đủ. Trình lãnh đạo ký?")
    lan.presses("Trình lãnh đạo ký")
    lan.reads("Đã trình Ông Bình (minh hoạ) ký")
    return lan, chairman


def test_the_leader_gets_the_sheet_with_what_deserves_a_look(complete: World) -> None:
    _, chairman = sent(complete)
    chairman.reads(
        "Phiếu của xã An Bình (minh hoạ): **31/31** tiêu chí", "điểm điều tra xã hội học chưa có", "so với tự chấm năm trước"
    )
    chairman.reads("Các tiêu chí mất điểm nhiều nhất: ", "Khai không áp dụng: 6.3")
    assert chairman.choices() == ["Ký gửi", "Trả lại kèm lý do", "Xem từng tiêu chí"]
    assert complete.sheet()["state"] == "internal_review"


def test_the_leader_looks_through_field_by_field_and_can_still_sign(complete: World) -> None:
    _, chairman = sent(complete)
    chairman.presses("Xem từng tiêu chí")
    chairman.reads("**1. Công tác chỉ đạo, điều hành CCHC**", "• 1.2 Mức độ hoàn thành kế ho…: 3,15/3,5")
    chairman.presses("Lĩnh vực 2")
    chairman.reads("**2. ")
    chairman.presses("Ký gửi")
    assert complete.sheet()["state"] == "submitted"


def test_returning_needs_a_reason_and_reaches_the_coordinator(complete: World) -> None:
    lan, chairman = sent(complete)
    chairman.presses("Trả lại kèm lý do")
    chairman.reads("Vì sao trả lại phiếu?")
    chairman.says("   ")
    chairman.reads("Vì sao trả lại phiếu?")
    assert complete.sheet()["state"] == "internal_review"
    chairman.says("Tiêu chí 1.2 cần ghi lại số nhiệm vụ")
    chairman.reads("Đã trả lại phiếu kèm lý do")
    lan.reads("Lãnh đạo trả lại phiếu: “Tiêu chí 1.2 cần ghi lại số nhiệm vụ”")
    assert complete.sheet()["state"] == "draft"


def test_a_returned_sheet_is_mended_sent_again_and_signed(complete: World) -> None:
    lan, chairman = sent(complete)
    chairman.presses("Trả lại kèm lý do")
    chairman.says("Ghi lại 1.2")
    lan.says("1.2 48/50")
    assert complete.leaf("1.2")["self"]["points"] == "3.36"
    lan.says("/nop")
    lan.presses("Trình lãnh đạo ký")
    chairman.presses("Ký gửi")
    assert complete.sheet()["state"] == "submitted"


@pytest.mark.parametrize("said", ["ok", "vâng", "...", "trả"])
def test_the_leader_who_returns_says_why(complete_zalo: World, said: str) -> None:
    _, chairman = sent(complete_zalo)
    chairman.presses("Trả lại kèm lý do")
    chairman.says(said)
    chairman.reads("Cần ghi lý do", "Vì sao trả lại phiếu?")
    assert complete_zalo.sheet()["state"] == "internal_review"
    chairman.says("Ghi lại 1.2")
    assert complete_zalo.sheet()["state"] == "draft"


def test_the_receipt_says_when_and_how_many_points_and_reaches_both(complete: World) -> None:
    lan, chairman = sent(complete)
    chairman.presses("Ký gửi")
    total = complete.sheet()["totals"]["self"].replace(".", ",")
    for member in (lan, chairman):
        member.reads("Đã ký gửi lúc 09:", "thứ Sáu 20/11", f"**{total}/72** điểm tự chấm", "Phiếu đã khoá")
    assert complete.sheet()["locked_at"].startswith("2026-11-20T09:")


def test_who_signs_twice_signs_once(complete: World) -> None:
    _, chairman = sent(complete)
    button = chairman.button("Ký gửi")
    chairman.touches(button)
    signed = complete.sheet()
    chairman.touches(button)
    chairman.reads("Phiếu đang ở bước “đã nộp”")
    assert complete.sheet() == signed


def test_a_sheet_that_waits_for_the_leader_is_not_changed_meanwhile(complete: World) -> None:
    lan, _ = sent(complete)
    before = complete.sheet()
    lan.says("1.2 41/50")
    lan.reads("Phiếu đã khoá")
    lan.says("/nop")
    lan.reads("Phiếu đang chờ lãnh đạo ký")
    assert complete.sheet() == before
