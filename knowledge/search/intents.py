"""What people ask for besides criteria: what the assistant does, and what it does not keep."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from knowledge.search.typed_words import Words, product_data, wording

# How many other words may stand between the words of a phrase ("con [gi] thieu").
BETWEEN = 2


@dataclass(frozen=True, slots=True)
class HeardIntent:
    """An intent, the words of the text that are left over, and how many said it."""

    intent: str
    left: Words
    length: int


class Phrases:
    """Phrases and what they stand for, found in a text by their first words."""

    def __init__(self, phrases: Iterable[tuple[Words, str]]) -> None:
        self._by_first: dict[str, list[tuple[Words, str]]] = defaultdict(list)
        for phrase, meant in phrases:
            self._by_first[phrase[0]].append((phrase, meant))

    def __iter__(self) -> Iterator[Words]:
        return (phrase for listed in self._by_first.values() for phrase, _ in listed)

    def said(self, words: Words) -> Iterator[tuple[str, tuple[int, ...]]]:
        """What every phrase that stands in a text stands for, and the places of its words."""
        return ((meant, places) for _, meant, places in self._standing(words))

    def foreign_to(self, texts: Iterable[Words]) -> "Phrases":
        """Those that none of the texts has itself."""
        own = {phrase for words in texts for phrase, _, _ in self._standing(words)}
        listed = (one for group in self._by_first.values() for one in group)
        return Phrases((phrase, meant) for phrase, meant in listed if phrase not in own)

    def _standing(self, words: Words) -> Iterator[tuple[Words, str, tuple[int, ...]]]:
        for first in dict.fromkeys(words):
            for phrase, meant in self._by_first.get(first, ()):
                if places := _places(words, phrase):
                    yield phrase, meant, places


@cache
def intents() -> Phrases:
    return _phrases(product_data("intents.yaml"))


@cache
def elsewhere() -> Phrases:
    """What is not kept here: "kept", other indices and units' points, or "other_matters" of an office and of life."""
    return _phrases(product_data("elsewhere.yaml"))


def _phrases(table: Mapping[str, Sequence[str]]) -> Phrases:
    return Phrases((wording().words(phrase), meant) for meant, listed in table.items() for phrase in listed)


def heard(words: Words) -> HeardIntent | None:
    """The intent whose longest phrase stands in a text; its further phrases are not left over either."""
    said = list(intents().said(words))
    if not said:
        return None
    intent, _ = min(said, key=lambda one: (-len(one[1]), one[1][-1] - one[1][0]))
    taken = {at for one, places in said for at in places if one == intent}
    return HeardIntent(intent, tuple(word for at, word in enumerate(words) if at not in taken), len(taken))


@cache
def spoken() -> frozenset[str]:
    """The words of all these phrases, right as typed."""
    return frozenset(word for phrase in chain(intents(), elsewhere()) for word in phrase)


def _places(words: Words, phrase: Words) -> tuple[int, ...]:
    """Where the words of a phrase stand, in its order and near one another; empty where they do not."""
    for start in (at for at, word in enumerate(words) if word == phrase[0]):
        places = [start]
        for word in phrase[1:]:
            near = range(places[-1] + 1, min(places[-1] + 2 + BETWEEN, len(words)))
            following = next((at for at in near if words[at] == word), None)
            if following is None:
                break
            places.append(following)
        else:
            return tuple(places)
    return ()
