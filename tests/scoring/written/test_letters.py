"""What a person cannot see in a text changes nothing, and is not kept."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answers import read_answer
from scoring.written.letters import clean
from scoring.written.numbers import read_number
from tests.scoring.rules.sample_leaves import LEAVES

#: Every letter, halves of pairs and noncharacters among them.
ANYTHING = st.text(st.characters(codec=None, exclude_categories=()))
ANSWERED = (
    ("4.1", "có"),
    ("4.1", "không"),
    ("1.2", "45/50"),
    ("1.2", "80,5 %"),
    ("3.3", "không phát sinh"),
    ("6.4", "kad"),
)
UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\ufeff\u00ad\ufe0f\u2066"


@pytest.mark.parametrize(
    ("came", "kept"),
    [
        (unicodedata.normalize("NFD", "Kỷ luật"), "Kỷ luật"),
        ("Ðông Hà, ðã", "Đông Hà, đã"),
        ("một\vhai\fba\r\nbốn\rnăm\x85sáu\u2028bảy", "một\nhai\nba\nbốn\nnăm\nsáu\nbảy"),
        ("45\N{NO-BREAK SPACE}/\N{IDEOGRAPHIC SPACE}50\N{NARROW NO-BREAK SPACE}%", "45 / 50 %"),
        ("３．１　đủ", "3.1 đủ"),
        ("\N{MATHEMATICAL BOLD CAPITAL A}", "A"),
        ("1\N{NON-BREAKING HYPHEN}1", "1-1"),
        ("a\x00\x08\ufffe\uffff\ufdd0\U0001fffeb", "ab"),
        ("a\ud800b\udfffc", "abc"),
        ("\ud83d\ude00", "\N{GRINNING FACE}"),
        ("½ m² ≥ 5 – ①…", "½ m² ≥ 5 – ①…"),
        ("cột\tkhác", "cột\tkhác"),
    ],
)
def test_each_kind_of_letter_becomes_what_is_meant_by_it(came: str, kept: str) -> None:
    assert clean(came) == kept


@given(ANYTHING)
def test_a_clean_text_can_be_kept_anywhere_and_stays_as_it_is(text: str) -> None:
    kept = clean(text)
    assert clean(kept) == kept
    assert kept.encode().decode() == kept
    assert all(unicodedata.category(letter) not in ("Cc", "Cf", "Cs") or letter in "\n\t" for letter in kept)


@given(st.data())
def test_an_answer_reads_the_same_with_what_is_not_seen_in_it(data: st.DataObject) -> None:
    code, answer = data.draw(st.sampled_from(ANSWERED))
    rule, _ = LEAVES[code]
    places = data.draw(st.lists(st.tuples(st.integers(0, len(answer)), st.sampled_from(UNSEEN)), max_size=6))
    typed = answer
    for place, mark in sorted(places, reverse=True):
        typed = typed[:place] + mark + typed[place:]
    assert read_answer(typed + data.draw(st.sampled_from(["", ".", ". ", " ."])), rule) == read_answer(answer, rule)


@pytest.mark.parametrize("typed", ["45.", "45. ", "1.240.", "４５", "45\u200b"])
def test_a_figure_ends_where_its_digits_end(typed: str) -> None:
    assert read_number(typed) in (45, 1240)
