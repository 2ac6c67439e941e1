"""What a criterion calls things: what it counts, what it asks for, and what it calls "không phát sinh"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from knowledge.hearing.sentences.words import COUNTERS, LATE, content_of, listed
from knowledge.search.typed_words import wording
from scoring.criteria import Leaf
from scoring.rules.base import Need

#: Said of figures whatever the leaf counts.
FIGURE_WORDS = listed("dat duoc tren trong tong so ty le la xong hoan thanh giai quyet xu ly tra loi thay nhan tiep giao ban")
#: Said of what is there before anything is done about it.
WHOLE_WORDS = listed("tong co phat hien giao nhan tiep phai ke hoach tat ca thay gom la")
DONE_WORDS = listed("xong duoc dat xu hoan thanh giai quyet tra ok")
#: In the name of a thing that is counted, before it is told which of them.
_BEFORE_THE_NOUN = ("tổng số ", "số lượng ", "số ")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words of weight, by where they stand. ``pairs``: neighbours; ``nouns``: first words of what is counted;

    ``about_time``: the leaf asks what was in time, but counts nothing that was late.
    """

    name: frozenset[str]
    around: frozenset[str]
    labels: frozenset[str]
    papers: frozenset[str]
    above: frozenset[str]
    below: frozenset[str]
    counted: frozenset[str]
    pairs: frozenset[str]
    nouns: frozenset[str]
    about_time: bool

    @property
    def known(self) -> frozenset[str]:
        return self.around | self.labels | COUNTERS | FIGURE_WORDS


def vocabulary(leaf: Leaf) -> Vocabulary:
    items = tuple(item.name for item in leaf.evidence)
    return _vocabulary(leaf.name, leaf.guidance.asked, leaf.rule.need, items, leaf.aliases)


@lru_cache(maxsize=1024)
def _vocabulary(name: str, asked: str, need: Need, items: tuple[str, ...], aliases: tuple[str, ...]) -> Vocabulary:
    labels = tuple(option.label for option in need.options)
    titles = tuple(variable.title for variable in need.variables)
    own = (need.numerator, need.denominator, need.counted, *titles, need.not_arisen or "", need.not_applicable or "")
    everything = (name, asked, *own, *labels, *items, *aliases)
    above, below = content_of(need.numerator), content_of(need.denominator)
    said_of = content_of(*labels, *own)
    return Vocabulary(
        name=content_of(name),
        around=content_of(name, asked, *own, *items, *aliases),
        labels=content_of(*labels),
        papers=content_of(*items),
        above=above - below,
        below=below - above,
        counted=content_of(need.counted),
        pairs=frozenset(" ".join(pair) for pair in pairwise(wording().words(" . ".join(everything)))),
        nouns=COUNTERS | frozenset(_first_words((need.numerator, need.denominator, need.counted, *titles))) - _verbs(),
        about_time="han" in said_of and LATE not in said_of,
    )


def _first_words(texts: Iterable[str]) -> Iterable[str]:
    for text in texts:
        bare = next((text[len(word) :] for word in _BEFORE_THE_NOUN if text.lower().startswith(word)), text)
        for part in re.split(r",\s*|\s+(?:và|hoặc)\s+", bare):
            yield from wording().words(part)[:1]


def _verbs() -> frozenset[str]:
    return listed("xu da duoc")
