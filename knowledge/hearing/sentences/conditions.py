"""Which conditions of a list are met: by their letters, by what only one of them says, or all of them."""

from knowledge.answers import claims
from knowledge.hearing.sentences.figures import claimed_by
from knowledge.hearing.sentences.heard import Heard
from knowledge.hearing.sentences.options import says_all
from knowledge.hearing.sentences.said import Clause, Said
from knowledge.hearing.sentences.vocabulary import FIGURE_WORDS
from knowledge.hearing.sentences.words import COUNTERS, ENOUGH, LACKING, content_of, listed
from scoring.declared import Conditions
from scoring.rules.base import Labelled

#: "Trừ b ra thì đủ".
_BUT = listed("tru ngoai")


def read_checklist(said: Said) -> Heard | None:
    options = said.leaf.rule.need.options
    letters = [option.letter for option in options]
    named = _letters_named(said, letters)
    rest = said.content - set(letters) - set(_named_tokens(said, letters)) - ENOUGH - _BUT - COUNTERS
    if named and not rest:
        lacking = said.denied or LACKING in said.words or bool(_BUT & set(said.words))
        met = [letter for letter in letters if (letter in named) != lacking]
        return Heard((Conditions(tuple(met)),), certain=True)
    if says_all(said, len(options)):
        return Heard((Conditions(tuple(letters)),), certain=not rest)
    if said.denied and not rest - said.vocabulary.name:
        return Heard((Conditions(()), *claims(said.leaf.rule.need)))
    return _by_words(said)


def _named_tokens(said: Said, letters: list[str]) -> list[str]:
    """Words that are letters of conditions: one letter, or several in their order ("ac", but "ca" is a word)."""
    return [
        word for word in said.raw if word and set(word) <= set(letters) and (len(word) == 1 or list(word) == sorted(set(word)))
    ]


def _letters_named(said: Said, letters: list[str]) -> set[str]:
    return {letter for word in _named_tokens(said, letters) for letter in word}


def _by_words(said: Said) -> Heard | None:
    if not said.near:
        return None
    options = said.leaf.rule.need.options
    letters = [option.letter for option in options]
    asserted: set[str] = set()
    denied: set[str] = set()
    rest = False
    for clause in said.clauses:
        for option in options:
            side = _side(said, clause, option)
            if side is not None:
                (asserted if side else denied).add(option.letter)
        rest = rest or ("lai" in clause.words and not clause.says_no and bool(ENOUGH & set(clause.words)))
    if not asserted | denied or asserted & denied:
        return Heard(claimed) if (claimed := claimed_by(said)) else None
    met = Conditions(tuple(letter for letter in letters if letter in asserted))
    but = Conditions(tuple(letter for letter in letters if letter not in denied))
    if not asserted or rest:
        return Heard((but,))
    # Who names what is there and what is not has said nothing of the others.
    return Heard((met, but)) if denied and met != but else Heard((met,))


def _side(said: Said, clause: Clause, option: Labelled) -> bool | None:
    """Whether a clause says that a condition is met, or not; ``None`` where it does not speak of it."""
    own = content_of(option.label)
    others = content_of(*(labelled.label for labelled in said.leaf.rule.need.options if labelled is not option))
    telling = own - others
    hit = clause.content & telling
    enough = bool(ENOUGH & set(clause.words) or LACKING in clause.words)
    strong = hit - said.vocabulary.name if not (enough and ENOUGH & set(_words(option))) else hit
    if not strong:
        return None
    unknown = clause.content - said.vocabulary.known - ENOUGH - FIGURE_WORDS
    if len(unknown) > max(1, len(clause.content & said.vocabulary.known)):
        return None
    # "Đúng hạn" has two words of weight: that one of them is said alone may be chance.
    return not clause.denied & hit


def _words(option: Labelled) -> list[str]:
    return option.label.lower().replace("đủ", "du").replace("đầy", "day").split()
