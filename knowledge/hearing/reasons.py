"""Whether a sentence says anything: "ok", "vâng", "…" and "xxxx" are no reason, "thiếu dấu" and "chưa ký" are."""

import re

from knowledge.text import fold, tidy
from scoring.errors import ReasonNeeded

#: Words that agree, doubt or fill a gap; alone or among each other they tell nothing.
_EMPTY_WORDS = """
a à ạ ah ơ ờ ừ ừm uh um uhm hm hả hử ok oke okê oki okie okey okay yes no vâng dạ được đc dc rồi r nhé nha nghe
thôi thế vậy là thì mà và cũng ko k hông hong hok hổng gì sao này kia đó đấy ấy có chịu biết test thử abc xyz
em tôi mình anh chị bạn xin chào alo hi hello vì nên với của cho để theo đi nữa luôn ngay rất cứ đã sẽ đang
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())
#: What is said in two words and still tells nothing.
_EMPTY_PHRASES = (
    "đồng ý",
    "nhất trí",
    "tán thành",
    "chấp thuận",
    "lý do",
    "lí do",
    "cảm ơn",
    "cám ơn",
    "như trên",
    # What is being done is no reason for it.
    "trả lại",
    "đổi điểm",
    "trừ điểm",
    "mở lại",
    "từ chối",
)
#: They turn the word beside them round, and tell nothing without one.
_NEGATIONS = frozenset({"không", "chưa", "chẳng", "ko", "k", "hok"})
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_FIGURE = re.compile(r"\d\d")
_WORD = re.compile(r"[^\W_]+")
#: How a Vietnamese syllable is built, marks taken away.
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?",
)
#: Said in offices as they are, though no syllable of Vietnamese is built so.
_OFFICE_WORDS = """
file scan word excel pdf link email mail web website online offline zalo copy video clip server internet fax
bb bc bcd cb cbcc cchc cds cks cntt cv dt hs hđnd hdnd kh ks nd nq pl qđ qd sl tb tc tt tthc ttr ubnd vb vp xl
"""
_ALSO_SAID = frozenset(_OFFICE_WORDS.split())
ENOUGH = 2


def says_something(text: str) -> bool:
    """Whether anything is told at all: an answer may be as short as "Đã nộp", a figure or an address."""
    return bool(_telling(text) or _FIGURE.search(text) or _ADDRESS.search(text))


def is_reason(text: str) -> bool:
    """Whether a sentence tells why: two words that tell something, or one that is turned round."""
    telling = _telling(text)
    negated = bool(telling) and not _as_typed(_NEGATIONS, text).isdisjoint(_words(text))
    return len(telling) + negated >= ENOUGH


def reason_in(text: str) -> str:
    """A reason as it was typed; raises ``ReasonNeeded`` where it tells none."""
    if not is_reason(text):
        raise ReasonNeeded
    return text.strip()


def _telling(text: str) -> set[str]:
    """The different words that carry something; a figure does so beside a word, an address for nobody."""
    text = _ADDRESS.sub(" ", text)
    for phrase in _as_typed(_EMPTY_PHRASES, text):
        text = re.sub(rf"\b{phrase}\b", " ", tidy(text), flags=re.IGNORECASE)
    words = set(_words(text)) - _as_typed(_EMPTY, text) - _as_typed(_NEGATIONS, text)
    said = {word for word in words if _is_word(word) or word in _abbreviations(text)}
    return said | {word for word in words if said and any(map(str.isdigit, word))}


def _abbreviations(text: str) -> set[str]:
    """Words in capitals among others: "thiếu KPI"."""
    capitals = {word for word in _WORD.findall(text) if word.isupper() and len(set(word)) > 1}
    return set() if text.isupper() else {word.lower() for word in capitals}


def _as_typed(known: frozenset[str] | tuple[str, ...], text: str) -> set[str]:
    """With their marks; without them where the whole text has none, as "đóng" and "đồng" differ in nothing else."""
    return {fold(one) for one in known} if fold(text) == " ".join(tidy(text).lower().split()) else set(known)


def _words(text: str) -> list[str]:
    return _WORD.findall(tidy(text).lower())


def _is_word(word: str) -> bool:
    bare = fold(word)
    return word in _ALSO_SAID or (len(set(bare)) > 1 and _SYLLABLE.fullmatch(bare) is not None)
