"""What people tell the assistant to do and ask it about their own work, heard by concepts rather than by phrases."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from knowledge.search.syllables import one_spelling
from knowledge.search.typed_words import Words, bare_words, product_data, wording
from knowledge.text import sounded
from scoring.written.letters import clean

TYPED = re.compile(r"[^\W_]+|%")
#: More words are no order and no question, but something told.
LONGEST = 24
#: Other words of weight that may stand beside an order that is meant bare.
STRAY = 1
#: Among so many words at the beginning an order has its verb.
BEGINNING = 4
#: Of the words of a sentence that is typed with its marks so many have one; then a word without is meant without.
WITH_MARKS = 0.4
#: Before what is meant only with its marks: without them it would be another word as well.
MARKED = "="
#: Of what is read beside the sentence, not out of it.
SURROUNDINGS = frozenset({"ASKED", "POINTS"})
#: What words call is looked up last: a criterion, or a field.
CALLED, PART = "CALLED", "PART"


Calls = Callable[[str, Words], str]


@dataclass(frozen=True, slots=True)
class Frame:
    """One way to recognise an order; ``needs``: of each group one concept."""

    order: str
    roles: frozenset[str]
    needs: tuple[tuple[str, ...], ...]
    but: tuple[str, ...]
    bare: bool
    alone: bool
    firm: bool
    lead: bool


@dataclass(frozen=True, slots=True)
class Ordered:
    """An order, the words that were no part of it, and the criterion that these call, where one was needed.

    ``argued``: it speaks of something that was read out of the sentence, or of nothing else at all.
    """

    order: str
    left: Words
    firm: bool
    argued: bool
    called: str = ""


class _Sentence:
    """The words of a sentence, and the places at which each concept stands in them."""

    def __init__(self, text: str, words: Words, given: Collection[str], called: "Calls") -> None:
        self.words = words
        self._typed = _Typed(text)
        self._given = given
        self._called = called
        self._fixed = tuple(_ranges(words))
        self._places: dict[str, frozenset[int] | None] = {}

    def places(self, concept: str) -> frozenset[int] | None:
        """The words that say it; ``None`` where it is not said. What is read out of the sentence has no places here."""
        if concept.isupper():
            return frozenset() if concept in self._given else None
        if concept not in self._places:
            self._places[concept] = self._stands(concept)
        return self._places[concept]

    def called(self, kind: str, but: frozenset[int]) -> str:
        return self._called(kind, self.left(but))

    def left(self, but: frozenset[int]) -> Words:
        return tuple(word for at, word in enumerate(self.words) if at not in but)

    def _stands(self, concept: str) -> frozenset[int] | None:
        found: set[int] = set()
        for start in range(len(self.words)):
            for phrase, marked in _concepts()[concept].get(self.words[start], ()):
                stands = range(start, start + len(phrase))
                if (
                    self.words[start : stands.stop] == phrase
                    and not self._within(stands)
                    and self._typed.may_be(phrase, marked)
                ):
                    found |= set(stands)
        return frozenset(found) if found else None

    def _within(self, stands: range) -> bool:
        """Whether a phrase is only a part of a fixed expression."""
        return any(set(stands) < set(one) for one in self._fixed)


@cache
def _fixed() -> tuple[Words, ...]:
    return tuple(wording().words(order) for order in product_data("orders.yaml")["fixed"])


def _ranges(words: Words) -> Iterator[range]:
    for phrase in _fixed():
        for start in range(len(words) - len(phrase) + 1):
            if words[start : start + len(phrase)] == phrase:
                yield range(start, start + len(phrase))


def ordered(text: str, role: str, given: Collection[str], called: Calls) -> Iterator[Ordered]:
    """The orders that a sentence may be for somebody of this role, the likeliest first.

    ``given``: what was read out of it (LEAF, UNIT …); ``called``: the code of the criterion (``CALLED``)
    or field (``PART``) that words call, or "".
    """
    words = wording().words(text)
    if not 0 < len(words) <= LONGEST:
        return
    sentence = _Sentence(text, words, given, called)
    heard = [(frame, covered) for frame in _frames(role) if (covered := _covered(frame, sentence)) is not None]
    for frame, covered in sorted(heard, key=lambda one: (-len(one[0].needs), -len(one[1]))):
        kind = _calls(frame)
        code = sentence.called(kind, covered) if kind else ""
        left = sentence.left(covered)
        if (code or not kind) and not (not code and _says_more(frame, left)):
            argued = bool(code) or _argued(frame) or (frame.alone and frame.firm)
            yield Ordered(frame.order, left, frame.firm or bool(code), argued, code)


def _calls(frame: Frame) -> str:
    """What the frame needs called by its words, as none is named by its code; "" where nothing."""
    return next((group[0] for group in frame.needs if group in ((CALLED,), (PART,))), "")


def _covered(frame: Frame, sentence: _Sentence) -> frozenset[int] | None:
    """The words that say what the frame needs; ``None`` where something is missing or something else is said."""
    if any(sentence.places(concept) is not None for concept in frame.but):
        return None
    covered: frozenset[int] = frozenset()
    for number, group in enumerate(frame.needs):
        if group in ((CALLED,), (PART,)):
            continue
        places = [found for concept in group if (found := sentence.places(concept)) is not None]
        if not places or (number == 0 and frame.lead and min(min(place) for place in places if place) >= BEGINNING):
            return None
        covered |= max(places, key=len)
    return covered


def _argued(frame: Frame) -> bool:
    return any(name.isupper() and name not in SURROUNDINGS for group in frame.needs for name in group)


def _says_more(frame: Frame, left: Words) -> bool:
    """Whether more is said than goes with an order that is meant bare, or alone."""
    return (frame.alone and _heavy(left) > 0) or (frame.bare and _heavy(left) > STRAY)


def _heavy(words: Words) -> int:
    """How many words say something by themselves."""
    return sum(word.isalpha() and word not in wording().weightless and word not in _beside() for word in words)


@cache
def _concepts() -> Mapping[str, Mapping[str, tuple[tuple[Words, str], ...]]]:
    """Of each concept the phrases by their first words, each with its marks."""
    found: dict[str, dict[str, tuple[tuple[Words, str], ...]]] = {}
    for name, listed in product_data("orders.yaml")["concepts"].items():
        by_first = found.setdefault(name, {})
        for word in dict.fromkeys(map(str, listed)):
            bare = word.removeprefix(MARKED)
            if phrase := wording().words(bare):
                by_first[phrase[0]] = (*by_first.get(phrase[0], ()), (phrase, word[: len(word) - len(bare)] + sounded(bare)))
    return found


class _Typed:
    """The words as they were typed, with their marks: where "số" is typed, "sở" is not meant."""

    def __init__(self, text: str) -> None:
        self._marked = [sounded(word) for word in TYPED.findall(clean(text))]
        self._with_marks = sum(not word.isascii() for word in self._marked) >= len(self._marked) * WITH_MARKS
        self._bare = tuple("".join(_bare(word)) for word in self._marked)

    def may_be(self, phrase: Words, marked: str) -> bool:
        """Whether a phrase stands there with these marks, or without any; several words also behind an abbreviation."""
        length = len(phrase)
        places = [at for at in range(len(self._bare) - length + 1) if self._bare[at : at + length] == phrase]
        standing = (self._marked[at : at + length] for at in places)
        bare_too = not marked.startswith(MARKED) and not self._with_marks
        said = any(
            " ".join(order) == marked.removeprefix(MARKED) or (bare_too and all(map(str.isascii, order))) for order in standing
        )
        return said or (not places and length > 1)


@cache
def _frames(role: str) -> tuple[Frame, ...]:
    return tuple(frame for frame in _every_frame() if not frame.roles or role in frame.roles)


@cache
def _every_frame() -> tuple[Frame, ...]:
    table = product_data("orders.yaml")
    return tuple(frame for order in table["orders"] for frame in _spelled(order, table["groups"]))


def concepts_unknown() -> frozenset[str]:
    """Names in the frames that no concept has; what is read out of the sentence is written in capitals."""
    named = {name for frame in _every_frame() for name in (*frame.but, *(one for group in frame.needs for one in group))}
    return frozenset(name for name in named if not name.isupper()) - _concepts().keys()


def _spelled(one: Mapping[str, object], groups: Mapping[str, list[str]]) -> Iterator[Frame]:
    """A frame that may have its criterion by code or by words is several frames, as words are looked up last."""
    needs = [tuple(str(group).split("|")) for group in _listed(one, "needs")]
    roles = frozenset(groups[str(one["of"])]) if "of" in one else frozenset()
    for kind in ("", CALLED, PART):
        group = tuple(_of_kind(names, kind) for names in needs)
        if all(group) and (not kind or any(kind in names for names in needs)):
            flags = (bool(one.get(name)) for name in ("bare", "alone", "firm", "lead"))
            yield Frame(str(one["order"]), roles, group, tuple(map(str, _listed(one, "but"))), *flags)


def _of_kind(names: tuple[str, ...], kind: str) -> tuple[str, ...]:
    """Of the alternatives those that are looked up this way; what is no matter of looking up stays whole."""
    looked_up = (CALLED, PART)
    if kind and kind in names:
        return (kind,)
    return tuple(name for name in names if name not in looked_up)


def _listed(one: Mapping[str, object], name: str) -> list[object]:
    found = one.get(name, [])
    return list(found) if isinstance(found, list) else []


# -- courtesy --------------------------------------------------------------------------------------------------------------


def courtesy(text: str) -> str:
    """ "thanks", "farewell" or "greeting" where a text is nothing else, else ""."""
    words, beside = _bare(text), _beside()
    for name in ("thanks", "farewell", "greeting"):
        for phrase in sorted(map(_bare, product_data("orders.yaml")["courtesy"][name]), key=len, reverse=True):
            start = next((at for at in range(len(words)) if words[at : at + len(phrase)] == phrase), None)
            if start is not None and beside.issuperset(words[:start] + words[start + len(phrase) :]):
                return name
    return ""


def agrees(text: str) -> bool:
    """Whether a text says yes to what was asked, and nothing more."""
    words, beside = _bare(text), _beside() - _bare_set("không")
    said = map(_bare, product_data("orders.yaml")["courtesy"]["agreement"])
    return any(words[: len(one)] == one and beside.issuperset(words[len(one) :]) for one in said)


def _bare(text: str) -> Words:
    return tuple(one_spelling(word) for word in bare_words(text))


def _bare_set(text: str) -> frozenset[str]:
    return frozenset(_bare(text))


@cache
def _beside() -> frozenset[str]:
    """What may stand beside courtesy without saying anything more."""
    return _bare_set(product_data("orders.yaml")["courtesy"]["beside"])
