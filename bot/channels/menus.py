"""Choices as a lettered list, for channels with fewer buttons than a card has choices; and what people type to choose."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from string import ascii_lowercase

from bot.channels.base import Capabilities
from handlers.cards.card import Card, Choice, Expects
from knowledge.text import fold

#: An option of the question itself ("b. Ban hành sau hạn"): its letter answers the question.
OPTION = re.compile(r"[a-zđ]\. ")
TYPED_KEY = re.compile(r"([a-z]+|[0-9]+) ?([.)]?)")
#: A channel with so many buttons lists nothing.
PLENTY = 100
HOW_TO_CHOOSE = "Gõ {key} đầu dòng để chọn:"
HOW_TO_CHOOSE_IN_WORDS = "Chọn nhanh thì gõ chữ đầu dòng cùng dấu chấm:"


@dataclass(frozen=True, slots=True)
class ListedChoice:
    """A choice in the list; ``key`` is empty for an option whose own letter is typed."""

    key: str
    choice: Choice


@dataclass(frozen=True, slots=True)
class Menu:
    """``buttons`` can be pressed, ``listed`` is typed; ``marked``: a key counts only with its mark ("a.").

    ``beside``: the card may stand beside an open question that takes bare letters, so that the mark makes sure.
    """

    buttons: tuple[Choice, ...]
    listed: tuple[ListedChoice, ...]
    marked: bool
    beside: bool = False


def lists(capabilities: Capabilities) -> bool:
    """Whether choices may have to be typed on this channel."""
    return capabilities.buttons < PLENTY


def menu(card: Card, capabilities: Capabilities) -> Menu:
    """The card's choices as the channel can show them, in their order; the primary one never loses its button."""
    buttons = _buttons(card.choices, capabilities.buttons)
    rest = [choice for choice in card.choices if choice not in buttons]
    keys = _keys(card)
    listed = tuple(ListedChoice("" if _is_option(card, choice) else next(keys), choice) for choice in rest)
    return Menu(buttons, listed, marked=card.expects is Expects.TEXT, beside=card.kind != "reply")


def _buttons(choices: Sequence[Choice], number: int) -> tuple[Choice, ...]:
    kept = sorted(choices, key=lambda choice: not choice.primary)[:number]
    return tuple(choice for choice in choices if choice in kept)


def _is_option(card: Card, choice: Choice) -> bool:
    return card.expects is Expects.LETTER and OPTION.match(choice.label) is not None


def _keys(card: Card) -> Iterator[str]:
    """Numbers where a letter answers the question, letters everywhere else: "3" may be an answer, or a field."""
    return map(str, count(1)) if card.expects is Expects.LETTER else map(_letters, count(1))


def _letters(number: int) -> str:
    """a to z, then aa, ab…, as the columns of a sheet are named."""
    before, last = divmod(number - 1, len(ascii_lowercase))
    return (_letters(before) if before else "") + ascii_lowercase[last]


def listed_text(menu: Menu) -> str:
    """The list, headed by how to choose from it; empty when everything is on buttons."""
    if not menu.listed:
        return ""
    how = HOW_TO_CHOOSE_IN_WORDS if menu.marked or menu.beside else HOW_TO_CHOOSE.format(key=_kind_of_keys(menu.listed))
    return "\n".join([how, *map(_line, menu.listed)])


def _kind_of_keys(listed: Sequence[ListedChoice]) -> str:
    """What stands at the beginnings of the lines: letters, numbers (beside the letters of the options), or both."""
    numbers = any(item.key.isdigit() for item in listed)
    letters = any(not item.key.isdigit() for item in listed)
    return "chữ hoặc số" if numbers and letters else "số" if numbers else "chữ cái"


def _line(listed: ListedChoice) -> str:
    return f"{listed.key}. {listed.choice.label}" if listed.key else listed.choice.label


def press_of(card: Card, capabilities: Capabilities, text: str, *, marked: bool = False) -> str | None:
    """The code of the choice that a text means, by its key or by its whole label; ``None`` when it means none.

    ``marked``: only a key with its mark counts, as another question than the card's takes bare letters.
    """
    if len(card.choices) <= capabilities.buttons:
        return None
    words = fold(text)
    named = next((choice.code for choice in card.choices if fold(choice.label) == words), None)
    return named or _by_key(menu(card, capabilities), words, marked=marked)


def _by_key(menu: Menu, words: str, *, marked: bool) -> str | None:
    typed = TYPED_KEY.fullmatch(words)
    if typed is None or ((marked or menu.marked) and not typed[2]):
        return None
    return next((listed.choice.code for listed in menu.listed if listed.key == typed[1]), None)
