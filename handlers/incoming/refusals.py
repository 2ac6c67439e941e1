"""What was sent and cannot be followed as things stand: it is of another question, or nobody can say of which round."""

from dataclasses import dataclass

from scoring.errors import Refusal
from scoring.rounds.round import Round


@dataclass
class NoOpenRound(Refusal):
    """There is no assessment round to work in."""


@dataclass
class RoundUnclear(Refusal):
    """Several rounds are open, and the person has not said in which he works. ``left``: the one that asks nothing more."""

    left: Round | None


@dataclass
class StaleChoice(Refusal):
    """A press that belongs to an older question, or that no card offers."""
