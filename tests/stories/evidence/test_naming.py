"""A file is named by the words that an office uses for it, in a chat with buttons and in one without."""

from tests.stories.telling.filling import joined
from tests.stories.telling.world import World


def items(either: World, code: str) -> list[str | None]:
    return [file["item"] for file in either.leaf(code)["evidence"]]


def test_files_one_after_the_other_are_named_in_words(either: World) -> None:
    lan = joined(either, "demo-vanphong")
    lan.says("1.3 đủ")
    lan.sends("IMG_1.jpg", "IMG_2.jpg", "IMG_3.jpg", album="90")
    for words in ("báo cáo quý 1", "cái này là báo cáo năm", "9 tháng ạ"):
        lan.reads("là tài liệu nào?")
        lan.says(words)
    assert items(either, "1.3") == ["1.3.a", "1.3.d", "1.3.c"]


def test_words_that_fit_two_documents_ask_between_those_two(either: World) -> None:
    lan = joined(either, "demo-vanphong")
    lan.says("1.4 9/10")
    lan.sends("IMG_4.jpg")
    lan.says("vấn đề phát hiện")
    assert items(either, "1.4") == ["1.4.d"]
    lan.sends("IMG_5.jpg", "IMG_6.jpg", album="91")
    lan.reads("là tài liệu nào?")
    lan.says("kiểm tra")
    assert lan.choices()[:3] == ["Kế hoạch tự kiểm tra CCHC", "Biên bản kiểm tra", "Kết luận kiểm tra"]
    lan.says("là kết luận")
    assert "1.4.c" in items(either, "1.4")


def test_a_document_still_missing_is_asked_for_by_its_name(either: World) -> None:
    lan = joined(either, "demo-vanphong")
    lan.says("1.3 đủ")
    lan.says("gửi báo cáo quý I")
    lan.reads("1.3", "**Báo cáo quý I**")
    lan.sends("IMG_7.jpg")
    assert items(either, "1.3") == ["1.3.a"]


def test_a_leaf_is_offered_with_its_name_and_found_by_the_words_of_its_document(either: World) -> None:
    lan = joined(either, "demo-vanphong")
    lan.says("1.1 a")
    lan.sends("IMG_8.jpg")
    lan.sends("IMG_9.jpg")
    lan.reads("là tài liệu của tiêu chí nào?")
    assert "1.2 Mức độ hoàn thành kế hoạch CCHC" in lan.choices()
    lan.says("bảng tổng hợp nhiệm vụ")
    assert items(either, "1.2") == ["1.2.a"]


def test_a_caption_names_the_document_in_ordinary_words(either: World) -> None:
    lan = joined(either, "demo-vanphong")
    lan.says("1.3 đủ")
    lan.sends("IMG_10.jpg", caption="1.3 báo cáo quý 1 nhé")
    assert items(either, "1.3") == ["1.3.a"]
