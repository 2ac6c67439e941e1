"""The free formula, R17: one, or several of which one is chosen."""

from decimal import Decimal

from knowledge.reading.table import Table
from scoring.rules import Branch, Formula, Rule, Variable


def formula(table: Table, _maximum: Decimal) -> Rule:
    meanings = table.table("variables")
    variables = tuple(Variable(symbol, meanings.text(symbol)) for symbol in meanings.names)
    if table.has("formulas"):
        return Formula(variables, tuple(_branch(one) for one in table.tables("formulas", least=2)))
    return Formula(variables, (Branch("", table.text("formula")),))


def _branch(table: Table) -> Branch:
    branch = Branch(table.text("name"), table.text("formula"))
    table.close()
    return branch
