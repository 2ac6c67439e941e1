"""Questions made by damaging phrases of criteria sets as thumbs, keyboards and haste do; the same seed, the same questions."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from knowledge.text import fold
from scoring.criteria import CriteriaSet, Leaf

Damage = Callable[[str, Random], str]

TONES = {"\u0301": ("s", "1"), "\u0300": ("f", "2"), "\u0309": ("r", "3"), "\u0303": ("x", "4"), "\u0323": ("j", "5")}
TELEX_LETTERS = {"\u0302": None, "\u0306": "w", "\u031b": "w"}
VNI_LETTERS = {"\u0302": "6", "\u031b": "7", "\u0306": "8"}
#: Words of a phrase cut out of a longer one.
SHORTEST, LONGEST = 4, 7
# A phrase that more parts than are offered have in common asks for none of them.
MOST_MEANT = 3


@dataclass(frozen=True, slots=True)
class Damaged:
    """A question, how it was damaged, and the targets that any answer has to be among."""

    q: str
    damage: str
    accept: frozenset[str]


def _keys(word: str, telex: bool) -> str:
    """The keys that type a syllable, its tone last."""
    typed, tone = "", ""
    for letter in unicodedata.normalize("NFD", word.lower()):
        if letter in TONES:
            tone = TONES[letter][0 if telex else 1]
        elif letter in VNI_LETTERS:
            typed += (TELEX_LETTERS[letter] or typed[-1]) if telex else VNI_LETTERS[letter]
        else:
            typed += ("dd" if telex else "d9") if letter == "đ" else letter
    return typed + tone


def telex(text: str, _: Random) -> str:
    return " ".join(_keys(word, telex=True) for word in text.split())


def vni(text: str, _: Random) -> str:
    return " ".join(_keys(word, telex=False) for word in text.split())


def some_marks(text: str, chance: Random) -> str:
    return " ".join(fold(word) if chance.random() < 0.5 else word for word in text.split())


def no_marks(text: str, _: Random) -> str:
    return fold(text)


def glued(text: str, chance: Random) -> str:
    """Two to all of the words run together."""
    words = fold(text).split()
    start = chance.randrange(max(1, len(words) - 1))
    end = chance.randint(min(start + 2, len(words)), len(words))
    return " ".join((*words[:start], "".join(words[start:end]), *words[end:]))


def _slip(text: str, chance: Random, slip: Callable[[str, int], str]) -> str:
    """One slip inside one word of at least three letters."""
    words = fold(text).split()
    long = [at for at, word in enumerate(words) if len(word) > 2 and word.isalpha()]
    if long:
        at = chance.choice(long)
        words[at] = slip(words[at], chance.randrange(len(words[at]) - 1))
    return " ".join(words)


def swapped(text: str, chance: Random) -> str:
    return _slip(text, chance, lambda word, at: word[:at] + word[at + 1] + word[at] + word[at + 2 :])


def missing(text: str, chance: Random) -> str:
    return _slip(text, chance, lambda word, at: word[: at + 1] + word[at + 2 :])


def doubled(text: str, chance: Random) -> str:
    return _slip(text, chance, lambda word, at: word[: at + 1] + word[at:])


DAMAGES: dict[str, Damage] = {one.__name__: one for one in (telex, vni, some_marks, no_marks, glued, swapped, missing, doubled)}


def questions(criteria: CriteriaSet, seed: int, each: int) -> Iterator[Damaged]:
    """For every phrase of the set, ``each`` damages drawn at random."""
    chance = Random(seed)
    for phrase, accept in sorted(_phrases(criteria, chance).items()):
        for name in chance.sample(sorted(DAMAGES), each):
            yield Damaged(DAMAGES[name](phrase, chance), name, accept)


def _phrases(criteria: CriteriaSet, chance: Random) -> dict[str, frozenset[str]]:
    """Whole names, documents and aliases, and a piece of every longer one, with the leaves that have them."""
    texts = {leaf.code: [_plain(text) for text in _texts(leaf)] for leaf in criteria.leaves.values()}
    whole = [text for listed in texts.values() for text in listed]
    asked = dict.fromkeys((*whole, *(_piece(text, chance) for text in whole)))
    meant = {phrase: _meant(phrase, texts) for phrase in asked}
    return {phrase: codes for phrase, codes in meant.items() if len(codes) <= MOST_MEANT}


def _texts(leaf: Leaf) -> tuple[str, ...]:
    return (leaf.name, *leaf.aliases, *(item.name for item in leaf.evidence))


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s%]", " ", text).split())


def _piece(text: str, chance: Random) -> str:
    words = text.split()
    length = min(chance.randint(SHORTEST, LONGEST), len(words))
    start = chance.randrange(len(words) - length + 1)
    return " ".join(words[start : start + length])


def _meant(phrase: str, texts: dict[str, list[str]]) -> frozenset[str]:
    """A leaf is meant by any phrase that stands whole in one of its texts."""
    searched = f" {fold(phrase)} "
    return frozenset(
        f"criterion:{code}" for code, listed in texts.items() if any(searched in f" {fold(text)} " for text in listed)
    )
