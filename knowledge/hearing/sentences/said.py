"""A sentence as it was said: clause by clause, what it asserts and what it denies, in the words of its leaf."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from knowledge.hearing.sentences.vocabulary import Vocabulary, vocabulary
from knowledge.hearing.sentences.words import (
    ALL,
    COUNTERS,
    ENOUGH,
    LACKING,
    LATE,
    MARKERS,
    NO,
    Token,
    Words,
    content,
    figures,
    listed,
    tokens,
    without_address,
    words_of,
)
from knowledge.text import fold
from scoring.criteria import Leaf
from scoring.written.letters import clean

#: Limits: what is not named is not there. "chị" is nobody's "chỉ".
ONLY = frozenset({"chỉ", "mới", "mỗi"})
ONLY_BEFORE = re.compile(r"\b(?:chi|moi)\s+(?:co|duoc|dc|dat|lam|thieu|ban|moi|thuc|xong|o)\b|\bthoi$")
ABOUT = re.compile(r"\b(?:khoang|tam|gan|hon|chung|co le|hinh nhu|chac|uoc|duoi|tren duoi)\b")
ASKING = re.compile(
    r"\?|\b(?:bao gio|bao nhieu|bn|the nao|nhu nao|ntn|la gi|o dau|lam sao|tai sao|vi sao|khi nao|ngay nao|"
    r"may(?! (?:hom|ngay|bua|tuan))|"
    r"hay khong|hay chua|hay ko|hay den|can gi|gi vay|phai khong|phai ko|phai hong|"
    r"lay o|(?:den|toi) dau|xa nao|don vi nao|(?:cho|xin|muon|de|phai) (?:(?:em|toi|minh|chau) )?hoi|"
    r"hoi (?:lai|chi|anh|xem|ai|y)|huong dan|toi da|giai thich|ra sao|nhung gi|"
    r"cach (?:nao|tinh|cham|lam)|de sau|sao lai|sao phai|cho (?:em|toi|minh) xin|"
    r"xin mau|co mau|(?:cham|tinh|thi) sao|co sao|sao minh|neu|theo nghi dinh|theo quy dinh thi|"
    r"co duoc|duoc tinh|bi tru|tinh la|tinh vao)\b"
    r"|^sao\b|\b(?:nao|gi)\s+(?:\w+\s+){0,2}(?:chua|khong)\b"
    r"|\b(?:duoc|dc|can|phai|dung|co|da|du)\s+(?:\w+\s+){0,4}(?<!thi )(?<!van )(?<!cung )(?:khong|chua|ko|hong|hok|hem)$"
    r"|\b(?:ha|nhi|a ta|ta)$"
)
#: Words that ask, unless something is denied before them: "không có cái nào", "chưa ai phản ánh gì".
INDEFINITE = re.compile(r"\b(?:ai|cai gi|cho nao|cai nao)\b(?! cung)")
DENIED_BEFORE = re.compile(r"\b(?:khong|ko|k|chua|chang|hong|hok)\b")
#: Of another year, of what will be, of what somebody else has to do: nothing that is so.
ELSEWHEN = re.compile(
    r"\b(?:nam ngoai|nam roi|ky truoc|nam kia|se|mai (?:em|toi|minh|anh|chi|lam|gui)|ngay mai|chieu nay|toi nay|du kien|sap|"
    r"dang cho|cho den|cho phong|cho huyen|nho (?:anh|chi|em|ban)|de (?:em|toi|minh|anh|chi)|khong biet|chua biet|chua ro|"
    r"khong ro|khong nho|ko biet|chua chac|diem|chua co so lieu|so lieu chua|moi chot)\b"
)
#: Said of what somebody does here, unless the leaf itself is about it ("hồ sơ nộp trực tuyến").
DOINGS = listed("gui nop xem sao nua lat chung lieu giay chup file tep")
#: A figure below nothing, or the code of a criterion.
NO_FIGURE = re.compile(r"(?<!\w)[-\u2212\u2013]\s*\d|\b(?:muc|tieu chi|tc|ma)\s*(?:so\s*)?\d+[.,]")
ENDING = re.compile(r"(?:\s+(?:a|em|e|anh|chi|oi|nhe|vay|ad|bot|ban|nha|nghen))+$")
#: So many strange words may stand beside a clause that is all of the leaf.
MOST_STRANGE = 4
BREAKS = frozenset({",", ";", ".", ":", "nhung", "ma", "song", "nen"})
#: What makes of a few words behind a comma a statement of their own.
STATES = MARKERS | {NO, LACKING, LATE, "thi", "cung"}
THERE_WAS = listed("co phat con he")


@dataclass(frozen=True, slots=True)
class Clause:
    """``asserted`` and ``denied``: words of weight; ``says_no``: it denies something, be it not said what."""

    words: Words
    asserted: frozenset[str]
    denied: frozenset[str]
    says_no: bool

    @property
    def content(self) -> frozenset[str]:
        return self.asserted | self.denied


class Said:
    """One sentence about one leaf."""

    def __init__(self, text: str, leaf: Leaf, *, named: bool = False) -> None:
        typed = clean(text).lower().strip(" .!…")
        self.leaf = leaf
        self.named = named
        self.vocabulary: Vocabulary = vocabulary(leaf)
        said = without_address(typed) or typed
        self.tokens = tokens(said, self.vocabulary.pairs, self.vocabulary.nouns)
        self.words = words_of(self.tokens)
        self.figures = [
            (at, number) for at in figures(self.tokens, self.vocabulary.nouns) if (number := self.tokens[at].number) is not None
        ]
        # "Máy" is not "mấy".
        self.folded = fold(re.sub(r"\bmáy\b", "", typed))
        self.raw = [word.strip(".,;:!…") for word in said.split()]
        self.only = any(word in ONLY for word in self.raw) or bool(ONLY_BEFORE.search(self.folded))
        self.about = bool(ABOUT.search(self.folded))
        self.clauses = list(_clauses(self))

    @property
    def asks(self) -> bool:
        """Whether it asks, tells of another time, or is about what somebody does here."""
        asked = ENDING.sub("", self.folded)
        indefinite = INDEFINITE.search(asked)
        if indefinite and not DENIED_BEFORE.search(asked[: indefinite.start()]):
            return True
        if ASKING.search(asked) or NO_FIGURE.search(self.folded) or ELSEWHEN.search(self.folded):
            return True
        return self._ends_in_a_question() or bool(DOINGS & set(self.words) - self.vocabulary.around - self.vocabulary.labels)

    def _ends_in_a_question(self) -> bool:
        """ "Công bố chưa", but "chưa", "vẫn chưa", "báo cáo thì không" and "kế hoạch có, báo cáo không" are answers."""
        last = self.clauses[-1].words if self.clauses else ()
        if len(self.clauses) > 1 or len(last) < 2 or last[-1] != NO:
            return False
        return not {"thi", "van", "cung", "deu"} & set(last)

    @property
    def spelled(self) -> bool:
        """Whether a figure is said in words, which may mean something else."""
        return any(not self.tokens[at].typed[0].isdigit() for at, _ in self.figures)

    @property
    def denied(self) -> bool:
        return any(clause.says_no for clause in self.clauses)

    @property
    def content(self) -> frozenset[str]:
        return frozenset[str]().union(*(clause.content for clause in self.clauses))

    @property
    def asserted(self) -> frozenset[str]:
        return frozenset[str]().union(*(clause.asserted for clause in self.clauses))

    @property
    def denials(self) -> frozenset[str]:
        return frozenset[str]().union(*(clause.denied for clause in self.clauses))

    @property
    def unknown(self) -> frozenset[str]:
        """Words that are neither the leaf's nor said of figures and answers in general."""
        timely = {"dung", "han"} if LATE in self.vocabulary.counted else set[str]()
        return self.content - self.vocabulary.known - ENOUGH - ALL - {LATE, LACKING} - timely

    @property
    def near(self) -> bool:
        """Whether it speaks of its leaf: strange words are outnumbered by its own; without its code there are none."""
        unknown = self.unknown
        if not self.named:
            return not unknown
        if len(unknown) <= max(1, len(self.content & self._own)):
            return True
        return len(unknown) <= MOST_STRANGE and any(
            clause.content & self._own and not clause.content & unknown for clause in self.clauses
        )

    @property
    def _own(self) -> frozenset[str]:
        return self.vocabulary.around | self.vocabulary.labels

    @property
    def asserts(self) -> bool:
        """Whether it says that something is so, and does not merely name it."""
        return bool((MARKERS | {LATE}) & set(self.words)) or self.denied

    @property
    def tells(self) -> bool:
        """Whether words said to an open question are more than the name of a thing."""
        return self.asserts or bool(self.figures) or self.only or self.content <= self.vocabulary.labels | ENOUGH

    @property
    def nothing_of(self) -> bool:
        """ "Không trễ hồ sơ nào", but not "hồ sơ trễ chưa xin lỗi": what is denied is that there was any."""
        if NO not in self.words:
            return False
        at = self.words.index(NO)
        before, after = self.words[:at], self.words[at + 1 :]
        any_at_all = bool(after) and after[0] in THERE_WAS
        return any_at_all or (not content(before) & self._own - COUNTERS and "chua" not in self.folded.split())

    @property
    def nothing_arose(self) -> bool:
        """ "Xã em không phát sinh"."""
        return " khong phat sinh" in f" {' '.join(self.words)}" and not self.figures and not self.content - COUNTERS

    @property
    def denies_any(self) -> bool:
        """ "Chưa có", "không có cái nào": there is none, without a word of what."""
        if NO not in self.words or self.figures:
            return False
        return self.words[self.words.index(NO) + 1 :][:1] == ("co",) and not self.content - COUNTERS


def _clauses(said: Said) -> Iterator[Clause]:
    parts: list[list[Token]] = [[]]
    for at, token in enumerate(said.tokens):
        after = said.tokens[at + 1].word if at + 1 < len(said.tokens) else ""
        if token.word in BREAKS or (token.word == "con" and parts[-1] and after not in ("", "lai")):
            parts.append([])
        else:
            parts[-1].append(token)
    denying = False
    for part in parts:
        words = _late(words_of(part), said.vocabulary)
        if not words:
            continue
        inherits = denying and not STATES & set(words)
        clause = _clause(words, said.vocabulary, inherits=inherits)
        denying = clause.says_no and bool(clause.denied)
        yield clause


def _late(words: Words, chosen: Vocabulary) -> Words:
    """Where a leaf asks only what was in time, what was late was not in time."""
    if not chosen.about_time:
        return words
    return tuple(part for word in words for part in ((NO, "dung", "han") if word == LATE else (word,)))


def _clause(words: Words, chosen: Vocabulary, *, inherits: bool) -> Clause:
    own = _recognised(words, chosen)
    said = content(words)
    negations = [at for at, word in enumerate(words) if word in (NO, LACKING)]
    if [words[at] for at in negations] == [NO, LACKING] and not content(words[slice(*negations)]):
        # "Không thiếu gì" denies nothing.
        return Clause(words, said, frozenset(), says_no=False)
    if inherits or not negations:
        return Clause(words, frozenset() if inherits else said, said if inherits else frozenset(), inherits)
    behind_last = content(words[negations[-1] + 1 :])
    if len(negations) > 1 and not behind_last & own:
        return Clause(words, frozenset(), said, says_no=True)
    before = content(words[: negations[0]])
    after = content(words[negations[0] + 1 :])
    if after & own:
        return Clause(words, before, after, says_no=True)
    return Clause(words, frozenset(), before | after, says_no=True)


def _recognised(words: Words, chosen: Vocabulary) -> frozenset[str]:
    """Words of the leaf: those of its labels, and others beside a neighbour that they have there: not "hành" of "thi hành"."""
    beside = {word for pair in pairwise(words) if " ".join(pair) in chosen.pairs for word in pair}
    single = {word for word in words if word in chosen.around and "_" in word}
    return frozenset(beside & chosen.around | single) | chosen.labels | {LATE}
