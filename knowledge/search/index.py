"""Finding what a person means: a criterion, a field, or one of the few things the assistant does."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from knowledge.documents.document_numbers import document_asked
from knowledge.search import glossary
from knowledge.search.codes import find_code, mentioned_codes
from knowledge.search.glossary import Meaning, Term
from knowledge.search.intents import HeardIntent, elsewhere, heard, spoken
from knowledge.search.spelling import Spelling
from knowledge.search.typed_words import Words, wording
from knowledge.search.weights import Text, Weights
from scoring.criteria import CriteriaSet, Field, Leaf

Decision = Literal["answer", "choose", "unknown"]
#: Why nothing was found: the set has no such code, the glossary no such word, or the assistant does not keep it.
Why = Literal["", "no_such_code", "no_such_term", "kept_elsewhere"]

ANSWER_FROM = 60.0
CHOOSE_FROM = 40.0
CLEAR_LEAD = 6.0
# A criterion named beside an intent comes first only when it is named well.
BESIDE_INTENT = 50.0
CERTAIN = 100.0
JUST_AHEAD = 0.01
FIRST_QUESTION = "hội đồng thẩm định cấp tỉnh là gì"
NAMED_WELL = 75.0
MANY_STRANGE = 2
# Letters of a question; what stands behind them is a pasted document, not a question.
LONGEST_QUESTION = 400
# Words of a question about a meaning; more of them are no term that the glossary might be missing.
LONGEST_TERM = 3
# Words of a term that is named alone, with what politeness adds; more of them tell of something.
LONGEST_NAMED = 6


@dataclass(frozen=True, slots=True)
class Target:
    """What may be meant, with a score of 0 to 100: "criterion:3.2", "field:7", "intent:deadline", "glossary:SIPAS"."""

    target: str
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """What to do with a question, and what it may mean, the likeliest first.

    ``answer``: the first is clearly meant. ``choose``: ask which. ``unknown``: nothing of the set or of the
    assistant's work; then there are no targets, and ``why`` says more where more is known.
    """

    decision: Decision
    targets: tuple[Target, ...] = ()
    why: Why = ""


UNKNOWN = Found("unknown")
NO_SUCH_CODE = Found("unknown", why="no_such_code")


class Index:
    """Search over one criteria set: by code first, then by words, however they are typed."""

    def __init__(self, criteria: CriteriaSet) -> None:
        self._codes = tuple(criteria.leaves)
        parts = {f"criterion:{leaf.code}": _leaf_texts(leaf) for leaf in criteria.leaves.values()}
        parts |= {f"field:{field.code}": _field_texts(field) for field in criteria.fields}
        self._weights = Weights(parts, wording().weightless)
        known = tuple(text.words for texts in parts.values() for text in texts)
        self._spelling = Spelling.of((*known, *glossary.texts()), wording().weightless | spoken())
        self._elsewhere = elsewhere().foreign_to(known)
        # The first question loads the tables of the product: it is asked here, where nobody waits for the answer.
        self.search(FIRST_QUESTION)

    def search(self, text: str, limit: int = 5) -> Found:
        """At most ``limit`` targets; a code that the set does not have is unknown."""
        question = text[:LONGEST_QUESTION]
        named = find_code(question, self._codes)
        if named and not named.guessed and (named.code in self._codes or not named.rest.strip()):
            return _certain([named.code] if named.code in self._codes else [])
        if codes := mentioned_codes(question, self._codes):
            return _certain(codes[:limit])
        found = self._by_words(question, limit)
        guessed = named and named.guessed and found.decision == "unknown"
        return Found("choose", _criteria([named.code])) if named and guessed else found

    def _by_words(self, question: str, limit: int) -> Found:
        words = self._spelling.mended(wording().words(question))
        if (foreign := self._foreign(words)) is not None:
            return foreign
        return self._document(question) or self._meaning(words) or self._decided(words, limit)

    def _foreign(self, words: Words) -> Found | None:
        """What is kept elsewhere, or no matter of the index at all unless a criterion is called by its whole name."""
        said = {meant for meant, _ in self._elsewhere.said(words)}
        if "kept" in said:
            return Found("unknown", why="kept_elsewhere")
        return UNKNOWN if said and not self._weights.names(words) else None

    def _document(self, question: str) -> Found | None:
        """A document named by its number, unless the rest of the question is about a criterion."""
        left = document_asked(question)
        if left is None or self._best(wording().words(left)) >= CHOOSE_FROM:
            return None
        return _sure("intent:document")

    def _meaning(self, words: Words) -> Found | None:
        """What a word means: asked for in words, or the word alone where no criterion is called so."""
        asked = glossary.meaning_asked(words)
        term = asked.term if asked else glossary.named(words)
        if term and not self._is_criterion(term, asked, words):
            return _sure(f"glossary:{term.name}")
        if asked and term is None and 0 < len(asked.left) <= LONGEST_TERM and self._best(words) < CHOOSE_FROM:
            return Found("unknown", why="no_such_term")
        return None

    def _is_criterion(self, term: Term, asked: Meaning | None, words: Words) -> bool:
        """Whether a term stands in a question about what the set or the assistant does rather than about its meaning."""
        if asked:
            return not asked.exact and self._best(asked.left) >= ANSWER_FROM
        asks = BESIDE_INTENT if term.subject else CHOOSE_FROM if len(words) > LONGEST_NAMED else CERTAIN
        about = self._best(words) >= asks
        return about or bool(heard(words)) or self._weights.names(words)

    def _best(self, words: Words) -> float:
        return max(self._weights.score(words).values(), default=0.0)

    def _decided(self, words: Words, limit: int) -> Found:
        ranked = sorted(self._ranked(words), key=lambda target: (-round(target.score, 3), target.target))
        return _decided(tuple(target for target in ranked if target.score >= CHOOSE_FROM)[:limit])

    def _ranked(self, words: Words) -> list[Target]:
        """The parts by their words; an intent when hardly a word of a criterion is left beside it.

        Where both may be meant the criterion leads only when it is named well, or by its whole name.
        """
        said, parts = heard(words), [Target(part, score) for part, score in self._weights.score(words).items()]
        if said is None:
            return parts
        best = max((part.score for part in parts), default=0.0)
        if min(self._best(said.left), best) < (BESIDE_INTENT if len(said.left) <= LONGEST_NAMED else CHOOSE_FROM):
            return [Target(f"intent:{said.intent}", self._certainty(said))]
        named = best >= NAMED_WELL or self._weights.names(said.left)
        return [*parts, Target(f"intent:{said.intent}", CHOOSE_FROM if named else best + JUST_AHEAD)]

    def _certainty(self, said: HeardIntent) -> float:
        """Among as many words that nobody here uses as it has itself, an intent is asked back: "xếp hạng fifa nữ"."""
        return CHOOSE_FROM if self._weights.strange(said.left) >= max(said.length, MANY_STRANGE) else CERTAIN


def _sure(target: str) -> Found:
    return Found("answer", (Target(target, CERTAIN),))


def _criteria(codes: Iterable[str]) -> tuple[Target, ...]:
    return tuple(Target(f"criterion:{code}", CERTAIN) for code in codes)


def _certain(codes: Iterable[str]) -> Found:
    targets = _criteria(codes)
    return Found("answer" if len(targets) == 1 else "choose", targets) if targets else NO_SUCH_CODE


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
    return (Text(wording().words(text), strength, wording().telling_pairs(text)) for text in texts if text)
