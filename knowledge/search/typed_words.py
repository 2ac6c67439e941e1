"""Typed words made comparable: no politeness, abbreviations written out, keyboard residue repaired."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import yaml

from knowledge.search.syllables import one_spelling, repaired
from knowledge.text import fold
from scoring.written.letters import clean

Words = tuple[str, ...]

# "b/c" and "tc-kt" are looked up whole before they are taken apart.
TOKEN = re.compile(r"[a-z0-9]+(?:[/.-][a-z0-9]+)*|%")
WORD = re.compile(r"[a-z0-9]+|%")
MARKED = re.compile(r"[^\W_]+")
# In words: "da em chao anh chi".
LONGEST_ENTRY = 5


@dataclass(frozen=True, slots=True)
class Wording:
    """The table of abbreviations, chat spellings and courtesy, and the words that alone mean nothing.

    ``several``: abbreviations that only their neighbours tell apart.
    """

    replaced: Mapping[Words, Words]
    several: Mapping[str, tuple[Words, ...]]
    weightless: frozenset[str]
    weightless_marked: frozenset[str]

    @property
    def common(self) -> frozenset[str]:
        """Words that are right as typed, whether a criteria set uses them or not."""
        return self.weightless | {word for meaning in self.replaced.values() for word in meaning}

    def words(self, text: str) -> Words:
        """The words of a text as they are compared; a text of courtesy alone has none."""
        typed = [word for token in TOKEN.findall(fold(text)) for word in self._typed(token)]
        return tuple(one_spelling(word) for word in self._written_out(typed))

    def telling_pairs(self, text: str) -> frozenset[str]:
        """The pairs of a text, without marks, that as written are more than weightless words: "phản ánh", not "phần anh"."""
        telling = (pair for pair in pairwise(_marked(text)) if not self.weightless_marked.issuperset(pair))
        return frozenset(f"{_bare(first)} {_bare(second)}" for first, second in telling)

    def _typed(self, token: str) -> list[str]:
        if (token,) in self.replaced:
            return [token]
        return [word if (word,) in self.replaced else repaired(word) for word in WORD.findall(token)]

    def _written_out(self, typed: list[str]) -> Iterator[str]:
        at = 0
        while at < len(typed):
            entries = (tuple(typed[at : at + length]) for length in range(min(LONGEST_ENTRY, len(typed) - at), 0, -1))
            entry = next((entry for entry in entries if entry in self.replaced), None)
            yield from self.replaced[entry] if entry else (typed[at],)
            at += len(entry) if entry else 1


def _marked(text: str) -> list[str]:
    return MARKED.findall(clean(text).lower())


@lru_cache(maxsize=4096)
def _bare(word: str) -> str:
    return "".join(_spelt(word))


def bare_words(text: str) -> Words:
    return tuple(WORD.findall(fold(text)))


@cache
def wording() -> Wording:
    """The product's own table; it is the same for every criteria set."""
    table = product_data("abbreviations.yaml")
    meanings = table["abbreviations"] | table["chat"] | dict.fromkeys(table["courtesy"], "")
    replaced = {tuple(fold(short).split()): bare_words(meaning) for short, meaning in meanings.items()}
    several = {short: tuple(map(_spelt, listed)) for short, listed in table["several"].items()}
    return Wording(replaced, several, frozenset(_spelt(table["weightless"])), frozenset(_marked(table["weightless"])))


def _spelt(text: str) -> Words:
    return tuple(map(one_spelling, bare_words(text)))


@cache
def product_data(name: str) -> Any:
    """A table of the product, read once; nobody may change it."""
    return yaml.safe_load(files("knowledge").joinpath("words", name).read_text(encoding="utf-8"))


def pairs(words: Words) -> Words:
    """Neighbouring words: a pair says what neither of its words says alone ("dung han", "mot cua")."""
    return tuple(f"{first} {second}" for first, second in pairwise(words))
