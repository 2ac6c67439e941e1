"""The documents of a leaf as people name them in a chat."""

import pytest

from knowledge.documents.naming import NOT_THAT, THIS_IS, documents_meant
from knowledge.text import fold
from tests.knowledge.reading.test_sample_set import sample


def meant(code: str, text: str) -> str:
    return "".join(documents_meant(text, {item.key: item.name for item in sample().leaf(code).evidence}))


@pytest.mark.parametrize(
    ("code", "text", "keys"),
    [
        ("1.3", "báo cáo quý 1", "a"),
        ("1.3", "bao cao quy I", "a"),
        ("1.3", "quý I", "a"),
        ("1.3", "của quý một nhé", "a"),
        ("1.3", "bc q1", "a"),
        ("1.3", "báo cáo quý I năm 2026 ạ", "a"),
        ("1.3", "anh ơi đây là báo cáo quý 1 em gửi", "a"),
        ("1.3", "báo cáo quý 2", ""),
        ("1.3", "báo cáo sáu tháng", "b"),
        ("1.3", "báo cáo 6 tháng đầu năm", "b"),
        ("1.3", "9 tháng", "c"),
        ("1.3", "cái này là báo cáo năm", "d"),
        ("1.3", "báo cáo cả năm", "d"),
        ("1.3", "phiếu gửi", "e"),
        ("1.3", "báo cáo", "abcd"),
        ("1.2", "báo cáo năm", "b"),
        ("1.2", "là bảng tổng hợp", "a"),
        ("1.4", "biên bản", "b"),
        ("1.4", "kết luận", "c"),
        ("1.4", "báo cáo xử lý vấn đề", "d"),
        ("1.4", "kiểm tra", "abc"),
        ("1.4", "biênban", ""),
        ("1.4", "kế hoach tự kiêm tra", "a"),
        ("3.4", "là quyết định", "a"),
        ("3.4", "là ảnh", "b"),
        ("4.2", "ds cán bộ", "b"),
        ("6.2", "đây là đường dẫn", "b"),
        ("6.2", "link công khai", "b"),
        ("1.3", "ừ", ""),
        ("1.3", "45/50", ""),
        ("1.3", "hạn nộp là ngày nào", ""),
    ],
)
def test_words_find_their_document(code: str, text: str, keys: str) -> None:
    assert meant(code, text) == keys


@pytest.mark.parametrize("text", ["cái này là báo cáo năm", "là quyết định", "đây là kế hoạch", "tệp vừa gửi là biên bản"])
def test_words_about_the_file_just_sent(text: str) -> None:
    assert THIS_IS.match(fold(text))


def test_no_word_about_a_file() -> None:
    assert not THIS_IS.match(fold("SIPAS là gì"))
    assert not THIS_IS.match(fold("làm lại"))
    assert NOT_THAT.match(fold("Không phải, là báo cáo năm"))
