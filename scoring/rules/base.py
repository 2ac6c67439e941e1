"""What every rule gives: exact points with their working, and what it needs to be told."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Protocol

from scoring.declared import Declared
from scoring.rules.working import Working


class Asks(StrEnum):
    """The one thing a rule has to be told; the conversation asks for exactly that."""

    YES_NO = "yes_no"
    CHOICE = "choice"
    CHECKLIST = "checklist"
    RATIO = "ratio"
    COUNT = "count"
    NUMBER = "number"
    VARIABLES = "variables"
    POINTS = "points"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Labelled:
    """One option or condition as the set prints it; ``points`` is ``None`` where it earns none by itself."""

    letter: str
    label: str
    points: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Variable:
    symbol: str
    title: str


@dataclass(frozen=True, slots=True)
class Need:
    """The question behind a rule: its kind, its options, what is counted, and which claims it takes."""

    asks: Asks
    options: tuple[Labelled, ...] = ()
    numerator: str = ""
    denominator: str = ""
    counted: str = ""
    variables: tuple[Variable, ...] = ()
    branches: tuple[str, ...] = ()
    not_arisen: str | None = None
    not_applicable: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """Exact points (``None``: not applicable, so out of numerator and denominator) and how they came about."""

    points: Fraction | None
    working: Working


class Rule(Protocol):
    """How points come about for one leaf (R1–R18 of the domain's catalogue)."""

    @property
    def kind(self) -> str:
        """The catalogue's name of the rule: "R1" … "R18"."""
        ...

    @property
    def need(self) -> Need: ...

    def score(self, declared: Declared, maximum: Decimal) -> Outcome:
        """Points for a declaration, never above ``maximum``; raises a ``Refusal`` that says what is wrong."""
        ...

    def describe(self, maximum: Decimal) -> str:
        """How points come about, in one Vietnamese line, as a person would read it aloud."""
        ...
