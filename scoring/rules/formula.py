"""A free formula over named variables (R17)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from scoring.declared import Declared, Variables
from scoring.errors import MissingVariable, UnknownBranch, WrongDeclaration
from scoring.rules.base import Asks, Need, Outcome, Variable
from scoring.rules.expression import read_expression
from scoring.rules.taking import not_negative, refused, within
from scoring.rules.working import Evaluated, Given, Result
from scoring.written.numbers import show

_DECIMAL_POINT = re.compile(r"(?<=[0-9])\.(?=[0-9])")


@dataclass(frozen=True, slots=True)
class Branch:
    """One of the formulas that a set gives for a leaf; ``expression`` is read by ``read_expression``."""

    name: str
    expression: str

    @property
    def printed(self) -> str:
        """As an official reads it: decimal commas and ×."""
        return " × ".join(part.strip() for part in _DECIMAL_POINT.sub(",", self.expression).split("*"))


@dataclass(frozen=True, slots=True)
class Formula:
    """The chosen branch worked out with the declared values, kept between 0 and the maximum."""

    kind: ClassVar[str] = "R17"

    variables: tuple[Variable, ...]
    branches: tuple[Branch, ...]

    @property
    def need(self) -> Need:
        names = tuple(branch.name for branch in self.branches) if len(self.branches) > 1 else ()
        return Need(Asks.VARIABLES, variables=self.variables, branches=names)

    def score(self, declared: Declared, maximum: Decimal) -> Outcome:
        if not isinstance(declared, Variables):
            raise refused(self.kind, declared)
        values, branch = self._values(declared), self._branch(declared.branch)
        exact = {symbol: Fraction(value) for symbol, value in values.items()}
        result = read_expression(branch.expression).evaluate(exact)
        points = within(max(result, Fraction(0)), maximum)
        cut = () if points == result else (Result(points),)
        return Outcome(points, (Given(tuple(values.items())), Evaluated(branch.printed, result), *cut))

    def _values(self, declared: Variables) -> Mapping[str, Decimal]:
        """Every variable of the set has its value, in the set's order, and there are no others."""
        given = dict(declared.variables)
        symbols = [variable.symbol for variable in self.variables]
        for symbol in symbols:
            if symbol not in given:
                raise MissingVariable(symbol)
        if len(given) > len(symbols):
            raise WrongDeclaration(self.kind, ", ".join(sorted(given.keys() - set(symbols))))
        return {symbol: not_negative(given[symbol]) for symbol in symbols}

    def _branch(self, name: str | None) -> Branch:
        if name is None and len(self.branches) == 1:
            return self.branches[0]
        for branch in self.branches:
            if branch.name == name:
                return branch
        raise UnknownBranch(name or "", tuple(branch.name for branch in self.branches))

    def describe(self, maximum: Decimal) -> str:
        lines = [f"{branch.name}: {branch.printed}" if branch.name else branch.printed for branch in self.branches]
        meanings = "; ".join(f"{variable.symbol} là {variable.title}" for variable in self.variables)
        return f"{' hoặc '.join(lines)}, trong đó {meanings}; tối đa {show(maximum)}"
