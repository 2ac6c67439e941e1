"""Free formulas over named figures (R17)."""

import ast
import re
from collections.abc import Sequence

from knowledge.annex.leaf_text import LeafText
from knowledge.annex.wording import texts as t
from knowledge.annex.wording.clauses import PrintedClause
from knowledge.annex.wording.heard import HeardRule, quoted
from scoring.errors import FormulaFault
from scoring.rules import Branch, Formula, Variable
from scoring.rules.expression import read_expression
from scoring.written.numbers import exact

_IS_FORMULA = re.compile(
    r"^(?:(?:số )?điểm[^=:]{0,40}|công thức[^=:]{0,40}|cách tính|đ|t)\s*[:=]\s*(?P<formula>.+)$", re.IGNORECASE | re.DOTALL
)
_WHERE = re.compile(r"[;,.]?\s*\(?\s*(?:trong đó|với|ở đây)\s*:?\s*", re.IGNORECASE)
_MEANS = re.compile(r"(?:^|[;,]\s*|\.\s+|\n\s*|\s-\s+|\bvà\s+)-?\s*(?P<symbol>[A-Za-zđĐ][0-9]?)\s*(?:là|:|=)\s+")
_SIGNS = str.maketrans("[]{}×·–−:÷", "()()**--//")
_MAXIMUM = re.compile(r"(?:số )?điểm tối đa", re.IGNORECASE)


def read_formula(clauses: Sequence[PrintedClause], leaf: LeafText) -> HeardRule | None:
    """The whole method is one sentence with its letters explained, however it was cut into lines."""
    text = "; ".join(clause.text for clause in clauses).strip(" .;")
    found = _IS_FORMULA.match(text)
    where = _WHERE.search(found["formula"]) if found else None
    if found is None or where is None:
        return None
    formula = _expression(found["formula"][: where.start()], leaf)
    variables = _variables(found["formula"][where.end() :].strip(" ).;"))
    try:
        symbols = read_expression(formula).symbols
    except FormulaFault:
        return None
    named = [variable for variable in variables if variable.symbol in symbols]
    if not symbols or {variable.symbol for variable in named} != symbols or len(named) != len(variables):
        return None
    doubt = (
        "" if len({variable.symbol for variable in named}) == len(named) else t.NOT_UNDERSTOOD.format(text=quoted(clauses[0]))
    )
    return HeardRule(Formula(tuple(named), (Branch("", formula),)), doubt=doubt)


def _expression(printed: str, leaf: LeafText) -> str:
    text = _MAXIMUM.sub(exact(leaf.maximum), printed)
    text = re.sub(r"(?<=[0-9]),(?=[0-9])", ".", text)
    text = text.translate(_SIGNS)
    text = re.sub(r"(?<![A-Za-z])[xX](?![A-Za-z])", "*", text)
    text = re.sub(r"(?<![0-9.])0+(?=[1-9])", "", text)
    text = re.sub(r"\b100\s*%", "100", text)
    return _least_brackets(" ".join(text.split()).strip(" .;,"))


def _least_brackets(formula: str) -> str:
    """Square brackets of the print leave round ones behind that change nothing."""
    try:
        return ast.unparse(ast.parse(formula, mode="eval")).replace(" ", "")
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return ""


def _variables(text: str) -> list[Variable]:
    marks = list(_MEANS.finditer(text))
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    found = [(match["symbol"], text[match.end() : end].strip(" ;,.-")) for match, end in zip(marks, ends, strict=False)]
    return [Variable(symbol, title) for symbol, title in found if title]
