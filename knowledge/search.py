"""Finding what a person means: a criterion, a field, or one of the few things the assistant does."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from knowledge.codes import find_code, mentioned_codes
from knowledge.intents import heard
from knowledge.spelling import Spelling
from knowledge.weights import Text, Weights
from knowledge.wording import Words, wording
from scoring.criteria import CriteriaSet, Field, Leaf

Decision = Literal["answer", "choose", "unknown"]

ANSWER_FROM = 60.0
CHOOSE_FROM = 40.0
CLEAR_LEAD = 6.0
CERTAIN = 100.0
# Letters of a question; what stands behind them is a pasted document, not a question.
LONGEST_QUESTION = 400


@dataclass(frozen=True, slots=True)
class Target:
    """What may be meant: "criterion:3.2", "field:7" or "intent:deadline", with a score of 0 to 100."""

    target: str
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """What to do with a question, and what it may mean, the likeliest first.

    ``answer``: the first is clearly meant. ``choose``: ask which. ``unknown``: nothing of the set or of the
    assistant's work; then there are no targets.
    """

    decision: Decision
    targets: tuple[Target, ...] = ()


UNKNOWN = Found("unknown")


class Index:
    """Search over one criteria set: by code first, then by words, however they are typed."""

    def __init__(self, criteria: CriteriaSet) -> None:
        self._codes = tuple(criteria.leaves)
        parts = {f"criterion:{leaf.code}": _leaf_texts(leaf) for leaf in criteria.leaves.values()}
        parts |= {f"field:{field.code}": _field_texts(field) for field in criteria.fields}
        self._weights = Weights(parts, wording().weightless)
        self._spelling = Spelling.of(text.words for texts in parts.values() for text in texts)

    def search(self, text: str, limit: int = 5) -> Found:
        """At most ``limit`` targets; a code that the set does not have is unknown."""
        question = text[:LONGEST_QUESTION]
        named = find_code(question, self._codes)
        if named and not named.guessed and (named.code in self._codes or not named.rest.strip()):
            return _certain([named.code] if named.code in self._codes else [])
        if codes := mentioned_codes(question, self._codes):
            return _certain(codes[:limit])
        found = self._by_words(question, limit)
        return Found("choose", _criteria([named.code])) if found is UNKNOWN and named and named.guessed else found

    def _by_words(self, question: str, limit: int) -> Found:
        words = self._spelling.mended(wording().words(question))
        ranked = sorted(self._ranked(words), key=lambda target: (-round(target.score, 3), target.target))
        return _decided(tuple(target for target in ranked if target.score >= CHOOSE_FROM)[:limit])

    def _ranked(self, words: Words) -> list[Target]:
        """The parts by their words; an intent when hardly a word of a criterion is left beside it."""
        said = heard(words)
        if said and max(self._weights.score(said.left).values(), default=0.0) < CHOOSE_FROM:
            return [Target(f"intent:{said.intent}", CERTAIN)]
        parts = [Target(part, score) for part, score in self._weights.score(words).items()]
        return [*parts, Target(f"intent:{said.intent}", CHOOSE_FROM)] if said else parts


def _criteria(codes: Iterable[str]) -> tuple[Target, ...]:
    return tuple(Target(f"criterion:{code}", CERTAIN) for code in codes)


def _certain(codes: Iterable[str]) -> Found:
    targets = _criteria(codes)
    return Found("answer" if len(targets) == 1 else "choose", targets) if targets else UNKNOWN


def _decided(targets: tuple[Target, ...]) -> Found:
    if not targets:
        return UNKNOWN
    lead = targets[0].score - (targets[1].score if len(targets) > 1 else 0)
    return Found("answer" if targets[0].score >= ANSWER_FROM and lead >= CLEAR_LEAD else "choose", targets)


def _leaf_texts(leaf: Leaf) -> tuple[Text, ...]:
    """A leaf is known by its name and aliases before its documents, its rule and its help texts."""
    need, told = leaf.rule.need, leaf.guidance
    counted = (need.numerator, need.denominator, need.counted, need.not_arisen or "")
    return (
        *_texts((leaf.name, *leaf.aliases), 1.0),
        *_texts((*(item.name for item in leaf.evidence), *counted), 0.7),
        *_texts((option.label for option in need.options), 0.6),
        *_texts((told.asked, told.points, told.convinces, told.mistakes), 0.4),
    )


def _field_texts(field: Field) -> tuple[Text, ...]:
    """A field gives way to a leaf of the same words, unless it is called a field."""
    return (*_texts((field.name,), 0.8), *_texts((f"lĩnh vực {field.name}", f"lĩnh vực {field.code}"), 0.9))


def _texts(texts: Iterable[str], strength: float) -> Iterable[Text]:
    return (Text(wording().words(text), strength) for text in texts if text)
