"""Finding what a person means: a criterion, a field, or one of the few things the assistant does."""

from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from knowledge.codes import find_code
from knowledge.text import fold
from scoring.criteria import CriteriaSet

Decision = Literal["answer", "choose", "unknown"]


@dataclass(frozen=True, slots=True)
class Target:
    """ "criterion:3.2", "field:7" or "intent:deadline", with a score of 0 to 100."""

    target: str
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    decision: Decision
    targets: tuple[Target, ...] = ()


class Index:
    """Search over one criteria set."""

    def __init__(self, criteria: CriteriaSet) -> None:
        self._codes = tuple(criteria.leaves)
        self._phrases = {leaf.code: tuple(map(fold, (leaf.name, *leaf.aliases))) for leaf in criteria.leaves.values()}

    def search(self, text: str, limit: int = 5) -> Found:
        named = find_code(text, self._codes)
        if named and named.code in self._codes:
            return Found("choose" if named.guessed else "answer", (Target(f"criterion:{named.code}", 100.0),))
        asked = fold(text)
        scored = [(max(fuzz.token_set_ratio(asked, p) for p in phrases), code) for code, phrases in self._phrases.items()]
        best = sorted(scored, reverse=True)[:limit]
        targets = tuple(Target(f"criterion:{code}", score) for score, code in best if score >= 60)
        return Found("unknown" if not targets else "answer" if targets[0].score >= 70 else "choose", targets)
