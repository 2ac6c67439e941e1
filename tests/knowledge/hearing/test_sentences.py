"""Sentences as answers: what they mean, what is certain, and what is no answer at all."""

from dataclasses import replace
from decimal import Decimal

import pytest

from knowledge.answers import read_answer
from knowledge.hearing.sentences import Heard, Lacks, hear, read
from scoring.criteria import Leaf, Source
from scoring.declared import Conditions, Count, Declared, Met, NotApplicable, NotArisen, Option, Percent, Ratio
from scoring.errors import Refusal, WhichMeant
from scoring.rules import (
    Branch,
    Deduction,
    Formula,
    Labelled,
    Proportional,
    Rule,
    SingleChoice,
    Variable,
    WithNotApplicable,
    YesNo,
)
from tests.knowledge.reading.sample import sample
from tests.stories.words.spoken import ASKED, KNOWN, OTHERS, Spoken


def heard(leaf: str, text: str) -> Heard | None:
    return heard_at(sample().leaf(leaf), text)


def heard_at(leaf: Leaf, text: str) -> Heard | None:
    try:
        return Heard((read(text, leaf),), certain=True)
    except WhichMeant as error:
        return Heard(error.possible)
    except Refusal:
        return hear(text, leaf, named=True)


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
    assert hear(text, sample().leaf(leaf), named=True) is None


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
LEVELS = SingleChoice(
    (Labelled("a", "Đầy đủ, kịp thời"), Labelled("b", "Đầy đủ nhưng chưa kịp thời"), Labelled("c", "Chưa đầy đủ"))
)
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


def ratio(done: int, whole: int) -> Ratio:
    return Ratio(Decimal(done), Decimal(whole))


def test_to_an_open_question_one_speaks_of_other_things_as_well() -> None:
    for leaf, text in [("1.2", "bc cchc dinh ky du so luong"), ("4.1", "dat ban an trua"), ("1.1", "xin gia han den thu sau")]:
        assert hear(text, sample().leaf(leaf)) is None, text


#: One of each kind: what is denied behind or before its noun, figures in words, what is left of a whole, all of it, none of it.
KINDS: list[tuple[str, str, Declared]] = [
    ("2.3", "kế hoạch có, báo cáo ko", Option("b")),
    ("2.3", "báo cáo có rồi, kế hoạch thì quên không ban hành", Option("b")),
    ("2.2", "rà soát rồi nhưng chưa công bố", Met(False)),
    ("2.1", "có 2 văn bản, một cái sai thẩm quyền", Met(False)),
    ("3.4", "không thiếu gì cả", Met(True)),
    ("4.2", "dùng 21 người trên 20 biên chế", Met(False)),
    ("3.3", "trễ bốn hồ sơ, xin lỗi cả bốn", ratio(4, 4)),
    ("1.2", "năm mươi nhiệm vụ thì xong bốn tám", ratio(48, 50)),
    ("3.2", "giải quyết 850 hồ sơ thì 20 hồ sơ trễ", ratio(830, 850)),
    ("3.2", "năm nay 3 nghìn hồ sơ mà trễ có 9", ratio(2991, 3000)),
    ("3.2", "2.150 hồ sơ trong đó 2.100 đúng và trước hạn", ratio(2100, 2150)),
    ("2.4", "có 5 vb trái luật, xử lý được 4, còn 1 đang làm", ratio(4, 5)),
    ("3.3", "trễ 3 hồ sơ mà chưa xin lỗi ai", ratio(0, 3)),
    ("3.2", "được chín mươi bảy phần trăm", Percent(Decimal(97))),
    ("3.5", "dan ko phan anh gi", NotArisen()),
    ("6.3", "thanh tra không kiến nghị gì", NotApplicable()),
    ("1.3", "thiếu báo cáo 9 tháng còn lại ổn", Conditions(("b", "c"))),
    ("3.1", "tại một cửa thì có, trên trang web thì chưa", Conditions(("a",))),
    ("1.7", "việc huyện giao xong đúng hạn hết", Count(0)),
    ("1.6", "có 3 sáng kiến, được công nhận 1", Count(1)),
]


@pytest.mark.parametrize(("leaf", "text", "meant"), KINDS, ids=[text for _, text, _ in KINDS])
def test_what_words_say_is_proposed_alone_and_never_certain(leaf: str, text: str, meant: Declared) -> None:
    found = heard(leaf, text)
    assert found
    assert (found.possible, found.certain) == ((meant,), False)


LACKING = [
    ("3.6", "đã số hoá đc 640 hồ sơ", Lacks.WHOLE, 640),
    ("1.2", "còn 3 nhiệm vụ chưa xong", Lacks.WHOLE_OF_LEFT, 3),
    ("3.5", "có 6 phản ánh", Lacks.DONE, 6),
    ("3.2", "đúng hạn hết, không trễ cái nào", Lacks.ALL, 0),
]


@pytest.mark.parametrize(("leaf", "text", "lacks", "part"), LACKING)
def test_the_figure_that_was_not_said_is_known(leaf: str, text: str, lacks: Lacks, part: int) -> None:
    found = heard(leaf, text)
    assert found
    assert (found.possible, found.part, found.lacks) == ((), part, lacks)


NOTES = [
    ("2.3", "báo cáo số 15 ngày 20/11"),
    ("2.2", "có mẫu báo cáo rà soát không cho em xin"),
    ("3.3", "năm ngoái bị trừ vì xin lỗi thiếu 1 hồ sơ"),
    ("3.5", "theo nghị định 61 thì xử lý trong 15 ngày"),
    ("1.2", "nhờ anh Tuấn tổng hợp 45 nhiệm vụ gửi em"),
    ("2.4", "nếu không phát hiện văn bản trái luật thì có được điểm không"),
]


@pytest.mark.parametrize(("leaf", "text"), NOTES)
def test_notes_of_papers_other_years_and_others_work_are_no_answer(leaf: str, text: str) -> None:
    assert hear(text, sample().leaf(leaf), named=True) is None


def test_figures_of_a_formula_go_to_those_whose_words_stand_beside_them() -> None:
    formula = Formula(
        (Variable("a", "số cuộc đối thoại đã tổ chức"), Variable("b", "số ý kiến được giải quyết")),
        (Branch("a + b", ""),),
    )
    leaf = leaf_of("Đối thoại với dân", formula)
    both, one = heard_at(leaf, "3 cuộc đối thoại, 12 ý kiến"), heard_at(leaf, "tổ chức 3 cuộc đối thoại rồi")
    assert both
    assert one
    assert (dict(both.given), dict(one.given)) == ({"a": 3, "b": 12}, {"a": 3})
