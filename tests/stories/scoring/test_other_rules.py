"""The rules that the sample does not use: a formula's figures one by one, its branches, points given by judgement."""

from decimal import Decimal

from tests.stories.telling.small_chat import Chat, points


def test_figures_are_asked_one_by_one_and_then_the_branch(chat: Chat) -> None:
    assert "số hoàn thành" in chat.says("/chamdiem 2.3")
    assert "tổng số" in chat.says("3")
    assert "Trường hợp nào" in chat.says("4")
    assert "2.3: **1,5/2**" in chat.presses("hai")
    assert points(chat, "2.3") == "3/2"


def test_a_figure_that_is_none_is_asked_again(chat: Chat) -> None:
    chat.says("/chamdiem 2.3")
    said = chat.says("nhiều")
    assert "không phải là số" in said
    assert "số hoàn thành" in said


def test_a_division_by_zero_starts_from_the_first_figure(chat: Chat) -> None:
    for text in ("/chamdiem 2.3", "3", "0"):
        chat.says(text)
    said = chat.presses("một")
    assert "chia cho 0" in said
    assert "số hoàn thành" in said
    assert points(chat, "2.3") is None


def test_judged_points_ask_for_their_reason(chat: Chat) -> None:
    chat.says("/chamdiem 2.4")
    assert "Vì sao" in chat.says("1,5")
    assert "2.4: **1,5/2**" in chat.says("thiếu một báo cáo")
    assert points(chat, "2.4") == str(Decimal("1.5").as_integer_ratio()[0]) + "/2"


def test_who_has_no_reason_for_the_points_is_asked_for_points_again(chat: Chat) -> None:
    chat.says("2.4 1,5")
    chat.presses("Thôi")
    assert "Gõ số điểm" in chat.card.text


def test_judged_points_with_their_reason_are_saved_at_once(chat: Chat) -> None:
    assert "2.4: **1/2**" in chat.says("2.4 1 vì chậm một tháng")


def test_judged_points_ask_again_for_a_reason_that_says_nothing(chat: Chat) -> None:
    assert "Vì sao" in chat.says("2.4 1 vì ok")
    assert "Cần ghi lý do" in chat.says("vâng")
    assert points(chat, "2.4") is None


def test_judged_points_stay_within_the_maximum(chat: Chat) -> None:
    assert "từ 0 đến 2" in chat.says("2.4 2,5 vì làm tốt")
    assert points(chat, "2.4") is None
