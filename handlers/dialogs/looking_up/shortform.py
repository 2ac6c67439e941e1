"""Short forms: "1.2", "1.2 45/50", "1.1 b"; and codes in whatever spelling."""

import re
from dataclasses import dataclass, replace

from handlers.talk import Talk
from knowledge.hearing.sentences import Heard, hear, read
from knowledge.search.codes import CodeFound, find_code, mentioned_codes
from knowledge.text import fold
from scoring.criteria import Leaf
from scoring.declared import Declared
from scoring.errors import NotAnAnswer, NotANumber, Refusal, UnknownOption, WhichMeant
from scoring.roles import Act, can
from scoring.sheet.refusals import NotSuppliedByCommune, UnknownLeaf

#: What may be wrong with a sentence that was never meant as an answer.
MAYBE_WORDS = (NotAnAnswer, NotANumber, UnknownOption, NotSuppliedByCommune)

#: Answers to a question, even where its rule does not take them: never a question of the person's own.
PLAIN_ANSWERS = frozenset(
    {
        *("co", "yes", "co roi", "da co", "co du", "roi", "xong", "dat", "du", "day du", "du roi", "tot", "ok", "dung"),
        *("khong", "ko", "no", "khong co", "ko co", "chua", "chua co", "khong dat", "chua dat", "khong du", "chua du", "thieu"),
        *("khong phat sinh", "kps", "khong ap dung", "kad", "toi da", "mot phan"),
    }
)
#: Said before a code, and nothing of the answer.
ADDRESS = frozenset(
    [
        "dạ",
        "da",
        "vâng",
        "vang",
        "ừ",
        "à",
        "ờ",
        "em",
        "e",
        "anh",
        "chị",
        "chi",
        "a",
        "ơi",
        "oi",
        "ad",
        "bot",
        "ok",
        "thưa",
        "rồi",
    ]
)
LEADING = frozenset(re.split(" ", "cho em toi minh cham ghi nhap khai giup muc tieu chi tc cau ben xa la nhe dum"))


@dataclass(frozen=True, slots=True)
class Short:
    """A code, with the answer that stood behind it, or what was wrong with it; ``rest`` is what stood there.

    ``guessed``: the code was not typed as the set prints it. ``heard``: what a sentence may mean that is no plain answer.
    """

    code: str
    declared: Declared | None = None
    guessed: bool = False
    error: Refusal | None = None
    rest: str = ""
    heard: Heard | None = None

    @property
    def words(self) -> bool:
        """Behind the code stands a sentence, not a figure that was mistyped."""
        return (
            isinstance(self.error, MAYBE_WORDS)
            and len(self.rest) > 1
            and any(map(str.isalpha, self.rest))
            and fold(self.rest).strip(" .!") not in PLAIN_ANSWERS
        )


def read_short(talk: Talk, text: str) -> Short | None:
    """A short form at the beginning of a text; ``None`` when it does not begin with a code of the set."""
    criteria = talk.work.rounds.criteria(talk.round)
    found = find_code(text, criteria.leaves) or find_code(_behind_address(text), criteria.leaves)
    if found is None:
        return None
    rest = found.rest.strip()
    if found.code not in criteria.leaves:
        return Short(found.code, error=UnknownLeaf(found.code))
    if not rest.strip("."):
        return Short(found.code, guessed=found.guessed)
    leaf = criteria.leaf(found.code)
    if not leaf.source.declared_by_commune:
        return Short(found.code, None, found.guessed, NotSuppliedByCommune(leaf.code, leaf.source), rest)
    return _answered(talk, leaf, found, rest)


def _behind_address(text: str) -> str:
    """ "Dạ 2.2 xong rồi" begins with its code all the same."""
    words = text.split()
    while len(words) > 1 and words[0].lower().strip(",") in ADDRESS:
        words = words[1:]
    return " ".join(words)


def said_of_leaf(talk: Talk, text: str) -> tuple[Leaf, Heard] | None:
    """A sentence with one code somewhere in it that may be an answer of that leaf: "bên em 2.2 làm rồi"."""
    leaves = talk.work.rounds.criteria(talk.round).leaves
    codes = mentioned_codes(text, leaves)
    if len(codes) != 1 or not can(talk.person, Act.DECLARE):
        return None
    leaf = leaves[codes[0]]
    before, _, behind = text.partition(codes[0])
    if not leaf.source.declared_by_commune:
        return None
    if before == text:
        return None
    words = [word for word in before.split() if fold(word).strip(",:") not in LEADING]
    heard = hear(" ".join([*words, behind.strip(" :,-")]), leaf, named=True)
    return (leaf, replace(heard, certain=False)) if heard else None


def _answered(talk: Talk, leaf: Leaf, found: CodeFound, rest: str) -> Short:
    """What stands behind the code of a leaf: an answer, a sentence, or neither."""
    try:
        return Short(found.code, read(rest, leaf), found.guessed)
    except WhichMeant as error:
        return Short(found.code, None, found.guessed, error, rest, Heard(error.possible))
    except Refusal as error:
        says = isinstance(error, MAYBE_WORDS) and can(talk.person, Act.DECLARE)
        heard = hear(rest, leaf, named=True) if says else None
        if heard and heard.certain:
            return Short(found.code, heard.possible[0], found.guessed)
        return Short(found.code, None, found.guessed, error, rest, heard)


def read_code(talk: Talk, text: str) -> str | None:
    """A text that is nothing but a code."""
    short = read_short(talk, text)
    return short.code if short and short.declared is None and short.error is None else None
