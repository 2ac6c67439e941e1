"""Appraisal: the queue of one reviewer, his decisions, and what reaches the commune the same minute."""

import pytest

from tests.stories.telling.actors import Member
from tests.stories.telling.filling import joined
from tests.stories.telling.world import World

MAI, TUAN, HANH = "demo-thamdinh", "demo-tuphap", "demo-thuky"


def opens(world: World, place: str = "XA01 3.2") -> Member:
    """The appraiser, before one leaf."""
    mai = joined(world, MAI)
    mai.says(f"/thamdinh {place}")
    return mai


def test_an_appraiser_sees_only_the_fields_given_to_her(signed: World) -> None:
    mai = joined(signed, MAI)
    mai.reads("Lĩnh vực 2, 3", "3 xã")
    mai.says("/thamdinh XA01")
    assert [label[:3] for label in mai.choices()] == ["2.1", "2.2", "2.3", "2.4", "3.1", "3.2", "Xem"]
    mai.presses("Xem tiếp")
    assert [label[:3] for label in mai.choices()] == ["3.3", "3.4", "3.5", "3.6", "Xem"]
    mai.presses("Xem tiếp")
    assert mai.choices()[0].startswith("2.1")
    for code in ("1.1", "6.3", "7.1"):
        mai.says(f"/thamdinh XA01 {code}")
        mai.reads(f"Tiêu chí {code} không thuộc lĩnh vực anh/chị được giao")


def test_the_queue_puts_first_what_deserves_a_second_look(signed: World) -> None:
    mai = joined(signed, MAI)
    mai.reads("Nên xem trước: 6 tiêu chí khai không phát sinh, không áp dụng")
    mai.presses("Bắt đầu")
    mai.reads("**XA03** · **2.1 ", "(không phát sinh trong năm → 2)")
    mai.presses("Để sau")
    mai.reads("**XA01** · **2.4 ", "không có văn bản trái pháp luật")


def test_one_leaf_shows_answer_working_documents_and_last_year(signed: World) -> None:
    mai = opens(signed)
    mai.reads("**XA01** · **3.2 Tỷ lệ hồ sơ TTHC giải quyết đúng hạn**", "Tự chấm **5,76/6** (1.190/1.240 = 95,97%")
    mai.reads("tài liệu 3.2.jpg – Báo cáo xuất từ hệ thống một cửa", "năm trước")
    assert mai.choices() == ["Đồng ý 5,76", "Đổi điểm", "Yêu cầu giải trình", "Để sau"]
    assert [picture.name for picture in mai.cards[-1].pictures] == ["tài liệu 3.2.jpg"]


def test_agreeing_is_one_press_and_leads_on(signed: World) -> None:
    mai = opens(signed)
    mai.presses("Đồng ý 5,76")
    mai.reads("✔ XA01 · 3.2: đã đồng ý 5,76 điểm.", "Tự chấm")
    given = signed.leaf("3.2")["first_appraisal"]
    assert (given["points"], given["by"]) == ("5.76", "Chị Mai (minh hoạ)")
    assert signed.sheet()["state"] == "first_appraisal"


def test_changing_needs_points_within_the_maximum_and_a_reason(signed: World) -> None:
    mai = opens(signed)
    mai.presses("Đổi điểm")
    for wrong, why in (("7", "Điểm phải từ 0 đến 6"), ("-1", "Số không được âm"), ("năm", "không phải là số")):
        mai.says(wrong)
        mai.reads(why, "Điểm mới cho 3.2 (0 đến 6)?")
    mai.says("4,5")
    mai.reads("Vì sao đổi điểm?")
    assert signed.leaf("3.2")["first_appraisal"] is None
    mai.presses("Tài liệu chưa chứng minh đủ")
    mai.reads("✔ XA01 · 3.2: đổi thành 4,5/6, đã báo xã")


def test_a_cut_reaches_the_official_with_its_reason(signed: World) -> None:
    tuan, mai = joined(signed, TUAN), opens(signed)
    mai.presses("Đổi điểm")
    mai.says("4,5")
    mai.says("Báo cáo thiếu hồ sơ của tháng 12")
    tuan.reads("Chị Mai (minh hoạ) cho **4,5/6** điểm (xã tự chấm 5,76). Lý do: “Báo cáo thiếu hồ sơ của tháng 12”")
    given = signed.leaf("3.2")["first_appraisal"]
    assert (given["points"], given["note"]) == ("4.5", "Báo cáo thiếu hồ sơ của tháng 12")


def asked(world: World) -> tuple[Member, Member]:
    """The official of XA01, who has just been asked about 3.2, and the appraiser."""
    tuan, mai = joined(world, TUAN), opens(world)
    mai.presses("Yêu cầu giải trình")
    mai.presses("Tài liệu không phải của xã")
    mai.reads("Đã gửi yêu cầu tới Anh Tuấn (minh hoạ) (XA01), hạn trả lời 17:00 thứ Tư 25/11")
    return tuan, mai


def test_a_request_reaches_the_official_and_opens_exactly_that_leaf(signed: World) -> None:
    tuan, _ = asked(signed)
    tuan.reads(
        "**3.2**: Chị Mai (minh hoạ) yêu cầu giải trình: “Tài liệu không phải của xã”. Anh/chị trả lời trước 17:00 thứ Tư 25/11"
    )
    tuan.presses("Xem lại 3.2")
    tuan.reads("**3.2 Tỷ lệ hồ sơ TTHC giải quyết đúng hạn**", "Tự chấm **5,76/6**")
    assert signed.leaf("3.2")["request"]["state"] == "open"
    assert [code for code, leaf in signed.leaves().items() if leaf["request"]] == ["3.2"]


def test_an_answer_in_words_goes_back_into_the_queue_in_first_place(signed: World) -> None:
    tuan, mai = asked(signed)
    tuan.presses("Trả lời bằng chữ")
    tuan.reads("người thẩm định hỏi: “Tài liệu không phải của xã”")
    tuan.says("Báo cáo của xã, hệ thống in nhầm tên huyện")
    tuan.reads("đang soạn, chưa gửi", "“Báo cáo của xã, hệ thống in nhầm tên huyện”")
    tuan.presses("Gửi trả lời")
    tuan.reads("✔ Đã gửi trả lời cho 3.2")
    mai.reads("**XA01 · 3.2** đã giải trình: “Báo cáo của xã, hệ thống in nhầm tên huyện”")
    mai.says("/thamdinh")
    mai.reads("1 tiêu chí đã giải trình")
    mai.presses("Bắt đầu")
    mai.reads("**XA01** · **3.2 ", "Đã hỏi: “Tài liệu không phải của xã” → Báo cáo của xã, hệ thống in nhầm tên huyện")
    mai.presses("Đồng ý 5,76")
    assert signed.leaf("3.2")["request"]["state"] == "closed"


def test_an_answer_with_files_is_sent_with_one_press(signed: World) -> None:
    tuan, mai = asked(signed)
    tuan.presses("Gửi tài liệu khác")
    tuan.sends("báo cáo đúng.pdf")
    tuan.reads("3.2: đã nhận “")
    tuan.presses("Gửi trả lời")
    tuan.reads("✔ Đã gửi trả lời cho 3.2")
    mai.reads("**XA01 · 3.2** đã gửi thêm tài liệu")
    mai.presses("Xem XA01 3.2")
    mai.reads("báo cáo đúng.pdf")


def test_each_way_to_answer_asks_for_what_it_says(signed: World) -> None:
    tuan, _ = asked(signed)
    tuan.presses("Trả lời bằng chữ")
    tuan.reads("viết câu trả lời")
    assert "Dùng tài liệu đã gửi" not in tuan.choices()
    tuan.presses("Thôi")
    tuan.presses("Gửi tài liệu khác")
    tuan.reads("chụp ảnh, gửi tệp")
    assert "Dùng tài liệu đã gửi" in tuan.choices()
    tuan.says("Bản này có dấu của xã")
    tuan.reads("đang soạn, chưa gửi", "“Bản này có dấu của xã”")


def test_an_empty_answer_is_not_sent(signed: World) -> None:
    tuan, _ = asked(signed)
    tuan.presses("Gửi tài liệu khác")
    assert "Gửi trả lời" not in tuan.choices()
    tuan.says("gửi trả lời")
    tuan.reads("Chưa có câu trả lời hay tài liệu mới cho 3.2")
    assert signed.leaf("3.2")["request"]["state"] == "open"


@pytest.mark.parametrize("said", ["ok", "vâng ạ", "...", "dạ em biết rồi"])
def test_what_says_nothing_is_no_answer(signed: World, said: str) -> None:
    tuan, _ = asked(signed)
    tuan.presses("Trả lời bằng chữ")
    tuan.says(said)
    tuan.reads(f"“{said}” chưa phải câu trả lời nên tôi chưa ghi", "Anh/chị viết câu trả lời")
    assert "Gửi trả lời" not in tuan.choices()


def test_words_and_files_are_gathered_in_any_order_and_sent_once(zalo: World) -> None:
    tuan, mai = asked(zalo)
    before = len(mai.cards)
    tuan.presses("Trả lời bằng chữ")
    tuan.says("Báo cáo của xã, in nhầm tên huyện")
    tuan.sends("báo cáo đúng.jpg")
    assert "khoá" not in tuan.sees()
    tuan.says("Trang 2 có dấu của UBND xã")
    tuan.reads("chưa gửi:\n“Báo cáo của xã, in nhầm tên huyện\nTrang 2 có dấu của UBND xã”\nTệp: báo cáo đúng.jpg")
    assert len(mai.cards) == before
    assert zalo.leaf("3.2")["request"]["answer"] is None
    tuan.presses("Gửi trả lời")
    mai.reads("đã giải trình: “Báo cáo của xã, in nhầm tên huyện\nTrang 2 có dấu của UBND xã”, kèm 1 tệp.")
    assert zalo.leaf("3.2")["request"]["state"] == "answered"


def test_words_beside_a_file_belong_to_the_answer(zalo: World) -> None:
    tuan, mai = asked(zalo)
    tuan.presses("Gửi tài liệu khác")
    tuan.sends("báo cáo đúng.jpg", caption="Bản này có dấu của xã")
    tuan.reads("chưa gửi:\n“Bản này có dấu của xã”\nTệp: báo cáo đúng.jpg")
    tuan.presses("Gửi trả lời")
    mai.reads("đã giải trình: “Bản này có dấu của xã”, kèm 1 tệp.")


def test_what_was_gathered_is_found_again_and_can_be_written_anew(zalo: World) -> None:
    tuan, _ = asked(zalo)
    tuan.presses("Trả lời bằng chữ")
    tuan.says("Báo cáo của huyện")
    tuan.presses("Thôi")
    zalo.forgets()
    tuan.says("/tiendo")
    tuan.reads("Trả lời cho 3.2 đang soạn, chưa gửi")
    tuan.presses("Trả lời 3.2")
    tuan.reads("“Báo cáo của huyện”")
    tuan.presses("Xoá chữ, viết lại")
    tuan.says("Báo cáo của xã")
    tuan.says("Gửi.")
    assert zalo.leaf("3.2")["request"]["answer"] == "Báo cáo của xã"


def test_a_file_after_the_answer_was_sent_still_reaches_the_reviewer(zalo: World) -> None:
    tuan, mai = asked(zalo)
    tuan.presses("Trả lời bằng chữ")
    tuan.says("Báo cáo của xã, in nhầm tên huyện")
    tuan.presses("Gửi trả lời")
    tuan.sends("báo cáo đúng.jpg")
    tuan.reads("✔ Đã gửi thêm vào câu trả lời cho 3.2")
    mai.reads("**XA01 · 3.2** đã gửi thêm tài liệu.")
    mai.presses("Xem XA01 3.2")
    mai.presses("Đồng ý 5,76")
    tuan.sends("muộn.jpg", caption="3.2")
    tuan.reads("Phiếu đã khoá")


def test_a_request_opens_evidence_but_not_the_score(signed: World) -> None:
    tuan, _ = asked(signed)
    tuan.says("3.2 1240/1240")
    tuan.reads("Phiếu đã khoá từ")
    assert signed.leaf("3.2")["self"]["points"] == "5.76"


def test_a_photo_with_the_code_answers_the_request_too(signed: World) -> None:
    tuan, mai = asked(signed)
    tuan.sends("trang 2.jpg", caption="3.2")
    tuan.reads("3.2: đã nhận “", "chưa gửi", "trang 2.jpg")
    tuan.says("Đây là trang thứ hai của báo cáo")
    tuan.presses("Gửi trả lời")
    mai.reads("đã giải trình: “Đây là trang thứ hai của báo cáo”")


def test_an_asked_leaf_leaves_the_queue_until_it_is_answered(signed: World) -> None:
    _, mai = asked(signed)
    mai.says("/thamdinh XA01")
    assert "3.2 Tỷ lệ" not in " ".join(mai.choices())
    last = mai.button("3.3 Xin lỗi")
    mai.presses("Xem tiếp")
    assert mai.button("3.2 Tỷ lệ").label.endswith("chờ xã trả lời")
    mai.touches(last)
    for _ in range(len(signed.leaves())):
        mai.presses("Để sau")
        assert "**3.2 " not in mai.sees() or "XA01" not in mai.sees()


def test_another_reviewers_work_stays_as_it_is(signed: World) -> None:
    hanh = joined(signed, HANH)
    hanh.says("/thamdinh XA01 1.1")
    hanh.presses("Đồng ý 1,5")
    before = signed.leaf("1.1")
    mai = opens(signed)
    mai.presses("Đổi điểm")
    mai.says("3")
    mai.says("Thiếu tháng 12")
    mai.forges("change:XA01:1.1:99")
    mai.reads("Tiêu chí 1.1 không thuộc lĩnh vực")
    assert signed.leaf("1.1") == before


def test_what_another_decided_first_is_shown_instead(signed: World) -> None:
    hanh, mai = joined(signed, HANH), opens(signed)
    hanh.says("/thamdinh XA01 3.2")
    hanh.presses("Đồng ý 5,76")
    mai.presses("Đổi điểm")
    mai.reads("Tiêu chí này vừa có thay đổi", "Thẩm định lần 1: **5,76**")
    assert signed.leaf("3.2")["first_appraisal"]["by"] == "Chị Hạnh (minh hoạ)"


def test_a_decision_half_taken_is_not_pushed_over_a_newer_one(signed: World) -> None:
    hanh, mai = joined(signed, HANH), opens(signed)
    mai.presses("Đổi điểm")
    mai.says("3")
    hanh.says("/thamdinh XA01 3.2")
    hanh.presses("Đồng ý 5,76")
    mai.says("Thiếu tháng 12")
    mai.reads("Tiêu chí này vừa có thay đổi")
    assert signed.leaf("3.2")["first_appraisal"]["points"] == "5.76"


def test_a_claim_is_accepted_or_cut_with_a_reason(signed: World) -> None:
    hanh, hoa = joined(signed, HANH), joined(signed, "demo-taichinh")
    hanh.says("/thamdinh XA01 6.3")
    hanh.reads("**khai không áp dụng**")
    hanh.presses("Chấp nhận không áp dụng")
    assert signed.leaf("6.3")["not_applicable"] == "accepted"
    hanh.says("/thamdinh XA01 6.2")
    hanh.presses("Đổi điểm")
    hanh.says("0")
    hanh.presses("Chậm so với thời hạn")
    hoa.reads("cho **0/2** điểm (xã tự chấm 2). Lý do: “Chậm so với thời hạn”")


def test_a_queue_worked_off_says_so(signed: World) -> None:
    mai = joined(signed, MAI)
    mai.says("/thamdinh")
    mai.presses("Bắt đầu")
    while any("Đồng ý" in label for label in mai.choices()):
        mai.presses("Đồng ý")
    mai.reads("Hàng chờ của anh/chị không còn tiêu chí nào")
    given = [leaf["code"] for leaf in signed.sheet()["leaves"] if leaf["first_appraisal"]]
    assert {code[0] for code in given} == {"2", "3"}


def test_an_unknown_commune_or_leaf_is_said_kindly(signed: World) -> None:
    mai = joined(signed, MAI)
    mai.says("/thamdinh XA99")
    mai.reads("Không có đơn vị XA99 trong đợt này")
    mai.says("/thamdinh XA01 9.9")
    mai.reads("Không có tiêu chí 9.9")
    mai.says("/thamdinh XA02")
    mai.reads("Đơn vị XA02 chưa nộp phiếu nên chưa xem được")


# -- a reason is a reason, and points are such as the rule gives ---------------------------------------------------------


@pytest.mark.parametrize("said", ["ok", "được ạ", "đồng ý", "không", ".", "xxxx", "sai"])
def test_a_cut_is_asked_for_a_reason_that_says_something(zalo: World, said: str) -> None:
    mai = opens(zalo)
    mai.presses("Đổi điểm")
    mai.says("0")
    mai.says(said)
    mai.reads("Cần ghi lý do", "Ví dụ: ", "Vì sao đổi điểm?")
    assert zalo.leaf("3.2")["first_appraisal"] is None
    mai.presses("Thiếu tài liệu kiểm chứng")
    assert zalo.leaf("3.2")["first_appraisal"]["note"] == "Thiếu tài liệu kiểm chứng"


def test_a_request_says_what_is_asked(zalo: World) -> None:
    mai = opens(zalo)
    mai.presses("Yêu cầu giải trình")
    mai.says("ok")
    mai.reads("Cần ghi lý do", "hỏi xã điều gì?")
    mai.says("thiếu dấu")
    assert zalo.leaf("3.2")["request"]["reason"] == "thiếu dấu"


def test_points_that_the_rule_cannot_give_are_asked_back_with_those_it_can(zalo: World) -> None:
    mai = opens(zalo, "XA01 2.3")
    mai.reads("**Cách tính:** ")
    mai.presses("Đổi điểm")
    mai.reads("Điểm mới cho 2.3 (0, 1 hoặc 2)?")
    for wrong in ("1,5", "0.5", "1,99 điểm"):
        mai.says(wrong)
        mai.reads("2.3 chỉ có thể là 0, 1 hoặc 2 điểm.", "Điểm mới cho 2.3")
    assert [label for label in mai.choices() if label.endswith("điểm")] == ["0 điểm", "1 điểm"]
    mai.presses("1 điểm")
    mai.presses("Tài liệu chưa chứng minh đủ")
    assert zalo.leaf("2.3")["first_appraisal"]["points"] == "1"


def test_points_are_typed_with_their_unit_too(zalo: World) -> None:
    mai = opens(zalo, "XA01 2.3")
    mai.presses("Đổi điểm")
    mai.says("1 điểm")
    mai.says("chưa đóng dấu")
    assert zalo.leaf("2.3")["first_appraisal"]["points"] == "1"


def test_points_and_reason_are_typed_in_one_sentence(zalo: World) -> None:
    mai = opens(zalo)
    mai.presses("Đổi điểm")
    mai.says("4,5 điểm vì báo cáo thiếu tháng 12")
    given = zalo.leaf("3.2")["first_appraisal"]
    assert (given["points"], given["note"]) == ("4.5", "báo cáo thiếu tháng 12")


def test_a_ratio_takes_whatever_lies_between(zalo: World) -> None:
    mai = opens(zalo)
    mai.presses("Đổi điểm")
    mai.reads("Điểm mới cho 3.2 (0 đến 6)?")
    mai.says("4,37")
    mai.reads("Vì sao đổi điểm?")
