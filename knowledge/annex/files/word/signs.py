"""Signs of the fonts Symbol and Wingdings, as the characters that a reader takes them for.

Such a font has a sign where others have a letter, and files keep its place (F0B3) or that letter ("³") in its stead.
"""

from collections.abc import Iterable, Mapping

#: Private characters of fonts in general, and those by which Word keeps the 256 places of a font of signs.
PRIVATE, KEPT = range(0xE000, 0xF900), range(0xF000, 0xF100)
UNKNOWN = "□"

_SYMBOL_LOW = "!∀#∃%&∍()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
_SYMBOL_HIGH = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ 〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
_PLAIN = {"−": "-", "∗": "*", "⁄": "/", "⋅": "·", "∼": "~"}
_SYMBOL = {
    **{0x21 + place: sign for place, sign in enumerate(_SYMBOL_LOW)},
    **{0xA0 + place: sign for place, sign in enumerate(_SYMBOL_HIGH)},
}
#: What only adorns the beginning of a line is one bullet as good as another.
_BULLETS = (0x6C, 0x6E, 0x71, 0x72, 0x74, 0x75, 0x76, 0x77, 0x9F, 0xA0, 0xA1, 0xA4, 0xA7, 0xAA, 0xAB, 0xB2, 0xD8, 0x73)
_WINGDINGS = {
    **dict.fromkeys(_BULLETS, "•"),
    **{0x80 + place: sign for place, sign in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿")},
    **dict(zip((0xD5, 0xD6, 0xDF, 0xE0, 0xE1, 0xE2, 0xE7, 0xE8, 0xE9, 0xEA), "←→←→↑↓←→↑↓", strict=True)),
    **dict(zip((0xEF, 0xF0, 0xF1, 0xF2, 0xF3, 0xF4), "⇐⇒⇑⇓⇔⇕", strict=True)),
    **dict(zip((0x6F, 0xA8, 0x78, 0xFB, 0xFC, 0xFD, 0xFE), "☐☐☒✗✔☒☑", strict=True)),
}
_WINGDINGS_2 = dict(zip((0x4F, 0x50, 0x51, 0x52, 0x53, 0x54, 0x96, 0x97, 0x98, 0xA2, 0xA3), "✗✔☒☑☒☒•••■☐", strict=True))
_WINGDINGS_3 = dict(zip((0x21, 0x22, 0x23, 0x24, 0x66, 0x67, 0x68, 0x69, 0x7D, 0x84), "←→↑↓←→↑↓••", strict=True))
_WEBDINGS = dict(zip((0x33, 0x34, 0x35, 0x36, 0x61, 0x63, 0x67, 0x6E, 0x72), "←→↑↓✔☐■●✗", strict=True))
_FONTS: Mapping[str, Mapping[int, str]] = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
}


def sign(code: int, font: str) -> str:
    """The sign of a font at a place; ``UNKNOWN`` where no reader could say what it is."""
    table = _FONTS.get(font.lower())
    if table is None:
        return chr(code) if chr(code).isprintable() else UNKNOWN
    place = code & 0xFF if code in KEPT else code
    if place == 0x20:
        return " "
    found = table.get(place, UNKNOWN if place < 0x100 or not chr(place).isprintable() else chr(place))
    return _PLAIN.get(found, found)


def shown(text: str, ascii_font: str, other_font: str) -> str:
    """A run's text as its fonts show it: one is for plain letters, the other for the rest."""
    if not text or (text.isascii() and ascii_font.lower() not in _FONTS):
        return text
    return "".join(_one(letter, ascii_font, other_font) for letter in text)


def _one(letter: str, ascii_font: str, other_font: str) -> str:
    code = ord(letter)
    if code in PRIVATE:
        return sign(code, _of_signs((other_font, ascii_font)))
    font = ascii_font if code < 0x80 else other_font
    return sign(code, font) if code < 0x100 and font.lower() in _FONTS else letter


def _of_signs(fonts: Iterable[str]) -> str:
    return next((font for font in fonts if font.lower() in _FONTS), "")
