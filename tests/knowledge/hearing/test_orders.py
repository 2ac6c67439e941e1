"""Orders in words: what is heard, and what is left to the search."""

import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from handlers.dialogs.orders.orders import CALLED_WELL
from knowledge.hearing.orders import agrees, concepts_unknown, courtesy, ordered
from knowledge.hearing.until import until_said
from knowledge.search.index import Index
from knowledge.search.typed_words import Words, wording
from tests.knowledge.reading.sample import sample

QUERIES = Path(__file__).parents[1] / "search" / "queries.jsonl"
INDEX = Index(sample())
ROLES = ("official", "coordinator", "leader", "appraiser", "standing_body")
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 11, 20, 9, tzinfo=ZONE)
#: A Monday.
ENDS = datetime(2026, 11, 30, 17, tzinfo=ZONE)


def called(kind: str, words: Words, least: float = 0.0) -> str:
    found = INDEX.search(" ".join(words))
    sure = found.decision == "answer" and found.targets[0].score >= least
    what, _, code = found.targets[0].target.partition(":") if sure else ("", "", "")
    return code if what == ("field" if kind == "PART" else "criterion") else ""


def heard(text: str, role: str, *given: str) -> str:
    """As the conversation takes it: what calls a criterion is about that, unless the order speaks of something itself."""
    whole = called("CALLED", wording().words(text), CALLED_WELL)
    listed = ordered(text, role, given, called)
    return next((one.order for one in listed if one.argued or not (whole or (not one.firm and called("CALLED", one.left)))), "")


def test_every_concept_of_an_order_is_known() -> None:
    assert concepts_unknown() == frozenset()


@pytest.mark.parametrize("role", ROLES)
def test_no_question_about_a_criterion_or_off_topic_is_taken_for_an_order(role: str) -> None:
    asked = [json.loads(line) for line in QUERIES.read_text(encoding="utf-8").splitlines()]
    about = [one for one in asked if not any(right.startswith("intent:") for right in one["accept"])]
    assert {one["q"]: order for one in about if (order := heard(one["q"], role))} == {}


@pytest.mark.parametrize(
    ("text", "role", "given", "order"),
    [
        ("xa nao chua nop", "standing_body", (), "not_handed_in"),
        ("đơn vị nào chậm gửi phiếu", "standing_body", (), "not_handed_in"),
        ("bao nhiêu đơn vị nộp rồi", "standing_body", (), "handed_in"),
        ("gia han XA02", "standing_body", ("UNIT",), "extend"),
        ("lam tiep di", "official", (), "go_on"),
        ("cho mình sang câu khác", "official", ("ASKED",), "put_off"),
        ("nhập nhầm mất rồi", "official", ("ASKED",), "undo"),
        ("ai con chua cham xong", "coordinator", (), "who_owes"),
    ],
)
def test_an_order_is_heard_in_whatever_words(text: str, role: str, given: tuple[str, ...], order: str) -> None:
    assert heard(text, role, *given) == order


def test_a_word_with_its_marks_is_that_word_alone() -> None:
    assert heard("vào chấm số hoá hồ sơ đi", "official") == "score"
    assert heard("co sang kien duoc cong nhan khong", "coordinator") == ""


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("cảm ơn em nhé", "thanks"),
        ("ok cam on nhieu", "thanks"),
        ("chào em", "greeting"),
        ("alo có ai không", "greeting"),
        ("cảm ơn, còn mấy ngày nữa hết hạn", ""),
    ],
)
def test_courtesy_is_courtesy_only_where_nothing_else_is_said(text: str, kind: str) -> None:
    assert courtesy(text) == kind


def test_yes_is_yes_only_where_nothing_else_is_said() -> None:
    assert agrees("ok em")
    assert agrees("Đồng ý")
    assert not agrees("không")
    assert not agrees("có xã nào chưa nộp")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("đến thứ sáu", "04/12"),
        ("thu 2", "07/12"),
        ("chủ nhật", "06/12"),
        ("thêm 3 ngày", "03/12"),
        ("them mot tuan", "07/12"),
        ("hết tuần", "04/12"),
        ("đến hết tháng", "31/12"),
        ("5/12", "05/12"),
        ("ngày 5 tháng 12", "05/12"),
        ("17h ngày 5/12/2026", "05/12"),
    ],
)
def test_the_day_of_a_deadline_is_read_as_people_say_it(text: str, day: str) -> None:
    at = until_said(text, ENDS, NOW, ZONE)
    assert at is not None
    assert f"{at:%d/%m %H:%M}" == f"{day} 17:00"


@pytest.mark.parametrize("text", ["lúc nào cũng được", "31/2", "hôm nào đó", "XA02"])
def test_no_day_is_made_up(text: str) -> None:
    assert until_said(text, ENDS, NOW, ZONE) is None
