"""Slips of the keyboard and words run together, mended by the words that a criteria set itself uses."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Self

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.search.syllables import is_syllable, one_spelling
from knowledge.search.typed_words import Words, wording

# The longest syllable is "nghieng"; the longest abbreviation is no longer.
LONGEST_PIECE = 7
LONGEST_RUN = 60
# Below this length nearly every word is one slip away from several others.
SHORTEST_SLIP = 4


@dataclass(frozen=True, slots=True)
class Split:
    """A run of letters taken apart so far: the pieces, and how many neighbours the set never puts together."""

    pieces: int = 0
    strange: int = 0
    words: Words = ()

    @property
    def cost(self) -> tuple[int, int]:
        return (self.pieces, self.strange)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Which words a set puts before and behind a word."""

    before: Mapping[str, frozenset[str]]
    behind: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, texts: Iterable[Words]) -> Self:
        before, behind = defaultdict(set), defaultdict(set)
        for first, second in {pair for text in texts for pair in pairwise(text)}:
            behind[first].add(second)
            before[second].add(first)
        return cls(*({word: frozenset(found) for word, found in side.items()} for side in (before, behind)))

    def joined(self, words: Words) -> int:
        """How many neighbours of a text stand together in the set too."""
        return sum(second in self.behind.get(first, ()) for first, second in pairwise(words))

    def fitting(self, last: str, following: str) -> frozenset[str]:
        """The words that the set puts behind the one or before the other."""
        return self.behind.get(last, frozenset()) | self.before.get(following, frozenset())


@dataclass(frozen=True, slots=True)
class Spelling:
    """The words of a set and which of them stand together.

    ``common``: words that are right as typed, whether the set uses them or not; ``fixed``: those that no neighbour changes.
    """

    words: frozenset[str]
    together: Neighbours
    common: frozenset[str]
    fixed: frozenset[str]

    @classmethod
    def of(cls, texts: Iterable[Words], fixed: frozenset[str]) -> Self:
        known = tuple(texts)
        common = wording().common | fixed
        return cls(frozenset(word for text in known for word in text), Neighbours.of(known), common, fixed)

    def mended(self, typed: Words) -> Words:
        """What was most likely meant; a word that resembles nothing stays as it is."""
        words: list[str] = []
        for at, word in enumerate(typed):
            words += self._likeliest(word, "".join(words[-1:]), "".join(typed[at + 1 : at + 2]))
        return tuple(self._written_out(words))

    def _written_out(self, words: list[str]) -> list[str]:
        """Abbreviations of several meanings take the one whose words the set puts beside their neighbours."""
        written: list[str] = []
        for at, word in enumerate(words):
            meanings = () if word in self.words else wording().several.get(word, ())
            written += self._meant(meanings, tuple(written[-1:]), tuple(words[at + 1 : at + 2])) or (word,)
        return written

    def _meant(self, meanings: Iterable[Words], before: Words, after: Words) -> Words:
        def beside(meaning: Words) -> int:
            return self.together.joined((*before, *meaning[:1])) + self.together.joined((*meaning[-1:], *after))

        return max((word for word in meanings if beside(word)), key=beside, default=())

    def _knows(self, word: str) -> bool:
        return word in self.words or word in self.common

    def _likeliest(self, word: str, before: str, after: str) -> Words:
        """A word as typed, unless a slip away from it or inside it the set has what fits this place."""
        if not word.isalpha() or self._stands(word, before, after):
            return self._taken_apart(word)
        fitting = [one for one in self.together.fitting(before, after) if _is_slip(word, one)]
        if fitting:
            return (max(sorted(fitting), key=lambda one: self.together.joined((before, one, after))),)
        apart = self._taken_apart(word)
        return apart if len(apart) > 1 or self._knows(word) or is_syllable(word) else self._only_one_near(word)

    def _stands(self, word: str, before: str, after: str) -> bool:
        """Whether a known word needs no look at its place: a short or common one, or one that its neighbours confirm."""
        if not self._knows(word) or word in wording().several:
            return word in wording().several
        short = len(word) < SHORTEST_SLIP or word not in self.words
        return short or word in self.fixed or self.together.joined((before, word, after)) > 0

    def _only_one_near(self, word: str) -> Words:
        """What no syllable can be, when one word or abbreviation alone is a slip away from it."""
        if len(word) < SHORTEST_SLIP:
            return (word,)
        near = process.extract(word, (*self.words, *_abbreviations()), scorer=OSA.distance, score_cutoff=1, limit=2)
        return wording().replaced.get((near[0][0],), (near[0][0],)) if len(near) == 1 else (word,)

    def _taken_apart(self, word: str) -> Words:
        if self._knows(word) or is_syllable(word) or not SHORTEST_SLIP <= len(word) <= LONGEST_RUN:
            return (word,)
        return self._split(word) or (word,)

    def _split(self, run: str) -> Words:
        """The fewest known words that make up a run, those that stand together in the set first."""
        best: dict[int, Split] = {0: Split()}
        for end in range(1, len(run) + 1):
            starts = (start for start in range(max(0, end - LONGEST_PIECE), end - 1) if start in best)
            longer = [self._longer(best[start], words) for start in starts if (words := self._piece(run[start:end]))]
            if longer:
                best[end] = min(longer, key=lambda split: split.cost)
        return best[len(run)].words if len(run) in best else ()

    def _piece(self, piece: str) -> Words:
        spelt = one_spelling(piece)
        return wording().replaced.get((piece,), (spelt,) if self._knows(spelt) or spelt.isdigit() else ())

    def _longer(self, split: Split, words: Words) -> Split:
        joined = (*split.words[-1:], *words)
        strange = len(joined) - 1 - self.together.joined(joined)
        return Split(split.pieces + 1, split.strange + strange, split.words + words)


@cache
def _abbreviations() -> tuple[str, ...]:
    """Those that are long enough to have a slip in them."""
    return tuple(short[0] for short in wording().replaced if len(short) == 1 and len(short[0]) >= SHORTEST_SLIP)


def _is_slip(typed: str, meant: str) -> bool:
    """One slip apart; in a short syllable, which is one letter away from many, only a swap or a letter left out."""
    if OSA.distance(typed, meant, score_cutoff=1) > 1:
        return False
    return len(typed) >= SHORTEST_SLIP or not is_syllable(typed) or _is_likely(typed, meant)


def _is_likely(typed: str, meant: str) -> bool:
    return sorted(typed) == sorted(meant) or (len(typed) == SHORTEST_SLIP - 1 and len(meant) > len(typed))
