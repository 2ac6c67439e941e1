"""What a second look found: nothing sent is lost, an answer goes where it was asked for, and what cannot be done says so."""

from tests.stories.telling.filling import joined
from tests.stories.telling.planted import opens_beside
from tests.stories.telling.world import World
from tests.stories.whole.test_ways_out import asks

WHICH_LEAF = "là tài liệu của tiêu chí nào?"


def filed(world: World, code: str) -> list[str]:
    return [file["name"] for file in world.leaf(code)["evidence"]]


# -- files whose leaf nobody has told -----------------------------------------------------------------------------------


def test_files_that_came_one_after_the_other_are_asked_about_one_by_one(either: World) -> None:
    lan = joined(either, "demo-vanphong")
    lan.says("/huy")
    either.forgets()
    lan.sends("quet 01.jpg")
    either.clock.pass_(minutes=2)
    lan.sends("quet 02.jpg")
    lan.reads("“quet 01.jpg”", WHICH_LEAF)
    lan.says("1.1")
    lan.reads("“quet 02.jpg”", WHICH_LEAF)
    lan.says("1.2")
    assert filed(either, "1.1") == ["quet 01.jpg"]
    assert filed(either, "1.2") == ["quet 02.jpg"]


def test_a_file_left_unplaced_is_asked_about_again_when_the_leaf_that_came_between_is_done(either: World) -> None:
    lan = joined(either, "demo-vanphong")
    lan.says("/huy")
    either.forgets()
    lan.sends("quet 01.jpg")
    lan.reads("“quet 01.jpg”", WHICH_LEAF)
    lan.says("1.1 a")
    lan.sends("ke hoach.jpg")
    lan.reads("✔ Xong 1.1", "“quet 01.jpg”", WHICH_LEAF)
    lan.says("1.5")
    assert filed(either, "1.5") == ["quet 01.jpg"]


def test_photos_that_come_with_an_answer_are_asked_about_like_others(either: World) -> None:
    lan = joined(either, "demo-vanphong")
    lan.sends("a1.jpg", "a2.jpg", caption="1.3 ac", album="bao cao")
    lan.reads("1.3: ", "“a1.jpg” là tài liệu nào?")
    assert either.leaf("1.3")["declared"] == {"conditions": ["a", "c"]}


def test_a_link_with_a_code_is_filed_while_something_else_is_asked_back(either: World) -> None:
    tuan = joined(either, "demo-tuphap")
    tuan.says("/chamdiem 3.2")
    tuan.says("95")
    tuan.reads("ý anh/chị là **95%** hay **95 hồ sơ**?")
    tuan.says("3.1 https://anbinh.gov.vn/tthc")
    tuan.reads("3.1: đã nhận “https://anbinh.gov.vn/tthc”")
    assert filed(either, "3.1") == ["https://anbinh.gov.vn/tthc"]


# -- news between -------------------------------------------------------------------------------------------------------


def test_a_letter_typed_under_the_news_of_a_round_answers_no_leaf_anew(either: World) -> None:
    tuan, son = joined(either, "demo-tuphap"), joined(either, "demo-noivu")
    tuan.says("2.1 b")
    before = either.leaf("2.1")["declared"]
    opens_beside(son)
    tuan.reads("**Đợt CCHC 2027** (năm đánh giá 2027) đã mở")
    tuan.presses("Bắt đầu chấm")
    tuan.reads("▸ **Đợt CCHC 2027**", "**2.1 ")
    assert either.leaf("2.1")["declared"] == before


# -- what reviewers ask -------------------------------------------------------------------------------------------------


def test_what_is_written_and_sent_on_the_card_of_a_request_is_its_answer(zalo: World) -> None:
    tuan, mai = asks(zalo, "3.2")
    tuan.says("/tiendo")
    tuan.presses("Trả lời 3.2")
    tuan.reads("“Số liệu không khớp”", "Anh/chị viết câu trả lời; cần thì gửi kèm ảnh hoặc tệp")
    tuan.says("Số liệu lấy từ hệ thống một cửa ngày 30/11")
    tuan.sends("bao cao.jpg")
    tuan.reads("Trả lời đang soạn, chưa gửi", "Số liệu lấy từ hệ thống", "Tệp: bao cao.jpg")
    assert zalo.leaf("3.2")["request"]["state"] == "open"
    tuan.says("gửi trả lời")
    tuan.reads("✔ Đã gửi trả lời cho 3.2")
    mai.reads("Số liệu lấy từ hệ thống một cửa ngày 30/11")


def test_the_request_is_opened_by_its_command_and_by_its_words(zalo: World) -> None:
    tuan, _ = asks(zalo, "3.2")
    for words in ("/giaitrinh 3.2", "giải trình 3.2", "trả lời cho 3.2", "giai trinh cho 3.2"):
        tuan.says(words)
        tuan.reads("Chị Mai (minh hoạ) yêu cầu giải trình: “Số liệu không khớp”", "Anh/chị viết câu trả lời")
        tuan.presses("Thôi")
    tuan.says("/giaitrinh")
    tuan.reads("Chị Mai (minh hoạ) yêu cầu giải trình: “Số liệu không khớp”")
    assert any("Trả lời 3.2" in label for label in tuan.choices())


def test_a_locked_leaf_that_is_read_about_offers_no_scoring(zalo: World) -> None:
    tuan = joined(zalo, "demo-tuphap")
    tuan.says("/tieuchi 3.2")
    assert not any("Chấm 3.2" in label for label in tuan.choices())


# -- taking back --------------------------------------------------------------------------------------------------------


def test_what_cannot_be_taken_back_says_so_and_offers_the_file_sent_last(either: World) -> None:
    tuan = joined(either, "demo-tuphap")
    tuan.says("2.2 a")
    tuan.sends("ra soat.jpg")
    tuan.reads("✔ Xong 2.2", "**2.3 ")
    tuan.says("hoan tac")
    tuan.reads("không có điểm vừa ghi nào để hoàn tác")
    tuan.presses("khỏi 2.2")
    tuan.reads("Đã bỏ “ra soat.jpg” khỏi")
    assert either.leaf("2.2")["evidence"] == []
