"""Where there is nothing yet to show, that is said, with nothing made up."""

from tests.stories.telling.small_chat import Chat


def test_a_first_year_has_none_before_it(chat: Chat) -> None:
    assert "Tôi chưa có kết quả của năm trước." in chat.says("năm ngoái mất điểm chỗ nào")
    assert "Tôi không có điểm năm trước của tiêu chí 1.2." in chat.says("năm ngoái 1.2 được mấy điểm")
    assert "Chưa có đợt nào được công bố." in chat.says("/ketqua")
