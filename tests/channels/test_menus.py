"""What cannot be a button becomes a line of a list, and typing its key is pressing it."""

import unicodedata
from dataclasses import replace

import pytest

from bot.channels.menus import listed_text, lists, menu, press_of
from bot.channels.telegram.channel import CAPABILITIES as TELEGRAM
from bot.channels.zalo_bot.channel import CAPABILITIES as ZALO_BOT
from handlers.cards.card import Card, Choice, Expects

FIVE = replace(ZALO_BOT, buttons=5)
TWO = replace(ZALO_BOT, buttons=2)

YES, NO = Choice("a. Có: 1", "5!pick:a"), Choice("b. Không: 0", "5!pick:b")
EXPLAIN, LATER = Choice("Giải thích", "criteria:1.1"), Choice("Để sau", "skip:1.1")
SAVE, AGAIN = Choice("Đúng, lưu", "6!yes", primary=True), Choice("Nhập lại", "6!no")

LETTERS = Card("Xã ở mức nào?", (YES, NO, EXPLAIN, LATER), expects=Expects.LETTER)
NUMBER = Card("Nhập tử số / mẫu số.", (EXPLAIN, LATER), expects=Expects.NUMBER)
WORDS = Card("Vì sao?", (Choice("Thiếu tài liệu", "7!reason:0"), LATER), expects=Expects.TEXT)
PLAIN = Card("Lưu mức mới?", (LATER, AGAIN, SAVE))


def lines(card: Card, **able: int) -> list[str]:
    return listed_text(menu(card, replace(ZALO_BOT, **able))).split("\n")[1:]


def test_where_a_letter_is_an_answer_the_rest_has_numbers() -> None:
    assert lines(LETTERS) == ["a. Có: 1", "b. Không: 0", "1. Giải thích", "2. Để sau"]


@pytest.mark.parametrize("card", [NUMBER, replace(NUMBER, expects=Expects.FILES), replace(NUMBER, expects=Expects.NOTHING)])
def test_everywhere_else_the_keys_are_letters(card: Card) -> None:
    assert lines(card) == ["a. Giải thích", "b. Để sau"]


def test_after_z_comes_aa() -> None:
    units = tuple(Choice(f"XA{number:02}", f"unit:XA{number:02}") for number in range(1, 55))
    keys = [line.partition(".")[0] for line in lines(Card("Chọn xã", units))]
    assert (keys[0], keys[25], keys[26], keys[52], len(set(keys))) == ("a", "z", "aa", "ba", 54)


def test_what_has_room_is_a_button_and_nothing_is_listed() -> None:
    made = menu(LETTERS, FIVE)
    assert (made.buttons, listed_text(made)) == (LETTERS.choices, "")


def test_what_finds_no_room_is_listed() -> None:
    assert menu(LETTERS, TWO).buttons == (YES, NO)
    assert lines(LETTERS, buttons=2) == ["1. Giải thích", "2. Để sau"]


def test_options_without_a_button_keep_their_own_letters() -> None:
    assert lines(LETTERS, buttons=1) == ["b. Không: 0", "1. Giải thích", "2. Để sau"]


def test_the_primary_choice_never_loses_its_button() -> None:
    assert menu(PLAIN, TWO).buttons == (LATER, SAVE)
    assert lines(PLAIN, buttons=2) == ["a. Nhập lại"]


def test_the_list_says_how_to_choose() -> None:
    assert listed_text(menu(LETTERS, ZALO_BOT)).startswith("Gõ chữ hoặc số đầu dòng")
    assert "cùng dấu chấm" in listed_text(menu(WORDS, ZALO_BOT))


TYPED = [
    (LETTERS, "1", EXPLAIN),
    (LETTERS, "2", LATER),
    (LETTERS, "2.", LATER),
    (LETTERS, " 2) ", LATER),
    (LETTERS, "Giải thích", EXPLAIN),
    (LETTERS, "giai thich", EXPLAIN),
    (LETTERS, "ĐỂ  SAU", LATER),
    (LETTERS, unicodedata.normalize("NFD", "Để sau"), LATER),
    (LETTERS, "a. có: 1", YES),
    (LETTERS, "a", None),
    (LETTERS, "b.", None),
    (LETTERS, "3", None),
    (LETTERS, "0", None),
    (LETTERS, "", None),
    (LETTERS, "1 2", None),
    (NUMBER, "a", EXPLAIN),
    (NUMBER, "B", LATER),
    (NUMBER, "b.", LATER),
    (NUMBER, "1", None),
    (NUMBER, "45/50", None),
    (NUMBER, "85,3%", None),
    (PLAIN, "c", SAVE),
    (PLAIN, "dung, luu", SAVE),
    (WORDS, "a", None),
    (WORDS, "a.", WORDS.choices[0]),
    (WORDS, "b)", LATER),
    (WORDS, "thieu tai lieu", WORDS.choices[0]),
    (WORDS, "thiếu tài liệu tháng 9", None),
]


@pytest.mark.parametrize(("card", "text", "meant"), TYPED)
def test_what_is_typed_is_a_press_or_no_press(card: Card, text: str, meant: Choice | None) -> None:
    assert press_of(card, ZALO_BOT, text) == (meant.code if meant else None)


def test_below_another_question_a_bare_key_means_nothing() -> None:
    assert press_of(PLAIN, ZALO_BOT, "c", marked=True) is None
    assert press_of(PLAIN, ZALO_BOT, "c.", marked=True) == SAVE.code


def test_with_buttons_enough_nothing_is_typed() -> None:
    assert press_of(LETTERS, FIVE, "Giải thích") is None
    assert (lists(FIVE), lists(TELEGRAM)) == (True, False)


def test_with_some_buttons_the_rest_is_typed_and_so_may_the_buttons_be() -> None:
    assert press_of(LETTERS, TWO, "2") == LATER.code
    assert press_of(LETTERS, TWO, "b. không: 0") == NO.code
