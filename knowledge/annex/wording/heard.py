"""What one reader made of the clauses of a leaf, before it is told outside."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from knowledge.annex.leaf_text import LeafText
from knowledge.annex.wording import texts as t
from knowledge.annex.wording.clauses import PrintedClause
from scoring.rules import JudgedRule, Rule


@dataclass(frozen=True, slots=True)
class HeardRule:
    """``left`` are the clauses that the rule does not account for; ``doubt`` is why a person should look."""

    rule: Rule
    left: tuple[PrintedClause, ...] = ()
    doubt: str = ""
    unpriced: tuple[PrintedClause, ...] = ()

    def doubting(self, doubt: str) -> "HeardRule":
        return self if self.doubt or not doubt else replace(self, doubt=doubt)


Reader = Callable[[Sequence[PrintedClause], LeafText], HeardRule | None]

#: The longest quotation in a sentence for a person.
_QUOTED = 90


def quoted(clause: PrintedClause) -> str:
    return clause.text if len(clause.text) <= _QUOTED else f"{clause.text[:_QUOTED].rstrip()}…"


def not_understood(clauses: Sequence[PrintedClause]) -> HeardRule:
    return HeardRule(JudgedRule(), doubt=t.NOT_UNDERSTOOD.format(text=quoted(clauses[0])))


def without(clauses: Sequence[PrintedClause], *used: PrintedClause | None) -> tuple[PrintedClause, ...]:
    taken = {id(one) for one in used}
    return tuple(clause for clause in clauses if id(clause) not in taken)
