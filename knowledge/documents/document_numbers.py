"""Documents asked for by their number: "qd 3395", "kh 146/kh-ubnd", "cv790", "3395/QĐ-UBND"."""

import re

from knowledge.text import fold

SHORT = "qd|kh|bc|cv|tb|nq|ttr|nd|ct|tt|hd|lt|vb"
LONG = "quyet dinh|ke hoach|bao cao|cong van|thong bao|nghi quyet|to trinh|nghi dinh|thong tu|chi thi|huong dan|luat|van ban"
ISSUER = "ubnd|hdnd|snv|pnv|ttg|cp|bnv|tw|tu"
# What counts things or names a year is no number of a document: "bc 6 thang", "kh 2026", "bao cao 100%".
NO_NUMBER = r"(?!\s*(?:%|thang|quy|nam|ngay|lan|dot|phan tram|diem|ho so|nguoi|truong hop|[.,]\d))"
NUMBER = r"(?!(?:19|20)\d\d(?!\s*/))\d{2,5}"
SYMBOL = r"(?:\s*/\s*(?:\d{4}\s*/\s*)?[a-z]{2,4}(?:\s*-\s*[a-z]{2,7}){0,2})"
APART = rf"(?:\s+(?:{SHORT})(?:[\s-]+(?:{ISSUER}))?\b)"
KIND = rf"(?:van ban\s*)?(?:(?:{SHORT})|(?:{LONG})(?=\s+(?:so\b|\d)))"
KIND_FIRST = rf"{KIND}\s*(?:so\s*)?{NUMBER}(?!\d){NO_NUMBER}(?:{SYMBOL}|{APART})?"
NUMBER_FIRST = rf"\d{{1,5}}\s*/\s*(?:\d{{4}}\s*/\s*)?(?:{SHORT})(?:\s*-\s*[a-z]{{2,7}}){{0,2}}"
SPOKEN = rf"{NUMBER}\s+(?:{SHORT})\s+(?:{ISSUER})"
DOCUMENT = re.compile(rf"(?<![\w.,/])(?:{KIND_FIRST}|{NUMBER_FIRST}|{SPOKEN})(?![\w%])")


def document_asked(text: str) -> str | None:
    """What is left of a text without the document that it names by number; ``None`` when it names none."""
    folded = fold(text)
    found = DOCUMENT.search(folded)
    return f"{folded[: found.start()]} {folded[found.end() :]}".strip() if found else None


def document_named(text: str) -> str:
    """The digits of the document's number, or nothing."""
    found = DOCUMENT.search(fold(text))
    digits = re.search(r"\d+", found[0]) if found else None
    return digits[0] if digits else ""
