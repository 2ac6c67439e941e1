"""The words of a sentence: abbreviations written out, figures in words read, one word for what means the same."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from knowledge.search.syllables import one_spelling
from knowledge.search.typed_words import wording
from knowledge.text import fold
from scoring.errors import Refusal
from scoring.written.letters import clean
from scoring.written.numbers import read_number

Words = tuple[str, ...]

TOKEN = re.compile(r"\d[\d.,]*\d|\d|%|[^\W\d_]+(?:/[^\W\d_]+)*|[,;.:/?!\u2212\u2013-]")
NO, LACKING, LATE = "khong", "thieu", "cham"
#: The longest entry of a table of phrases.
LONGEST_PHRASE = 5


@dataclass(frozen=True, slots=True)
class Token:
    """A word bare of its marks, as it was typed, and the figure that it is, if any."""

    word: str
    typed: str
    number: Decimal | None = None


def listed(words: str) -> frozenset[str]:
    return frozenset(map(one_spelling, words.split()))


def _phrases(table: Mapping[str, str]) -> Mapping[Words, Words]:
    return {tuple(map(one_spelling, said.split())): tuple(map(one_spelling, means.split())) for said, means in table.items()}


#: Phrases that stand for one word of the rules; what is being done is not done.
SPOKEN = _phrases(
    {
        **dict.fromkeys(("khong dung han", "chua dung han", "khong kip han", "khong kip", "cham han", "tre han"), LATE),
        **dict.fromkeys(("tre hen", "qua han", "qua hen", "tre", "muon", "tre tien do", "cham tien do"), LATE),
        **dict.fromkeys(("dung thoi han", "kip thoi han", "kip thoi gian", "dung hen", "kip han"), "dung han"),
        **dict.fromkeys(
            (
                "quen khong",
                "quen chua",
                "quen mat",
                "quen",
                "lo quen",
                "khong con",
                "chang",
                "cha",
                "hong",
                "hem",
                "dau co",
                "khg",
                "kg",
                "chua",
                "hok",
            ),
            NO,
        ),
        **dict.fromkeys(("dang lam", "dang soan", "dang viet", "dang hoc", "dang xu ly", "dang cho", "do dang"), NO),
        **dict.fromkeys(("dang do", "con treo", "con ton", "dang giai quyet", "dang hoan thien", "dang thuc hien"), NO),
        **dict.fromkeys(("sot", "hut", "con thieu"), LACKING),
        **dict.fromkeys(("khac phuc", "xu li xong", "sua", "sua duoc", "giai quyet xong"), "xu li"),
        **dict.fromkeys(("dang hoang", "tu te", "ngon lanh", "on thoa", "ngon", "chuan chi"), "ok"),
        **dict.fromkeys(("cai nao cung", "nao cung", "ai cung", "muc nao cung", "tat ca", "toan bo"), "deu"),
        "tra loi": "xu li",
        "xin loi": "xin_loi",
        "sai sot": "sai",
        "mot cua": "mot_cua",
        "mot trong": "mot_trong",
        "mot phan": "mot_phan",
        "trang web": "trang thong tin dien tu",
    }
)
SHARE = _phrases({"phan tram": "%"})
#: Of a phrase of one word the ways to type it, where its letters are also those of another.
TYPED = {
    "muon": {"muộn"},
    "tre": {"trễ", "tre"},
    "sua": {"sửa", "sua"},
    "sot": {"sót"},
    "hut": {"hụt"},
    "quen": {"quên", "quen"},
    "chua": {"chưa", "chua"},
    "cha": {"chả"},
    "hong": {"hổng", "hông", "hong"},
    "chang": {"chẳng", "chang"},
}
#: Said before and behind an answer without being any of it; with their marks, as "ạ" is courtesy and "a" is an answer.
BEFORE = frozenset(re.split(r"\s+", "dạ vâng ừ ừm à ờ em anh chị thưa ad nhầm lộn là thì mình ok oke chết ấy"))
BEHIND = frozenset(
    re.split(
        r"\s+",
        "ạ nhé nha nhá nhe nghen nghe hen nè rồi em anh chị chi sếp bác cô chú "
        "e ơi oi ad bạn bot luôn hết đấy đó à ok đâu đi trơn cả",
    )
)
#: "Em báo cáo được 60%": said to whom one reports, where something else is said.
REPORTING = re.compile(r"^(?:dạ |da )?(?:xã |bên |chúng )?(?:em|tôi|mình) (?:xin )?(?:báo cáo|bao cao)(?: là)? (?=\S+ \S)")
#: Whom one speaks to; without marks, "a" behind is "ạ", and no letter.
ADDRESSED = frozenset(["em", "anh", "chi", "e", "chị", "bac", "sep", "nhe", "roi", "rồi"])
SAYING = frozenset({"rồi", "luôn", "hết", "ok", "cả", "đâu"})
#: Said of the whole of something.
ENOUGH = listed("du day dat duoc xong on ok tot xui chuan")
ALL = listed("het deu tat toan du cung sach")
COUNTERS = listed("nguoi cai ban vu viec truong hop muc ca ho so don lan trieu dong ty luot dot mon noi dieu to cuoc loai thu")
MARKERS = listed("lam co da roi chi moi du thoi duoc dat thieu xong deu cung dang bi khong on ok het")
#: Words that carry nothing of an answer.
WEIGHTLESS = listed(
    "xa phuong minh chung toi tui ben don vi nam nay ni trong da roi thi la ma o cua cho cac nhung deu duoc dang a so "
    "nhe ca gi nao co bi ve thuoc hien tai em e anh chi het cung voi va rieng con ra luon lam thuc phat sinh moi nha "
    "cai muc dieu kien ai lai thoi gian tren den tu do day nghen xui tron mot hai ba bon sau bay chin muoi dau nen vay "
    "nhat dung_la giup voi"
)
NOT_CONTENT = frozenset({NO, LACKING, *["chi", "thoi", "khoang", "tam", "gan", "hon"]})

# -- one text --------------------------------------------------------------------------------------------------------------


def tokens(text: str, pairs: Collection[str] = (), nouns: Collection[str] = ()) -> list[Token]:
    """``pairs``: the neighbouring words of the leaf, which tell what an abbreviation means; ``nouns``: what is counted."""
    found = [_token(word) for word in TOKEN.findall(clean(text).lower())]
    found = list(_replaced(list(_replaced(found, SHARE)), wording().replaced))
    bare = all(token.typed.isascii() for token in found)
    found = [part for token in found for part in _told_apart(token, pairs)]
    return list(_replaced(list(_thousands(_figures(found, nouns, bare=bare))), SPOKEN))


def _token(typed: str) -> Token:
    try:
        return Token(typed, typed, read_number(typed) if typed[0].isdigit() else None)
    except Refusal:
        return Token(one_spelling(fold(typed)), typed)


def _token_of(word: str) -> Token:
    return Token(word, word, Decimal(word) if word.isascii() and word.isdigit() else None)


def _replaced(found: list[Token], table: Mapping[Words, Words]) -> Iterator[Token]:
    words = [_bare(token) for token in found]
    at = 0
    while at < len(found):
        lengths = range(min(LONGEST_PHRASE, len(found) - at), 0, -1)
        parts = (tuple(words[at : at + length]) for length in lengths)
        entry = next((part for part in parts if part in table and _typed_so(part, found[at])), None)
        if entry is None:
            yield replace(found[at], word=words[at])
            at += 1
            continue
        yield from map(_token_of, table[entry])
        at += len(entry)


def _typed_so(entry: Words, first: Token) -> bool:
    return len(entry) > 1 or first.typed in TYPED.get(entry[0], {first.typed})


def _bare(token: Token) -> str:
    return token.word if token.number is not None or not token.word else one_spelling(fold(token.word))


def _told_apart(token: Token, pairs: Collection[str]) -> list[Token]:
    for meaning in wording().several.get(token.word, ()) if token.typed.isascii() else ():
        if " ".join(meaning) in pairs:
            return [Token(word, word) for word in meaning]
    return [token]


# -- figures in words --------------------------------------------------------------------------------------------------------

_DIGITS = {
    "một": 1,
    "mốt": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "lăm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
    "mot": 1,
    "bon": 4,
    "nam": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
}
_TENS = {"mười": 10, "mươi": 10, "muoi": 10, "chục": 10}
_HUNDRED = {"trăm": 100, "tram": 100}
_NUMERALS = _DIGITS | _TENS | _HUNDRED
#: Figures that lack their mark.
_MARKLESS = frozenset({"mot", "bon", "nam", "sau", "bay", "tam", "chin", "muoi", "tram"})
_THOUSAND = frozenset({"nghin", "ngan"})
#: Before a figure in words that stands alone at the end of what is said.
_LEADS = listed("ca het du duoc xong tre cham thieu bang trong tong moi co duoc li ly han")
#: What a figure of these is no figure of an answer.
_OF_TIME = listed("ngay thang nam gio phut tuan trang buoi hom quy ki")
_OF_PAPER = listed("quy thang ngay nam dieu khoan dinh tu iso lan")


def _figures(found: list[Token], nouns: Collection[str], *, bare: bool) -> Iterator[Token]:
    """``bare``: the whole text is typed without marks; else "nam" and "sau" are no figures."""
    at, another = 0, False
    while at < len(found):
        length = _run(found, at, bare=bare)
        value = _value([token.typed for token in found[at : at + length]]) if length else None
        another = another or found[at].number is not None
        if value is not None and (length > 1 or _counts(found, at, nouns, another=another)):
            yield Token(str(value), " ".join(token.typed for token in found[at : at + length]), Decimal(value))
            another = True
        else:
            yield from found[at : at + max(1, length)]
        at += max(1, length)


def _run(found: list[Token], at: int, *, bare: bool) -> int:
    """How many words from here are one figure; of two digits alone the second has to be typed with its mark."""
    typed = []
    for token in found[at:]:
        if token.typed not in _NUMERALS or (not bare and token.typed.isascii() and token.typed in _MARKLESS):
            break
        typed.append(token.typed)
    tens = any(word in _TENS or word in _HUNDRED for word in typed)
    return len(typed) if tens or len(typed) < 2 or not all(map(str.isascii, typed)) else 1


def _value(typed: list[str]) -> int | None:
    """ "năm mươi", "bốn tám", "hai mươi lăm", "một trăm"."""
    total = current = 0
    for number, word in enumerate(typed):
        if word in _HUNDRED:
            total, current = total + 100 * max(current, 1), 0
        elif word in _TENS:
            current = 10 * max(current, 1)
        else:
            follows_digit = number > 0 and typed[number - 1] in _DIGITS
            current = current * 10 + _DIGITS[word] if follows_digit else current + _DIGITS[word]
    return total + current or None


def _thousands(found: Iterable[Token]) -> Iterator[Token]:
    """ "3 nghìn"."""
    held: Token | None = None
    for token in found:
        if held is not None and held.number is not None and token.number is None and fold(token.word) in _THOUSAND:
            yield Token(token.word, token.typed, held.number * 1000)
            held = None
            continue
        if held is not None:
            yield held
        held = token
    if held is not None:
        yield held


def _counts(found: list[Token], at: int, nouns: Collection[str], *, another: bool) -> bool:
    """Whether one word is a figure: what it counts follows, or it ends what is said behind "cả", "được" or a figure."""
    before = _bare(found[at - 1]) if at else ""
    after = _bare(found[at + 1]) if at + 1 < len(found) else ""
    if after in ("cua", "phan", "trong", "lan") and found[at].word in ("mot", "một"):
        return False
    if after in nouns:
        return not (fold(found[at].typed) == "nam" and before in ("trong", "hang", "moi"))
    ends = at + 1 == len(found) or after in (",", ".", ";", "roi", "a", "e", "em", "nhe", "thoi")
    told = before in _LEADS or another or (at > 1 and not found[at].typed.isascii())
    return fold(found[at].typed) not in ("nam", "tu") and told and ends


# -- words as they are compared -----------------------------------------------------------------------------------------------


def words_of(found: Iterable[Token]) -> Words:
    return tuple(token.word for token in found if token.number is None and token.word[:1].isalpha())


def content(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word for word in words if word[:1].isalpha() and word not in WEIGHTLESS and word not in NOT_CONTENT)


@cache
def content_of(*texts: str) -> frozenset[str]:
    """What a text of the set says, in the same words as a sentence."""
    return content(words_of(tokens(" , ".join(texts))))


def without_courtesy(text: str) -> str:
    """What is left of "dạ có rồi ạ" once it is only an answer."""
    return _trimmed(text, BEHIND)


def without_address(text: str) -> str:
    """As ``without_courtesy``, but with what may say something: "xử lý hết", "xong rồi"."""
    return _trimmed(text, BEHIND - SAYING)


def _trimmed(text: str, behind: frozenset[str]) -> str:
    words = [word.strip("!…") for word in REPORTING.sub("", clean(text).lower().strip(" .!…")).split()]
    while words and words[0].strip(",;") in BEFORE:
        words = words[1:]
    while words and (words[-1].strip(",;") in behind or (words[-1] == "a" and words[-2:-1] and words[-2] in ADDRESSED)):
        words = words[:-1]
    return " ".join(words).strip(" ,.;")


def figures(found: list[Token], nouns: Collection[str]) -> Iterator[int]:
    """Where the figures of an answer stand: no days, no numbers of papers."""
    for at, token in enumerate(found):
        if token.number is None:
            continue
        before = found[at - 1].word if at else ""
        after = found[at + 1].word if at + 1 < len(found) else ""
        if (after in _OF_TIME and after not in nouns) or (before in _OF_PAPER and not (before == "nam" and token.number < 100)):
            continue
        if after == "/" and at + 2 < len(found) and found[at + 2].number is None:
            continue
        yield at
