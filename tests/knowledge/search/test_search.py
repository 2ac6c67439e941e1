"""People look for criteria in the words and the spelling that come to their fingers."""

import unicodedata
from decimal import Decimal

import pytest

from knowledge.search.index import Found, Index
from scoring.criteria import CriteriaSet, Field, Leaf, Source
from scoring.rules import Proportional
from tests.knowledge.reading.sample import sample


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(sample())


def first(found: Found) -> str:
    return found.targets[0].target if found.targets else found.decision


@pytest.mark.parametrize(
    "typed",
    [
        "Tỷ lệ hồ sơ TTHC giải quyết đúng hạn",
        "ty le ho so tthc giai quyet dung han",
        "HỒ SƠ ĐÚNG HẠN",
        "tyr leej hoof sow ddungs hanj",
        "ho62 so7 d9u1ng ha5n",
        "ho so giai quyet dug hna",
        "hosodunghan",
        unicodedata.normalize("NFD", "hồ sơ đúng hạn"),
        "dạ em chào anh chị, cho em hỏi hồ sơ đúng hạn tính thế nào ạ",
    ],
)
def test_a_criterion_is_found_however_its_name_is_typed(index: Index, typed: str) -> None:
    found = index.search(typed)

    assert (found.decision, first(found)) == ("answer", "criterion:3.2")


@pytest.mark.parametrize(
    ("typed", "target"),
    [
        ("pakn ko co thi tinh sao", "criterion:3.5"),
        ("vb trai luat", "criterion:2.4"),
        ("giải ngân vốn xây dựng", "criterion:6.4"),
        ("iso", "criterion:7.5"),
        ("can bo bi ky luat canh cao", "criterion:5.3"),
        ("nop le phi truc tuyen", "criterion:7.3"),
    ],
)
def test_abbreviations_aliases_and_help_texts_lead_to_the_criterion(index: Index, typed: str, target: str) -> None:
    assert first(index.search(typed)) == target


@pytest.mark.parametrize("typed", ["3.2", "3,2", "tc 3-2", "mục 3.2 cần gì", "sao bi tru diem muc 3.2 the"])
def test_a_code_is_answered_before_any_words(index: Index, typed: str) -> None:
    found = index.search(typed)

    assert (found.decision, [target.target for target in found.targets]) == ("answer", ["criterion:3.2"])


def test_a_code_that_does_not_exist_is_not_replaced_by_another(index: Index) -> None:
    assert index.search("9.9") == Found("unknown", why="no_such_code")


def test_a_code_without_its_dot_is_asked_back(index: Index) -> None:
    found = index.search("muc 32 can gi")

    assert (found.decision, first(found)) == ("choose", "criterion:3.2")


def test_several_codes_are_offered_to_choose_from(index: Index) -> None:
    found = index.search("giai trinh muc 3.3 va 4.1")

    assert found.decision == "choose"
    assert {target.target for target in found.targets} == {"criterion:3.3", "criterion:4.1"}


def test_a_figure_before_the_words_does_not_turn_them_into_a_code(index: Index) -> None:
    assert first(index.search("12 văn bản trái pháp luật")) == "criterion:2.4"


def test_words_of_several_criteria_are_asked_back(index: Index) -> None:
    found = index.search("đánh giá của người dân")

    assert found.decision == "choose"
    assert {target.target for target in found.targets} >= {"criterion:3.7", "criterion:5.4"}


def test_no_more_is_offered_than_was_wanted(index: Index) -> None:
    assert len(index.search("người dân đánh giá", limit=2).targets) == 2


@pytest.mark.parametrize("typed", ["lĩnh vực cải cách tài chính công", "linh vuc 6"])
def test_a_field_is_found_when_it_is_called_one(index: Index, typed: str) -> None:
    assert first(index.search(typed)) == "field:6"


@pytest.mark.parametrize(
    ("typed", "intent"),
    [
        ("khi nao het han tu cham", "deadline"),
        ("hanj noopj laf ngayf naof", "deadline"),
        ("xã em còn thiếu gì không", "progress"),
        ("tong diem hien tai bao nhieu", "progress"),
        ("em muon nop phieu cham diem", "submit"),
        ("gui cho phong noi vu", "submit"),
        ("xa em hang may", "ranking"),
        ("bảng xếp hạng khối phường", "ranking"),
    ],
)
def test_what_the_assistant_does_is_asked_for_in_words(index: Index, typed: str, intent: str) -> None:
    found = index.search(typed)

    assert (found.decision, first(found)) == ("answer", f"intent:{intent}")


@pytest.mark.parametrize(
    ("typed", "target"),
    [
        ("báo cáo quý nộp trễ thì sao", "criterion:1.3"),
        ("mục ISO xã em còn thiếu gì", "criterion:7.5"),
        ("chỉ số hài lòng công bố kết quả khi nào", "criterion:8.1"),
    ],
)
def test_a_criterion_named_beside_an_intent_comes_first(index: Index, typed: str, target: str) -> None:
    assert first(index.search(typed)) == target


@pytest.mark.parametrize(
    "typed",
    [
        "mai co mua khong",
        "gia vang hom nay",
        "so dien thoai bi thu xa",
        "mật khẩu wifi uỷ ban là gì",
        "may gio hop",
        "e met qua",
        "asdfgh qwerty",
        "xin chào",
        "cảm ơn anh",
        "ạ",
        "45/50",
        "👍",
        "",
    ],
)
def test_what_has_nothing_to_do_with_the_criteria_is_unknown(index: Index, typed: str) -> None:
    assert index.search(typed) == Found("unknown")


def test_a_pasted_document_is_searched_by_its_beginning(index: Index) -> None:
    assert first(index.search("quy chế chi tiêu nội bộ " + "nội dung khác " * 10_000)) == "criterion:6.1"


@pytest.mark.parametrize(
    ("typed", "target"),
    [
        ("cc mot cua", "criterion:3.4"),
        ("kl thanh tra", "criterion:6.3"),
        ("bi kl canh cao", "criterion:5.3"),
        ("tt truc tuyen", "criterion:7.3"),
        ("tt cchc", "criterion:1.5"),
    ],
)
def test_an_abbreviation_of_several_meanings_is_read_by_its_neighbours(index: Index, typed: str, target: str) -> None:
    assert first(index.search(typed)) == target


@pytest.mark.parametrize(
    ("typed", "target"),
    [
        ("sang kiem moi", "criterion:1.6"),
        ("so hao ho so", "criterion:3.6"),
        ("vqbppl", "criterion:2.1"),
        ("thu xin liox", "criterion:3.3"),
    ],
)
def test_a_slip_is_mended_by_what_stands_beside_it(index: Index, typed: str, target: str) -> None:
    assert target in [one.target for one in index.search(typed).targets]


def test_words_that_mean_nothing_alone_mean_something_together_as_the_set_writes_them(index: Index) -> None:
    assert first(index.search("nam nay khong co phan anh nao cua dan")) == "criterion:3.5"


@pytest.mark.parametrize(
    "typed", ["xin phúc tra lại điểm", "toi khong dong y voi ket qua tham dinh", "muon khieu nai diem", "chấm oan quá"]
)
def test_who_does_not_agree_is_heard(index: Index, typed: str) -> None:
    assert first(index.search(typed)) == "intent:appeal"


def test_complaints_of_citizens_are_no_appeal(index: Index) -> None:
    assert first(index.search("đơn thư khiếu nại có tính vào phản ánh kiến nghị không")) == "criterion:3.5"


def test_an_intent_among_words_that_nobody_here_uses_is_asked_back(index: Index) -> None:
    assert index.search("xep hang fifa viet nam").decision == "choose"


def test_other_matters_are_unknown_unless_a_criterion_is_called_by_name(index: Index) -> None:
    assert index.search("thu tuc dang ky khai sinh") == Found("unknown")
    assert first(index.search("thư xin lỗi hồ sơ khai sinh trễ hạn")) == "criterion:3.3"


def test_an_index_knows_only_its_own_set() -> None:
    wells = Leaf("1.1", "Tỷ lệ giếng nước được kiểm tra", Decimal(2), Source.SELF, Proportional())
    water = Field("1", "Nước sạch", Decimal(2), (wells,))
    index = Index(CriteriaSet("nuoc-sach", "1", "Nước sạch", "", sample=True, fields=(water,), classes=()))

    assert first(index.search("gieng nuoc")) == "criterion:1.1"
    assert index.search("trang thiet bi lam viec") == Found("unknown")
