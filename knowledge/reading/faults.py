"""What is wrong with a file, and where."""

from dataclasses import dataclass

from scoring.criteria import CriteriaSet


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: its name, the place in the set ("3.2"), the line and column in the file (from 1), and the words."""

    error: str
    where: str
    row: int
    column: int
    message: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A set without a fault, or no set and every fault."""

    set: CriteriaSet | None
    faults: tuple[Fault, ...]
