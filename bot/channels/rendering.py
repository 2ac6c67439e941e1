"""From a neutral card to a channel's text and buttons, by its capabilities alone."""

import html
import re

from bot.channels.base import Capabilities
from handlers.cards.card import Choice

#: Asked for in the catalogue alone: what people wrote names no choice in brackets.
PRESS = re.compile(r"[Bb]ấm(?= \[)")
BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)


def as_html(text: str) -> str:
    """Escaped, with ``**…**`` as bold: the subset that Telegram and the web page share."""
    return BOLD.sub(r"<b>\1</b>", html.escape(text, quote=False))


def as_plain(text: str) -> str:
    return BOLD.sub(r"\1", text)


def chosen_by_typing(text: str) -> str:
    """The same text where nothing can be pressed: "bấm [Xong]" is "chọn [Xong]"."""
    return PRESS.sub(lambda press: "Chọn" if press[0][0] == "B" else "chọn", text)


def split(text: str, limit: int) -> list[str]:
    """A text in parts of at most ``limit`` characters, cut between lines, and inside one only if it is too long."""
    parts, current = [], ""
    for line in text.split("\n"):
        for piece in [line[start : start + limit] for start in range(0, len(line), limit)] or [""]:
            joined = f"{current}\n{piece}" if current else piece
            if len(joined) > limit:
                parts.append(current)
                joined = piece
            current = joined
    return [*parts, current]


def label(choice: Choice, limit: int) -> str:
    return choice.label if len(choice.label) <= limit else choice.label[: limit - 1].rstrip() + "…"


def rows(choices: tuple[Choice, ...], capabilities: Capabilities) -> list[list[Choice]]:
    """Short labels share a row, long ones stand alone, so that every label can be read on a narrow screen."""
    laid: list[list[Choice]] = []
    for choice in choices[: capabilities.buttons]:
        short = len(choice.label) <= 16
        if laid and short and len(laid[-1]) < 2 and len(laid[-1][-1].label) <= 16:
            laid[-1].append(choice)
        else:
            laid.append([choice])
    return laid
