"""Slips of the keyboard and words run together, mended by the words that a criteria set itself uses."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.syllables import is_syllable, one_spelling
from knowledge.wording import Words, pairs, wording

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
class Spelling:
    """The words of a set and its neighbouring words; ``common`` are the words of any question."""

    words: frozenset[str]
    pairs: frozenset[str]
    common: frozenset[str]

    @classmethod
    def of(cls, texts: Iterable[Words]) -> Self:
        known = tuple(texts)
        words = frozenset(word for text in known for word in text)
        return cls(words, frozenset(pair for text in known for pair in pairs(text)), wording().common)

    def mended(self, typed: Words) -> Words:
        """What was most likely meant; a word that resembles nothing stays as it is."""
        words = [word for one in typed for word in self._taken_apart(one)]
        for at, word in enumerate(words):
            if not self._knows(word) and word.isalpha():
                before, after = words[at - 1 : at], words[at + 1 : at + 2]
                words[at] = self._nearest(word, before, after)
        return tuple(words)

    def _knows(self, word: str) -> bool:
        return word in self.words or word in self.common

    def _nearest(self, word: str, before: list[str], after: list[str]) -> str:
        """A word one slip away; what could be meant as typed gives way only to a pair that the set knows."""
        if len(word) < SHORTEST_SLIP and is_syllable(word):
            return word
        near = sorted(one for one, *_ in process.extract(word, self.words, scorer=OSA.distance, score_cutoff=1, limit=None))

        def joined(one: str) -> int:
            return len(self.pairs.intersection((*pairs((*before, one)), *pairs((one, *after)))))

        paired = [one for one in near if joined(one)]
        sure = len(near) == 1 and len(word) >= SHORTEST_SLIP and not is_syllable(word)
        return max(paired, key=joined) if paired else near[0] if sure else word

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
        joined = pairs((*split.words[-1:], *words))
        strange = sum(1 for pair in joined if pair not in self.pairs)
        return Split(split.pieces + 1, split.strange + strange, split.words + words)
