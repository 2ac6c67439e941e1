"""Sentences as answers: what they mean, what is certain, and what is no answer at all."""

import pytest

from knowledge.sentences import Heard, hear
from scoring.answers import read_answer
from scoring.declared import Declared, Met
from scoring.errors import Refusal, WhichMeant
from tests.knowledge.reading.sample import sample
from tests.stories.spoken import ASKED, KNOWN, OTHERS, Spoken


def heard(leaf: str, text: str) -> Heard | None:
    rule = sample().leaf(leaf).rule
    try:
        return Heard((read_answer(text, rule),), certain=True)
    except WhichMeant as error:
        return Heard(error.possible)
    except Refusal:
        return hear(text, sample().leaf(leaf))


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
CERTAIN = [("5.1", "20 trên 20"), ("1.7", "2 nhiệm vụ"), ("1.3", "thiếu b"), ("1.6", "không có"), ("1.5", "dạ 3 ạ")]
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
    ("3.2", "970 trên 1000 hồ sơ chưa xong"),
    ("3.3", "hồ sơ trễ hạn chưa xin lỗi"),
    ("3.1", "xã em còn thiếu gì không"),
    ("3.3", "mục 8.9"),
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
