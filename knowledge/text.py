"""Vietnamese text in one form: composed as it is kept, bare letters as it is compared."""

import unicodedata


def nfc(text: str) -> str:
    """Phones and file names of macOS send letters and their marks apart."""
    return unicodedata.normalize("NFC", text)


def tidy(text: str) -> str:
    """NFC with single spaces, as a text is stored."""
    return " ".join(nfc(text).split())


def fold(text: str) -> str:
    """Lower case without diacritics and with single spaces: "Thẩm  định" is "tham dinh"."""
    decomposed = unicodedata.normalize("NFD", text.lower())
    stripped = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(stripped.replace("đ", "d").split())
