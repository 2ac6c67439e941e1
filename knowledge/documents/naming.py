"""Which document somebody means by a few words: "báo cáo quý 1", "cái này là báo cáo năm", "quý I", "là quyết định"."""

import re
from collections.abc import Hashable, Mapping
from typing import TypeVar

from rapidfuzz import fuzz

from knowledge.text import fold

Key = TypeVar("Key", bound=Hashable)
Words = tuple[str, ...]

WORD = re.compile(r"[^\W_]+")
#: What people put around the name of a document.
FILLER = frozenset((
    *("a", "cai", "nay", "la", "day", "do", "thi", "tep", "file", "cua", "xa", "minh", "toi", "nhe", "nha", "vang", "da", "oi"),
    *("gui", "kem", "theo", "roi", "giup", "cho", "duoc", "ca", "chinh", "phai", "khong", "bo", "sung"),
))  # fmt: skip
#: Whom one speaks to; without marks a photo reads like "anh", so that they may be all that was said.
ADDRESS = frozenset({"anh", "chi", "em"})
SHORT = {
    "bc": "bao cao", "kh": "ke hoach", "qd": "quyet dinh", "bb": "bien ban", "ds": "danh sach", "tb": "thong bao",
    "cv": "cong van", "kl": "ket luan", "q1": "quy 1", "q2": "quy 2", "q3": "quy 3", "q4": "quy 4", "link": "duong dan",
}  # fmt: skip
ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "x": "10"}
#: Figures in words, where they stand as figures do: "quý một", "sáu tháng".
SPELLED = {"mot": "1", "nhat": "1", "hai": "2", "ba": "3", "tu": "4", "bon": "4", "sau": "6", "chin": "9"}
QUARTER, MONTHS = re.compile(rf"\bquy ({'|'.join(SPELLED)})\b"), re.compile(r"\b(sau|chin) thang\b")
#: The year that is assessed goes without saying.
YEAR = re.compile(r"\bnam (?:19|20)[0-9]{2}\b|\b(?:19|20)[0-9]{2}\b")
#: Words that say of a file which document it is, and that it is not what it was taken for.
THIS_IS = re.compile(r"(?:(?:cai|tep|file|anh|ban|tai lieu|van ban) (?:nay|do|vua gui)|day|do|no)?(?: thi)? ?\bla (?!gi\b)")
NOT_THAT = re.compile(r"(?:da |a )?khong phai\b")
#: Below this the words have another sense than the name.
ALIKE = 88
SHORTEST_SLIP = 6


def documents_meant(text: str, names: Mapping[Key, str]) -> list[Key]:
    """The documents among these that a text can mean, the closest way of reading it; none where it says nothing of them."""
    whole = _words(text)
    said = tuple(word for word in whole if word not in ADDRESS) or whole
    if not said:
        return []
    known = {key: _words(name) for key, name in names.items()}
    return (
        [key for key, name in known.items() if name == said]
        or [key for key, name in known.items() if _within(said, name)]
        or _longest({key: name for key, name in known.items() if name and _within(name, said)})
        or [key for key, name in known.items() if set(said) <= set(name)]
        or [key for key, name in known.items() if _alike(said, name)]
    )


def _words(text: str) -> Words:
    bare = YEAR.sub(" ", fold(re.sub(r"[_.]", " ", text)))
    whole = " ".join(SHORT.get(word, ROMAN.get(word, word)) for word in WORD.findall(bare))
    whole = MONTHS.sub(lambda found: f"{SPELLED[found[1]]} thang", QUARTER.sub(lambda found: f"quy {SPELLED[found[1]]}", whole))
    return tuple(word for word in whole.split() if word not in FILLER)


def _within(part: Words, whole: Words) -> bool:
    return f" {' '.join(part)} " in f" {' '.join(whole)} "


def _longest(known: Mapping[Key, Words]) -> list[Key]:
    most = max(map(len, known.values()), default=0)
    return [key for key, name in known.items() if len(name) == most]


def _alike(said: Words, name: Words) -> bool:
    """A slip of the finger; figures are never one."""
    typed = " ".join(said)
    figures = {word for word in said if word.isdigit()}
    if len(typed) < SHORTEST_SLIP or not figures <= set(name):
        return False
    return fuzz.partial_ratio(typed, " ".join(name)) >= ALIKE if len(typed) <= len(" ".join(name)) else False
