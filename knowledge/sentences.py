"""An answer said in a sentence: "đúng hạn 970 trên 1.000 hồ sơ", "chỉ có kế hoạch thôi", "thiếu b", "không vượt ạ".

What its figures or letters say is certain; what its words say is only proposed. All of it is told by the words of the leaf:
its options, what it counts, and what it calls "không phát sinh".
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from knowledge.text import fold
from scoring.answers import asks_plainly, claims, read_answer, says_no
from scoring.criteria import Leaf
from scoring.declared import Conditions, Count, Declared, Met, NotArisen, Option, Percent, Ratio, Value
from scoring.errors import Refusal, WhichMeant
from scoring.letters import clean
from scoring.numbers import read_number
from scoring.rules.base import Asks, Labelled, Need

#: A longer text is a story, not an answer.
LONGEST = 20
HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Heard:
    """What a sentence may mean. ``certain``: there is nothing to guess.

    ``part``: a figure that may be the first of a ratio, whose second has not been said.
    """

    possible: tuple[Declared, ...] = ()
    certain: bool = False
    part: Decimal | None = None


def read(text: str, leaf: Leaf) -> Declared:
    """As ``read_answer``; yes and no are asked back too where the leaf itself denies ("Không để xảy ra sai phạm") and its
    options do not say which is which. Raises a ``Refusal``."""
    declared = read_answer(text, leaf.rule)
    options = leaf.rule.need.options
    turned = isinstance(declared, Met) and NO in _words(fold(leaf.name)) and not _of(*(one.label for one in options))
    if turned and len(clean(text).strip()) > 1:
        raise WhichMeant(text, (Met(True), Met(False)))
    return declared


def hear(text: str, leaf: Leaf) -> Heard | None:
    """What a text that ``read_answer`` did not take may mean as an answer of this leaf; ``None`` where it is none."""
    said = _Said(text, leaf)
    if not said.words or len(said.words) > LONGEST:
        return None
    if said.bare and (plain := _plainly(said.bare, leaf, certain=True)):
        return plain
    if said.asks:
        return None
    if said.denies_any:
        return _plainly("không có", leaf, certain=False)
    reader = _READERS.get(leaf.rule.need.asks)
    return reader(said, leaf) if reader else None


def _plainly(bare: str, leaf: Leaf, *, certain: bool) -> Heard | None:
    """The answer alone, once courtesy is taken away, or what a sentence comes to."""
    try:
        return Heard((read(bare, leaf),), certain=certain)
    except WhichMeant as error:
        return Heard(error.possible)
    except Refusal:
        return None


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


# -- the words ------------------------------------------------------------------------------------------------------------

#: Said before and behind an answer without being any of it; with their marks, as "ạ" is courtesy and "a" is an answer.
BEFORE = _listed("dạ vâng ừ ừm à ờ em anh chị thưa ad nhầm lộn là thì mình")
BEHIND = _listed("ạ nhé nha nhá nhe rồi em anh chị ơi ad bạn luôn hết đấy đó à ok đâu đi")
#: Phrases that stand for one word of the table below; longer ones first.
SPOKEN = (
    ("khong dung han", "cham"),
    ("chua dung han", "cham"),
    ("ko dung han", "cham"),
    ("khong kip", "cham"),
    ("cham han", "cham"),
    ("tre han", "cham"),
    ("tre hen", "cham"),
    ("qua han", "cham"),
    ("dung thoi han", "dung han"),
    ("kip thoi han", "dung han"),
    ("kip thoi gian", "dung han"),
    ("khong con", "khong"),
    ("phan tram", "%"),
)
#: What a leaf that asks whether something was in time calls the contrary of it.
LATE, NOT_IN_TIME = "cham", "khong dung han"
SAME = {
    **dict.fromkeys(("ko", "k", "hok", "kg", "chua", "chang", "khg"), "khong"),
    **dict.fromkeys(("tre", "muon"), "cham"),
    "hs": "ho",
    "vb": "van",
    "cb": "can",
}
NO = "khong"
LACKING = "thieu"
#: Said of the whole of something.
ENOUGH = _listed("du day dat duoc xong")
THERE_WAS = _listed("co phat con he")
MARKERS = _listed("lam co da roi chi moi du thoi duoc dat thieu xong")
#: Words that carry nothing of an answer.
WEIGHTLESS = _listed(
    "xa phuong minh chung toi ben don vi nam nay trong da roi thi la ma o cua cho cac nhung deu duoc dang a so "
    "nhe ca gi nao co bi ve thuoc hien tai em anh het cung voi va rieng con ra luon lam thuc phat sinh moi nha "
    "cai muc dieu kien ai lai thoi gian"
)
NOT_CONTENT = frozenset({NO, LACKING, *["chi", "thoi", "khoang", "tam", "gan", "hon"]})
#: What may be counted beside what the leaf calls it.
COUNTERS = _listed("nguoi cai ban vu viec truong hop muc ca ho so don lan trieu dong ty luot")
#: Limits: what is not named is not there. "chị" is nobody's "chỉ".
ONLY = frozenset({"chỉ", "mới", "mỗi"})
ONLY_BEFORE = re.compile(r"\b(?:chi|moi)\s+(?:co|duoc|dat|lam|thieu|ban|moi|thuc)\b|\bthoi$")
ABOUT = re.compile(r"\b(?:khoang|tam|gan|hon|chung|co le|hinh nhu|chac|uoc)\b")
ASKING = re.compile(
    r"\?|\b(?:bao gio|bao nhieu|the nao|la gi|o dau|lam sao|tai sao|vi sao|khi nao|may|(?<!khong )ai|"
    r"hay khong|hay chua|can gi|gi vay|"
    r"lay o|(?:cho|xin|muon|de|phai) hoi|hoi (?:lai|chi|anh|xem|ai|y)|huong dan|toi da|giai thich|nhu nao|ra sao|"
    r"cach (?:nao|tinh|cham|lam)|de sau)\b|\b(?:nao|gi)\s+(?:\w+\s+){0,2}(?:chua|khong)\b"
    r"|\b(?:duoc|can|phai|dung|co)\s+(?:\w+\s+){0,4}(?:khong|chua)$"
)
#: Said of what somebody does here, unless the leaf itself is about it ("hồ sơ nộp trực tuyến").
DOINGS = _listed("gui nop xem diem sao nua lat chung lieu giay")
#: A figure below nothing, or the code of a criterion.
NO_FIGURE = re.compile(r"(?<!\w)[-\u2212\u2013]\s*\d|\b(?:muc|tieu chi|tc|ma)\s*(?:so\s*)?\d+[.,]")
CLAUSES = re.compile(r"[,;]|\bnhung\b|\bcon\b|\bma\b|\bsong\b|(?=\b(?:khong|chua|ko)\b)")
SPELLED = {
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
    "mot": 1,
    "bon": 4,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
    "muoi": 10,
}
FIGURE = r"[0-9][0-9.,]*[0-9]|[0-9]"
NUMBER = re.compile(rf"(?<![\w.,/])({FIGURE})(?![\w/])")
SHARE = re.compile(rf"(?<![\w.,/])({FIGURE})\s*%")
OVER = re.compile(
    rf"(?<![\w.,/])({FIGURE})\s*(\D{{0,40}}?)\s*(?:/|\b(?:tren tong so|tren tong|trong tong so|trong so|tren|trong|tong so)\b)"
    rf"\s*(\D{{0,25}}?)\s*({FIGURE})(?![\w/])"
)


@dataclass(frozen=True, slots=True)
class _Clause:
    denied: bool
    words: frozenset[str]


class _Said:
    """One sentence: bare of courtesy, as folded text, word by word, and clause by clause."""

    def __init__(self, text: str, leaf: Leaf) -> None:
        typed = clean(text).lower().strip(" .!…")
        raw = [word.strip(".,;:!…") if word.strip(".,;:!…").isalpha() else word for word in typed.split()]
        self.bare = without_courtesy(typed)
        self.folded = _in_one_wording(fold(self.bare or typed))
        if (labels := _of(*(one.label for one in leaf.rule.need.options))) and LATE not in labels and "han" in labels:
            self.folded = re.sub(r"\b(?:cham|tre|muon)\b", NOT_IN_TIME, self.folded)
        self.asks = bool(ASKING.search(fold(typed)) or NO_FIGURE.search(fold(typed)))
        self.only = any(word in ONLY for word in raw) or bool(ONLY_BEFORE.search(fold(typed)))
        self.about = bool(ABOUT.search(fold(typed)))
        self.words = _words(self.folded)
        self.asks = self.asks or bool(DOINGS & set(self.words) - _around(leaf))
        self.tokens = raw
        self.clauses = [_clause(part) for part in CLAUSES.split(self.folded) if part.strip()]

    @property
    def denied(self) -> bool:
        return NO in self.words

    @property
    def nothing_of(self) -> bool:
        """ "Không trễ hồ sơ nào", but not "hồ sơ trễ chưa xin lỗi": what is denied is that there was any."""
        before, after = self.words[: self.words.index(NO)], self.words[self.words.index(NO) + 1 :]
        any_at_all = bool(after) and after[0] in THERE_WAS
        return any_at_all or (not _content(before) and "chua" not in fold(" ".join(self.tokens)).split())

    @property
    def denies_any(self) -> bool:
        """ "Chưa có", "không có cái nào": there is none, without a word of what."""
        after = self.words[self.words.index(NO) + 1 :] if self.denied else ()
        return after[:1] == ("co",) and not self.content - COUNTERS and not any(word[0].isdigit() for word in self.words)

    @property
    def content(self) -> frozenset[str]:
        return _content(self.words)

    @property
    def asserts(self) -> bool:
        """Whether it says that something is so, and does not merely name it."""
        return bool(MARKERS & set(fold(" ".join(self.tokens)).split())) or self.denied


def without_courtesy(text: str) -> str:
    """What is left of "dạ có rồi ạ" once it is only an answer."""
    words = [word.strip("!…,;") for word in clean(text).lower().strip(" .!…").split()]
    while words and words[0].strip(",") in BEFORE:
        words = words[1:]
    while words and words[-1] in BEHIND:
        words = words[:-1]
    return " ".join(words).strip(" ,.")


def _in_one_wording(folded: str) -> str:
    for spoken, one in SPOKEN:
        folded = re.sub(rf"\b{spoken}\b", one, folded)
    return folded


def _words(folded: str) -> tuple[str, ...]:
    return tuple(SAME.get(word, word) for word in re.findall(r"[a-z]+|[0-9][0-9.,]*%?", folded))


def _content(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word for word in words if word.isalpha() and word not in WEIGHTLESS and word not in NOT_CONTENT)


def _clause(part: str) -> _Clause:
    words = _words(part)
    return _Clause(NO in words or LACKING in words, _content(words))


def _of(*texts: str) -> frozenset[str]:
    return _content(_words(_in_one_wording(fold(" ".join(texts)))))


def _around(leaf: Leaf) -> frozenset[str]:
    """What one speaks of at this leaf anyway."""
    need = leaf.rule.need
    named = (leaf.name, leaf.guidance.asked, need.numerator, need.denominator, need.counted, need.not_arisen or "")
    return _of(*named, need.not_applicable or "", *(item.name for item in leaf.evidence), *leaf.aliases)


# -- claims ---------------------------------------------------------------------------------------------------------------


def _claims(said: _Said, leaf: Leaf) -> tuple[Declared, ...]:
    """ "Năm nay không trễ hồ sơ nào": there was none of what the leaf is about."""
    need = leaf.rule.need
    if not said.denied or LACKING in said.words:
        return ()
    if not said.nothing_of or not said.content or not said.content <= _around(leaf) | COUNTERS:
        return ()
    return tuple(one for one in claims(need) if _claimed(said, leaf, one))


def _claimed(said: _Said, leaf: Leaf, claim: Declared) -> bool:
    """Whether a sentence has the words of a claim, or, where the claim has none of its own, of what the leaf asks for."""
    need = leaf.rule.need
    label = need.not_arisen if isinstance(claim, NotArisen) else need.not_applicable
    own = _of(label or "") - _of("trong năm", "áp dụng")
    return bool(said.content & own) if own else bool(said.content & _of(leaf.name, leaf.guidance.asked))


# -- figures --------------------------------------------------------------------------------------------------------------


def _numbers(text: str) -> list[Decimal]:
    found = []
    for figure in NUMBER.findall(text):
        try:
            found.append(read_number(figure))
        except Refusal:
            return []
    return found


def _ratio(said: _Said, leaf: Leaf) -> Heard | None:
    need = leaf.rule.need
    sure = not said.about and not said.denied and LACKING not in said.words
    sure = (
        sure
        and said.content <= _of(need.numerator, need.denominator, leaf.name, leaf.guidance.asked) | COUNTERS | _FIGURES | ENOUGH
    )
    if not said.content <= _around(leaf) | COUNTERS | _FIGURES | ENOUGH:
        return None
    if LATE in said.content - _of(need.numerator, need.denominator):
        # "Trễ 30 trên 1.000": figures of what is not asked.
        return None
    over, share = OVER.search(said.folded), SHARE.search(said.folded)
    try:
        if over:
            return _meant(Ratio(read_number(over[1]), read_number(over[4])), sure=sure, denied=said.denied)
        if share and len(SHARE.findall(said.folded)) == 1 and not NUMBER.findall(SHARE.sub(" ", said.folded)):
            return _meant(Percent(read_number(share[1])), sure=sure, denied=said.denied)
    except Refusal:
        return None
    return _loose_figures(said, leaf)


#: Said beside two figures of a ratio or a share.
_FIGURES = _listed("dat duoc tren trong tong so ty le la xong hoan thanh giai quyet xu ly")


def _meant(declared: Declared, *, sure: bool, denied: bool) -> Heard | None:
    """What is denied beside its figures ("970 trên 1.000 chưa xong") may be the opposite of what is asked."""
    return None if denied else Heard((declared,), certain=sure)


def _loose_figures(said: _Said, leaf: Leaf) -> Heard | None:
    """Two figures without a word between them that says which is which, or a single one."""
    numbers = _numbers(said.folded)
    near = said.content <= _around(leaf) | COUNTERS | _FIGURES
    if not near or said.denied:
        return None
    if len(numbers) == 2 and min(numbers) > 0:
        return Heard((Ratio(min(numbers), max(numbers)),))
    if len(numbers) != 1 or said.about:
        return None
    counted = bool(said.content & _of(leaf.rule.need.numerator, leaf.rule.need.denominator))
    percent = () if counted or numbers[0] > HUNDRED else (Percent(numbers[0]),)
    return Heard(percent, part=numbers[0])


def _read_ratio(said: _Said, leaf: Leaf) -> Heard | None:
    heard = _ratio(said, leaf)
    claimed = _claims(said, leaf) if heard is None and not _numbers(said.folded) else ()
    return Heard(claimed) if claimed else heard


def _read_count(said: _Said, leaf: Leaf) -> Heard | None:
    counted = _of(leaf.rule.need.counted)
    numbers = _numbers(said.folded) or _spelled(said, counted)
    near = said.content - set(SPELLED) <= _around(leaf) | COUNTERS | _FIGURES
    if LACKING in said.words:
        return None
    if not near:
        return _figure_before_its_noun(said, leaf)
    if len(numbers) == 1 and not said.denied and numbers[0] == int(numbers[0]):
        exact = said.content - set(SPELLED) <= counted | COUNTERS and not said.about and not SHARE.search(said.folded)
        return Heard((Count(int(numbers[0])),), certain=exact)
    if numbers or not said.denied or not said.content:
        return None
    # Nothing of the kind: certain where the kind itself was named in full.
    return Heard((Count(0), *_claims(said, leaf)), certain=said.content == counted and not claims(leaf.rule.need))


def _figure_before_its_noun(said: _Said, leaf: Leaf) -> Heard | None:
    """ "3 hình thức gồm loa, trang thông tin và hội nghị": whatever else is said, so many are counted."""
    noun = " ".join(fold(leaf.rule.need.counted).split()[:2])
    found = re.findall(rf"(?<![\w.,/])({FIGURE}) {re.escape(noun)}\b", said.folded) if noun else []
    number = read_number(found[0]) if len(found) == 1 and not said.denied else None
    return Heard((Count(int(number)),)) if number is not None and number == int(number) else None


def _spelled(said: _Said, counted: frozenset[str]) -> list[Decimal]:
    """ "Ba hình thức": a number in words counts where what it counts follows."""
    pairs = zip(said.tokens, said.tokens[1:], strict=False)
    return [Decimal(SPELLED[word]) for word, after in pairs if word in SPELLED and fold(after) in counted | COUNTERS]


def _read_number(said: _Said, leaf: Leaf) -> Heard | None:
    numbers = [read_number(one) for one in re.findall(FIGURE, said.folded)]
    if len(numbers) != 1 or said.denied:
        return None
    return Heard((Value(numbers[0]),), certain=not said.about and said.content <= _around(leaf) | COUNTERS | _FIGURES)


# -- options --------------------------------------------------------------------------------------------------------------


def _read_yes_no(said: _Said, leaf: Leaf) -> Heard | None:
    need = leaf.rule.need
    if need.denominator and (OVER.search(said.folded) or SHARE.search(said.folded)) and (ratio := _ratio(said, leaf)):
        return ratio
    found = _by_labels(said, leaf)
    if found is None and (claimed := _claims(said, leaf)):
        return Heard(claimed)
    if found is None and asks_plainly(need):
        found = _done(said, leaf)
    return None if found is None else Heard((Met(found),))


def _by_labels(said: _Said, leaf: Leaf) -> bool | None:
    """Which of two options a sentence is, by what only one of them says, or by saying no to the other."""
    yes, no = leaf.rule.need.options
    one_denies = says_no(yes.label) != says_no(no.label)
    for clause in said.clauses[::-1]:
        for met, own, other in ((True, yes, no), (False, no, yes)):
            hit = clause.words & (_of(own.label) if one_denies else _of(own.label) - _of(other.label))
            if not hit or not (_speaks_of(clause, hit, own, leaf) or (one_denies and clause.words <= _around(leaf) | COUNTERS)):
                continue
            if clause.denied == says_no(own.label):
                return met
            if not one_denies:
                return not met
    says_yes = _of(yes.label) - _of(no.label)
    denied = [clause for clause in said.clauses if clause.denied and clause.words & says_yes]
    if denied and not says_no(yes.label) and all(_speaks_of(one, one.words & says_yes, yes, leaf) for one in denied):
        return False
    return None


def _speaks_of(clause: _Clause, hit: frozenset[str], option: Labelled, leaf: Leaf) -> bool:
    """Words that stand in the leaf's question anyway say which option is meant only if nothing else is said."""
    around, named = _around(leaf), _of(leaf.name)
    unknown = clause.words - _of(option.label) - around - COUNTERS - ENOUGH
    rest = clause.words - COUNTERS - ENOUGH
    nothing_else = rest <= _of(option.label) or (bool(hit - named) and rest - named <= _of(option.label))
    return len(unknown) <= 1 and (bool(hit - around) or nothing_else)


def _done(said: _Said, leaf: Leaf) -> bool | None:
    """ "Chưa làm", "làm rồi", "chưa có quy chế": done or not, of nothing but what the leaf is about."""
    if not said.content - ENOUGH <= _around(leaf) | COUNTERS:
        return None
    if said.denied or LACKING in said.words:
        return False
    told = {"da", "roi", "co", "du", "xong"} & set(_words(fold(" ".join(said.tokens))))
    return True if told else None


def _read_choice(said: _Said, leaf: Leaf) -> Heard | None:
    need = leaf.rule.need
    options = [one for one in need.options if _fits(said, one, need)]
    if _says_all(said, None) and not said.denied:
        options = [one for one in need.options if not says_no(one.label) and not _partial(one)][:1]
        return Heard(tuple(Option(one.letter) for one in options)) if options else None
    claimed = _claims(said, leaf) if not any(says_no(one.label) for one in options) else ()
    labels = _of(*(one.label for one in need.options))
    if said.content - ENOUGH - _around(leaf) - COUNTERS - labels or not (said.asserts or said.content <= labels):
        return None
    scored = [(_closeness(said, one, need), one) for one in options]
    best = max((score for score, _ in scored), default=0)
    meant = tuple(Option(one.letter) for score, one in scored if score == best and score > 0)
    if len(meant) == len(need.options):
        return None
    return Heard((*meant, *claimed)) if meant or claimed else None


#: How a label says that not all of another is there.
_PART = re.compile(r"\b(?:mot trong|mot phan|chi|thieu|chua du|khong day du)\b")
_ONE_OF_SEVERAL = re.compile(r"\b(?:mot trong|mot phan)\b")


def _partial(option: Labelled) -> bool:
    return bool(_PART.search(fold(option.label)))


def _asserted(said: _Said) -> frozenset[str]:
    return frozenset[str]().union(*(one.words for one in said.clauses if not one.denied))


def _denied(said: _Said) -> frozenset[str]:
    return frozenset[str]().union(*(one.words for one in said.clauses if one.denied))


def _fits(said: _Said, option: Labelled, need: Need) -> bool:
    """Whether nothing in a sentence speaks against an option."""
    own, asserted, denied = _sides(option)[0], _asserted(said), _denied(said)
    said_of = _of(*(one.label for one in need.options))
    if says_no(option.label):
        own = _of(option.label)
        return said.denied and not (asserted & said_of) and (not own or not denied & said_of or bool(denied & own))
    denying = _of(*(one.label for one in need.options if says_no(one.label)))
    if asserted & _sides(option)[1] or denied & own - denying:
        return False
    if denied & said_of and not asserted & said_of:
        # What is said to be lacking may be lacking beside something that is there.
        return _partial(option) or bool(denied & _sides(option)[1])
    if denied and not (asserted - ENOUGH or asserted & own):
        return False
    if _ONE_OF_SEVERAL.search(fold(option.label)):
        return bool(asserted & said_of)
    # "Chỉ có kế hoạch" is none that wants a report besides.
    return not (said.only and not _partial(option) and own - asserted - _around_words(need))


def _sides(option: Labelled) -> tuple[frozenset[str], frozenset[str]]:
    """What a label asserts and what it denies: "Đầy đủ nhưng chưa kịp thời"."""
    clauses = [_clause(part) for part in CLAUSES.split(_in_one_wording(fold(option.label)))]
    sides = ((one.words for one in clauses if one.denied == denied) for denied in (False, True))
    asserted, denied = (frozenset[str]().union(*words) for words in sides)
    return asserted, denied


def _around_words(need: Need) -> frozenset[str]:
    """What every option that asserts something says."""
    asserting = [
        _of(one.label) for one in need.options if not says_no(one.label) and not _ONE_OF_SEVERAL.search(fold(one.label))
    ]
    return frozenset.intersection(*asserting) if len(asserting) > 1 else frozenset()


def _closeness(said: _Said, option: Labelled, need: Need) -> int:
    own = _of(option.label)
    if says_no(option.label):
        return 2 * len(_denied(said) & own) + 1
    if _ONE_OF_SEVERAL.search(fold(option.label)):
        whole = max((len(_asserted(said) & _of(one.label)) for one in need.options if one is not option), default=0)
        # Who names everything that another option wants means that one.
        named_whole = any(_of(one.label) <= _asserted(said) for one in need.options if one is not option and _of(one.label))
        return 2 * max(whole, len(_asserted(said) & own)) + (1 if _denied(said) else 0) - (1 if named_whole else 0)
    asserted, denied = _sides(option)
    both = len(_asserted(said) & asserted) + len(_denied(said) & denied)
    return 2 * both + (1 if (said.only or _denied(said)) and _partial(option) else 0)


# -- conditions -----------------------------------------------------------------------------------------------------------

_ALL_WORDS = _listed("du day ca tat het dat hai ba bon nam dieu kien noi dung 2 3 4 5 6 7 8 9 toan bo")
_NUMBERS = {"hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6}


def _says_all(said: _Said, number: int | None) -> bool:
    """ "Đủ cả", "đủ cả hai"; ``number``: how many that has to be, where it is known."""
    words = [word for word in said.words if word not in WEIGHTLESS or word in ("ca", "het")]
    if not words or not all(word in _ALL_WORDS for word in words) or not {"du", "ca", "tat", "het", "toan"} & set(words):
        return False
    told = [int(word) if word.isdigit() else _NUMBERS[word] for word in words if word.isdigit() or word in _NUMBERS]
    return number is None or all(one == number for one in told)


#: "Trừ b ra thì đủ".
_BUT = _listed("tru ngoai")


def _read_checklist(said: _Said, leaf: Leaf) -> Heard | None:
    options = leaf.rule.need.options
    letters = [one.letter for one in options]
    named = _letters_named(said, letters)
    rest = said.content - set(letters) - set(_named_tokens(said, letters)) - ENOUGH - _BUT
    if named:
        if rest:
            return None
        lacking = said.denied or LACKING in said.words or bool(_BUT & set(said.words))
        met = [one for one in letters if (one in named) != lacking]
        return Heard((Conditions(tuple(met)),), certain=True)
    if _says_all(said, len(options)) and not said.denied:
        return Heard((Conditions(tuple(letters)),), certain=True)
    if said.denied and not rest:
        return Heard((Conditions(()), *claims(leaf.rule.need)))
    return _conditions_by_words(said, leaf)


def _named_tokens(said: _Said, letters: list[str]) -> list[str]:
    """Words that are letters of conditions: one letter, or several in their order ("ac", but "ca" is a word)."""
    return [
        word
        for word in said.tokens
        if word and set(word) <= set(letters) and (len(word) == 1 or list(word) == sorted(set(word)))
    ]


def _letters_named(said: _Said, letters: list[str]) -> set[str]:
    return {letter for word in _named_tokens(said, letters) for letter in word}


def _conditions_by_words(said: _Said, leaf: Leaf) -> Heard | None:
    options = leaf.rule.need.options
    asserted: set[str] = set()
    denied: set[str] = set()
    for clause in said.clauses:
        found = _conditions_in(clause, options, leaf)
        (denied if clause.denied else asserted).update(found)
    unknown = said.content - _of(*(one.label for one in options)) - _around(leaf) - COUNTERS - _FIGURES - ENOUGH
    if unknown or not asserted | denied or asserted & denied:
        return None
    letters = [one.letter for one in options]
    if asserted:
        return Heard((Conditions(tuple(one for one in letters if one in asserted)),))
    return Heard((Conditions(tuple(one for one in letters if one not in denied)),))


def _conditions_in(clause: _Clause, options: tuple[Labelled, ...], leaf: Leaf) -> set[str]:
    """The conditions that a clause names by words that no other has."""
    found = set()
    for one in options:
        others = _of(*(other.label for other in options if other is not one))
        hit = clause.words & (_of(one.label) - others)
        rest, named = clause.words - COUNTERS - ENOUGH, _of(leaf.name)
        of_conditions = bool(hit - named) and rest - named <= _of(*(option.label for option in options))
        if hit and (of_conditions or _speaks_of(clause, hit, one, leaf)):
            found.add(one.letter)
    return found


_READERS: dict[Asks, Callable[[_Said, Leaf], Heard | None]] = {
    Asks.RATIO: _read_ratio,
    Asks.COUNT: _read_count,
    Asks.NUMBER: _read_number,
    Asks.YES_NO: _read_yes_no,
    Asks.CHOICE: _read_choice,
    Asks.CHECKLIST: _read_checklist,
}
