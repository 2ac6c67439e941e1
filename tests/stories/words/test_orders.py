"""What people tell the assistant to do in words: done, or asked back before anybody is told of it."""

import pytest

from scoring.people import Role
from scoring.rounds.round import Milestone
from tests.stories.telling.actors import Member
from tests.stories.telling.filling import joined
from tests.stories.telling.world import World


def kinds(member: Member) -> list[str]:
    return [card.kind for card in member.cards]


# -- the standing body -----------------------------------------------------------------------------------------------------


def test_the_standing_body_sees_how_far_each_commune_is(world: World) -> None:
    tuan, son = joined(world, "demo-tuphap"), joined(world, "demo-noivu")
    tuan.says("2.4 kps")
    tuan.sends("văn bản.jpg")
    son.says("/tiendo")
    son.reads("4/6", "Xã An Bình", "xong 1/31 tiêu chí", "Xã Bình Minh", "chưa xong tiêu chí nào")
    son.says("/tiendo xa02")
    son.reads("Xã Bình Minh", "0/31", "30/11")
    son.says("Cẩm Sơn tới đâu rồi")
    son.reads("Xã Cẩm Sơn", "đã nộp")


def test_others_see_no_draft_from_outside(on_web: World) -> None:
    mai = joined(on_web, "demo-thamdinh")
    mai.says("XA01 làm đến đâu rồi")
    mai.reads("chưa nộp phiếu nên chưa xem được")
    mai.says("/tiendo")
    assert not any("XA01" in label for label in mai.choices())
    tuan = joined(on_web, "demo-tuphap")
    for code in ("states", "not_handed_in", "nudge_units", "extend:XA02", "reopen_unit:XA03"):
        tuan.forges(code)
        tuan.reads("không thuộc vai trò")


def test_who_has_not_handed_in_is_listed_and_nudged_after_asking(world: World) -> None:
    lan, son = joined(world, "demo-vanphong"), joined(world, "demo-noivu")
    son.says("còn xã nào chưa nộp không em")
    son.reads("2 xã chưa nộp", "Xã An Bình", "Xã Bình Minh")
    son.says("nhắc mấy xã đó đi")
    son.reads("Nhắc **2 người** này?", "Chị Lan", "Chị Thu")
    assert "nudge" not in kinds(lan)
    son.presses("Nhắc ngay")
    # Of the two only one has a chat: the other is named, with what to do.
    son.reads("Đã nhắc Chị Lan", "Chưa tới được Chị Thu", "gọi điện")
    assert any("Cấp mã mời XA02" in label for label in son.choices())
    assert kinds(lan).count("nudge") == 1
    son.says("giục xã An Bình giúp")
    son.says("ok")
    son.reads("Vừa được nhắc", "Chị Lan")
    assert kinds(lan).count("nudge") == 1


def test_nobody_is_nudged_who_has_handed_in(on_web: World) -> None:
    son = joined(on_web, "demo-noivu")
    son.says("nhắc xã Cẩm Sơn nộp đi")
    son.reads("Xã Cẩm Sơn", "đã nộp rồi")
    assert not any("Nhắc ngay" in label for label in son.choices())


def test_a_deadline_is_moved_in_words(world: World) -> None:
    thu, son = joined(world, "demo-vanphong-2"), joined(world, "demo-noivu")
    son.says("gia hạn cho XA02 đến thứ sáu vì mưa lũ")
    son.reads("xã Bình Minh", "17:00 thứ Sáu 04/12", "17:00 thứ Hai 30/11")
    assert "extended" not in kinds(thu)
    son.presses("Gia hạn: mưa lũ")
    son.reads("Đã gia hạn cho xã Bình Minh", "04/12")
    thu.reads("04/12", "mưa lũ")
    thu.says("bao giờ hết hạn")
    thu.reads("04/12", "đã gia hạn")
    with world.store.read() as work:
        (current,) = work.rounds.alive()
        assert current.self_scoring_ends("XA02").day == 4
        assert current.self_scoring_ends("XA01") == current.ends[Milestone.SELF_SCORING]


def test_the_day_and_the_reason_of_an_extension_are_asked_for(on_web: World) -> None:
    son = joined(on_web, "demo-noivu")
    son.says("nới hạn cho xã Bình Minh")
    son.reads("đến ngày nào", "30/11")
    son.says("25/11")
    son.reads("không muộn hơn hạn hiện nay")
    son.says("hôm nào đó")
    son.reads("không phải ngày")
    son.says("3 ngày")
    son.reads("03/12", "Vì lý do gì")
    son.says("ok")
    son.reads("Cần ghi lý do", "Vì lý do gì")
    son.says("chờ số liệu của tỉnh")
    son.reads("Đã gia hạn", "Chưa báo được")


def test_nobody_is_told_to_ask_himself(on_web: World) -> None:
    son = joined(on_web, "demo-noivu")
    son.says("mở lại phiếu")
    son.reads("Mở lại phiếu của xã nào")
    son.presses("XA03")
    son.reads("Vì sao mở lại phiếu của xã Cẩm Sơn")
    son.says("huỷ")
    son.says("xin gia hạn")
    son.reads("Gia hạn tự chấm cho tất cả các xã")


def test_what_is_handed_in_is_reopened_rather_than_extended(on_web: World) -> None:
    head, son = joined(on_web, on_web.invited(on_web.person("XA03", Role.COORDINATOR))), joined(on_web, "demo-noivu")
    son.says("gia hạn xã Cẩm Sơn thêm 2 ngày")
    son.reads("đã nộp phiếu rồi")
    son.presses("Mở lại XA03")
    son.reads("Vì sao mở lại phiếu của xã Cẩm Sơn")
    son.says("nhập thiếu báo cáo năm")
    son.reads("Đã mở lại phiếu của xã Cẩm Sơn")
    head.reads("Phiếu đã được mở lại", "nhập thiếu báo cáo năm")
    assert on_web.sheet("XA03")["state"] == "draft"
    son.says("mở lại phiếu cho XA03")
    son.reads("chưa nộp", "không cần mở lại")


@pytest.mark.parametrize(("granted", "told"), [(True, "được gia hạn đến"), (False, "chưa được chấp nhận")])
def test_a_commune_asks_for_longer_and_is_answered(on_web: World, granted: bool, told: str) -> None:
    lan, son = joined(on_web, "demo-vanphong"), joined(on_web, "demo-noivu")
    lan.says("huỷ")
    lan.says("xin gia hạn thêm 2 ngày")
    lan.reads("Vì sao xã cần thêm thời gian")
    lan.says("chờ số liệu của huyện")
    lan.reads("Đã gửi đề nghị gia hạn")
    son.reads("Xã An Bình", "xin gia hạn đến 17:00 thứ Tư 02/12", "chờ số liệu của huyện")
    if granted:
        son.presses("Gia hạn đến")
        son.says("đồng ý theo đề nghị của xã")
    else:
        son.presses("Không gia hạn")
    lan.reads(told)


def test_rounds_are_made_and_closed_in_words(on_web: World) -> None:
    son = joined(on_web, "demo-noivu")
    son.says("lập đợt chấm mới nhé")
    son.reads("CCHC 2027")
    son.says("huỷ")
    son.says("kết thúc đợt này đi")
    son.reads("Đóng")
    son.presses("Thôi")
    with on_web.store.read() as work:
        assert len(work.rounds.alive()) == 1


# -- a commune ---------------------------------------------------------------------------------------------------------------


def test_the_coordinator_nudges_everybody_after_asking(on_web: World) -> None:
    lan, tuan = joined(on_web, "demo-vanphong"), joined(on_web, "demo-tuphap")
    lan.says("huỷ")
    lan.says("nhắc mọi người làm đi")
    lan.reads("Nhắc **3 người** này?")
    assert "nudge" not in kinds(tuan)
    lan.presses("Nhắc ngay")
    lan.reads("Đã nhắc Anh Tuấn", "Chưa tới được Chị Hoa")
    assert kinds(tuan).count("nudge") == 1


def test_a_question_about_the_own_sheet_keeps_the_open_question(on_web: World) -> None:
    tuan = joined(on_web, "demo-tuphap")
    tuan.says("2.2 có")
    tuan.says("/chamdiem 2.3")
    for text, answer in [
        ("còn thiếu giấy tờ gì", "Báo cáo rà soát văn bản"),
        ("2.2 chấm rồi hay chưa", "đã chấm **2/2**"),
        ("năm ngoái mất điểm chỗ nào", "Năm trước (2025)"),
        ("ai phụ trách lĩnh vực 6", "Chị Hoa"),
        ("chủ tịch ký chưa", "chưa ký"),
        ("cảm ơn em nhé", "Không có gì"),
        ("xin gia hạn thêm 2 ngày", "cơ quan thường trực quyết định"),
    ]:
        tuan.says(text)
        tuan.reads(answer)
        assert any("Quay lại" in label for label in tuan.choices()), text
    tuan.says("a")
    assert on_web.leaf("2.3")["declared"] == {"option": "a"}


def test_an_official_who_hands_in_is_led_to_his_own_leaf(on_web: World) -> None:
    tuan = joined(on_web, "demo-tuphap")
    tuan.says("huỷ")
    tuan.says("nộp")
    tuan.presses("Làm tiếp 2.1")
    tuan.reads("**2.1 ")


def test_the_leader_returns_the_sheet_with_what_he_has_just_said(complete_on_web: World) -> None:
    lan, chairman = joined(complete_on_web, "demo-vanphong"), joined(complete_on_web, "demo-chutich")
    lan.says("/nop")
    lan.presses("Trình lãnh đạo ký")
    chairman.says("sao điểm thấp thế")
    chairman.reads("Mất điểm nhiều nhất", "7.2")
    chairman.says("chưa được, làm lại phần 3 rồi trình")
    chairman.reads("Vì sao trả lại phiếu")
    assert complete_on_web.sheet()["state"] == "internal_review"
    chairman.presses("Trả lại: chưa được")
    lan.reads("chưa được, làm lại phần 3 rồi trình")


# -- reviewers -----------------------------------------------------------------------------------------------------------------


def test_a_case_is_opened_by_the_name_of_its_commune_and_decided_in_words(on_web: World) -> None:
    mai = joined(on_web, "demo-thamdinh")
    mai.says("cho xem 2.3 của xã Đông Hà")
    mai.reads("XA04", "2.3")
    mai.says("cho 1 điểm thôi")
    mai.reads("Vì sao đổi điểm")
    mai.says("báo cáo không có phần theo dõi thi hành pháp luật")
    assert on_web.leaf("2.3", "XA04")["first_appraisal"]["points"] == "1"
    mai.says("cho xem 2.2 của xã Đông Hà")
    mai.says("nhất trí")
    assert on_web.leaf("2.2", "XA04")["first_appraisal"]["points"] == "2"


def test_a_commune_that_is_not_in_the_round_is_said_not_to_be(on_web: World) -> None:
    mai = joined(on_web, "demo-thamdinh")
    mai.says("xã Tân Lập chấm 2.3 bao nhiêu")
    mai.reads("không có xã Tân Lập", "Xã Cẩm Sơn")
    mai.says("2.3 các xã được mấy điểm")
    assert "không có xã" not in mai.sees()


def test_one_leaf_is_seen_across_the_communes_that_handed_in(on_web: World) -> None:
    mai = joined(on_web, "demo-thamdinh")
    mai.says("các xã chấm 2.3 bao nhiêu")
    mai.reads("2.3 Theo dõi thi hành pháp luật", "Xã Cẩm Sơn", "2 xã chưa nộp phiếu")
