"""What one reader made of the clauses of a leaf, before it is told outside."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from knowledge.annex.leaf_text import LeafText
from knowledge.annex.wording import texts as t
from knowledge.annex.wording.clauses import Clause
from scoring.rules import JudgedRule, Rule


@dataclass(frozen=True, slots=True)
class Heard:
    """``left`` are the clauses that the rule does not account for; ``doubt`` is why a person should look."""

    rule: Rule
    left: tuple[Clause, ...] = ()
    doubt: str = ""
    unpriced: tuple[Clause, ...] = ()

    def doubting(self, doubt: str) -> "Heard":
        return self if self.doubt or not doubt else replace(self, doubt=doubt)


Reader = Callable[[Sequence[Clause], LeafText], Heard | None]

#: The longest quotation in a sentence for a person.
_QUOTED = 90


def quoted(clause: Clause) -> str:
    return clause.text if len(clause.text) <= _QUOTED else f"{clause.text[:_QUOTED].rstrip()}…"


def not_understood(clauses: Sequence[Clause]) -> Heard:
    return Heard(JudgedRule(), doubt=t.NOT_UNDERSTOOD.format(text=quoted(clauses[0])))


def without(clauses: Sequence[Clause], *used: Clause | None) -> tuple[Clause, ...]:
    taken = {id(one) for one in used}
    return tuple(one for one in clauses if id(one) not in taken)
