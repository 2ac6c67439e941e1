"""What people tell the assistant to do and ask it about their own work, heard by concepts rather than by phrases."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from knowledge.syllables import one_spelling
from knowledge.wording import Words, bare_words, product_data, wording

#: More words are no order and no question, but something told.
LONGEST = 24
#: Other words of weight that may stand beside an order that is meant bare.
STRAY = 1
#: Among so many words at the beginning an order has its verb.
BEGINNING = 4
CALLED = "CALLED"


@dataclass(frozen=True, slots=True)
class Frame:
    """One way to recognise an order; ``needs``: of each group one concept."""

    order: str
    roles: frozenset[str]
    needs: tuple[tuple[str, ...], ...]
    but: tuple[str, ...]
    bare: bool
    firm: bool
    lead: bool


@dataclass(frozen=True, slots=True)
class Ordered:
    """An order, the words that were no part of it, and the criterion that these call, where one was needed."""

    order: str
    left: Words
    firm: bool
    called: str = ""


class _Sentence:
    """The words of a sentence, and the places at which each concept stands in them."""

    def __init__(self, words: Words, given: Collection[str], called: Callable[[Words], str]) -> None:
        self.words = words
        self._given = given
        self._called = called
        self._places: dict[str, frozenset[int] | None] = {}

    def places(self, concept: str) -> frozenset[int] | None:
        """The words that say it; ``None`` where it is not said. What is read out of the sentence has no places here."""
        if concept.isupper():
            return frozenset() if concept in self._given else None
        if concept not in self._places:
            self._places[concept] = self._stands(concept)
        return self._places[concept]

    def called(self, but: frozenset[int]) -> str:
        return self._called(self.left(but))

    def left(self, but: frozenset[int]) -> Words:
        return tuple(word for at, word in enumerate(self.words) if at not in but)

    def _stands(self, concept: str) -> frozenset[int] | None:
        found: set[int] = set()
        for start in range(len(self.words)):
            for phrase in _concepts()[concept].get(self.words[start], ()):
                if self.words[start : start + len(phrase)] == phrase:
                    found |= set(range(start, start + len(phrase)))
        return frozenset(found) if found else None


def ordered(text: str, role: str, given: Collection[str], called: Callable[[Words], str]) -> Iterator[Ordered]:
    """The orders that a sentence may be for somebody of this role, the likeliest first.

    ``given``: what was read out of it (LEAF, UNIT …); ``called``: the code of the criterion that words call, or "".
    """
    words = wording().words(text)
    if not 0 < len(words) <= LONGEST:
        return
    sentence = _Sentence(words, given, called)
    heard = [(frame, covered) for frame in _frames(role) if (covered := _covered(frame, sentence)) is not None]
    for frame, covered in sorted(heard, key=lambda one: (-len(one[0].needs), -len(one[1]))):
        code = sentence.called(covered) if _calls(frame) else ""
        left = sentence.left(covered)
        if (code or not _calls(frame)) and not (frame.bare and not code and _heavy(left) > STRAY):
            yield Ordered(frame.order, left, frame.firm or bool(code), code)


def _calls(frame: Frame) -> bool:
    """Whether the frame needs a criterion called by its words, as none is named by its code."""
    return any(group == (CALLED,) for group in frame.needs)


def _covered(frame: Frame, sentence: _Sentence) -> frozenset[int] | None:
    """The words that say what the frame needs; ``None`` where something is missing or something else is said."""
    if any(sentence.places(concept) is not None for concept in frame.but):
        return None
    covered: frozenset[int] = frozenset()
    for number, group in enumerate(frame.needs):
        if group == (CALLED,):
            continue
        places = [found for concept in group if (found := sentence.places(concept)) is not None]
        if not places or (number == 0 and frame.lead and min(min(one) for one in places if one) >= BEGINNING):
            return None
        covered |= max(places, key=len)
    return covered


def _heavy(words: Words) -> int:
    """How many words say something by themselves."""
    return sum(word.isalpha() and word not in wording().weightless for word in words)


@cache
def _concepts() -> Mapping[str, Mapping[str, tuple[Words, ...]]]:
    """Of each concept the phrases by their first words."""
    found: dict[str, dict[str, tuple[Words, ...]]] = {}
    for name, listed in product_data("orders.yaml")["concepts"].items():
        by_first = found.setdefault(name, {})
        for phrase in dict.fromkeys(wording().words(str(one)) for one in listed):
            if phrase:
                by_first[phrase[0]] = (*by_first.get(phrase[0], ()), phrase)
    return found


@cache
def _frames(role: str) -> tuple[Frame, ...]:
    return tuple(frame for frame in _every_frame() if not frame.roles or role in frame.roles)


@cache
def _every_frame() -> tuple[Frame, ...]:
    table = product_data("orders.yaml")
    return tuple(frame for one in table["orders"] for frame in _spelled(one, table["groups"]))


def _spelled(one: Mapping[str, object], groups: Mapping[str, list[str]]) -> Iterator[Frame]:
    """A frame that may have its criterion by code or by words is two frames, as words are looked up last."""
    needs = [tuple(str(group).split("|")) for group in _listed(one, "needs")]
    coded = tuple(tuple(name for name in group if name != CALLED) or group for group in needs)
    wanted = {coded, tuple((CALLED,) if CALLED in group else group for group in needs)}
    roles = frozenset(groups[str(one["of"])]) if "of" in one else frozenset()
    for group in sorted(wanted, key=lambda groups_: any(part == (CALLED,) for part in groups_)):
        flags = (bool(one.get(name)) for name in ("bare", "firm", "lead"))
        yield Frame(str(one["order"]), roles, group, tuple(map(str, _listed(one, "but"))), *flags)


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
