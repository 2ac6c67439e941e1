"""How tall a card is on a phone 360 pixels wide: counted, as no story draws one; the measures are those of the page of
the chat in a browser (``python -m checks.texts --pictures`` takes pictures of the tallest ones)."""

from math import ceil

from bot.channels.rendering import rows
from bot.web.channel import CAPABILITIES
from handlers.cards.card import Card
from handlers.texts.appraisal.appraise import MORE_FILES, MORE_LEAVES
from handlers.texts.evidence.one_file import OLDER
from handlers.texts.people.inviting import NEXT_PAGE
from handlers.texts.rounds.steering import MORE_UNITS

#: Letters of a line, and what a row of buttons is worth in lines.
LETTERS = 39
ROW = 2.1
#: What a phone of 360 × 740 shows below the head of the chat and above the keyboard's field.
SCREEN = 25
#: A list that goes on behind one of these may fill the screen.
GOES_ON = frozenset({MORE_FILES, MORE_LEAVES, OLDER, NEXT_PAGE, MORE_UNITS})


def lines_on_screen(card: Card) -> int:
    """Lines that a card takes, its buttons among them."""
    text = sum(max(1, ceil(len(line) / LETTERS)) for line in card.text.replace("**", "").split("\n"))
    return ceil(text + len(rows(card.choices, CAPABILITIES)) * ROW)


def fits(card: Card) -> bool:
    """Whether a card can be taken in at one look, or is a page of a longer list."""
    return lines_on_screen(card) <= SCREEN or any(choice.label in GOES_ON for choice in card.choices)
