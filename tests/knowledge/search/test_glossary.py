"""What words mean is asked in many ways; a question about a criterion is none of them."""

import pytest

from knowledge.search import glossary
from knowledge.search.glossary import meaning_asked, named
from knowledge.search.typed_words import wording


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("tctp là gì", "tiêu chí thành phần"),
        ("kad nghia la gi", "không áp dụng"),
        ("cchc là viết tắt của từ gì", "cải cách hành chính"),
        ("thế nào là giải trình", "giải trình"),
        ("SIPAS là cái gì vậy ạ", "SIPAS"),
        ("thaamr ddinhj laf gif", "thẩm định"),
    ],
)
def test_a_meaning_is_asked_in_many_ways(typed: str, name: str) -> None:
    asked = meaning_asked(wording().words(typed))
    assert asked is not None
    assert asked.term is not None
    assert (asked.term.name, asked.exact) == (name, True)


def test_a_word_that_the_glossary_lacks_is_told_from_no_question() -> None:
    assert meaning_asked(wording().words("ktsm la j")) == glossary.Meaning(None, ("ktsm",), exact=False)
    assert meaning_asked(wording().words("hồ sơ đúng hạn được mấy điểm")) is None


def test_a_term_alone_is_known_by_its_abbreviation() -> None:
    term = named(wording().words("htxsnv"))
    assert term is not None
    assert term.name == "hoàn thành xuất sắc nhiệm vụ"


@pytest.mark.parametrize("term", glossary.terms().values(), ids=glossary.terms())
def test_every_term_is_found_again_and_fits_a_button(term: glossary.Term) -> None:
    assert glossary.by_slug(term.slug) is term
    assert glossary.by_name(term.name) is term
    assert len(f"meaning:{term.slug}") <= 64
    assert term.means.endswith(".")
    assert len(term.means) <= 160
    asked = meaning_asked((*wording().words(term.name), "la", "gi"))
    assert asked is not None
    assert asked.term is term
