"""Formulas of a criteria set, read and worked out exactly: + − × ÷, parentheses, numbers, names, min and max.

The text comes from an operator's file, so nothing of it is ever executed: Python's parser gives the tree, every
node of which must be on a short list to become an ``Operation`` or a leaf of our own.
"""

import ast
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from operator import add, mul, sub, truediv

from scoring.errors import FormulaFault

MOST_CHARACTERS = 500
MOST_PARTS = 200
MOST_DEPTH = 40

_AS_PRINTED = str.maketrans({"×": "*", "÷": "/", "\N{MINUS SIGN}": "-", "\N{EN DASH}": "-"})
_ALLOWED = re.compile(r"[\w\s.,+\-*/()]+")
# "2x", "1e9", "0x10": figures never run into letters.
_GLUED = re.compile(r"(?<!\w)[0-9.]+[^\W0-9]")
_FIGURE = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,6})?")

_OPERATORS: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: add,
    ast.Sub: sub,
    ast.Mult: mul,
    ast.Div: truediv,
}
_FUNCTIONS: dict[str, Callable[..., Fraction]] = {"min": min, "max": max}

Values = Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Constant:
    value: Fraction

    def work_out(self, _values: Values) -> Fraction:
        return self.value


@dataclass(frozen=True, slots=True)
class Symbol:
    name: str

    def work_out(self, values: Values) -> Fraction:
        return values[self.name]


@dataclass(frozen=True, slots=True)
class Operation:
    """One of + − × ÷, min and max over its parts; a minus sign alone is a subtraction from nothing."""

    apply: Callable[..., Fraction]
    parts: tuple["Part", ...]

    def work_out(self, values: Values) -> Fraction:
        return self.apply(*(part.work_out(values) for part in self.parts))


Part = Constant | Symbol | Operation


@dataclass(frozen=True, slots=True)
class Expression:
    """A formula that has passed every check. ``symbols`` are the variables that it names."""

    text: str
    root: Part
    symbols: frozenset[str]

    def evaluate(self, values: Values) -> Fraction:
        """The exact result; raises ``FormulaFault`` for a division by zero or a symbol without a value."""
        missing = self.symbols - values.keys()
        if missing:
            raise FormulaFault(self.text, f"chưa có giá trị của {', '.join(sorted(missing))}")
        try:
            return self.root.work_out(values)
        except ZeroDivisionError as fault:
            raise FormulaFault(self.text, "chia cho 0") from fault


@lru_cache(maxsize=512)
def read_expression(text: str) -> Expression:
    """Raises ``FormulaFault`` for anything but the arithmetic named above."""
    formula = " ".join(unicodedata.normalize("NFC", text).translate(_AS_PRINTED).split())
    if len(formula) > MOST_CHARACTERS:
        raise FormulaFault(formula[:MOST_CHARACTERS], f"dài hơn {MOST_CHARACTERS} ký tự")
    if not _ALLOWED.fullmatch(formula) or _GLUED.search(formula):
        raise FormulaFault(formula, "trống hoặc có ký hiệu không dùng được")
    reader = _Reader(formula)
    root = reader.read(_tree(formula), MOST_DEPTH)
    return Expression(formula, root, frozenset(reader.symbols))


def _tree(formula: str) -> ast.expr:
    try:
        tree = ast.parse(formula, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as fault:
        raise FormulaFault(formula, "viết chưa đúng") from fault
    if sum(isinstance(node, ast.expr) for node in ast.walk(tree)) > MOST_PARTS:
        raise FormulaFault(formula, "quá nhiều phép tính")
    return tree


class _Reader:
    """Turns the checked nodes of one formula into parts, and collects the symbols on the way."""

    def __init__(self, formula: str) -> None:
        self.formula = formula
        self.symbols: set[str] = set()

    def read(self, node: ast.expr, depth: int) -> Part:
        if depth == 0:
            raise FormulaFault(self.formula, "quá nhiều lớp ngoặc")
        match node:
            case ast.BinOp(left, operator, right) if type(operator) in _OPERATORS:
                return self._operation(_OPERATORS[type(operator)], [left, right], depth)
            case ast.UnaryOp(ast.USub(), operand):
                return Operation(sub, (Constant(Fraction(0)), self.read(operand, depth - 1)))
            case ast.Call(ast.Name(name), [_, _, *_] as arguments, []) if name in _FUNCTIONS:
                return self._operation(_FUNCTIONS[name], arguments, depth)
            case _:
                return self._leaf(node)

    def _operation(self, apply: Callable[..., Fraction], nodes: list[ast.expr], depth: int) -> Operation:
        return Operation(apply, tuple(self.read(node, depth - 1) for node in nodes))

    def _leaf(self, node: ast.expr) -> Constant | Symbol:
        match node:
            case ast.Name(name):
                self.symbols.add(name)
                return Symbol(name)
            case ast.Constant():
                return self._figure(node)
            case _:
                raise FormulaFault(self.formula, "có phép tính không dùng được")

    def _figure(self, node: ast.Constant) -> Constant:
        # The parser's own value of "0.1" is already a rounded float; the typed digits are exact.
        digits = ast.get_source_segment(self.formula, node) or ""
        if not _FIGURE.fullmatch(digits):
            raise FormulaFault(self.formula, f"số {digits} không dùng được")
        return Constant(Fraction(digits))
