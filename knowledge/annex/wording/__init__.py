"""From the words of an annex to a rule that counts points."""

from dataclasses import dataclass

from knowledge.annex.leaf_text import LeafText
from knowledge.faults import Wrong
from scoring.criteria import Source
from scoring.rules import JudgedRule, Rule


@dataclass(frozen=True, slots=True)
class WordingFault:
    """What is wrong with the words of a leaf; ``line`` counts its lines from 0."""

    error: Wrong
    message: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class RuleReading:
    """A judged rule stands in where the words were not understood; ``why`` is one sentence for who looks at it.

    ``source`` is what the words say of where the points come from, ``None`` where they are silent.
    """

    rule: Rule
    uncertain: bool = False
    why: str = ""
    faults: tuple[WordingFault, ...] = ()
    source: Source | None = None


def read_rule(leaf: LeafText) -> RuleReading:  # noqa: ARG001
    return RuleReading(JudgedRule(), uncertain=True)
