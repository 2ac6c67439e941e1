"""Free formulas: each compiles and uses exactly the variables that are explained."""

import re
from collections.abc import Iterator

from knowledge.checking import fault_texts as t
from knowledge.checking.faults import Steps, Wrong
from knowledge.checking.remarks import Remark
from scoring.errors import FormulaFault
from scoring.rules import Formula
from scoring.rules.expression import read_expression

_SYMBOL = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,19}")
_TAKEN = frozenset({"min", "max"})


def check_formula(rule: Formula) -> Iterator[Remark]:
    symbols = frozenset(variable.symbol for variable in rule.variables)
    for symbol in sorted(symbols):
        if not _SYMBOL.fullmatch(symbol) or symbol in _TAKEN:
            yield Remark(Wrong.BAD_FORMULA, ("variables", symbol), t.BAD_SYMBOL.format(symbol=symbol))
    yield from _names(rule)
    used: set[str] = set()
    for number, branch in enumerate(rule.branches):
        at = ("formula",) if not branch.name else ("formulas", number, "formula")
        if branch.expression:
            yield from _expression(branch.expression, at, symbols, used)
    unused = symbols - used
    if unused and used:
        yield Remark(Wrong.BAD_FORMULA, ("variables",), t.UNUSED_SYMBOLS.format(symbols=", ".join(sorted(unused))))


def _names(rule: Formula) -> Iterator[Remark]:
    names = [branch.name for branch in rule.branches]
    for number, name in enumerate(names):
        if name and name in names[:number]:
            yield Remark(Wrong.BAD_FORMULA, ("formulas", number, "name"), t.DUPLICATE_BRANCH.format(name=name))


def _expression(text: str, at: Steps, symbols: frozenset[str], used: set[str]) -> Iterator[Remark]:
    """Adds to ``used`` what the formula uses."""
    try:
        expression = read_expression(text)
    except FormulaFault as fault:
        yield Remark(Wrong.BAD_FORMULA, at, t.BAD_FORMULA.format(why=fault.why))
        return
    used |= expression.symbols
    unknown = expression.symbols - symbols
    if unknown:
        yield Remark(Wrong.BAD_FORMULA, at, t.UNKNOWN_SYMBOLS.format(symbols=", ".join(sorted(unknown))))
