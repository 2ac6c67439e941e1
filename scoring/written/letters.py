"""The letters that a text is kept in: what a person can see of what phones, Word and Excel put between them.

``clean`` is the one place for it, at every door: chat, forms, captions, file names, lists, annexes, the command line.
What must stay as it came (event keys, chat ids, button codes, tokens) does not pass here.
"""

import unicodedata

#: Ends of lines that no text file and no XML knows as one: vertical tab, form feed, next line, line and paragraph separator.
_LINE_ENDS = "\r\v\f\x85\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}"
#: Nothing is seen of these, though Unicode counts them among the letters and marks, not among the signs of format.
_UNSEEN = (
    *(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180F, 0x20E3, 0x3164, 0xFFA0),
    *range(0x180B, 0x180E),
    *range(0xFE00, 0xFE10),
    *range(0xE0100, 0xE01F0),
)
#: Letters of other alphabets that look like a Vietnamese one and are typed for it, and hyphens that are only a hyphen.
_TAKEN_FOR = {
    **dict.fromkeys("\N{LATIN CAPITAL LETTER ETH}\N{LATIN CAPITAL LETTER AFRICAN D}", "Đ"),
    **dict.fromkeys("\N{LATIN SMALL LETTER ETH}\N{LATIN SMALL LETTER D WITH TAIL}", "đ"),
    **dict.fromkeys("\N{HYPHEN}\N{NON-BREAKING HYPHEN}", "-"),
    "\N{BRAILLE PATTERN BLANK}": " ",
}
_FULL_WIDTH = {code: chr(code - 0xFF01 + 0x21) for code in range(0xFF01, 0xFF5F)}
#: Letters and digits of the decorated keyboards: bold, italic, double-struck.
_DECORATED = range(0x1D400, 0x1D800)


class _Letters(dict[int, str]):
    """What becomes of each letter, found out when it is first seen."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _instead(chr(code))
        return found


def _instead(letter: str) -> str:
    code, category = ord(letter), unicodedata.category(letter)
    if code in _DECORATED:
        return unicodedata.normalize("NFKC", letter)
    if category == "Zs":
        return " "
    # Cc: control; Cf: zero width, direction, soft hyphen; Cs: half of a pair. No document may hold a noncharacter.
    gone = category in ("Cc", "Cf", "Cs") or 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
    return "" if gone else letter


_LETTERS = _Letters(
    {
        **{ord(letter): letter for letter in "\n\t"},
        **{ord(letter): "\n" for letter in _LINE_ENDS},
        **dict.fromkeys(_UNSEEN, ""),
        **{ord(letter): instead for letter, instead in _TAKEN_FOR.items()},
        **_FULL_WIDTH,
    }
)


def clean(text: str) -> str:
    """The text in composed letters (NFC) that every document can hold and every reader reads the same."""
    if text.isascii() and text.isprintable():
        return text
    # Two halves that belong together are one letter; a half of its own is none.
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
    return unicodedata.normalize("NFC", whole.replace("\r\n", "\n").translate(_LETTERS))
