"""A decision is taken back by whoever took it, and nothing is said to have reached somebody whom it does not reach."""

import pytest

from handlers.cards.buttons import decode, encode
from handlers.incoming.events import ChatKey
from tests.stories.telling.actors import Member
from tests.stories.telling.filling import joined
from tests.stories.telling.world import World

REASON = "Báo cáo thiếu hồ sơ của tháng 12"


def opens(world: World, place: str = "XA01 3.2", who: str = "demo-thamdinh") -> Member:
    mai = joined(world, who)
    mai.says(f"/thamdinh {place}")
    return mai


def cuts(mai: Member) -> None:
    mai.presses("Đổi điểm")
    mai.says("4,5")
    mai.says(REASON)


def has_no_chat(world: World, code: str) -> None:
    """Somebody who filled the sheet in the browser, and whose chat there is closed by now."""
    somebody = Member(world, code)
    somebody.key = ChatKey("web", "web", code)
    somebody.blocks()


def asks(mai: Member) -> None:
    mai.presses("Yêu cầu giải trình")
    mai.says(REASON)


# -- by a button, by words -----------------------------------------------------------------------------------------------


def test_what_was_agreed_is_taken_back_by_a_button_and_decided_anew(zalo: World) -> None:
    tuan, mai = joined(zalo, "demo-tuphap"), opens(zalo)
    before = len(tuan.cards)
    mai.presses("Đồng ý 5,76")
    mai.presses("Hoàn tác XA01 3.2")
    mai.reads("Đã hoàn tác XA01 · 3.2, tiêu chí trở lại hàng chờ.", "**XA01** · **3.2 ")
    assert zalo.leaf("3.2")["first_appraisal"] is None
    # Agreement was not told, so there is nothing to take back in the commune's chat.
    assert len(tuan.cards) == before
    cuts(mai)
    assert zalo.leaf("3.2")["first_appraisal"]["points"] == "4.5"
    assert zalo.log("XA01/3.2")[-3:] == ["appraise", "withdraw_appraisal", "appraise"]


def test_a_commune_that_was_told_of_a_cut_is_told_that_it_is_taken_back(zalo: World) -> None:
    tuan, lan, mai = joined(zalo, "demo-tuphap"), joined(zalo, "demo-vanphong"), opens(zalo)
    cuts(mai)
    mai.presses("Hoàn tác XA01 3.2")
    mai.reads("Đã hoàn tác XA01 · 3.2", "đã báo xã")
    for member in (tuan, lan):
        member.reads("**3.2**: Chị Mai (minh hoạ) rút lại điểm vừa đổi")
        member.presses("Xem lại 3.2")
        member.reads("Tự chấm **5,76/6**")
        assert REASON not in member.sees()


def test_a_request_taken_back_needs_no_answer(zalo: World) -> None:
    tuan, mai = joined(zalo, "demo-tuphap"), opens(zalo)
    asks(mai)
    tuan.presses("Trả lời bằng chữ")
    mai.presses("Hoàn tác XA01 3.2")
    tuan.reads("rút lại yêu cầu giải trình, anh/chị không phải trả lời nữa")
    tuan.says("Báo cáo của xã, in nhầm tên huyện")
    tuan.reads("không có yêu cầu giải trình nào đang chờ")
    assert zalo.leaf("3.2")["request"] is None
    assert zalo.log("XA01/3.2")[-2:] == ["request", "withdraw_request"]


@pytest.mark.parametrize(
    "said",
    [
        "hoàn tác",
        "lúc nãy tôi bấm nhầm",
        "Bấm nhầm rồi",
        "tôi ấn nhầm nút",
        "Ơ nhầm",
        "cho tôi rút lại",
        "xin lỗi, em lỡ tay",
        "nãy em bấm nhầm nút đồng ý rồi",
        "sửa lại quyết định vừa rồi",
        "lam lai giup toi",
    ],
)
def test_the_last_decision_is_taken_back_by_words(zalo: World, said: str) -> None:
    mai = opens(zalo)
    mai.presses("Đồng ý 5,76")
    zalo.forgets()
    mai.says(said)
    mai.reads("Đã hoàn tác XA01 · 3.2")
    assert zalo.leaf("3.2")["first_appraisal"] is None


def test_an_old_decision_is_shown_before_it_is_changed(zalo: World) -> None:
    mai = opens(zalo)
    mai.presses("Đồng ý 5,76")
    zalo.passes(hours=3)
    mai.says("hoàn tác")
    mai.reads("Quyết định gần nhất của anh/chị là XA01 · 3.2", "Thẩm định lần 1: **5,76** (Chị Mai (minh hoạ))")
    assert zalo.leaf("3.2")["first_appraisal"] is not None
    mai.presses("Đổi lại")
    mai.reads("Đã hoàn tác XA01 · 3.2")
    mai.says("hoàn tác")
    mai.reads("Quyết định gần nhất của anh/chị là XA04 · 3.1. Muốn đổi thì chọn [Rút yêu cầu].")


def test_who_has_decided_nothing_has_nothing_to_take_back(zalo: World) -> None:
    son = joined(zalo, "demo-noivu")
    son.says("bấm nhầm")
    son.reads("Anh/chị chưa có quyết định nào còn đổi lại được")
    assert "Hàng chờ thẩm định" in son.choices()


def test_what_is_not_decided_yet_is_left(zalo: World) -> None:
    mai = opens(zalo)
    mai.presses("Đổi điểm")
    mai.says("bấm nhầm rồi")
    mai.reads("Chưa ghi gì cho XA01 · 3.2", "Tự chấm **5,76/6**")
    assert zalo.leaf("3.2")["first_appraisal"] is None


def test_that_the_commune_was_mistaken_is_a_reason_and_no_slip(zalo: World) -> None:
    mai = opens(zalo)
    mai.presses("Đổi điểm")
    mai.says("4,5")
    mai.says("xã chấm nhầm số liệu")
    assert zalo.leaf("3.2")["first_appraisal"]["note"] == "xã chấm nhầm số liệu"


# -- and what is not taken back ------------------------------------------------------------------------------------------


def test_somebody_elses_decision_stands(zalo: World) -> None:
    hanh, mai = opens(zalo, who="demo-thuky"), joined(zalo, "demo-thamdinh")
    hanh.presses("Đồng ý 5,76")
    mai.says("/thamdinh XA01 3.2")
    mai.reads("Thẩm định lần 1: **5,76** (Chị Hạnh (minh hoạ))")
    assert "Đổi lại" not in mai.choices()
    press = decode(hanh.button("Hoàn tác").code)
    assert press is not None
    mai.forges(encode(press.action, *press.args))
    mai.reads("Quyết định với 3.2 là của người khác")
    assert zalo.leaf("3.2")["first_appraisal"]["by"] == "Chị Hạnh (minh hoạ)"


def test_a_request_that_is_being_answered_stays(zalo: World) -> None:
    tuan, mai = joined(zalo, "demo-tuphap"), opens(zalo)
    asks(mai)
    taking_back = mai.button("Hoàn tác")
    tuan.presses("Trả lời bằng chữ")
    tuan.says("Báo cáo của xã, in nhầm tên huyện")
    mai.says("bấm nhầm")
    mai.reads("Xã đã trả lời hoặc đang soạn trả lời cho 3.2")
    tuan.presses("Gửi trả lời")
    mai.touches(taking_back)
    mai.reads("Tiêu chí này vừa có thay đổi", "Báo cáo của xã, in nhầm tên huyện")
    assert zalo.leaf("3.2")["request"]["state"] == "answered"


def test_an_official_who_types_it_takes_no_decision_back(zalo: World) -> None:
    tuan, mai = joined(zalo, "demo-tuphap"), opens(zalo)
    cuts(mai)
    tuan.says("hoàn tác")
    assert zalo.leaf("3.2")["first_appraisal"]["points"] == "4.5"


# -- whom it does not reach ----------------------------------------------------------------------------------------------


def test_a_cut_says_who_of_the_commune_was_not_reached(zalo: World) -> None:
    has_no_chat(zalo, "demo-tuphap")
    lan, mai = joined(zalo, "demo-vanphong"), opens(zalo)
    cuts(mai)
    mai.reads("đổi thành 4,5/6, đã báo xã.", "Anh Tuấn (minh hoạ) chưa mở chat với tôi nên chưa nhận được", "gọi điện giúp")
    lan.reads("**3.2**", REASON)


def test_a_request_that_reaches_nobody_is_not_said_to_be_sent(zalo: World) -> None:
    has_no_chat(zalo, "demo-tuphap")
    mai = opens(zalo)
    asks(mai)
    mai.reads("✔ Đã ghi yêu cầu với XA01, hạn ", "Anh Tuấn (minh hoạ) chưa mở chat với tôi nên chưa nhận được")
    assert "Đã gửi" not in mai.sees()
    tuan = joined(zalo, "demo-tuphap")
    assert any("**3.2**: Chị Mai (minh hoạ) yêu cầu giải trình" in card.text for card in tuan.cards)


def test_an_answer_is_not_said_to_be_sent_to_whom_it_does_not_reach(zalo: World) -> None:
    tuan, mai = joined(zalo, "demo-tuphap"), opens(zalo)
    asks(mai)
    mai.blocks()
    tuan.presses("Trả lời bằng chữ")
    tuan.says("Báo cáo của xã, in nhầm tên huyện")
    tuan.presses("Gửi trả lời")
    tuan.reads("Đã ghi vào hàng chờ thẩm định câu trả lời cho 3.2", "Chị Mai (minh hoạ) chưa mở chat")


def test_the_coordinator_hears_that_the_leader_was_not_reached(complete_zalo: World) -> None:
    lan, chairman = joined(complete_zalo, "demo-vanphong"), joined(complete_zalo, "demo-chutich")
    chairman.blocks()
    lan.says("/nop")
    lan.presses("Trình lãnh đạo ký")
    lan.reads("Đã trình ", "chưa mở chat với tôi nên chưa nhận được")
