"""A reason is a reason by what it says, not by its length."""

import pytest

from knowledge.hearing.reasons import is_reason, says_something

NOTHING_SAID = (
    "ok",
    "OK ạ",
    "okê nhé",
    "vâng",
    "Vâng ạ.",
    "dạ được",
    "được rồi",
    "đồng ý",
    "Đồng ý với anh",
    "nhất trí",
    "không",
    "không có",
    "không đồng ý",
    "chưa",
    "chưa được",
    ".",
    "...",
    "?",
    "-",
    "x",
    "xx",
    "aaaa",
    "hhhhhh",
    "ok ok ok",
    "1",
    "lý do",
    "Lý do: ok",
    "vì thế thôi",
    "abc xyz",
    "asdf",
    "trả lại",
    "đổi điểm",
    "xin mở lại",
    "từ chối",
    "qwer asdf",
    "👍",
    "dong y",
    "vang a",
    "khong co",
    "duoc roi",
)
TOO_LITTLE = ("sai", "kém", "thiếu", "thiếu thiếu", "đạt", "thiếu ạ")
REASONS = (
    "thiếu dấu",
    "chưa ký",
    "chưa đóng dấu",
    "chua ky",
    "chua dong dau",
    "dong dau mo",
    "không khớp",
    "khong khop",
    "sai số",
    "thiếu quý 3",
    "thiếu BC",
    "thiếu bc",
    "VB hết hiệu lực",
    "file mờ",
    "scan thiếu trang",
    "Tài liệu không phải của xã",
    "Thiếu tài liệu kiểm chứng",
    "Chậm so với thời hạn",
    "Đồng ý theo lý do xã nêu",
    "ko khớp",
    "thiếu KPI",
    "xem lại 1.2",
    "trả lại vì thiếu dấu",
    "ok nhưng thiếu phụ lục 2",
    "không có tài liệu",
    "Ghi lại 1.2",
    "nộp muộn",
)


@pytest.mark.parametrize("text", NOTHING_SAID)
def test_agreeing_filling_and_slips_of_the_finger_say_nothing(text: str) -> None:
    assert not says_something(text)
    assert not is_reason(text)


@pytest.mark.parametrize("text", ["1.190/1.240", "2025", "https://xaanbinh.gov.vn/bao-cao"])
def test_a_figure_or_an_address_answers_and_is_no_reason(text: str) -> None:
    assert says_something(text)
    assert not is_reason(text)


@pytest.mark.parametrize("text", TOO_LITTLE)
def test_one_word_alone_is_no_reason(text: str) -> None:
    assert says_something(text)
    assert not is_reason(text)


@pytest.mark.parametrize("text", REASONS)
def test_two_words_that_tell_something_are_one(text: str) -> None:
    assert is_reason(text)
