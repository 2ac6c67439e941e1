"""Questions that come while another is open: each is answered, and the open question still takes its answer."""

import json
from pathlib import Path
from typing import Any

import pytest

from knowledge.answers import read_answer
from knowledge.search.codes import find_code
from scoring.errors import Refusal
from tests.knowledge.reading.sample import sample
from tests.stories.telling.actors import Member
from tests.stories.telling.filling import joined
from tests.stories.telling.small_chat import Chat, points
from tests.stories.telling.world import World

QUERIES = Path(__file__).parents[2] / "knowledge" / "search" / "queries.jsonl"

#: One open question of each kind that a commune is asked, and an answer to it.
OPEN = {
    "choice": ("1.1", "b"),
    "ratio": ("1.2", "45/50"),
    "conditions": ("1.3", "ab"),
    "count": ("1.5", "3"),
    "met": ("4.1", "có"),
}


def voices() -> list[dict[str, Any]]:
    return [json.loads(line) for line in QUERIES.read_text(encoding="utf-8").splitlines()]


def is_answer(text: str, code: str) -> bool:
    """To the open question, or, behind a code, to that leaf's."""
    short = find_code(text, sample().leaves)
    if short and short.rest.strip() and short.code in sample().leaves:
        return is_answer(short.rest, short.code)
    try:
        read_answer(text, sample().leaf(code).rule)
    except Refusal:
        return False
    return True


@pytest.mark.parametrize(("code", "answer"), OPEN.values(), ids=OPEN)
def test_every_voice_is_answered_and_the_open_question_waits(on_web: World, code: str, answer: str) -> None:
    lan = joined(on_web, "demo-vanphong")
    lan.says(f"/chamdiem {code}")
    untouched = on_web.sheet()
    for voice in voices():
        if is_answer(voice["q"], code):
            continue
        lan.says(voice["q"])
        assert on_web.sheet() == untouched, voice["q"]
        assert lan.choices(), voice["q"]
        assert "off-topic" in voice["accept"] or "Tôi chưa hiểu" not in lan.sees(), voice["q"]
    lan.says(answer)
    assert on_web.leaf(code)["declared"] is not None
    assert on_web.broken_turns() == 0


@pytest.fixture
def asked(on_web: World) -> Member:
    """The coordinator of XA01 before the open question of 1.2."""
    lan = joined(on_web, "demo-vanphong")
    lan.says("/chamdiem 1.2")
    return lan


WORDS = [
    ("tctp là gì", "**tiêu chí thành phần** (TCTP)"),
    ("kad nghia la gi", "**không áp dụng** (KAD)"),
    ("sipas là cái gì", "**SIPAS**"),
    ("thẩm định lần 2 là gì", "**thẩm định**"),
    ("htxsnv", "**hoàn thành xuất sắc nhiệm vụ**"),
    ("ktsm la j", "Tôi chưa có từ này trong bảng giải nghĩa"),
    ("papi năm nay thế nào", "chỉ số khác (PAPI, PCI…)"),
    ("qd 3395", "Tôi chưa lưu văn bản số 3395"),
    ("xin mo khoa", "xin cơ quan thường trực mở lại"),
    ("ai phu trach", "Văn phòng - thống kê: 1, 4, 5"),
    ("gia han the nao", "gia hạn do cơ quan thường trực quyết định"),
    ("hosodunghan", "**3.2 "),
    ("3.2", "**3.2 "),
]


@pytest.mark.parametrize(("text", "answer"), WORDS, ids=[text for text, _ in WORDS])
def test_a_question_in_the_middle_is_answered_with_one_way_back(asked: Member, text: str, answer: str) -> None:
    asked.says(text)
    asked.reads(answer)
    asked.presses("Quay lại")
    asked.reads("**1.2 ", "Nhập **số nhiệm vụ đã hoàn thành")
    asked.says("45/50")
    asked.reads("1.2: **3,15/3,5**")


@pytest.mark.parametrize("text", [text for text, _ in WORDS])
def test_such_an_answer_has_one_primary_button(asked: Member, text: str) -> None:
    for opened in (True, False):
        if not opened:
            asked.says("/huy")
        asked.says(text)
        assert sum(choice.primary for choice in asked.cards[-1].choices) == 1, asked.choices()


def test_a_code_that_the_set_does_not_have_is_said_not_to_exist(asked: Member) -> None:
    asked.says("/tieuchi 9.9")
    asked.reads("Bộ tiêu chí không có mã này")


#: The questions that the sample's rules never open: a formula's first and second figure, its branch, judged points' reason.
OTHER_OPEN = {
    "formula": (("/chamdiem 2.3",), "số hoàn thành"),
    "second figure": (("/chamdiem 2.3", "3"), "tổng số"),
    "branch": (("/chamdiem 2.3", "3", "4"), "Trường hợp nào"),
    "judgement": (("/chamdiem 2.4",), "**2.4 "),
}


@pytest.mark.parametrize(("said", "asked"), OTHER_OPEN.values(), ids=OTHER_OPEN)
@pytest.mark.parametrize("question", ["tctp là gì", "hạn nộp là ngày nào", "xin mo khoa", "toi muon khieu nai diem"])
def test_a_formula_and_a_judgement_wait_too(chat: Chat, said: tuple[str, ...], asked: str, question: str) -> None:
    for text in said:
        chat.says(text)
    chat.says(question)
    assert sum(choice.primary for choice in chat.card.choices) == 1
    assert "Tôi chưa hiểu" not in chat.card.text
    assert asked in chat.presses("Quay lại" if "Quay lại" in "".join(one.label for one in chat.card.choices) else "Làm tiếp")
    assert points(chat, said[0].split()[1]) is None


def test_a_figure_given_after_a_question_goes_on_with_the_formula(chat: Chat) -> None:
    for text in ("/chamdiem 2.3", "3", "tctp là gì", "4"):
        chat.says(text)
    chat.presses("hai")
    assert points(chat, "2.3") == "3/2"


def test_a_question_in_place_of_a_reason_is_asked_back_and_answered(chat: Chat) -> None:
    for text in ("/chamdiem 2.4", "1,5"):
        chat.says(text)
    assert "“tctp là gì”" in chat.says("tctp là gì")
    assert points(chat, "2.4") is None
    assert "**tiêu chí thành phần**" in chat.presses("Tôi đang hỏi")
    assert "2.4: **1,5/2**" in chat.says("thiếu một báo cáo")


def test_a_question_in_place_of_a_reason_may_be_the_reason(chat: Chat) -> None:
    for text in ("/chamdiem 2.4", "1,5", "hạn nộp là ngày nào"):
        chat.says(text)
    assert "2.4: **1,5/2**" in chat.presses("Ghi vào")


def test_a_reason_typed_instead_of_a_choice_is_taken(chat: Chat) -> None:
    for text in ("/chamdiem 2.4", "1,5", "tctp là gì", "hạn nộp là ngày nào"):
        assert "2.4: **" not in chat.says(text)
    assert "2.4: **1,5/2**" in chat.says("thiếu một báo cáo")


def test_a_command_leaves_a_question_put_aside(chat: Chat) -> None:
    for text in ("/chamdiem 2.4", "1,5", "tctp là gì", "/huy"):
        chat.says(text)
    chat.says("2.1 có")
    assert points(chat, "2.4") is None


def test_a_button_of_a_question_put_aside_is_no_answer_to_the_step(signed: World) -> None:
    _, tuan = joined(signed, "demo-noivu"), joined(signed, "demo-tuphap")
    tuan.says("2.3 b")
    tuan.presses("Xin mở lại tiêu chí 2.3")
    tuan.says("hạn nộp là ngày nào?")
    tuan.reads("Tôi chưa ghi gì")
    old = tuan.button("Ghi vào")
    tuan.presses("Tôi đang hỏi")
    tuan.touches(old)
    tuan.reads("Vì sao cần mở lại tiêu chí 2.3?")
    tuan.says("Ghi nhầm mức")
    tuan.reads("Đã gửi đề nghị tới cơ quan thường trực")
