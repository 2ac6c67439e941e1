"""An answer said in a sentence: "đúng hạn 970 trên 1.000 hồ sơ", "chỉ có kế hoạch thôi", "thiếu b", "không vượt ạ".

What its figures or letters say is certain; what its words say is only proposed. All of it is told by the words of the leaf:
its options, what it counts, and what it calls "không phát sinh".
"""

from collections.abc import Callable

from knowledge.answers import read_answer
from knowledge.hearing.sentences.conditions import read_checklist
from knowledge.hearing.sentences.figures import read_count, read_number, read_ratio, read_variables
from knowledge.hearing.sentences.heard import Heard, Lacks
from knowledge.hearing.sentences.options import read_choice, read_yes_no
from knowledge.hearing.sentences.said import Said
from knowledge.hearing.sentences.words import NO, content_of, without_courtesy, words_of
from knowledge.hearing.sentences.words import tokens as _tokens
from scoring.criteria import Leaf
from scoring.declared import Declared, Met
from scoring.errors import Refusal, WhichMeant
from scoring.rules.base import Asks
from scoring.written.letters import clean

__all__ = ["Heard", "Lacks", "hear", "read", "tells", "without_courtesy"]

#: A longer text is a story, not an answer.
LONGEST = 24


def read(text: str, leaf: Leaf) -> Declared:
    """As ``read_answer``; yes and no are asked back too where the leaf itself denies ("Không để xảy ra sai phạm") and its
    options do not say which is which. Raises a ``Refusal``."""
    declared = read_answer(text, leaf.rule)
    options = leaf.rule.need.options
    if not isinstance(declared, Met) or len(clean(text).strip()) <= 1:
        return declared
    if NO in words_of(_tokens(leaf.name)) and not content_of(*(option.label for option in options)):
        raise WhichMeant(text, (Met(True), Met(False)))
    return declared


def hear(text: str, leaf: Leaf, *, named: bool = False) -> Heard | None:
    """What a text that ``read_answer`` did not take may mean as an answer of this leaf; ``None`` where it is none.

    ``named``: the leaf was named beside it, so that strange words are about that leaf as well; words said to an open
    question may be about anything.
    """
    reader = _READERS.get(leaf.rule.need.asks)
    if reader is None or not 0 < len(text.split()) <= LONGEST:
        return None
    bare = without_courtesy(text)
    if bare and (plain := _plainly(bare, leaf, certain=True)):
        return plain
    said = Said(text, leaf, named=named)
    if said.asks or not (said.words or said.figures) or not (named or said.tells):
        return None
    if said.nothing_arose or said.denies_any:
        return _plainly("không phát sinh" if said.nothing_arose else "không có", leaf, certain=False)
    return reader(said)


def tells(text: str, leaf: Leaf) -> bool:
    """Whether a sentence says that something of the leaf is so, be it not understood what."""
    said = Said(text, leaf, named=True)
    return said.asserts and said.near and not said.asks


def _plainly(bare: str, leaf: Leaf, *, certain: bool) -> Heard | None:
    """The answer alone, once courtesy is taken away, or what a sentence comes to."""
    try:
        return Heard((read(bare, leaf),), certain=certain)
    except WhichMeant as error:
        return Heard(error.possible)
    except Refusal:
        return None


_READERS: dict[Asks, Callable[[Said], Heard | None]] = {
    Asks.RATIO: read_ratio,
    Asks.COUNT: read_count,
    Asks.NUMBER: read_number,
    Asks.YES_NO: read_yes_no,
    Asks.CHOICE: read_choice,
    Asks.CHECKLIST: read_checklist,
    Asks.VARIABLES: read_variables,
}
