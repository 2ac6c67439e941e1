"""Sentences as answers: what they mean, what is certain, and what is no answer at all."""

from dataclasses import replace
from decimal import Decimal

import pytest

from knowledge.sentences import Heard, hear, read
from scoring.answers import read_answer
from scoring.criteria import Leaf, Source
from scoring.declared import Count, Declared, Met, NotApplicable, Option, Ratio
from scoring.errors import Refusal, WhichMeant
from scoring.rules import Choice, Deduction, Labelled, Proportional, Rule, WithNotApplicable, YesNo
from tests.knowledge.reading.sample import sample
from tests.stories.spoken import ASKED, KNOWN, OTHERS, Spoken


def heard(leaf: str, text: str) -> Heard | None:
    return heard_at(sample().leaf(leaf), text)


def heard_at(leaf: Leaf, text: str) -> Heard | None:
    try:
        return Heard((read(text, leaf),), certain=True)
    except WhichMeant as error:
        return Heard(error.possible)
    except Refusal:
        return hear(text, leaf)


@pytest.mark.parametrize("one", [*KNOWN, *OTHERS], ids=lambda one: one.text)
def test_a_sentence_means_its_answer_or_is_asked_back(one: Spoken) -> None:
    meant = heard(one.leaf, one.answer)
    if not one.meant:
        assert meant is None
    elif one.meant == ASKED:
        # More than the whole is asked back where it is saved.
        assert meant
        assert len(meant.possible) > 1 or meant.part is not None or one.answer == "1240/1190"
    else:
        assert meant
        assert meant.possible == (read_answer(one.meant, sample().leaf(one.leaf).rule),)


#: What figures and letters say needs no asking back; what words say does.
CERTAIN = [
    ("7.2", "640 hồ sơ nộp trực tuyến trên 1000"),
    ("5.1", "20 trên 20"),
    ("1.7", "2 nhiệm vụ"),
    ("1.3", "thiếu b"),
    ("1.6", "không có"),
    ("1.5", "dạ 3 ạ"),
]
BY_WORDS = [("2.3", "chỉ có kế hoạch thôi"), ("2.2", "chưa làm"), ("3.6", "khoảng 85%"), ("5.3", "1 người bị khiển trách")]


@pytest.mark.parametrize(("leaf", "text"), CERTAIN)
def test_figures_and_letters_are_certain(leaf: str, text: str) -> None:
    found = heard(leaf, text)
    assert found
    assert found.certain


@pytest.mark.parametrize(("leaf", "text"), BY_WORDS)
def test_words_are_only_understood(leaf: str, text: str) -> None:
    found = heard(leaf, text)
    assert found
    assert not found.certain


NO_ANSWERS = [
    ("1.2", "-45 trên 50"),
    ("1.2", "nghị định 61/2018"),
    ("1.2", "45/50/60"),
    ("1.7", "2 nhiệm vụ không quá hạn"),
    ("2.1", "hỏi chị Lan đã"),
    ("2.1", "để lát nữa làm"),
    ("2.3", "cái này tính sao"),
    ("2.3", "báo cáo gửi ai"),
    ("3.2", "lấy số liệu ở đâu ra"),
    ("3.3", "hồ sơ trễ hạn chưa xin lỗi"),
    ("3.1", "xã em còn thiếu gì không"),
    ("3.3", "mục 8.9"),
    ("3.2", "không biết"),
    ("2.2", "chưa rõ"),
    ("2.3", "không nhớ"),
    ("3.2", "tối đa mấy điểm"),
]


@pytest.mark.parametrize(("leaf", "text"), NO_ANSWERS)
def test_a_question_or_the_opposite_is_no_answer(leaf: str, text: str) -> None:
    assert hear(text, sample().leaf(leaf)) is None


@pytest.mark.parametrize("text", ["không", "ko", "không có", "có"])
def test_no_is_not_zero_where_the_question_denies(text: str) -> None:
    """ "Không vượt" and "Có văn bản sai" turn what yes and no mean round."""
    both: tuple[Declared, ...] = (Met(True), Met(False))
    for leaf in ("2.1", "4.2"):
        found = heard(leaf, text)
        assert found
        assert not found.certain
        assert found.possible[:2] == both


@pytest.mark.parametrize("text", ["không", "có"])
def test_a_leaf_that_denies_by_its_name_is_asked_back_too(text: str) -> None:
    leaf = replace(sample().leaf("4.1"), name="Không để xảy ra sai phạm")
    with pytest.raises(WhichMeant):
        read(text, leaf)
    assert (read("a", leaf), read(text, sample().leaf("4.1"))) == (Met(True), Met(text == "có"))


def leaf_of(name: str, rule: Rule) -> Leaf:
    return Leaf("1.1", name, Decimal(2), Source.SELF, rule)


#: In the words of other sets: nothing is read by the code of a leaf.
LEVELS = Choice((Labelled("a", "Đầy đủ, kịp thời"), Labelled("b", "Đầy đủ nhưng chưa kịp thời"), Labelled("c", "Chưa đầy đủ")))
ELSEWHERE = {
    "levels": leaf_of("Số hoá hồ sơ", LEVELS),
    "money": leaf_of("Bố trí kinh phí CCHC", YesNo("Có bố trí", "Không bố trí")),
    "letters": leaf_of("Đơn thư khiếu nại vượt cấp", YesNo("Không có đơn thư vượt cấp", "Có đơn thư vượt cấp")),
    "in time": leaf_of("Thời hạn báo cáo", YesNo("Tất cả đúng hạn", "Có báo cáo trễ", whole=True)),
    "faults": leaf_of("Sai sót", Deduction(Decimal("0.5"), Decimal(2), Decimal(0), "trường hợp sai sót")),
    "meetings": leaf_of(
        "Đối thoại với doanh nghiệp",
        WithNotApplicable(
            Proportional(numerator="số cuộc đã tổ chức", denominator="số cuộc theo kế hoạch"),
            "không có doanh nghiệp trên địa bàn",
        ),
    ),
}
SAID_ELSEWHERE: list[tuple[str, str, tuple[Declared, ...]]] = [
    ("levels", "đầy đủ kịp thời", (Option("a"),)),
    ("levels", "đủ nhưng chưa kịp thời", (Option("b"),)),
    ("levels", "chưa đủ", (Option("c"),)),
    ("money", "có bố trí rồi", (Met(True),)),
    ("money", "chưa bố trí kinh phí", (Met(False),)),
    ("letters", "không", (Met(True), Met(False))),
    ("letters", "không có đơn nào", (Met(True), Met(False))),
    ("letters", "có 1 đơn vượt cấp", (Met(False),)),
    ("in time", "có 1 báo cáo trễ", (Met(False),)),
    ("in time", "đều đúng hạn cả", (Met(True),)),
    ("in time", "không trễ", (Met(True),)),
    ("faults", "không sai sót gì", (Count(0),)),
    ("faults", "sai 2 lần", (Count(2),)),
    ("meetings", "4 cuộc trên 5 cuộc", (Ratio(Decimal(4), Decimal(5)),)),
    ("meetings", "không có", (NotApplicable(),)),
    ("meetings", "xã không có doanh nghiệp", (NotApplicable(),)),
]


@pytest.mark.parametrize(("leaf", "text", "meant"), SAID_ELSEWHERE, ids=[text for _, text, _ in SAID_ELSEWHERE])
def test_other_sets_are_heard_by_their_own_words(leaf: str, text: str, meant: tuple[Declared, ...]) -> None:
    found = heard_at(ELSEWHERE[leaf], text)
    assert found is not None
    assert found.possible == meant
