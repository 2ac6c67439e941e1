"""Who does not agree with the points is told what can be done now, whatever the state of the sheet."""

from tests.stories.appraisal.test_appraisal import asked
from tests.stories.telling.actors import Member
from tests.stories.telling.filling import joined
from tests.stories.telling.world import World


def primary(member: Member) -> list[str]:
    return [choice.label for choice in member.cards[-1].choices if choice.primary]


def test_before_the_signature_the_points_can_simply_be_changed(on_web: World) -> None:
    lan = joined(on_web, "demo-vanphong")
    before = on_web.sheet()
    lan.says("/huy")
    lan.says("tôi không đồng ý với điểm thẩm định")
    lan.presses("Chưa đồng ý với điểm")
    lan.reads("Phiếu chưa nộp nên anh/chị sửa được ngay", "gửi văn bản kiến nghị tới cơ quan thường trực")
    assert primary(lan) == ["Xem điểm, nhận xét"]
    assert on_web.sheet() == before


def test_after_the_signature_a_reopening_can_be_asked_for(signed: World) -> None:
    tuan = joined(signed, "demo-tuphap")
    tuan.says("muon khieu nai diem")
    tuan.reads("xin cơ quan thường trực mở lại")
    tuan.presses("Xin mở lại phiếu")
    tuan.reads("Vì sao cần mở lại")


def test_who_has_been_asked_is_led_to_the_answer(signed: World) -> None:
    tuan, _ = asked(signed)
    tuan.says("xin phúc tra lại điểm")
    tuan.reads("Trả lời yêu cầu giải trình, kèm tài liệu: 3.2")
    assert primary(tuan) == ["Trả lời 3.2"]
    tuan.presses("Trả lời 3.2")
    tuan.reads("người thẩm định hỏi: “Tài liệu không phải của xã”")


def test_in_the_middle_of_a_question_the_way_leads_back(on_web: World) -> None:
    lan = joined(on_web, "demo-vanphong")
    lan.says("/chamdiem 1.2")
    lan.says("cham sai roi, toi muon khieu nai")
    assert primary(lan) == ["Quay lại 1.2"]


def test_a_reviewer_is_told_what_communes_can_do(signed: World) -> None:
    mai = joined(signed, "demo-thamdinh")
    mai.says("xa khong dong y diem thi lam sao")
    mai.reads("Xã chưa đồng ý với điểm thì trả lời yêu cầu giải trình hoặc xin mở lại")
    assert len(primary(mai)) == 1
