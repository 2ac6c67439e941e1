"""What there is to tell about one leaf, as parts; how they are laid out is the business of the cards."""

from dataclasses import dataclass
from decimal import Decimal

from knowledge.examples import worked
from scoring.criteria import EvidenceItem, Leaf


@dataclass(frozen=True, slots=True)
class Explanation:
    """The explanation of a leaf. A part that its set does not state is empty.

    ``how`` is the rule in one line; ``worked`` are its own examples in figures, ``example`` is the one that the set tells.
    ``appraiser``: the department that appraises the points.
    """

    code: str
    name: str
    max: Decimal
    asked: str
    how: str
    worked: tuple[str, ...]
    example: str
    evidence: tuple[EvidenceItem, ...]
    convinces: str
    mistakes: str
    position: str
    appraiser: str
    legal_basis: str


def explain(leaf: Leaf) -> Explanation:
    told = leaf.guidance
    return Explanation(
        code=leaf.code,
        name=leaf.name,
        max=leaf.max,
        asked=told.asked,
        how=leaf.rule.describe(leaf.max),
        worked=worked(leaf.rule, leaf.max),
        example=told.points,
        evidence=leaf.evidence,
        convinces=told.convinces,
        mistakes=told.mistakes,
        position=leaf.position,
        appraiser=leaf.department,
        legal_basis=told.legal_basis,
    )
