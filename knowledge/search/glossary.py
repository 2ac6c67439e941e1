"""The words of the work and what they mean; a question about a meaning is told from one about a criterion."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from knowledge.search.typed_words import Words, bare_words, product_data, wording

# The share of a question's telling words that its term has to make up: "hội đồng thẩm định cấp tỉnh là gì".
MOSTLY = 0.6


@dataclass(frozen=True, slots=True)
class Term:
    """One word of the work: ``means`` is one sentence, ``short`` its usual abbreviation, ``source`` the document.

    ``subject``: criteria are about it, so that the word alone asks for the criterion rather than for its meaning.
    """

    name: str
    means: str
    short: str = ""
    source: str = ""
    also: tuple[str, ...] = ()
    subject: bool = False

    @property
    def slug(self) -> str:
        """The name in letters that a button can carry."""
        return "-".join(bare_words(self.name))

    @property
    def writings(self) -> tuple[str, ...]:
        return (self.name, *self.also, *((self.short,) if self.short else ()))


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a question about a meaning is about: a term, or ``None`` where the glossary does not have it.

    ``exact``: the term and nothing else; otherwise it stands among other words.
    """

    term: Term | None
    left: Words
    exact: bool


@cache
def terms() -> Mapping[str, Term]:
    """Every term by its slug."""
    entries = product_data("glossary.yaml")["terms"]
    listed = (Term(**{**entry, "also": tuple(entry.get("also", ()))}) for entry in entries)
    return {term.slug: term for term in listed}


@cache
def _writings() -> Mapping[Words, Term]:
    """Every way of writing a term, as it is compared; of two terms written alike the first one keeps it."""
    found: dict[Words, Term] = {}
    for term in terms().values():
        for writing in term.writings:
            found.setdefault(wording().words(writing), term)
    return found


@cache
def _asking() -> tuple[Words, ...]:
    phrases = {wording().words(phrase) for phrase in product_data("glossary.yaml")["asking"]}
    return tuple(sorted(phrases, key=lambda words: (-len(words), words)))


@cache
def _by_first() -> Mapping[str, tuple[Words, ...]]:
    heads: dict[str, tuple[Words, ...]] = {}
    for words in sorted(_writings(), key=lambda one: -len(one)):
        heads[words[0]] = (*heads.get(words[0], ()), words)
    return heads


def texts() -> Iterator[Words]:
    """The words of all terms, for mending slips of the keyboard."""
    yield from _writings()


def named(words: Words) -> Term | None:
    """The term that a text is nothing but, apart from words that mean nothing alone."""
    telling = [at for at, word in enumerate(words) if word not in wording().weightless]
    first, last = (telling[0], telling[-1]) if telling else (len(words), -1)
    starts, ends = range(first + 1), range(len(words), last, -1)
    shorter = (words[start:end] for start in starts for end in ends if start < end)
    return next((found for term in shorter if (found := _writings().get(term))), None)


def meaning_asked(words: Words) -> Meaning | None:
    """The term whose meaning is asked; ``None`` when the text does not ask for a meaning."""
    phrase = next((one for one in _asking() if _at(words, one) is not None), None)
    if phrase is None:
        return None
    at = _at(words, phrase) or 0
    left = words[:at] + words[at + len(phrase) :]
    term = named(left)
    return Meaning(term or _mostly(left), left, exact=term is not None)


def _mostly(words: Words) -> Term | None:
    """The longest term in a text, when hardly anything else is said."""
    telling = [word for word in words if word not in wording().weightless]
    found = max(_inside(words), key=len, default=())
    enough = len(found) > 1 and len(found) >= MOSTLY * len(telling)
    return _writings()[found] if enough else None


def _inside(words: Words) -> Iterator[Words]:
    for at, word in enumerate(words):
        yield from (term for term in _by_first().get(word, ()) if words[at : at + len(term)] == term)


def _at(words: Words, phrase: Words) -> int | None:
    places = range(len(words) - len(phrase) + 1)
    return next((at for at in places if words[at : at + len(phrase)] == phrase), None)


def by_slug(slug: str) -> Term | None:
    return terms().get(slug)


def by_name(name: str) -> Term | None:
    return terms().get("-".join(bare_words(name)))
