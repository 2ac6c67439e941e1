"""The numbers that Word shows before paragraphs and does not store: counted again as Word counts them."""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from knowledge.annex.files.package import attribute
from knowledge.annex.files.word.looks import children, value

_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"))
_ROMAN_LOW = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """``text`` is Word's pattern: "%1.%2." is the number of the level above and its own."""

    start: int = 1
    form: str = "decimal"
    text: str = ""


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else otherwise


class Numbering:
    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._levels = {
            attribute(abstract, "abstractNumId") or "": _levels(abstract) for abstract in children(numbering, "abstractNum")
        }
        self._lists = {
            attribute(number, "numId") or "": value(number, "abstractNumId") for number in children(numbering, "num")
        }
        self._styles = {attribute(style, "styleId") or "": _own(style) for style in children(styles, "style")}
        self._counts: dict[str, list[int]] = {}

    def next(self, paragraph: Element) -> str:
        """The number before this paragraph, "" where there is none; counts on."""
        found = _own(paragraph) or self._of_style(paragraph)
        if found is None:
            return ""
        number, level = found
        kept = self._lists.get(number, "")
        levels = self._levels.get(kept, {})
        return _shown(self._counted(kept, levels, level), levels, level) if level in levels else ""

    def _of_style(self, paragraph: Element) -> tuple[str, int] | None:
        properties = children(paragraph, "pPr")
        return self._styles.get(value(properties[0], "pStyle")) if properties else None

    def _counted(self, kept: str, levels: dict[int, Level], level: int) -> list[int]:
        counts = self._counts.setdefault(kept, [0] * LEVELS)
        for upper in range(level):
            counts[upper] = counts[upper] or levels.get(upper, Level()).start
        counts[level] = counts[level] + 1 if counts[level] else levels[level].start
        counts[level + 1 :] = [0] * (LEVELS - level - 1)
        return counts


def _own(holder: Element) -> tuple[str, int] | None:
    """List and level of a paragraph or a style; list 0 takes the numbers away."""
    for properties in children(holder, "pPr"):
        for numbers in children(properties, "numPr"):
            level = min(_whole(value(numbers, "ilvl"), 0), LEVELS - 1)
            return value(numbers, "numId"), level
    return None


def _levels(abstract: Element) -> dict[int, Level]:
    return {
        _whole(attribute(level, "ilvl") or "", 0): Level(
            _whole(value(level, "start"), 1), value(level, "numFmt"), value(level, "lvlText")
        )
        for level in children(abstract, "lvl")
    }


def _shown(counts: list[int], levels: dict[int, Level], level: int) -> str:
    """Bullets are no numbers."""
    if levels[level].form in {"bullet", "none"}:
        return ""
    return re.sub("%([1-9])", lambda match: _figure(counts, levels, int(match[1]) - 1), levels[level].text)


def _figure(counts: list[int], levels: dict[int, Level], level: int) -> str:
    count = counts[level]
    match levels.get(level, Level()).form:
        case "upperRoman":
            return _roman(count)
        case "lowerRoman":
            return _roman(count).lower()
        case "upperLetter" if count:
            return chr(ord("A") + (count - 1) % 26)
        case "lowerLetter" if count:
            return chr(ord("a") + (count - 1) % 26)
        case _:
            return str(count)


def _roman(number: int) -> str:
    text = ""
    for worth, letters in _ROMAN + _ROMAN_LOW:
        text += letters * (number // worth)
        number %= worth
    return text
