"""A code is typed in many ways, and an answer must not be taken for one."""

import unicodedata

import pytest

from knowledge.search.codes import CodeFound, find_code, mentioned_codes

CODES = ("1.2", "3.2", "3.2.1", "7.2", "1.1.2", "11.2")


@pytest.mark.parametrize(
    "typed",
    [
        "3.2",
        "3,2",
        "3-2",
        "3 . 2",
        " 3.2 ",
        "3.2.",
        "3.2:",
        "tc 3.2",
        "tc3,2",
        "TC: 3.2",
        "muc 3.2",
        "Mục số 3.2",
        "tiêu chí 3-2",
        "ma 3.2",
    ],
)
def test_a_code_is_read_in_every_spelling(typed: str) -> None:
    assert find_code(typed, CODES) == CodeFound("3.2", "")


@pytest.mark.parametrize("typed", ["3.2.1", "3,2,1", "3-2-1", unicodedata.normalize("NFD", "mục 3.2.1")])
def test_a_code_of_three_levels_is_read_whole(typed: str) -> None:
    assert find_code(typed, CODES) == CodeFound("3.2.1", "")


@pytest.mark.parametrize(
    ("typed", "rest"), [("1.2 45/50", "45/50"), ("1,2 b", "b"), ("mục 1.2 cần gì", "cần gì"), ("1.2: 98,5%", "98,5%")]
)
def test_what_stands_behind_the_code_is_handed_on(typed: str, rest: str) -> None:
    found = find_code(typed, CODES)

    assert found is not None
    assert (found.code, found.rest.strip()) == ("1.2", rest)


@pytest.mark.parametrize(
    "answer",
    [
        "45/50",
        "45 / 50",
        "85%",
        "85,3%",
        "85,30 %",
        "970/1.000",
        "1.000",
        "12.500",
        "0,5",
        "0.75 điểm",
        "3,2 điểm",
        "3.2/5",
        "5",
        "có",
        "",
    ],
)
def test_an_answer_is_not_taken_for_a_code(answer: str) -> None:
    assert find_code(answer, CODES) is None


@pytest.mark.parametrize("typed", ["31/12/2025", "31-12-2025", "01.02.2025", "146/KH-UBND"])
def test_dates_and_document_numbers_are_not_taken_for_codes(typed: str) -> None:
    assert find_code(typed, CODES) is None


def test_a_code_that_the_set_does_not_have_is_handed_on_so_that_it_can_be_refused() -> None:
    assert find_code("9.9", CODES) == CodeFound("9.9", "")


def test_digits_without_dots_are_a_guess_that_has_to_be_asked_back() -> None:
    assert find_code("muc 321", CODES) == CodeFound("3.2.1", "", guessed=True)
    assert find_code("72 45/50", CODES) == CodeFound("7.2", " 45/50", guessed=True)


@pytest.mark.parametrize("typed", ["112", "99", "muc 99"])
def test_digits_that_fit_several_codes_or_none_are_no_code(typed: str) -> None:
    assert find_code(typed, CODES) is None


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("sao bi tru diem muc 3.2 the", ("3.2",)),
        ("giai trinh 3.2.1, 7.2", ("3.2.1", "7.2")),
        ("nộp tài liệu tc 3,2 và tc 3,2", ("3.2",)),
        ("được 3,2 điểm", ()),
        ("đạt 3.2%, năm 2025", ()),
        ("mục 9.9", ()),
    ],
)
def test_codes_of_the_set_are_found_in_the_middle_of_a_sentence(text: str, codes: tuple[str, ...]) -> None:
    assert mentioned_codes(text, CODES) == codes
