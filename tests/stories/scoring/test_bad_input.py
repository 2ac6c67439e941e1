"""Bad input: one clear Vietnamese sentence, nothing changed, and the open question still there."""

import pytest

from handlers.dialogs.house import DOORS
from tests.stories.telling.filling import joined
from tests.stories.telling.world import World

RATIO_QUESTION = "/chamdiem 1.2"
COUNT_QUESTION = "/chamdiem 1.5"
CHOICE_QUESTION = "/chamdiem 1.1"
TICK_QUESTION = "/chamdiem 1.3"

WRONG_ANSWERS = [
    (RATIO_QUESTION, "năm mươi", "ý anh/chị là **50%** hay **50 nhiệm vụ**? Tôi chưa ghi gì."),
    (RATIO_QUESTION, "45", "ý anh/chị là **45%** hay **45 nhiệm vụ**? Tôi chưa ghi gì."),
    (RATIO_QUESTION, "45/", "ý anh/chị là **45%** hay **45 nhiệm vụ**? Tôi chưa ghi gì."),
    (RATIO_QUESTION, "45/50/60", "Tôi chưa hiểu"),
    (RATIO_QUESTION, "-45/50", "Số không được âm (-45)"),
    (RATIO_QUESTION, "45/0", "Tổng số (mẫu số) đang là 0"),
    (RATIO_QUESTION, "4e2/5e2", "Số “4e2” không hợp lệ"),
    (RATIO_QUESTION, "1e999/50", "Số “1e999” không hợp lệ"),
    (RATIO_QUESTION, "999999999999999999/50", "không hợp lệ"),
    (RATIO_QUESTION, "120%", "Tỷ lệ 120% lớn hơn 100%"),
    (RATIO_QUESTION, "50/45", "Anh/chị có nhập ngược không?"),
    (RATIO_QUESTION, "kps", "không có mức “không phát sinh”"),
    (RATIO_QUESTION, "kad", "không có mức “không áp dụng”"),
    (COUNT_QUESTION, "-3", "Số không được âm (-3)"),
    (COUNT_QUESTION, "2,5", "Cần một số nguyên"),
    (COUNT_QUESTION, "1e999", "Số “1e999” không hợp lệ"),
    (COUNT_QUESTION, "nan", "không phải là số"),
    (COUNT_QUESTION, "vô cùng", "không phải là số"),
    (COUNT_QUESTION, "٣", "không phải là số"),
    (CHOICE_QUESTION, "z", "Không có lựa chọn “z”."),
    (CHOICE_QUESTION, "7", "Không có lựa chọn “7”"),
    (TICK_QUESTION, "axd", "Không có lựa chọn “axd”"),
    (TICK_QUESTION, "45/50", "Tôi chưa hiểu “45/50”"),
]


@pytest.mark.parametrize(
    ("question", "answer", "sentence"),
    WRONG_ANSWERS,
    ids=[f"{question[-3:]} {answer}" for question, answer, _ in WRONG_ANSWERS],
)
def test_a_wrong_answer_says_what_would_be_right(on_web: World, question: str, answer: str, sentence: str) -> None:
    lan, before = joined(on_web, "demo-vanphong"), on_web.sheet()
    lan.says(question)
    lan.says(answer)
    lan.reads(sentence)
    assert lan.choices()
    assert (on_web.sheet(), on_web.broken_turns()) == (before, 0)


WRONG_SHORT_FORMS = [
    ("9.9 5/6", "Không có tiêu chí 9.9 trong bộ tiêu chí"),
    ("1.99 a", "Không có tiêu chí 1.99"),
    ("1.2 -45/50", "Số không được âm"),
    ("1.2 45/0", "mẫu số"),
    ("1.2 101%", "lớn hơn 100%"),
    ("1.1 z", "Không có lựa chọn “z”"),
    ("1.5 2,5", "Cần một số nguyên"),
    ("3.7 4", "điều tra xã hội học"),
    ("8.2 50%", "điều tra xã hội học"),
    ("1.2 kad", "không có mức “không áp dụng”"),
    ("12.34.56 5", "Không có tiêu chí 12.34.56"),
]


@pytest.mark.parametrize(("text", "sentence"), WRONG_SHORT_FORMS, ids=[text for text, _ in WRONG_SHORT_FORMS])
def test_a_wrong_short_form_changes_nothing(on_web: World, text: str, sentence: str) -> None:
    lan, before = joined(on_web, "demo-vanphong"), on_web.sheet()
    for open_question in ("/huy", "/chamdiem 4.1"):
        lan.says(open_question)
        lan.says(text)
        lan.reads(sentence)
    assert (on_web.sheet(), on_web.broken_turns()) == (before, 0)


def test_a_dot_before_three_digits_is_thousands_and_a_comma_is_decimal(on_web: World) -> None:
    lan = joined(on_web, "demo-vanphong")
    lan.says("1.2 970/1.000")
    assert on_web.leaf("1.2")["declared"] == {"numerator": "970", "denominator": "1000"}
    lan.says("1.2 1,5/2,0")
    assert on_web.leaf("1.2")["declared"] == {"numerator": "1.5", "denominator": "2"}
    lan.says("1.2 85.3%")
    assert on_web.leaf("1.2")["declared"] == {"percent": "85.3"}


NOISE = {
    "five thousand letters": "a" * 5000,
    "five thousand figures": "9" * 5000,
    "five thousand of a code": "1.2 " + "4" * 5000,
    "emoji": "🎉🎉👍🏽",
    "zero bytes": "\0\0\0",
    "half a letter": "\ud83d",
    "only spaces": "     \n\t ",
    "a lone mark": "̉",
    "markup": "<b>1.2</b> **45/50** [a](b) `c`",
    "a slash": "/",
    "an unknown command": "/khongco",
    "brackets": "{}%s{0}",
    "quotes": "'; drop table sheets; --",
    "right to left": "\u202eשלום",
    "a month's report": "gửi báo cáo tháng",
    "a price": "giá vàng hôm nay bao nhiêu",
}


@pytest.mark.parametrize("text", NOISE.values(), ids=NOISE)
def test_noise_is_answered_and_changes_nothing(on_web: World, text: str) -> None:
    lan, before = joined(on_web, "demo-vanphong"), on_web.sheet()
    for question in ("/huy", RATIO_QUESTION, TICK_QUESTION):
        lan.says(question)
        shown = len(lan.cards)
        lan.says(text)
        assert len(lan.cards) == shown + 1
        assert lan.choices()
    assert (on_web.sheet(), on_web.broken_turns()) == (before, 0)


@pytest.mark.parametrize(
    "typed", ["\u202e1.2 45/50", "1.2\u200b 45\u00ad/50\ufeff", "１．２　４５／５０", "1.2  45/50. ", "1.2. 45/50."]
)
def test_what_nobody_sees_in_an_answer_changes_nothing_of_it(on_web: World, typed: str) -> None:
    lan = joined(on_web, "demo-vanphong")
    lan.says(typed)
    lan.reads("1.2: **")


OUTSIDE = ["1.1 a", "6.1 a", "/chamdiem 1.1", "/tailieu 7.1", "/chamdiem 9.9"]


@pytest.mark.parametrize("text", OUTSIDE)
def test_an_official_outside_his_fields(on_web: World, text: str) -> None:
    tuan, before = joined(on_web, "demo-tuphap"), on_web.sheet()
    tuan.says(text)
    tuan.reads("không thuộc lĩnh vực anh/chị được giao" if "9.9" not in text else "Không có tiêu chí 9.9")
    tuan.reads("**2.1 ")
    assert on_web.sheet() == before


def test_a_photo_for_somebody_elses_leaf_is_not_filed(on_web: World) -> None:
    tuan, before = joined(on_web, "demo-tuphap"), on_web.sheet()
    tuan.sends("kế hoạch.jpg", caption="1.1 a")
    tuan.reads("Tiêu chí 1.1 không thuộc lĩnh vực anh/chị được giao")
    assert on_web.sheet() == before


WRONG_PLACES = [("/thamdinh XA99", "Không có đơn vị XA99"), ("/thamdinh XA03 9.9", "Không có tiêu chí 9.9")]


@pytest.mark.parametrize(("text", "sentence"), WRONG_PLACES)
def test_a_reviewer_who_mistypes(on_web: World, text: str, sentence: str) -> None:
    mai = joined(on_web, "demo-thamdinh")
    mai.says(text)
    mai.reads(sentence)


#: Those who may change something; test_privacy sends everybody else through the same doors.
BUSY = ["demo-vanphong", "demo-chutich", "demo-noivu"]
ARGUMENTS = [(), ("",), ("1.1",), ("9.9",), ("XA01", "1.1", "0"), ("XA99", "9.9", "x"), ("9" * 40,)]
ODD_CODES = [
    "", "!", ":", "zz!pick:a", "1!", "0!understood", "unknown", "score:1.1:2:3:4:5", "é", "a" * 300, "pick:a", "1f!tick:",
    "1!pick:" + "9" * 100,
]  # fmt: skip


@pytest.mark.parametrize("code", BUSY)
def test_no_forged_door_breaks_a_turn_or_changes_a_sheet(on_web: World, code: str) -> None:
    member = joined(on_web, code)
    before = {unit: on_web.sheet(unit) for unit in ("XA01", "XA03")}
    member.forges(*(":".join([door, *arguments]) for door in DOORS for arguments in ARGUMENTS))
    assert on_web.broken_turns() == 0
    assert {unit: on_web.sheet(unit) for unit in before} == before


def test_no_forged_answer_breaks_a_turn(on_web: World) -> None:
    lan = joined(on_web, "demo-vanphong")
    for question in (CHOICE_QUESTION, TICK_QUESTION, RATIO_QUESTION, "1.1 b"):
        lan.says(question)
        for action in ("pick", "tick", "want", "item", "leaf", "swap", "yes", "reason", "branch", "ticked", "xyz"):
            for arguments in ([], [""], ["q"], ["a", "b"], ["9" * 30]):
                lan.forges(":".join([f"{lan.turn}!{action}", *arguments]))
    assert on_web.broken_turns() == 0


@pytest.mark.parametrize("code", ODD_CODES, ids=range(len(ODD_CODES)))
def test_what_is_no_button_at_all(on_web: World, code: str) -> None:
    lan, before = joined(on_web, "demo-vanphong"), on_web.sheet()
    lan.forges(code)
    lan.reads("**1.1 ")
    assert (on_web.sheet(), on_web.broken_turns()) == (before, 0)
