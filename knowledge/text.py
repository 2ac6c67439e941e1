"""Vietnamese text in one form: composed as it is kept, bare letters as it is compared."""

import unicodedata
from functools import lru_cache

from scoring.written.letters import clean

#: Grave, acute, tilde, hook and dot below; the other marks belong to their letter.
TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


def tidy(text: str) -> str:
    """Clean letters with single spaces, as a text is stored."""
    return " ".join(clean(text).split())


#: Labels, names and what was just typed are compared again and again in one turn and the next.
@lru_cache(maxsize=2048)
def fold(text: str) -> str:
    """Lower case without diacritics and with single spaces: "Thẩm  định" is "tham dinh"."""
    decomposed = unicodedata.normalize("NFD", text.lower())
    stripped = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(stripped.replace("đ", "d").split())


def sounded(text: str) -> str:
    """The same for every way of writing a name down: capitals, spaces, and the tone of "hoà" on either of its letters.

    Marks count otherwise: "Hoà" and "Hoá" are two names.
    """
    return " ".join(_sounded(word) for word in tidy(text).lower().split())


def _sounded(word: str) -> str:
    letters = unicodedata.normalize("NFD", word)
    return "".join(letter for letter in letters if letter not in TONES) + "".join(filter(TONES.__contains__, letters))
