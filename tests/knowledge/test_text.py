"""The same Vietnamese words arrive in many forms: from phones, from file names, without a Vietnamese keyboard."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.search.syllables import is_syllable, repaired
from knowledge.search.typed_words import wording
from knowledge.text import fold, sounded, tidy


def test_a_text_is_kept_with_single_spaces() -> None:
    assert tidy("  Báo cáo \n năm ") == "Báo cáo năm"


@pytest.mark.parametrize("typed", ["Thẩm  định", "THẨM ĐỊNH", "thâm dinh", unicodedata.normalize("NFD", "thẩm định")])
def test_marks_capitals_and_spaces_make_no_difference_when_comparing(typed: str) -> None:
    assert fold(typed) == "tham dinh"


def test_the_place_of_the_mark_makes_no_difference() -> None:
    assert fold("số hoá, Uỷ ban") == fold("số hóa, Ủy ban")


@pytest.mark.parametrize("written", ["Nguyễn Thị Hoà", "NGUYỄN THỊ HÒA", "nguyễn  thị hòa\u200b"])
def test_a_name_is_the_same_in_every_way_of_writing_it(written: str) -> None:
    assert sounded(written) == sounded("Nguyễn Thị Hòa")


@pytest.mark.parametrize("other", ["Nguyễn Thị Hóa", "Nguyễn Thị Hoa", "Nguyên Thị Hòa"])
def test_a_name_with_other_marks_is_another_name(other: str) -> None:
    assert sounded(other) != sounded("Nguyễn Thị Hòa")


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("thaamr", "tham"),
        ("ddinhj", "dinh"),
        ("duwowngx", "duong"),
        ("truwcj", "truc"),
        ("nhw", "nhu"),
        ("tha63m", "tham"),
        ("d9i5nh", "dinh"),
    ],
)
def test_keys_of_telex_and_vni_are_taken_out_of_a_syllable(typed: str, meant: str) -> None:
    assert repaired(typed) == meant


@pytest.mark.parametrize("word", ["iso", "sipas", "3395", "9001", "khong"])
def test_what_is_no_residue_stays_as_typed(word: str) -> None:
    assert repaired(word) == word


def test_only_what_can_be_spoken_is_a_syllable() -> None:
    assert all(map(is_syllable, ["quyet", "nghieng", "gi", "uy", "thuong", "khuya"]))
    assert not any(map(is_syllable, ("dug", "nagn", "vbqppl", "hanhf", "")))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("TTHC", "thu tuc hanh chinh"),
        ("b/c CCHC", "bao cao cai cach hanh chinh"),
        ("bp 1 cửa", "bo phan mot cua"),
        ("ko dc", "khong duoc"),
        ("kỹ luật, kĩ luật", "ki luat ki luat"),
        ("đạt 55%", "dat 55 %"),
    ],
)
def test_abbreviations_and_chat_spellings_are_written_out(typed: str, meant: str) -> None:
    assert " ".join(wording().words(typed)) == meant


def test_courtesy_is_not_part_of_the_question() -> None:
    assert wording().words("Dạ em chào anh chị, cho em hỏi biên chế") == ("bien", "che")


def test_every_abbreviation_can_be_typed_and_means_something_else() -> None:
    for short, meaning in wording().replaced.items():
        assert wording().words(" ".join(short)) != short
        assert all(is_syllable(word) or word.isdigit() for word in meaning), short
