"""What did not happen owes no papers: a leaf asks for the documents that can exist, also where choices are typed."""

from tests.stories.telling.filling import joined
from tests.stories.telling.world import World


def test_a_claim_asks_for_its_basis_once_and_takes_any_document(either: World) -> None:
    tuan = joined(either, "demo-tuphap")
    tuan.says("2.1 kps")
    tuan.reads("2.1: **2/2**", "tài liệu hoặc giải trình cho việc không phát sinh")
    assert "Kết quả thẩm định" not in tuan.sees()
    assert "0/2" not in tuan.sees()
    tuan.sends("Danh mục VBQPPL ban hành trong năm.jpg")
    tuan.reads("✔ Xong 2.1")
    assert either.leaf("2.1")["missing"] == []


def test_a_claim_may_be_explained_instead(either: World) -> None:
    tuan = joined(either, "demo-tuphap")
    tuan.says("2.1 kps")
    tuan.presses("Không có – giải trình")
    tuan.says("Năm nay HĐND, UBND xã không ban hành văn bản quy phạm pháp luật nào.")
    tuan.presses("Xong")
    assert either.leaf("2.1")["complete"] is True


def test_an_answer_that_says_no_owes_nothing(either: World) -> None:
    tuan = joined(either, "demo-tuphap")
    tuan.says("2.3 c")
    tuan.reads("2.3: **0/2**", "✔ Xong 2.3")
    assert (either.leaf("2.3")["complete"], either.leaf("2.3")["missing"]) == (True, [])
    tuan.says("/tailieu 2.3")
    tuan.says("2.3 a")
    tuan.reads("cần 2 tài liệu", "Kế hoạch theo dõi", "Báo cáo theo dõi")


def test_nothing_counted_that_earns_owes_no_decision(either: World) -> None:
    lan = joined(either, "demo-vanphong")
    lan.says("1.6 0")
    lan.reads("1.6: **0/2**", "✔ Xong 1.6")


def test_one_of_two_is_done_with_either(either: World) -> None:
    tuan = joined(either, "demo-tuphap")
    tuan.says("2.3 b")
    tuan.reads("2.3", "Kế hoạch theo dõi thi hành pháp luật hoặc báo cáo theo dõi thi hành pháp luật")
    assert "0/2" not in tuan.sees()
    tuan.sends("IMG_7.jpg")
    tuan.reads("là tài liệu nào?")
    assert tuan.choices()[:2] == ["Kế hoạch theo dõi thi hành pháp luật", "Báo cáo theo dõi thi hành pháp luật"]
    tuan.presses("Báo cáo theo dõi")
    tuan.reads("✔ Xong 2.3")
    assert either.leaf("2.3")["missing"] == []


def test_a_condition_that_is_not_met_does_not_ask_for_its_document(either: World) -> None:
    tuan = joined(either, "demo-tuphap")
    tuan.says("3.1 a")
    tuan.reads("Ảnh niêm yết tại Bộ phận Một cửa")
    assert "Đường dẫn công khai" not in tuan.sees()
    tuan.sends("IMG_8.jpg")
    tuan.reads("✔ Xong 3.1")


def test_either_of_two_is_known_by_its_name(either: World) -> None:
    tuan = joined(either, "demo-tuphap")
    tuan.says("2.3 b")
    tuan.sends("Kế hoạch theo dõi thi hành pháp luật.pdf")
    tuan.reads("ghi là Kế hoạch theo dõi thi hành pháp luật", "✔ Xong 2.3")
