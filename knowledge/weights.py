"""How much the words of a question say for each part of a criteria set."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from knowledge.wording import Words, pairs

# Weights found by measuring on the list of queries beside the tests.
PAIR_WEIGHT = 1.3
STRANGE_WEIGHT = 0.5
COVER_SHARE = 0.6
# A single word must not decide: "hop", "tre", "dung" mean several things once their marks are gone.
WITHOUT_PAIR = 0.6


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a part, and how strongly it speaks for it: 1 for a name, less for a help text."""

    words: Words
    strength: float

    @property
    def is_name(self) -> bool:
        return self.strength >= 0.9


@dataclass(frozen=True, slots=True)
class Name:
    """A name or an alias of a part, with the weight of all its terms."""

    part: str
    terms: frozenset[str]
    weight: float


Parts = Mapping[str, tuple[Text, ...]]


def terms(words: Words) -> frozenset[str]:
    """The words and the neighbouring words of a text."""
    return frozenset(words + pairs(words))


class Weights:
    """Scores the parts of a set for a question; rare words and pairs of words weigh most."""

    def __init__(self, parts: Parts, weightless: frozenset[str]) -> None:
        self._weightless = weightless
        self._most = math.log(len(parts) + 1)
        self._rarity = self._rarities(parts)
        self._strengths = _strengths(parts)
        self._names = self._names_by_term(parts)

    def score(self, words: Words) -> dict[str, float]:
        """0 to 100 for every part that shares a word with the question."""
        asked = terms(words)
        weight = self._weight(asked) + self._strange(words) * self._most * STRANGE_WEIGHT
        fits, paired = self._fits(asked), self._paired(asked)
        return {
            part: 100
            * (COVER_SHARE * covered / weight + (1 - COVER_SHARE) * fits[part])
            * (1.0 if part in paired or fits[part] == 1 else WITHOUT_PAIR)
            for part, covered in self._covered(asked).items()
        }

    def _rarities(self, parts: Parts) -> dict[str, float]:
        spread = Counter(term for texts in parts.values() for term in set().union(*(terms(text.words) for text in texts)))
        return {term: self._rarity_of(term, (len(parts) + 1) / count) for term, count in spread.items()}

    def _rarity_of(self, term: str, one_in: float) -> float:
        if self._weightless.issuperset(term.split()):
            return 0.0
        return math.log(one_in) * (PAIR_WEIGHT if " " in term else 1.0)

    def _names_by_term(self, parts: Parts) -> dict[str, list[Name]]:
        by_term: dict[str, list[Name]] = defaultdict(list)
        for part, texts in parts.items():
            for bag in (terms(text.words) for text in texts if text.is_name):
                name = Name(part, bag, self._weight(bag))
                for term in bag:
                    by_term[term].append(name)
        return dict(by_term)

    def _weight(self, bag: Iterable[str]) -> float:
        return sum(self._rarity.get(term, 0.0) for term in bag)

    def names(self, words: Words) -> bool:
        """Whether the whole name of a part stands in the question."""
        return any(fit == 1 for fit in self._fits(terms(words)).values())

    def _strange(self, words: Words) -> int:
        """How many words the set never uses."""
        return sum(map(self._is_strange, words))

    def _is_strange(self, word: str) -> bool:
        """A word that the set never uses speaks against all its parts; a figure says nothing."""
        return word not in self._rarity and word not in self._weightless and word.isalpha()

    def _covered(self, asked: frozenset[str]) -> dict[str, float]:
        covered: dict[str, float] = defaultdict(float)
        for term in asked:
            weight = self._rarity.get(term, 0.0)
            for part, strength in self._strengths.get(term, {}).items() if weight else ():
                covered[part] += weight * strength
        return covered

    def _paired(self, asked: frozenset[str]) -> set[str]:
        return {part for term in asked if " " in term and self._rarity.get(term) for part in self._strengths[term]}

    def _fits(self, asked: frozenset[str]) -> dict[str, float]:
        """For each part, the largest share of one of its names that stands in the question."""
        named = {id(name): name for term in asked for name in self._names.get(term, ()) if name.weight}
        fits: dict[str, float] = defaultdict(float)
        for name in named.values():
            share = 1.0 if name.terms <= asked else self._weight(name.terms & asked) / name.weight
            fits[name.part] = max(fits[name.part], share)
        return fits


def _strengths(parts: Parts) -> dict[str, dict[str, float]]:
    """For each term the parts that use it, with the strongest text in which they do."""
    strengths: dict[str, dict[str, float]] = defaultdict(dict)
    for part, texts in parts.items():
        for text in texts:
            for term in terms(text.words):
                strengths[term][part] = max(strengths[term].get(part, 0.0), text.strength)
    return dict(strengths)
