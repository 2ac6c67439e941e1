"""Nobody is caught in a question, sent in a circle, or left without the next thing to do."""

import pytest

from tests.stories.telling.actors import Member
from tests.stories.telling.filling import joined
from tests.stories.telling.world import World


def primary(member: Member) -> list[str]:
    """The buttons of the newest card that stand out."""
    return [choice.label for choice in member.cards[-1].choices if choice.primary]


def asks(world: World, *codes: str) -> tuple[Member, Member]:
    """The official, who has been asked about these leaves, and the appraiser."""
    tuan, mai = joined(world, "demo-tuphap"), joined(world, "demo-thamdinh")
    for code in codes:
        mai.says(f"/thamdinh XA01 {code}")
        mai.presses("Yêu cầu giải trình")
        mai.presses("Số liệu không khớp")
    return tuan, mai


def test_the_leader_who_thinks_better_of_returning_can_still_sign(complete: World) -> None:
    lan, chairman = joined(complete, "demo-vanphong"), joined(complete, "demo-chutich")
    lan.says("/nop")
    lan.presses("Trình lãnh đạo ký")
    chairman.presses("Trả lại kèm lý do")
    chairman.presses("Thôi")
    chairman.says("thôi để tôi ký luôn")
    assert complete.sheet()["state"] == "internal_review"
    chairman.says("/nop")
    chairman.presses("Ký gửi")
    assert complete.sheet()["state"] == "submitted"


def test_who_does_not_ask_for_reopening_after_all_has_asked_for_nothing(signed: World) -> None:
    tuan, son = joined(signed, "demo-tuphap"), joined(signed, "demo-noivu")
    tuan.says("2.3 b")
    assert primary(tuan) == ["Xin mở lại tiêu chí 2.3"]
    tuan.presses("Xin mở lại")
    tuan.presses("Thôi")
    tuan.reads("Đã dừng")
    son.says("/tiendo")
    assert "xin mở lại" not in son.sees()


def test_a_decision_on_reopening_can_be_put_off(signed: World) -> None:
    tuan, son = joined(signed, "demo-tuphap"), joined(signed, "demo-noivu")
    tuan.says("2.3 b")
    tuan.presses("Xin mở lại")
    tuan.says("Ghi nhầm mức")
    for decision in ("Mở lại", "Từ chối"):
        son.says("/tiendo")
        assert primary(son) == ["Mở lại XA01 2.3"]
        son.presses(decision)
        son.presses("Thôi")
    son.says("/tiendo")
    son.presses("Mở lại XA01 2.3")
    son.presses("Đồng ý theo lý do xã nêu")
    tuan.reads("Tiêu chí 2.3 đã được mở lại")


@pytest.mark.parametrize("decision", ["Đổi điểm", "Yêu cầu giải trình"])
def test_the_appraiser_without_a_reason_is_back_at_the_leaf(signed: World, decision: str) -> None:
    mai = joined(signed, "demo-thamdinh")
    mai.says("/thamdinh XA01 3.2")
    mai.presses(decision)
    if decision == "Đổi điểm":
        mai.says("5")
    mai.presses("Thôi")
    mai.presses("Đồng ý 5,76")
    assert signed.leaf("3.2")["first_appraisal"]["points"] == "5.76"
    assert signed.leaf("3.2")["request"] is None


@pytest.mark.parametrize("way", ["Trả lời bằng chữ", "Gửi tài liệu khác"])
def test_an_answer_put_off_sends_nothing_and_is_found_again(signed: World, way: str) -> None:
    tuan, _ = asks(signed, "3.2")
    tuan.presses(way)
    tuan.presses("Thôi")
    tuan.says("để mai tôi xem lại hồ sơ")
    assert signed.leaf("3.2")["request"]["state"] == "open"
    tuan.says("/tiendo")
    tuan.reads("**3.2**: Chị Mai (minh hoạ) yêu cầu giải trình: “Số liệu không khớp”")
    assert primary(tuan) == ["Trả lời 3.2"]
    tuan.presses("Trả lời 3.2")
    tuan.says("Số liệu lấy ngày 30/11")
    tuan.presses("Gửi trả lời")
    assert signed.leaf("3.2")["request"]["state"] == "answered"


def test_one_answer_leads_to_the_next_request_and_the_last_to_the_progress(signed: World) -> None:
    tuan, _ = asks(signed, "3.2", "3.5")
    tuan.says("/tiendo")
    tuan.presses("Trả lời 3.2")
    tuan.says("Số liệu lấy ngày 30/11")
    tuan.presses("Gửi trả lời")
    tuan.reads("✔ Đã gửi trả lời cho 3.2", "Còn **1** yêu cầu")
    tuan.presses("Trả lời 3.5")
    tuan.says("Đã đối chiếu")
    tuan.presses("Gửi trả lời")
    tuan.reads("✔ Đã gửi trả lời cho 3.5")
    assert tuan.choices() == ["Tiến độ"]


def test_the_leader_reads_the_request_and_leaves_the_answer_to_the_official(signed: World) -> None:
    asks(signed, "3.2")
    chairman = joined(signed, "demo-chutich")
    chairman.says("/tiendo")
    chairman.reads("**3.2**: Chị Mai (minh hoạ) yêu cầu giải trình")
    assert primary(chairman) == chairman.choices() == ["Báo cáo, hồ sơ"]


def test_another_fields_request_is_seen_by_the_coordinator_and_answered_by_nobody_else(signed: World) -> None:
    asks(signed, "3.2")
    hoa, lan = joined(signed, "demo-taichinh"), joined(signed, "demo-vanphong")
    hoa.says("/tiendo")
    assert "Trả lời 3.2" not in hoa.choices()
    lan.says("/tiendo")
    assert primary(lan) == ["Trả lời 3.2"]


@pytest.mark.parametrize("said", ["/start", "/huy", "/trogiup", "/chamdiem", "/tiendo", "/nop"])
@pytest.mark.parametrize("who", ["demo-vanphong", "demo-tuphap", "demo-chutich"])
def test_a_submitted_sheet_is_offered_neither_for_scoring_nor_for_signing(signed: World, said: str, who: str) -> None:
    member = joined(signed, who)
    member.says(said)
    assert not {"Bắt đầu chấm", "Trình lãnh đạo ký", "Ký gửi"} & set(member.choices())
    assert member.choices()
    assert len(primary(member)) == 1


def test_scoring_a_submitted_sheet_says_where_the_sheet_is(signed: World) -> None:
    lan = joined(signed, "demo-vanphong")
    lan.says("/chamdiem")
    lan.reads("Phiếu: đã nộp (ký gửi lúc 09:")
    assert primary(lan) == ["Tiến độ"]


def test_a_reopened_leaf_comes_first_in_the_menu(signed: World) -> None:
    tuan, son = joined(signed, "demo-tuphap"), joined(signed, "demo-noivu")
    tuan.says("2.3 b")
    tuan.presses("Xin mở lại")
    tuan.says("Ghi nhầm mức")
    son.presses("Mở lại")
    son.presses("Đồng ý theo lý do xã nêu")
    tuan.says("/huy")
    assert primary(tuan) == ["Làm tiếp 2.3"]
    tuan.presses("Làm tiếp 2.3")
    tuan.reads("**2.3 Theo dõi thi hành pháp luật**")
