"""How tall a card is on a phone 360 pixels wide: counted, as no story draws one."""

from math import ceil

from handlers.cards import Card

#: Letters of a line, and what a row of buttons is worth in lines.
LETTERS = 40
ROW = 1.6
#: Two labels as short as this share a row.
SHORT = 16
#: What a phone of 360 × 740 shows below the head of the chat and above the keyboard's field.
SCREEN = 34


def lines_on_screen(card: Card) -> int:
    """Lines that a card takes, its buttons among them."""
    text = sum(max(1, ceil(len(line) / LETTERS)) for line in card.text.replace("**", "").split("\n"))
    short = sum(len(choice.label) <= SHORT for choice in card.choices)
    rows = len(card.choices) - short + ceil(short / 2)
    return ceil(text + rows * ROW)
