"""How much the words of a question say for each part of a criteria set."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.search.typed_words import Words, pairs

# Weights found by measuring on the list of queries beside the tests.
PAIR_WEIGHT = 1.3
STRANGE_WEIGHT = 0.6
COVER_SHARE = 0.6
# A single word must not decide: "hop", "tre", "dung" mean several things once their marks are gone.
WITHOUT_PAIR = 0.6


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a part, and how strongly it speaks for it: 1 for a name, less for a help text.

    ``telling``: its pairs that say something although both words, without their marks, look like words that do not.
    """

    words: Words
    strength: float
    telling: frozenset[str] = frozenset()

    @property
    def is_title(self) -> bool:
        """Whether people call a part so, or one of its documents."""
        return self.strength >= 0.7


@dataclass(frozen=True, slots=True)
class Name:
    """What a part or one of its documents is called, how strongly it speaks, and the weight of all its terms."""

    part: str
    terms: frozenset[str]
    strength: float
    weight: float


Parts = Mapping[str, tuple[Text, ...]]


def terms(words: Words) -> frozenset[str]:
    """The words and the neighbouring words of a text."""
    return frozenset(words + pairs(words))


class Weights:
    """Scores the parts of a set for a question; rare words and pairs of words weigh most."""

    def __init__(self, parts: Parts, weightless: frozenset[str]) -> None:
        self._weightless = weightless
        self._telling = frozenset[str]().union(*(text.telling for texts in parts.values() for text in texts))
        self._most = math.log(len(parts) + 1)
        self._rarity = self._rarities(parts)
        self._strengths = _strengths(parts)
        self._names = [self._name(part, text) for part, texts in parts.items() for text in texts if text.is_title]
        self._names_by_term = _numbers_by_term(self._names)

    def score(self, words: Words) -> dict[str, float]:
        """0 to 100 for every part that shares a word with the question."""
        asked = terms(words)
        weight = self._weight(asked) + self.strange(words) * self._most * STRANGE_WEIGHT
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
        if self._weightless.issuperset(term.split()) and term not in self._telling:
            return 0.0
        return math.log(one_in) * (PAIR_WEIGHT if " " in term else 1.0)

    def _name(self, part: str, text: Text) -> Name:
        bag = terms(text.words)
        return Name(part, bag, text.strength, self._weight(bag))

    def _weight(self, bag: Iterable[str]) -> float:
        return sum(self._rarity.get(term, 0.0) for term in bag)

    def names(self, words: Words) -> bool:
        """Whether a part or one of its documents is called by its whole name."""
        asked = terms(words)
        near = {number for term in asked if self._rarity.get(term) for number in self._names_by_term.get(term, ())}
        return any(self._names[number].terms <= asked for number in near)

    def strange(self, words: Words) -> int:
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
        standing: dict[int, float] = defaultdict(float)
        for term in asked:
            weight = self._rarity.get(term, 0.0)
            for number in self._names_by_term.get(term, ()) if weight else ():
                standing[number] += weight
        fits: dict[str, float] = defaultdict(float)
        for number, weight in standing.items():
            name = self._names[number]
            share = 1.0 if name.terms <= asked else weight / name.weight
            fits[name.part] = max(fits[name.part], share * name.strength)
        return fits


def _numbers_by_term(names: Sequence[Name]) -> dict[str, list[int]]:
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(names):
        for term in name.terms:
            numbers[term].append(number)
    return dict(numbers)


def _strengths(parts: Parts) -> dict[str, dict[str, float]]:
    """For each term the parts that use it, with the strongest text in which they do."""
    strengths: dict[str, dict[str, float]] = defaultdict(dict)
    for part, texts in parts.items():
        for text in texts:
            for term in terms(text.words):
                strengths[term][part] = max(strengths[term].get(part, 0.0), text.strength)
    return dict(strengths)
