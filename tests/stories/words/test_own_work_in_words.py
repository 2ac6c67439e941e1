"""What people ask about their own work in their own words, each answered with the thing itself."""

from tests.stories.telling.actors import Member
from tests.stories.telling.filling import joined
from tests.stories.telling.world import World

Asked = list[tuple[str, str]]


def is_told(member: Member, asked: Asked) -> None:
    for said, answer in asked:
        member.says(said)
        member.reads(answer)


def test_an_official_asks_about_his_own_work(on_web: World) -> None:
    tuan = joined(on_web, "demo-tuphap")
    tuan.says("huỷ")
    is_told(
        tuan,
        [
            ("hôm nay em phải làm những gì", "• Chấm điểm: 2.1"),
            ("tôi phụ trách tiêu chí nào", "• Lĩnh vực 2 Xây dựng và tổ chức thực hiện VBQPPL: 2.1 đến 2.4"),
            ("năm ngoái 3.2 xã mình được mấy điểm", "Năm trước (2025), tiêu chí **3.2"),
            ("tôi nghỉ phép, ai làm thay", "**Chị Lan (minh hoạ)**, đầu mối của xã, bàn giao"),
            ("xong rồi gửi cho ai", "Anh/chị không phải gửi đi đâu"),
            ("gửi nhầm ảnh rồi thì làm sao", "[Bỏ tệp này]"),
            ("năm nay bị trừ điểm ở đâu", "Chưa tiêu chí nào bị trừ điểm trong đợt này."),
            ("tạm biệt", "Việc đã lưu vẫn còn nguyên"),
        ],
    )


def test_a_coordinator_asks_about_his_commune(on_web: World) -> None:
    lan = joined(on_web, "demo-vanphong")
    lan.says("huỷ")
    is_told(
        lan,
        [
            ("anh Tuấn còn mấy tiêu chí", "**Anh Tuấn (minh hoạ)** đã xong 0/10 tiêu chí, còn 10."),
            ("lĩnh vực 3 làm tới đâu rồi", "xong **0/6** tiêu chí. Phụ trách: Anh Tuấn"),
            ("ông Bình còn mấy tiêu chí", "**Ông Bình (minh hoạ)** chưa được giao tiêu chí nào."),
            ("đổi người làm lĩnh vực 6", "Đang phụ trách:\n• Chị Hoa (minh hoạ): 6"),
            ("có ai hỏi gì xã mình không", "Chưa có yêu cầu giải trình nào chờ xã trả lời."),
            ("phiếu khoá chưa", "Phiếu chưa khoá, tự khoá lúc 17:00 thứ Hai 30/11; xong 0/31 tiêu chí."),
            ("ai chưa làm xong", "**Chưa xong:**"),
        ],
    )
    assert "Nhắc tất cả" in lan.choices()


def test_nothing_is_left_when_everything_is_done(complete_on_web: World) -> None:
    lan, tuan, chairman = (joined(complete_on_web, f"demo-{who}") for who in ("vanphong", "tuphap", "chutich"))
    is_told(
        lan,
        [
            ("còn thiếu giấy tờ gì không", "Không tiêu chí nào đã chấm còn thiếu tài liệu"),
            ("ai chưa làm xong", "Mọi người đã xong phần của mình"),
        ],
    )
    is_told(tuan, [("hôm nay em phải làm những gì", "Anh/chị đã xong cả 10 tiêu chí")])
    is_told(
        chairman,
        [
            ("so với năm ngoái thế nào", "nhiều hơn 0,94 điểm"),
            ("ai chấm tiêu chí 2.3", "chấm **2/2** lúc"),
        ],
    )
    chairman.says("so với năm ngoái thế nào")
    chairman.reads("Khác nhiều nhất:\n• ")


def test_a_sheet_without_a_loss_has_none_to_show(on_web: World) -> None:
    tuan, chairman = joined(on_web, "demo-tuphap"), joined(on_web, "demo-chutich")
    tuan.says("2.3 a")
    chairman.says("sao điểm thấp thế")
    chairman.reads("Không tiêu chí nào đã chấm bị mất điểm")


def test_what_a_reviewer_has_cut_is_told_with_the_reason(signed: World) -> None:
    lan, mai = joined(signed, "demo-vanphong"), joined(signed, "demo-thamdinh")
    mai.says("/thamdinh XA01 2.3")
    mai.presses("Đổi điểm")
    mai.presses("1 điểm")
    mai.presses("Thiếu tài liệu kiểm chứng")
    lan.says("bị trừ điểm ở tiêu chí nào")
    lan.reads("**Bị trừ điểm:**", "2.3 Theo dõi thi hành pháp luật: 2 → 1 – Thiếu tài liệu kiểm chứng")


def test_the_standing_body_asks_how_many_have_handed_in(on_web: World) -> None:
    son = joined(on_web, "demo-noivu")
    is_told(son, [("mấy xã nộp rồi", "**4/6** xã đã nộp:\n• Xã Cẩm Sơn")])
    son.presses("Xã nào chưa nộp")
    son.reads("2 xã chưa nộp")
    son.says("/taodot")
    son.presses("Tạo đợt")
    son.presses("Mở đợt")
    son.presses("Mở đợt")
    son.says("đổi đợt 2027")
    son.says("mấy xã nộp rồi")
    son.reads("Chưa xã nào nộp.")


def test_what_has_left_the_commune_needs_no_longer_time(signed: World) -> None:
    lan = joined(signed, "demo-vanphong")
    lan.says("xin gia hạn thêm 2 ngày")
    lan.reads("Phiếu đã rời xã nên không cần gia hạn")
